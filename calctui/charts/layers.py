"""The layers of a pane: what is kept from frame to frame, what moves, and the characters on top."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from calctui.charts import signs
from calctui.charts.around import around
from calctui.charts.board import Board
from calctui.charts.cells import ROLE_CODE, Cells, codes
from calctui.charts.dots import BRAILLE, QUADRANTS, TICKS, Markers, Plane, shade, trace
from calctui.charts.frame import Frame
from calctui.charts.kept import Kept, Pen
from calctui.charts.levels import Numbered, level_numbers
from calctui.charts.shapes import region, strokes
from calctui.figure import Area, Array, Contours, Heat, Line, Shape
from calctui.roles import Role

_KEPT_PANES = 24
_HALF = np.array([dots.bit_count() >= 2 for dots in range(16)])
"""Whether so many of four dots count as a filled cell."""
_TONES = {
    markers: codes(np.array([signs.tone(dots.bit_count(), markers) for dots in range(16)], "<U2"))
    for markers in ("blocks", "ascii")
}
"""The character of a cell of heat for each number of 2 by 2 dots."""
_INKS = {
    markers: codes(glyphs.astype("<U2"))
    for markers, glyphs in (("braille", BRAILLE), ("blocks", QUADRANTS), ("ascii", TICKS))
}
_COUNT = np.array([dots.bit_count() for dots in range(256)])
_THICK = int(codes(np.array(["#"], "<U2"))[0])


class Layers:
    """Draws what stands in panes.

    A shape marked still is drawn once for each plan; it is known again by being the same object.
    """

    def __init__(self, markers: Markers) -> None:
        """Takes what the font can show."""
        self._markers = markers
        self._pen = Pen()
        self._kept: OrderedDict[tuple[Frame, tuple[Shape, ...]], Kept] = OrderedDict()

    def draw(self, shapes: tuple[Shape, ...], frame: Frame, body: Cells) -> None:
        """Draws a pane but its words.

        Args:
            shapes: What stands in it, in drawing order.
            frame: Its plan.
            body: Its cells without those of head and foot.
        """
        space = frame.space
        still = [place for place, shape in enumerate(shapes) if shape.still]
        moving = [place for place, shape in enumerate(shapes) if not shape.still]
        kept = self._still(frame, tuple(shapes[place] for place in still))
        codes(body.glyphs)[...] = codes(kept.around)
        body.roles[...] = ROLE_CODE[Role.MUTED]
        top = frame.top - int(frame.head)
        inside = (slice(top, top + space.height), slice(frame.left, frame.left + space.width))
        cells = Cells(body.glyphs[inside], body.roles[inside])

        segments = _segments(shapes, moving, frame)
        lines = _placed(kept.lines, still)
        fills = _placed(kept.fills, still) if kept.fills else None
        if segments:
            lines = lines.merged(trace(list(segments.items()), space))
        regions = self._regions(frame, shapes, moving)
        if regions:
            filled = shade(regions, space)
            fills = _over(fills, filled) if fills else filled
        self._ink(cells, shapes, lines, fills)

        drawn = {**kept.strokes, **{shapes[place]: found for place, found in segments.items()}}
        board = Board(cells, space, self._markers, lines.order, drawn)
        numbered = [(still[place], numbers) for place, numbers in kept.numbered]
        board.lay(shapes, [*numbered, *self._numbered(frame, shapes, moving)])

    def _still(self, frame: Frame, shapes: tuple[Shape, ...]) -> Kept:
        # Shapes compare by identity, and a key keeps them alive, so that no new shape takes the place of an old one.
        key = (frame, shapes)
        kept = self._kept.get(key)
        if kept is None:
            places = range(len(shapes))
            segments = _segments(shapes, places, frame)
            # Axes that move have a new still layer in every frame; numpy draws the same cells much more quickly.
            box = around(frame, self._markers) if self._moves(frame, shapes) else None
            if box is None:
                box, lines = self._pen.draw(frame, list(segments.items()), self._markers)
            else:
                lines = trace(list(segments.items()), frame.space)
            regions = self._regions(frame, shapes, places)
            fills = shade(regions, frame.space) if regions else None
            drawn = {shapes[place]: found for place, found in segments.items()}
            kept = Kept(box, lines, fills, self._numbered(frame, shapes, places), drawn)
            self._kept[key] = kept
            if len(self._kept) > _KEPT_PANES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return kept

    def _moves(self, frame: Frame, shapes: tuple[Shape, ...]) -> bool:
        """Whether the axes move: the same shapes were drawn in as many cells a moment ago."""
        size = frame.space.width, frame.space.height
        return any(
            shapes == before and size == (known.space.width, known.space.height)
            for known, before in self._kept
        )

    def _regions(
        self, frame: Frame, shapes: tuple[Shape, ...], places: Sequence[int]
    ) -> list[tuple[int, NDArray[np.bool_]]]:
        """The dots that the shapes at these places fill."""
        regions = []
        for place in places:
            filled = region(shapes[place], frame.space)
            if filled is not None:
                if self._markers == "braille" and not isinstance(shapes[place], Heat):
                    filled &= signs.hatch(shapes[place].role, *filled.shape)
                regions.append((place, filled))
        return regions

    def _numbered(self, frame: Frame, shapes: tuple[Shape, ...], places: Sequence[int]) -> Numbered:
        """The numbers that stand in the level curves of the shapes at these places."""
        found = []
        for place in places:
            shape = shapes[place]
            if isinstance(shape, Contours) and shape.labelled:
                found.append((place, level_numbers(shape, frame.space, self._markers)))
        return found

    def _ink(self, cells: Cells, shapes: tuple[Shape, ...], lines: Plane, fills: Plane | None) -> None:
        """Lays lines over fills."""
        roles = np.array([0, *(ROLE_CODE[shape.role] for shape in shapes)], np.uint8)
        glyphs = codes(cells.glyphs)
        if fills is not None:
            self._fill(cells, shapes, fills, roles)
        drawn = lines.dots > 0
        order = lines.order[drawn]
        dots = lines.dots if fills is None else self._joined(lines, fills, shapes)
        ink = _INKS[self._markers][dots[drawn]]
        if self._markers == "ascii":
            thick = [isinstance(shape, Line) and shape.style == "thick" for shape in shapes]
            ink[np.array([False, *thick])[order]] = _THICK
        glyphs[drawn] = ink
        cells.roles[drawn] = roles[order]

    def _joined(self, lines: Plane, fills: Plane, shapes: tuple[Shape, ...]) -> NDArray[np.uint8]:
        """The dots of lines, with those of an area where a line is its edge: it would end a cell before the line."""
        areas = np.array([False, *(isinstance(shape, Area) for shape in shapes)])
        if self._markers != "braille" or not areas.any():
            return lines.dots
        whole = np.array([0, *(_dots_of_whole(shape.role) for shape in shapes)])
        filled = areas[fills.order]
        inner = filled & (_COUNT[fills.dots] == whole[fills.order])
        # A line that goes through an area stays apart from it.
        through = inner.copy()
        through[1:] &= inner[:-1]
        through[:-1] &= inner[1:]
        return np.where(filled & ~through, lines.dots | fills.dots, lines.dots)

    def _fill(self, cells: Cells, shapes: tuple[Shape, ...], fills: Plane, roles: NDArray[np.uint8]) -> None:
        filled = fills.dots > 0
        if self._markers == "braille":
            ink = _INKS["braille"][fills.dots[filled]]
        else:
            heat = np.array([False, *(isinstance(shape, Heat) for shape in shapes)])
            filled &= heat[fills.order] | _HALF[fills.dots]
            order = fills.order[filled]
            blocks = codes(
                np.array([" ", *(signs.block(shape.role, self._markers) for shape in shapes)], "<U2")
            )
            ink = np.where(heat[order], _TONES[self._markers][fills.dots[filled]], blocks[order])
        codes(cells.glyphs)[filled] = ink
        cells.roles[filled] = roles[fills.order[filled]]


@cache
def _dots_of_whole(role: Role) -> int:
    """How many dots a cell has in the middle of an area."""
    return int(signs.hatch(role, 4, 2).sum())


def _segments(shapes: tuple[Shape, ...], places: Sequence[int], frame: Frame) -> dict[int, Array]:
    """The clipped segments of those shapes at these places that have any."""
    drawn = ((place, strokes(shapes[place], frame.space)) for place in places)
    return {place: segments for place, segments in drawn if segments.size}


def _placed(plane: Plane, still: list[int]) -> Plane:
    """A kept layer, which counts still shapes only, with their places among all shapes."""
    if still == list(range(len(still))):
        return plane
    places = np.array([0, *(place + 1 for place in still)], np.int32)
    return Plane(plane.dots, places.take(plane.order))


def _over(below: Plane, above: Plane) -> Plane:
    """Two layers of fills; where both fill a cell, the later shape does."""
    later = above.order > below.order
    return Plane(np.where(later, above.dots, below.dots), np.where(later, above.order, below.order))
