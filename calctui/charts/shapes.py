"""Shapes become segments and filled regions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calctui.charts.clip import NONE, clip, clip_one, dash, join, thicken
from calctui.charts.levels import heated, level_lines
from calctui.charts.space import Space
from calctui.figure import Area, Array, Arrow, Bars, Contours, Heat, Line, Shape

_DASH, _GAP = 5.0, 4.0
_STEEPEST = 1e9


def strokes(shape: Shape, space: Space) -> Array:
    """The lines of a shape as clipped segments in fractions of the axes, shape (n, 4).

    The shaft of an arrow that lies straight across or up is left to the characters.
    """
    match shape:
        case Line():
            across, down = space.width * space.across, space.height * space.down
            if shape.style == "thick":
                return clip(thicken(join(*space.unit(shape.x, shape.y)), 1 / across, 1 / down))
            if shape.x.size == 2:
                (x0, x1), (y0, y1) = shape.x.tolist(), shape.y.tolist()
                segments = clip_one(*space.point(x0, y0), *space.point(x1, y1))
            else:
                segments = clip(join(*space.unit(shape.x, shape.y)))
            return dash(segments, across, down, _DASH, _GAP) if shape.style == "dashed" else segments
        case Arrow():
            segments = shaft(shape, space)
            return NONE if lies_straight(segments, space) else segments
        case Bars():
            return clip(_outlines(shape, space))
        case Contours():
            return np.concatenate([NONE, *level_lines(shape, space)])
        case _:
            return NONE


def shaft(arrow: Arrow, space: Space) -> Array:
    """The visible part of an arrow as one segment, or none."""
    return clip_one(*space.point(*arrow.start), *space.point(*arrow.end))


def lies_straight(segments: Array, space: Space) -> bool:
    """Whether an arrow's shaft stays in one row or one column of cells."""
    if not segments.size:
        return False
    u0, v0, u1, v1 = segments[0].tolist()
    start, end = space.cell(u0, v0), space.cell(u1, v1)
    return start[0] == end[0] or start[1] == end[1]


def _outlines(bars: Bars, space: Space) -> Array:
    left, height = space.unit(bars.left, bars.height)
    right, base = space.unit(bars.right, np.full(left.shape, bars.base))
    corners = (
        (left, base, left, height),
        (left, height, right, height),
        (right, height, right, base),
        (right, base, left, base),
    )
    sides = np.stack([np.column_stack(side) for side in corners], axis=1).reshape(-1, 4)
    return sides[np.isfinite(sides).all(axis=1)]


def region(shape: Shape, space: Space) -> NDArray[np.bool_] | None:
    """Which dots of the pane a shape fills, shape (dots down, dots across), from the top; None if it fills none."""
    match shape:
        case Area():
            return _area(shape, space)
        case Bars() if shape.filled:
            return _bars(shape, space)
        case Heat():
            return heated(shape, space)
        case _:
            return None


def _area(area: Area, space: Space) -> NDArray[np.bool_]:
    across, up = space.centres()
    u, low = space.unit(area.x, area.low)
    _, high = space.unit(area.x, area.high)
    known = ~np.isnan(u)
    if known.sum() < 2:
        return np.zeros((up.size, across.size), np.bool_)
    order = np.argsort(u[known], kind="stable")
    u, low, high = (values[known][order] for values in (u, low, high))
    low, high = (np.clip(values, -_STEEPEST, _STEEPEST) for values in (low, high))
    bottom, top = (np.interp(across, u, ends, left=np.nan, right=np.nan) for ends in (low, high))
    rows = up[:, None]
    filled: NDArray[np.bool_] = (rows >= np.fmin(bottom, top)) & (rows <= np.maximum(bottom, top))
    return filled


def _bars(bars: Bars, space: Space) -> NDArray[np.bool_]:
    across, up = space.centres()
    filled = np.zeros((up.size, across.size), np.bool_)
    left, height = space.unit(bars.left, bars.height)
    right, base = space.unit(bars.right, np.full(left.shape, bars.base))
    low, high = np.minimum(height, base), np.maximum(height, base)
    known = ~(np.isnan(left) | np.isnan(right) | np.isnan(height))
    first, last = np.searchsorted(across, left), np.searchsorted(across, right)
    # Rows run from the top, so the order of their centres is turned round.
    top, bottom = np.searchsorted(-up, -high), np.searchsorted(-up, -low)
    for index in np.flatnonzero(known):
        filled[top[index] : bottom[index], first[index] : last[index]] = True
    return filled
