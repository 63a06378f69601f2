"""Figures become cells."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

import numpy as np

from calctui.charts import signs
from calctui.charts.arrange import Box, arrange, lie_beside
from calctui.charts.board import Board
from calctui.charts.cells import ROLE_CODE, Cells, split_cells
from calctui.charts.dots import BRAILLE, QUADRANTS, TICKS, Markers, Plane, shade, trace
from calctui.charts.frame import Frame, Room, plan, room
from calctui.charts.kept import Kept, Pen
from calctui.charts.levels import Numbered, level_numbers
from calctui.charts.shapes import region, strokes
from calctui.figure import Contours, Figure, Heat, Line, Pane, Shape
from calctui.roles import Role
from calctui.text import Row

WIDEST, TALLEST = 500, 200
"""The largest picture that is drawn, in cells."""

_KEPT_PANES = 24
_HALF = np.array([dots.bit_count() >= 2 for dots in range(16)])
"""Whether so many of four dots count as a filled cell."""
_TONES = {
    markers: np.array([signs.tone(dots.bit_count(), markers) for dots in range(16)])
    for markers in ("blocks", "ascii")
}
"""The character of a cell of heat for each number of 2 by 2 dots."""
_INKS = {"braille": BRAILLE, "blocks": QUADRANTS, "ascii": TICKS}


class Renderer:
    """Draws figures, and keeps what is the same from frame to frame.

    A shape marked still is drawn once for each size and limits; it is known again by being the same object.
    """

    def __init__(self, markers: Markers = "braille") -> None:
        """Takes what the font can show: ``braille``, ``blocks`` or ``ascii``."""
        self._markers = markers
        self._pen = Pen()
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._last: tuple[Cells, tuple[Row, ...]] | None = None

    def rows(self, figure: Figure, width: int, height: int) -> tuple[Row, ...]:
        """Draws a figure as `draw`, as rows of text; those that did not change are the same objects as before."""
        cells = self.draw(figure, width, height)
        last = self._last
        if last is not None and last[0].glyphs.shape == cells.glyphs.shape:
            changed = (last[0].glyphs != cells.glyphs) | (last[0].roles != cells.roles)
            rows = list(last[1])
            for index in np.flatnonzero(changed.any(axis=1)).tolist():
                rows[index] = cells.row(index)
            shown = tuple(rows)
        else:
            shown = tuple(cells.rows())
        self._last = cells, shown
        return shown

    def draw(self, figure: Figure, width: int, height: int) -> Cells:
        """Draws a figure; never raises for data, limits or sizes.

        Args:
            figure: The picture.
            width: Cells across.
            height: Cells down.

        Returns:
            A grid of that size, though never larger than `WIDEST` by `TALLEST`.
        """
        width, height = min(width, WIDEST), min(height, TALLEST)
        cells = Cells.blank(width, height)
        if width < 1 or height < 1:
            return cells
        with self._lock, np.errstate(all="ignore"):
            left = height - self._notes(figure, cells)
            boxes = arrange(figure, width, left)
            panes = figure.panes[: len(boxes)]
            frames = self._frames(panes, boxes, beside=lie_beside(figure, width, left))
            for pane, box, frame in zip(panes, boxes, frames, strict=True):
                self._pane(pane, box, frame, cells)
        return cells

    def _notes(self, figure: Figure, cells: Cells) -> int:
        """Writes the notes at the bottom and returns the rows they take."""
        between = " | " if self._markers == "ascii" else " · "
        notes = [signs.words(note, self._markers) for note in figure.notes]
        if not any(notes) or cells.height < 8:
            return 0
        text = signs.shortened(between.join(filter(None, notes)), cells.width, self._markers)
        cells.put(cells.height - 1, (cells.width - len(split_cells(text))) // 2, text, Role.MUTED)
        return 1

    def _frames(self, panes: tuple[Pane, ...], boxes: list[Box], *, beside: bool) -> list[Frame]:
        """The plans of the panes, lined up: below each other at the left, beside each other at the top and bottom."""
        rooms = [room(pane, box.width, box.height) for pane, box in zip(panes, boxes, strict=True)]
        if beside:
            head, foot = any(has.head for has in rooms), any(has.foot for has in rooms)
            rooms = [Room(has.lined, has.ticked, head, foot) for has in rooms]
        frames = [
            plan(pane, box.width, box.height, self._markers, has=has)
            for pane, box, has in zip(panes, boxes, rooms, strict=True)
        ]
        if not beside and len(frames) > 1:
            margin = max(frame.margin for frame in frames)
            frames = [
                plan(pane, box.width, box.height, self._markers, has=has, margin=margin)
                for pane, box, has in zip(panes, boxes, rooms, strict=True)
            ]
        return frames

    def _pane(self, pane: Pane, box: Box, frame: Frame, cells: Cells) -> None:
        space, shapes = frame.space, pane.shapes
        still = [place for place, shape in enumerate(shapes) if shape.still]
        moving = [place for place, shape in enumerate(shapes) if not shape.still]
        kept = self._still(frame, tuple(shapes[place] for place in still))
        # The kept layer counts still shapes only; this turns its numbers into places among all.
        places = np.array([0, *(place + 1 for place in still)], np.int32)
        lines = _placed(kept.lines, places).merged(
            trace([(place, strokes(shapes[place], space)) for place in moving], space)
        )
        fills = _over(_placed(kept.fills, places), self._fills(frame, shapes, moving))
        board = Board(space, self._markers, lines.order)
        numbered = [(still[place], numbers) for place, numbers in kept.numbered]
        board.lay(shapes, [*numbered, *self._numbered(frame, shapes, moving)])

        rows, columns = kept.around.shape
        top = box.row + int(frame.head)
        body = (slice(top, top + rows), slice(box.column, box.column + columns))
        cells.glyphs[body] = kept.around
        cells.roles[body] = ROLE_CODE[Role.MUTED]
        inside = (
            slice(box.row + frame.top, box.row + frame.top + space.height),
            slice(box.column + frame.left, box.column + frame.left + space.width),
        )
        self._compose(Cells(cells.glyphs[inside], cells.roles[inside]), shapes, lines, fills, board)
        self._words(pane, box, frame, cells)

    def _still(self, frame: Frame, shapes: tuple[Shape, ...]) -> Kept:
        # Shapes compare by identity, and a key keeps them alive, so that no new shape takes the place of an old one.
        key = (frame, shapes)
        kept = self._kept.get(key)
        if kept is None:
            drawn = [(place, strokes(shape, frame.space)) for place, shape in enumerate(shapes)]
            around, lines = self._pen.draw(frame, drawn, self._markers)
            places = list(range(len(shapes)))
            fills, numbered = self._fills(frame, shapes, places), self._numbered(frame, shapes, places)
            kept = Kept(around, lines, fills, numbered)
            self._kept[key] = kept
            if len(self._kept) > _KEPT_PANES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return kept

    def _fills(self, frame: Frame, shapes: tuple[Shape, ...], places: list[int]) -> Plane:
        regions = []
        for place in places:
            filled = region(shapes[place], frame.space)
            if filled is not None:
                if self._markers == "braille" and not isinstance(shapes[place], Heat):
                    filled &= signs.hatch(shapes[place].role, *filled.shape)
                regions.append((place, filled))
        return shade(regions, frame.space)

    def _numbered(self, frame: Frame, shapes: tuple[Shape, ...], places: list[int]) -> Numbered:
        """The numbers that stand in the level curves of the shapes at these places."""
        found = []
        for place in places:
            shape = shapes[place]
            if isinstance(shape, Contours) and shape.labelled:
                found.append((place, level_numbers(shape, frame.space, self._markers)))
        return found

    def _compose(
        self, inside: Cells, shapes: tuple[Shape, ...], lines: Plane, fills: Plane, board: Board
    ) -> None:
        """Lays fills, lines and characters over each other into a view of the picture."""
        codes = np.array([0, *(ROLE_CODE[shape.role] for shape in shapes)], np.uint8)
        if fills.dots.any():
            filled = fills.dots > 0
            if self._markers == "braille":
                glyphs = BRAILLE[fills.dots]
            else:
                blocks = np.array([" ", *(signs.block(shape.role, self._markers) for shape in shapes)])
                heat = np.array([False, *(isinstance(shape, Heat) for shape in shapes)])[fills.order]
                filled &= heat | _HALF[fills.dots]
                glyphs = np.where(heat, _TONES[self._markers][fills.dots], blocks[fills.order])
            np.copyto(inside.glyphs, glyphs, where=filled)
            np.copyto(inside.roles, codes[fills.order], where=filled)
        drawn = lines.dots > 0
        glyphs = _INKS[self._markers][lines.dots]
        if self._markers == "ascii":
            thick = [isinstance(shape, Line) and shape.style == "thick" for shape in shapes]
            glyphs = np.where(np.array([False, *thick])[lines.order], "#", glyphs)
        np.copyto(inside.glyphs, glyphs, where=drawn)
        np.copyto(inside.roles, codes[lines.order], where=drawn)
        np.copyto(inside.glyphs, board.cells.glyphs, where=board.taken)
        np.copyto(inside.roles, board.cells.roles, where=board.taken)

    def _words(self, pane: Pane, box: Box, frame: Frame, cells: Cells) -> None:
        """Writes the title and the labels of the axes around the frame."""
        title, x_label, y_label = (
            signs.words(text, self._markers) for text in (pane.title, pane.x_label, pane.y_label)
        )
        space = frame.space
        if frame.head:
            title = signs.shortened(title, box.width, self._markers)
            size, beside = len(split_cells(title)), len(split_cells(y_label))
            at = frame.left + max((space.width - size) // 2, 0)
            at = min(at, box.width - size)
            fits = y_label and (not title or beside + 2 <= at)
            if fits:
                y_label = signs.shortened(y_label, box.width, self._markers)
                cells.put(box.row, box.column, y_label, Role.MUTED)
            cells.put(box.row, box.column + at, title, Role.TEXT)
        if not x_label or not frame.x_ticks:
            return
        size = len(split_cells(x_label))
        if frame.foot:
            x_label = signs.shortened(x_label, box.width, self._markers)
            at = frame.left + max((space.width - size) // 2, 0)
            cells.put(
                box.row + box.height - 1, box.column + max(min(at, box.width - size), 0), x_label, Role.MUTED
            )
        elif size <= 6:
            cells.put(box.row + frame.tick_row, box.column + box.width - size, x_label, Role.MUTED)


def _placed(plane: Plane, places: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Plane:
    return Plane(plane.dots, places[plane.order])


def _over(below: Plane, above: Plane) -> Plane:
    """Two layers of fills; where both fill a cell, the later shape does."""
    later = above.order > below.order
    return Plane(np.where(later, above.dots, below.dots), np.where(later, above.order, below.order))
