"""Functions of two variables: their level curves as segments, the numbers in them, and their heat as dots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calctui.charts.clip import clip, join
from calctui.charts.dots import Markers
from calctui.charts.space import Space
from calctui.charts.ticks import MINUS
from calctui.figure import Array, Contours, Heat
from calctui.frozen import frozen
from calctui.maths.levels import HIGHEST, level_curves

_BAYER = {
    4: (np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) + 0.5) / 16,
    2: (np.array([[0, 2], [3, 1]]) + 0.5) / 4,
}
"""By the dots down in a cell: the share above which each dot of a tile is filled; all look even (Bayer 1973)."""
_DENSEST = {4: 0.3, 2: 0.87}
"""The share of dots filled at the highest heights, by the dots down in a cell: lines stay readable on braille dots."""
_SHORTEST = 5
"""A line over fewer cells has no number."""
_OTHER_LINE, _NEAR_LINE, _FAR = 6.0, 1.5, 0.12
"""What a number costs by the cells of other lines that it hides or touches, and by its way from the one before."""
_DEAREST = 13.0
"""A number that costs more is left out."""


@frozen
class Number:
    """A number in a level curve: where its first character stands, and its characters."""

    row: int
    column: int
    text: str


Numbered = Sequence[tuple[int, Sequence[Number]]]
"""For each shape with level curves its place in drawing order and its numbers."""


def level_lines(contours: Contours, space: Space) -> list[Array]:
    """The lines of each level as clipped segments in fractions of the axes, shape (n, 4)."""
    if min(contours.z.shape) < 2:
        return []
    curves = level_curves(contours.x, contours.y, contours.z, contours.levels)
    return [clip(join(*space.unit(curve[:, 0], curve[:, 1]))) for curve in curves]


def level_numbers(contours: Contours, space: Space, markers: Markers) -> list[Number]:
    """The numbers in level curves: each at the place where it hides least of the other lines.

    They depend on the level curves alone, so that they stand still while other things move.
    """
    lines = level_lines(contours, space)
    ink = [_cells(segments, space) for segments in lines]
    counts = np.sum(ink, axis=0, dtype=np.int64) if ink else np.zeros((space.height, space.width), np.int64)
    taken = np.zeros((space.height, space.width), np.bool_)
    found: list[Number] = []
    for level, own in zip(contours.levels, ink, strict=False):
        text = f"{level:.4g}".replace("-", "-" if markers == "ascii" else MINUS)
        if own.sum() < _SHORTEST or len(text) + 4 > space.width:
            continue
        number = _cheapest(text, own, counts - own, taken, found)
        if number is not None:
            found.append(number)
            row, column = number.row, number.column
            taken[max(row - 1, 0) : row + 2, max(column - 2, 0) : column + len(text) + 2] = True
    return found


def _cells(segments: Array, space: Space) -> NDArray[np.bool_]:
    """Which cells the segments pass, near enough; shape (height, width)."""
    inked = np.zeros((space.height, space.width), np.bool_)
    for part in (0.0, 0.5, 1.0):
        ends = segments[:, :2] * (1 - part) + segments[:, 2:] * part
        inked[space.cells(ends[:, 0], ends[:, 1])] = True
    return inked


def _cheapest(
    text: str,
    own: NDArray[np.bool_],
    others: NDArray[np.int64],
    taken: NDArray[np.bool_],
    found: list[Number],
) -> Number | None:
    """The best place of a number: with its middle in a cell of its own line."""
    height, width = own.shape
    rows, columns = np.nonzero(own)
    starts = columns - (len(text) - 1) // 2
    inside = (starts >= 1) & (starts + len(text) < width) & (rows >= 1) & (rows < height - 1)
    rows, starts = rows[inside], starts[inside]
    if not rows.size:
        return None
    under = starts[:, None] + np.arange(-1, len(text) + 1)
    cost = _OTHER_LINE * others[rows[:, None], under].sum(axis=1, dtype=np.float64)
    for above in (rows - 1, rows + 1):
        cost += _NEAR_LINE * others[above[:, None], under].sum(axis=1)
    cost += np.where(taken[rows[:, None], under].any(axis=1), np.inf, 0.0)
    if found:
        # Two rows are about as far as four columns.
        cost += _FAR * np.hypot(2.0 * (rows - found[-1].row), starts - found[-1].column)
    best = int(np.argmin(cost))
    if cost[best] > _DEAREST:
        return None
    return Number(int(rows[best]), int(starts[best]), text)


def heated(heat: Heat, space: Space) -> NDArray[np.bool_]:
    """Which dots of the pane heat fills, shape (dots down, dots across), from the top."""
    across, up = space.centres()
    shape = up.size, across.size
    if min(heat.z.shape) < 2 or not heat.levels:
        return np.zeros(shape, np.bool_)
    u, _ = space.unit(heat.x, np.zeros(heat.x.shape))
    _, v = space.unit(np.zeros(heat.y.shape), heat.y)
    z = np.clip(heat.z, -HIGHEST, HIGHEST)
    heights = _between(_between(z, v, up, axis=0), u, across, axis=1)
    band = np.searchsorted(np.asarray(heat.levels), heights, side="right")
    share = np.where(np.isnan(heights), 0.0, band / len(heat.levels)) * _DENSEST[space.down]
    tile = _BAYER[space.down]
    row, column = np.ogrid[: shape[0], : shape[1]]
    filled: NDArray[np.bool_] = share > tile[row % len(tile), column % len(tile)]
    return filled


def _between(heights: Array, places: Array, wanted: Array, axis: int) -> Array:
    """Heights along one axis at other places, straight between those that are known; NaN beyond the ends."""
    index = np.clip(np.searchsorted(places, wanted) - 1, 0, places.size - 2)
    share = (wanted - places[index]) / (places[index + 1] - places[index])
    share = np.expand_dims(np.where((share < 0) | (share > 1), np.nan, share), 1 - axis)
    below, above = np.take(heights, index, axis=axis), np.take(heights, index + 1, axis=axis)
    mixed: Array = below + share * (above - below)
    return mixed
