"""How a run on a curve is drawn: its trail, what a phase is about, the move, and its name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calctui.figure import Arrow, Dots, Line, Shape, Window
from calctui.maths.function import Function
from calctui.roles import Role
from calctui.scenes.parts import axes
from calctui.scenes.parts.runs import Run
from calctui.scenes.timeline import Moment, ease

ARROW_SHARE = 0.45
"""The share of the update phase in which the arrow grows; in the rest the dot follows it."""
FADING = 4
"""So many of the last points are drawn bright; older ones of a run alone are muted, of several left out."""
REACH = 0.22
"""How far a tangent reaches to each side, as a share of the horizontal axis."""
TOGETHER = 0.04, 0.12
"""Runs nearer to each other than these shares of both axes, a cell or so, have their names side by side."""

Place = tuple[float, float]
"""The x and the y of a point, in units of the axes."""


def place(run: Run, k: int) -> Place:
    """Where a run is after k updates; of one that has outgrown all numbers, where it last was."""
    x = run.path.points[:, 0]
    last = int(np.flatnonzero(~np.isnan(x[: k + 1]))[-1])
    return float(x[last]), float(run.path.values[last])


def standing(function: Function, run: Run, k: int) -> Shape:
    """The dot of a run after k updates; beside it the place, where that is no number that can be shown."""
    x = float(run.path.points[k, 0])
    name = "" if np.isfinite(x) else f"{function.variables[0]} is {axes.number(x)}"
    return axes.dot(*place(run, k), name=name)


def recent(run: Run, role: Role, k: int, window: Window) -> tuple[Shape, ...]:
    """The last points before the k-th, as far as they are in the picture."""
    return _trail(run, role, slice(max(k - FADING, 0), k), window, "•")


def old(run: Run, k: int, window: Window) -> tuple[Shape, ...]:
    """The points before those, muted."""
    return _trail(run, Role.MUTED, slice(0, max(k - FADING, 0)), window, "·")


def _trail(run: Run, role: Role, when: slice, window: Window, glyph: str) -> tuple[Shape, ...]:
    (left, right), (low, high) = window
    x, y = run.path.points[when, 0], run.path.values[when]
    seen = (x >= left) & (x <= right) & (y >= low) & (y <= high)
    return (Dots(role=role, x=x[seen], y=y[seen], glyph=glyph),) if seen.any() else ()


def phase_shapes(
    run: Run, k: int, phase: str, moment: Moment, *, window: Window, runs: int = 1
) -> tuple[Shape, ...]:
    """How high the loss is, or how steep: what a phase is about, after k updates of a run.

    Args:
        run: The run.
        k: How many updates are done.
        phase: The name of the phase.
        moment: How far it is.
        window: The limits of the axes.
        runs: How many runs share the picture; the more, the shorter the tangents.
    """
    x, y = float(run.path.points[k, 0]), float(run.path.values[k])
    (left, right), (low, high) = window
    if phase == "loss":
        floor = min(max(0.0, low), high)
        ends = np.array([floor, floor + ease(moment.progress) * (y - floor)])
        return (Line(role=Role.CURVE, x=np.array([x, x]), y=ends, style="dashed"),)
    if phase == "gradient" or (phase == "update" and moment.progress < 1):
        grown = ease(moment.progress) if phase == "gradient" else 1.0
        return (axes.tangent(x, y, float(run.path.gradients[k, 0]), grown * REACH * (right - left) / runs),)
    return ()


def move(function: Function, run: Run, k: int, progress: float) -> tuple[Shape, ...]:
    """From the k-th point to the next: first the arrow says how far, then the dot follows it along the curve."""
    x, y = float(run.path.points[k, 0]), float(run.path.values[k])
    way = float(run.path.points[k + 1, 0]) - x
    follows = (progress - ARROW_SHARE) / (1 - ARROW_SHARE)
    moved = x + ease(follows) * way
    if not np.isfinite(moved):
        return (standing(function, run, k),)
    arrow = Arrow(role=Role.UPDATE, start=(x, y), end=(x + ease(progress / ARROW_SHARE) * way, y))
    return arrow, axes.dot(moved, float(function(moved)))


def made_move(run: Run, k: int) -> Shape:
    """The arrow of the move that led to the k-th point."""
    before, after = float(run.path.points[k - 1, 0]), float(run.path.points[k, 0])
    height = float(run.path.values[k - 1])
    return Arrow(role=Role.UPDATE, start=(before, height), end=(after, height))


def eased_place(function: Function, run: Run, k: int, progress: float) -> Place:
    """Where a run is drawn on the way from its k-th point to the next."""
    x, y = place(run, k)
    moved = x + ease(progress) * (float(run.path.points[k + 1, 0]) - x)
    return (moved, float(function(moved))) if np.isfinite(moved) else (x, y)


def names(labels: Sequence[str], places: Sequence[Place], window: Window) -> list[str]:
    """The names at runs; of runs that stand together, the first has all and the others none."""
    across, up = (share * (high - low) for share, (low, high) in zip(TOGETHER, window, strict=True))
    found = list(labels)
    for index, (x, y) in enumerate(places):
        for other, (at_x, at_y) in enumerate(places[:index]):
            if found[other] and abs(x - at_x) < across and abs(y - at_y) < up:
                found[other] += ", " + found[index]
                found[index] = ""
                break
    return found
