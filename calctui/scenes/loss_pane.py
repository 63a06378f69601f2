"""The pane that shows log10 of the loss against the number of updates, for one run or several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calctui.figure import Array, Pane, Shape
from calctui.figure import Line as LineShape
from calctui.roles import Role
from calctui.scenes import axes
from calctui.scenes.runs import Run


def log10_loss(losses: Array) -> Array:
    """log10 of each loss; NaN where a loss is not positive, since it has no logarithm."""
    with np.errstate(all="ignore"):
        return np.where(losses > 0, np.log10(losses), np.nan)


def loss_pane(runs: Sequence[Run], first: int, done: int, share: float = 0.8) -> Pane:
    """The losses of the runs from update `first` to update `done`; the axes hold all that will come."""
    curves = [log10_loss(run.path.values) for run in runs]
    updates = np.arange(len(curves[0]), dtype=np.float64)
    shapes: list[Shape] = []
    for run, losses in zip(runs, curves, strict=True):
        role = Role.CURVE if len(runs) == 1 else run.role
        shapes.append(LineShape(role=role, x=updates[first : done + 1], y=losses[first : done + 1]))
        marker = Role.NOW if len(runs) == 1 else run.role
        if np.isfinite(losses[done]):
            shapes.append(axes.dot(float(done), float(losses[done]), marker))
    return Pane(
        x=(float(first), float(max(len(updates) - 1, first + 1))),
        y=axes.around(np.concatenate(curves)),
        shapes=tuple(shapes),
        title="log₁₀ of the loss",
        x_label="updates",
        share=share,
    )
