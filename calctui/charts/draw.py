"""Figures become cells."""

from __future__ import annotations

import threading

import numpy as np

from calctui.charts import signs
from calctui.charts.arrange import Box, arrange, lie_beside
from calctui.charts.cells import Cells, codes, size_of
from calctui.charts.dots import Markers
from calctui.charts.frame import Frame, Room, plan, room
from calctui.charts.layers import Layers
from calctui.figure import Figure, Pane
from calctui.roles import Role
from calctui.text import Row

WIDEST, TALLEST = 500, 200
"""The largest picture that is drawn, in cells."""


class Renderer:
    """Draws figures, and keeps what is the same from frame to frame.

    A shape marked still is drawn once for each size and limits; it is known again by being the same object.
    """

    def __init__(self, markers: Markers = "braille") -> None:
        """Takes what the font can show: ``braille``, ``blocks`` or ``ascii``."""
        self._markers = markers
        self._layers = Layers(markers)
        self._lock = threading.Lock()
        self._last: tuple[Cells, tuple[Row, ...]] | None = None

    def rows(self, figure: Figure, width: int, height: int) -> tuple[Row, ...]:
        """Draws a figure as `draw`, as rows of text; those that did not change are the same objects as before."""
        cells = self.draw(figure, width, height)
        last = self._last
        if last is not None and last[0].glyphs.shape == cells.glyphs.shape:
            changed = (codes(last[0].glyphs) != codes(cells.glyphs)) | (last[0].roles != cells.roles)
            rows = list(last[1])
            indices = np.flatnonzero(changed.any(axis=1)).tolist()
            for index, row in zip(indices, cells.rows(indices), strict=True):
                rows[index] = row
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
        cells.put(cells.height - 1, (cells.width - size_of(text)) // 2, text, Role.MUTED)
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
        space = frame.space
        top = box.row + int(frame.head)
        rows = space.height + 2 * int(frame.lined) + int(bool(frame.x_ticks))
        columns = space.width + frame.left + int(frame.lined)
        body = (slice(top, top + rows), slice(box.column, box.column + columns))
        self._layers.draw(pane.shapes, frame, Cells(cells.glyphs[body], cells.roles[body]))
        self._words(pane, box, frame, cells)

    def _words(self, pane: Pane, box: Box, frame: Frame, cells: Cells) -> None:
        """Writes the title and the labels of the axes around the frame."""
        title, x_label, y_label = (
            signs.words(text, self._markers) for text in (pane.title, pane.x_label, pane.y_label)
        )
        space = frame.space
        if frame.head:
            title = signs.shortened(title, box.width, self._markers)
            size, beside = size_of(title), size_of(y_label)
            at = frame.left + max((space.width - size) // 2, 0)
            at = min(at, box.width - size)
            fits = y_label and (not title or beside + 2 <= at)
            if fits:
                y_label = signs.shortened(y_label, box.width, self._markers)
                cells.put(box.row, box.column, y_label, Role.MUTED)
            cells.put(box.row, box.column + at, title, Role.TEXT)
        if not x_label or not frame.x_ticks:
            return
        size = size_of(x_label)
        if frame.foot:
            x_label = signs.shortened(x_label, box.width, self._markers)
            at = frame.left + max((space.width - size) // 2, 0)
            cells.put(
                box.row + box.height - 1, box.column + max(min(at, box.width - size), 0), x_label, Role.MUTED
            )
        elif size <= 6:
            cells.put(box.row + frame.tick_row, box.column + box.width - size, x_label, Role.MUTED)
