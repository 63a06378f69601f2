"""The pane that shows log10 of the loss after each update, for one run or several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calctui.figure import Array, Dots, Limits, Pane, Shape
from calctui.figure import Line as LineShape
from calctui.roles import Role
from calctui.scenes.parts import axes
from calctui.scenes.parts.on_curve import names
from calctui.scenes.parts.runs import Run

NO_LOGARITHM = "a loss below 0 has no logarithm"


def log10_loss(losses: Array) -> Array:
    """log10 of each loss: minus infinity for 0, and NaN below, where there is none."""
    with np.errstate(all="ignore"):
        return np.log10(losses)


def loss_notes(runs: Sequence[Run]) -> tuple[str, ...]:
    """What to say below the picture of losses that cannot be drawn."""
    return (NO_LOGARITHM,) if any((run.path.values < 0).any() for run in runs) else ()


def loss_pane(runs: Sequence[Run], first: int, done: int, y: Limits | None = None) -> Pane:
    """The losses of the runs from update `first` to update `done`; the axes hold all that will come.

    A loss of 0 or of infinity is a sign at the border, and a gap in its line.

    Args:
        runs: What is shown.
        first: The update that the scene starts from.
        done: The updates that are completed.
        y: The limits of the axis, in powers of ten; None to hold everything.
    """
    curves = [log10_loss(run.path.values) for run in runs]
    updates = np.arange(len(curves[0]), dtype=np.float64)
    x, y = (float(first), float(max(len(updates) - 1, first + 1))), y or axes.around(np.concatenate(curves))
    labels = [run.label if len(runs) > 1 else "" for run in runs]
    found = names(labels, [(float(done), float(losses[done])) for losses in curves], (x, y))
    shapes: list[Shape] = []
    for run, losses, name in zip(runs, curves, found, strict=True):
        role = Role.CURVE if len(runs) == 1 else run.role
        seen = losses[first : done + 1]
        shapes.append(
            LineShape(role=role, x=updates[first : done + 1], y=np.where(np.isfinite(seen), seen, np.nan))
        )
        marker = Role.NOW if len(runs) == 1 else run.role
        shapes.append(Dots(role=marker, x=updates[done : done + 1], y=losses[done : done + 1], name=name))
    return Pane(
        x=x,
        y=y,
        shapes=tuple(shapes),
        title="log₁₀ of the loss after each update",
        share=0.8,
    )
