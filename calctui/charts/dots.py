"""Segments become dots in cells with numpy, dot for dot as plotext draws them.

A cell holds its dots as the bits of a number, the top left dot the highest bit, row by row.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calctui.charts.space import Space
from calctui.figure import Array
from calctui.frozen import frozen

Markers = Literal["braille", "blocks", "ascii"]
"""What a font can show: braille dots, block elements, or ASCII alone."""

DOTS_PER_CELL: dict[Markers, tuple[int, int]] = {"braille": (2, 4), "blocks": (2, 2), "ascii": (2, 2)}
"""Dots across and down in a cell."""

_BRAILLE_WEIGHTS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)


_BITS = 8
"""The bits of the number of a cell."""


def _braille(dots: int) -> str:
    weights = (weight for place, weight in enumerate(_BRAILLE_WEIGHTS) if dots >> (7 - place) & 1)
    return chr(0x2800 + sum(weights)) if dots else " "


BRAILLE: NDArray[np.str_] = np.array([_braille(dots) for dots in range(256)])
"""The braille character of each number of 2 by 4 dots."""
QUADRANTS: NDArray[np.str_] = np.array(list(" ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"))
"""The block element of each number of 2 by 2 dots."""
TICKS: NDArray[np.str_] = np.array(list(" ...':::':::':::"))
"""The ASCII character of each number of 2 by 2 dots: high, low or both."""


@frozen
class Plane:
    """A layer of dots.

    Attributes:
        dots: The dots of each cell, shape (height, width).
        order: One more than the place in drawing order of the shape on top, shape (height, width); 0 for none.
    """

    dots: NDArray[np.uint8]
    order: NDArray[np.int32]

    @classmethod
    def empty(cls, space: Space) -> Plane:
        """A layer without dots."""
        shape = (space.height, space.width)
        return cls(np.zeros(shape, np.uint8), np.zeros(shape, np.int32))

    def merged(self, other: Plane) -> Plane:
        """The dots of both; in each cell the later shape is on top."""
        return Plane(self.dots | other.dots, np.maximum(self.order, other.order))


def trace(strokes: list[tuple[int, Array]], space: Space) -> Plane:
    """Draws segments.

    plotext walks a segment in as many equal steps as it is dots long, in cells from the top left.

    Args:
        strokes: For each shape, ascending, its place in drawing order and its clipped segments.
        space: Where they fall.
    """
    if not strokes:
        return Plane.empty(space)
    segments = np.concatenate([drawn for _, drawn in strokes])
    if not segments.size:
        return Plane.empty(space)
    (x0, x1), (y0, y1) = space.columns(segments[:, 0::2]).T, space.rows(segments[:, 1::2]).T
    steps = np.maximum(np.maximum(_steps(x0, x1, space.across), _steps(y0, y1, space.down)), 1)
    counts = steps + 1
    ends = np.cumsum(counts)
    step = np.arange(ends[-1]) - np.repeat(ends - counts, counts)
    of = np.repeat(np.arange(steps.size), counts)
    t = step * (1.0 / steps)[of]
    x, y = x0[of] + (x1 - x0)[of] * t, y0[of] + (y1 - y0)[of] * t
    last = ends - 1
    x[last], y[last] = x1, y1
    column, row = x.astype(np.intp), y.astype(np.intp)
    dot_row, dot_column = (
        ((y - row) * space.down).astype(np.intp),
        ((x - column) * space.across).astype(np.intp),
    )
    cell, place = row * space.width + column, dot_row * space.across + dot_column
    per_shape = [drawn.shape[0] for _, drawn in strokes]
    shape_order = np.repeat(np.array([place for place, _ in strokes], np.int32) + 1, per_shape)
    order = np.zeros(space.height * space.width, np.int32)
    order[cell] = shape_order[of]
    marked = np.zeros(order.size * _BITS, np.bool_)
    marked[cell * _BITS + (place + _BITS - space.across * space.down)] = True
    return Plane(_packed(marked, space), order.reshape(space.height, space.width))


def _steps(start: Array, end: Array, dots: int) -> NDArray[np.intp]:
    return np.abs((end * dots).astype(np.intp) - (start * dots).astype(np.intp))


def shade(regions: list[tuple[int, NDArray[np.bool_]]], space: Space) -> Plane:
    """Draws filled regions; where two overlap, the later one hides the earlier.

    Args:
        regions: For each shape, ascending, its place in drawing order and which dots of the pane it
            fills, shape (dots down, dots across).
        space: Where they fall.
    """
    plane = Plane.empty(space)
    for place, region in regions:
        by_cell = region.reshape(space.height, space.down, space.width, space.across)
        marked = np.zeros((space.height, space.width, _BITS), np.bool_)
        marked[..., _BITS - space.across * space.down :] = by_cell.transpose(0, 2, 1, 3).reshape(
            space.height, space.width, -1
        )
        dots = _packed(marked.reshape(-1), space)
        np.copyto(plane.dots, dots, where=dots > 0)
        np.copyto(plane.order, np.int32(place + 1), where=dots > 0)
    return plane


def _packed(marked: NDArray[np.bool_], space: Space) -> NDArray[np.uint8]:
    """Dots as bits: from shape (cells * _BITS,) to (height, width); where there are fewer dots, the low bits."""
    packed: NDArray[np.uint8] = np.packbits(marked)
    return packed.reshape(space.height, space.width)
