"""The characters over the dots of a pane: points, arrow heads, and words that keep out of their way."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from calctui.charts import signs
from calctui.charts.boxed import rectangle, written
from calctui.charts.cells import ROLE_CODE, Cells, split_cells
from calctui.charts.dots import Markers
from calctui.charts.levels import Number, Numbered
from calctui.charts.shapes import lies_straight, shaft, strokes
from calctui.charts.space import Space
from calctui.figure import Area, Array, Arrow, Box, Dots, Label, Shape
from calctui.roles import Role
from calctui.text import width

_INK, _SHAFT, _MARK, _NOW = 1, 4, 60, 2000
"""How much it costs words to hide a cell of a line, an arrow's shaft, a point or other words, where we are."""

Place = tuple[int, int]
"""A row and a column."""


class Board:
    """A grid of characters to lay over the dots of a pane.

    Attributes:
        cells: The characters.
        taken: Which cells hold one, shape (height, width).
    """

    def __init__(self, space: Space, markers: Markers, order: NDArray[np.int32]) -> None:
        """Begins with an empty grid.

        Args:
            space: The room of the pane.
            markers: What the font can show.
            order: One more than the place in drawing order of the line on top in each cell, 0 for none;
                shape (height, width).
        """
        self.cells = Cells.blank(space.width, space.height)
        self.taken = np.zeros(order.shape, np.bool_)
        self._order = order
        self._cost = (order > 0).astype(np.int64) * _INK
        self._space, self._markers = space, markers
        self._wide = False

    def lay(self, shapes: Iterable[Shape], numbered: Numbered) -> None:
        """Lays the characters of all shapes, later ones on top and where we are above all.

        Args:
            shapes: The shapes in drawing order.
            numbered: The numbers in level curves; one is left out while something else stands in its place.
        """
        shapes = tuple(shapes)
        now = [shape for shape in shapes if isinstance(shape, Dots) and shape.role is Role.NOW]
        for shape in shapes:
            if isinstance(shape, Arrow):
                self._arrow(shape)
        for shape in shapes:
            if isinstance(shape, Box):
                self._box(shape)
        for shape in (*(s for s in shapes if isinstance(s, Dots) and s.role is not Role.NOW), *now):
            self._dots(shape)
        for shape in shapes:
            if isinstance(shape, Label):
                self._label(shape)
        for shape in shapes:
            if shape.name:
                self._name(shape)
        for place, numbers in numbered:
            for number in numbers:
                self._number(number, shapes[place].role, place)
        for shape in now:
            self._dots(shape)
        self._mend()

    def _mend(self) -> None:
        """Blanks the halves of wide characters whose other half was written over."""
        if not self._wide:
            return
        for row in self.cells.glyphs:
            for column, glyph in enumerate(row.tolist()):
                whole = width(glyph[:1]) == 2
                covered = whole and (column + 1 == row.size or row[column + 1] != "")
                orphaned = glyph == "" and (column == 0 or width(str(row[column - 1])[:1]) != 2)
                if covered or orphaned:
                    row[column] = " "

    def _mark(self, row: int, column: int, glyph: str, role: Role, cost: int) -> None:
        self.cells.put(row, column, glyph, role)
        self.taken[row, column] = True
        self._cost[row, column] = cost

    def _arrow(self, arrow: Arrow) -> None:
        segments, space = shaft(arrow, self._space), self._space
        if not segments.size:
            if not np.isnan((arrow.start, arrow.end)).any():
                self._dots(Dots(role=arrow.role, x=np.array([arrow.end[0]]), y=np.array([arrow.end[1]])))
            return
        across = float(segments[0, 2] - segments[0, 0]) * space.width
        up = float(segments[0, 3] - segments[0, 1]) * space.height * 2
        if across == up == 0:
            return
        rows, columns = space.cells(segments[0, 0::2], segments[0, 1::2])
        (r0, r1), (c0, c1) = rows.tolist(), columns.tolist()
        # An arrow shorter than a cell is its head alone.
        if lies_straight(segments, space) and max(abs(across), abs(up) / 2) >= 1:
            glyph = signs.shaft(self._markers, upright=r0 != r1)
            for row in range(min(r0, r1), max(r0, r1) + 1):
                for column in range(min(c0, c1), max(c0, c1) + 1):
                    self._mark(row, column, glyph, arrow.role, _SHAFT)
            across, up = (across, 0.0) if r0 == r1 and c0 != c1 else (across, up)
            across, up = (0.0, up) if c0 == c1 and r0 != r1 else (across, up)
        self._mark(r1, c1, signs.head(across, up, self._markers), arrow.role, _MARK)

    def _box(self, box: Box) -> None:
        place = rectangle(box, self._space)
        if place is None:
            return
        under = slice(place.top, place.bottom + 1), slice(place.left, place.right + 1)
        self.cells.glyphs[under] = " "
        self.taken[under] = True
        self._cost[under] = _MARK
        for row, column, text, role in written(box, place, self._markers):
            self._wide |= "" in split_cells(text)
            self.cells.put(row, column, text, role)

    def _dots(self, dots: Dots) -> None:
        u, v = self._space.unit(dots.x, dots.y)
        known = ~(np.isnan(u) | np.isnan(v))
        self._point(u[known], v[known], dots)

    def _point(self, u: NDArray[np.float64], v: NDArray[np.float64], dots: Dots) -> None:
        rows, columns = self._space.cells(u, v)
        within = (u >= 0) & (u <= 1) & (v >= 0) & (v <= 1)
        cost = _NOW if dots.role is Role.NOW else _MARK
        at = rows[within], columns[within]
        self.cells.glyphs[at] = signs.dot(dots.role, self._markers, dots.glyph)
        self.cells.roles[at] = ROLE_CODE[dots.role]
        self.taken[at] = True
        self._cost[at] = cost
        outside = np.flatnonzero(~within)
        places = {
            (int(rows[i]), int(columns[i])): signs.beyond(float(u[i]), float(v[i]), self._markers)
            for i in outside
        }
        for (row, column), glyph in places.items():
            self._mark(row, column, glyph, dots.role, cost)

    def _label(self, label: Label) -> None:
        u, v = self._space.unit([label.x], [label.y])
        text = signs.words(label.text, self._markers)
        if np.isnan(u[0]) or np.isnan(v[0]) or not text:
            return
        rows, columns = self._space.cells(u, v)
        size = len(split_cells(text))
        shift = {"left": 0, "center": size // 2, "right": size - 1}[label.align]
        row, column = int(rows[0]), int(columns[0]) - shift
        nearby = [(row + by, column) for by in (0, -1, 1, -2, 2)]
        self._write(text, label.role, nearby, dearest=None)

    def _name(self, shape: Shape) -> None:
        text = signs.words(shape.name, self._markers)
        size = len(split_cells(text))
        places: list[Place] = []
        for row, column in self._ends(shape):
            right, left = (row, column + 2), (row, column - 1 - size)
            above, below = (row - 1, column - size // 2), (row + 1, column - size // 2)
            match shape:
                case Dots():
                    sides = [right, above, below, left]
                case Area():
                    sides = [(row, column - size // 2), above, below]
                case _:
                    sides = [above, right, below, left]
            places.extend(sides)
        if text:
            self._write(text, shape.role, places, dearest=_MARK)

    def _number(self, number: Number, role: Role, place: int) -> None:
        row, size = number.row, len(number.text)
        around = slice(max(number.column - 1, 0), number.column + size + 1)
        under = slice(number.column, number.column + size)
        if self.taken[row, around].any() or (self._order[row, under] > place + 1).any():
            return
        self.cells.put(row, number.column, number.text, role)
        self.taken[row, under] = True

    def _ends(self, shape: Shape) -> list[Place]:
        """Cells beside which the name of a shape may stand, the best first."""
        space = self._space
        match shape:
            case Dots():
                u, v = space.unit(shape.x, shape.y)
                known = np.flatnonzero(~(np.isnan(u) | np.isnan(v)))[-1:]
                u, v = u[known], v[known]
            case Area():
                u, v = space.unit(shape.x, (np.asarray(shape.low) + shape.high) / 2)
                known = np.flatnonzero(~(np.isnan(u) | np.isnan(v)))
                known = known[known.size // 2 :][:1]
                u, v = u[known], v[known]
            case Arrow():
                u, v = _along(shaft(shape, space), (0.5, 0.75, 0.25))
            case _:
                u, v = _along(strokes(shape, space), (1.0, 0.92, 0.8, 0.6, 0.3))
        rows, columns = space.cells(u, v)
        return list(zip(rows.tolist(), columns.tolist(), strict=True))

    def _write(self, text: str, role: Role, places: list[Place], dearest: int | None) -> None:
        """Writes words at the first place that hides least.

        Args:
            text: Clean words.
            role: Their role.
            places: Where their left end may stand; moved sideways into the pane where they would leave it.
            dearest: The cost at which they are left out; None for never.
        """
        found = split_cells(text)
        size = len(found)
        self._wide |= "" in found
        rows, columns = self.cells.height, self.cells.width
        if dearest is not None and size * 2 > columns:
            return
        if size > columns:
            text, size = signs.shortened(text, columns, self._markers), columns
        best: tuple[int, Place] | None = None
        for row, column in places:
            if not 0 <= row < rows:
                continue
            inside = min(max(column, 0), columns - size)
            # The cells on both sides count too: words that touch others read as one.
            hidden = self._cost[row, max(inside - 1, 0) : inside + size + 1]
            cost = int(hidden.sum()) + int(inside != column)
            if best is None or cost < best[0]:
                best = cost, (row, inside)
        if best is None or (dearest is not None and best[0] >= dearest):
            return
        _, (row, column) = best
        self.cells.put(row, column, text, role)
        self.taken[row, column : column + size] = True
        self._cost[row, column : column + size] = np.maximum(self._cost[row, column : column + size], _MARK)


def _along(segments: Array, parts: tuple[float, ...]) -> tuple[Array, Array]:
    """Points at these parts of the way along segments; none where there are no segments."""
    if not segments.size:
        return np.empty(0), np.empty(0)
    ends = np.cumsum(np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]))
    way = np.concatenate(([0.0], ends))
    at = np.array(parts) * ends[-1]
    u = np.interp(at, way, np.concatenate((segments[:1, 0], segments[:, 2])))
    v = np.interp(at, way, np.concatenate((segments[:1, 1], segments[:, 3])))
    return u, v
