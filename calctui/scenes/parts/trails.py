"""The ways of runs in the plane: the limits around them, the trail behind them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calctui.figure import Array, Dots, Limits, Line, Shape, Window
from calctui.roles import Role
from calctui.scenes.parts import axes
from calctui.scenes.parts.plane import Point
from calctui.scenes.parts.runs import Run

FADING = 4
"""So many of the last points are drawn as dots; of older ones only the way between them."""


def around_runs(runs: Sequence[Run]) -> Window:
    """Limits around where the runs go, without those that run away; about as wide as they are far from 0."""
    return _around(runs, 0), _around(runs, 1)


def _around(runs: Sequence[Run], axis: int) -> Limits:
    start = float(runs[0].path.points[0, axis])
    visited = np.concatenate([run.path.points[:, axis] for run in runs])
    near = visited[np.abs(visited) <= 3 * max(abs(start), 1.0)]
    reach = max(0.75 * abs(start), 1.0)
    low, high = axes.around(np.append(near, 0.0), 0.2)
    return min(low, start - 0.3 * reach), max(high, start + 0.3 * reach, low + reach)


def trail(points: Array, k: int, role: Role, window: Window, end: Point | None = None) -> tuple[Shape, ...]:
    """The way of a run through its first `k` updates, and on to `end` where it is on the move.

    A move from outside the window to outside is left out: a run that has left the picture would fill it.
    """
    way = points[: k + 1] if end is None else np.vstack((points[: k + 1], end))
    (left, right), (low, high) = window
    inside = (way[:, 0] >= left) & (way[:, 0] <= right) & (way[:, 1] >= low) & (way[:, 1] <= high)
    gaps = np.flatnonzero(~(inside[:-1] | inside[1:])) + 1
    if gaps.size:
        way = np.insert(way, gaps, np.nan, axis=0)
    return (Line(role=role, x=way[:, 0], y=way[:, 1]),) if len(way) > 1 else ()


def last_points(points: Array, k: int, role: Role) -> tuple[Shape, ...]:
    """The last few points that a run has left."""
    last = points[max(k - FADING, 0) : k]
    return (Dots(role=role, x=last[:, 0], y=last[:, 1], glyph="•"),) if len(last) else ()
