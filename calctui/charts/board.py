"""The characters over the dots of a pane: points, arrow heads, and words that keep out of their way."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from calctui.charts import signs
from calctui.charts.boxed import rectangle, written
from calctui.charts.cells import ROLE_CODE, Cells, coded, codes, size_of
from calctui.charts.clip import NONE
from calctui.charts.dots import Markers
from calctui.charts.levels import Number, Numbered
from calctui.charts.points import MARK, Points, placed
from calctui.charts.shapes import lies_straight, shaft
from calctui.charts.space import Space
from calctui.figure import Area, Array, Arrow, Box, Dots, Label, Shape
from calctui.roles import Role
from calctui.text import width

_INK, _SHAFT = 1, 4
"""How much it costs words to hide a cell of a line, or of an arrow's shaft."""

Place = tuple[int, int]
"""A row and a column."""


class Board:
    """Lays characters over the dots of a pane."""

    def __init__(
        self,
        cells: Cells,
        space: Space,
        markers: Markers,
        order: NDArray[np.int32],
        lines: Mapping[Shape, Array],
    ) -> None:
        """Begins with the dots alone.

        Args:
            cells: The cells of the pane, to be written into.
            space: The room of the pane.
            markers: What the font can show.
            order: One more than the place in drawing order of the line on top in each cell, 0 for none;
                shape (height, width).
            lines: The clipped segments of each shape that has any.
        """
        self._cells, self._lines = cells, lines
        self._taken = np.zeros(order.shape, np.bool_)
        self._order = order
        self._cost = (order > 0) * np.int64(_INK)
        self._space, self._markers = space, markers
        self._wide = False

    def lay(self, shapes: Sequence[Shape], numbered: Numbered) -> None:
        """Lays the characters of all shapes, later ones on top and where we are above all.

        Args:
            shapes: The shapes in drawing order.
            numbered: The numbers in level curves; one is left out while something else stands in its place.
        """
        for shape in shapes:
            if isinstance(shape, Arrow):
                self._arrow(shape)
        for shape in shapes:
            if isinstance(shape, Box):
                self._box(shape)
        dots = [shape for shape in shapes if isinstance(shape, Dots)]
        dots.sort(key=lambda shape: shape.role is Role.NOW)
        points = placed(dots, self._space, self._markers)
        self._put(points)
        for shape in shapes:
            if isinstance(shape, Label):
                self._label(shape)
        for shape in shapes:
            if shape.name:
                self._name(shape)
        for place, numbers in numbered:
            for number in numbers:
                self._number(number, shapes[place].role, place)
        if points is not None and dots[-1].role is Role.NOW:
            self._put(points.of(Role.NOW))
        self._mend()

    def _mend(self) -> None:
        """Blanks the halves of wide characters whose other half was written over."""
        if not self._wide:
            return
        for row in self._cells.glyphs:
            for column, glyph in enumerate(row.tolist()):
                whole = width(glyph[:1]) == 2
                covered = whole and (column + 1 == row.size or row[column + 1] != "")
                orphaned = glyph == "" and (column == 0 or width(str(row[column - 1])[:1]) != 2)
                if covered or orphaned:
                    row[column] = " "

    def _mark(self, row: int, column: int, glyph: str, role: Role, cost: int) -> None:
        self._cells.put(row, column, glyph, role)
        self._taken[row, column] = True
        self._cost[row, column] = cost

    def _arrow(self, arrow: Arrow) -> None:
        segments, space = shaft(arrow, self._space), self._space
        if not segments.size:
            if not any(map(math.isnan, (*arrow.start, *arrow.end))):
                x, y = arrow.end
                self._put(
                    placed([Dots(role=arrow.role, x=np.array([x]), y=np.array([y]))], space, self._markers)
                )
            return
        u0, v0, u1, v1 = segments[0].tolist()
        across, up = (u1 - u0) * space.width, (v1 - v0) * space.height * 2
        if across == up == 0:
            return
        (r0, c0), (r1, c1) = space.cell(u0, v0), space.cell(u1, v1)
        # An arrow shorter than a cell is its head alone.
        if lies_straight(segments, space) and max(abs(across), abs(up) / 2) >= 1:
            glyph = signs.shaft(self._markers, upright=r0 != r1)
            for row in range(min(r0, r1), max(r0, r1) + 1):
                for column in range(min(c0, c1), max(c0, c1) + 1):
                    self._mark(row, column, glyph, arrow.role, _SHAFT)
            across, up = (across, 0.0) if r0 == r1 and c0 != c1 else (across, up)
            across, up = (0.0, up) if c0 == c1 and r0 != r1 else (across, up)
        self._mark(r1, c1, signs.head(across, up, self._markers), arrow.role, MARK)

    def _box(self, box: Box) -> None:
        place = rectangle(box, self._space)
        if place is None:
            return
        under = slice(place.top, place.bottom + 1), slice(place.left, place.right + 1)
        self._cells.glyphs[under] = " "
        self._cells.roles[under] = ROLE_CODE[Role.TEXT]
        self._taken[under] = True
        self._cost[under] = MARK
        for row, column, text, role in written(box, place, self._markers):
            self._wide |= not coded(text).all()
            self._cells.put(row, column, text, role)

    def _put(self, points: Points | None) -> None:
        if points is None:
            return
        at = points.rows, points.columns
        codes(self._cells.glyphs)[at] = points.glyphs
        self._cells.roles[at] = points.roles
        self._taken[at] = True
        self._cost[at] = points.costs

    def _label(self, label: Label) -> None:
        u, v = self._space.point(label.x, label.y)
        text = signs.words(label.text, self._markers)
        if math.isnan(u) or math.isnan(v) or not text:
            return
        row, column = self._space.cell(u, v)
        size = size_of(text)
        column -= {"left": 0, "center": size // 2, "right": size - 1}[label.align]
        nearby = [(row + by, column) for by in (0, -1, 1, -2, 2)]
        self._write(text, label.role, nearby, dearest=None)

    def _name(self, shape: Shape) -> None:
        text = signs.words(shape.name, self._markers)
        size = size_of(text)
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
            self._write(text, shape.role, places, dearest=MARK)

    def _number(self, number: Number, role: Role, place: int) -> None:
        row, size = number.row, len(number.text)
        around = slice(max(number.column - 1, 0), number.column + size + 1)
        under = slice(number.column, number.column + size)
        if self._taken[row, around].any() or (self._order[row, under] > place + 1).any():
            return
        self._cells.put(row, number.column, number.text, role)
        self._taken[row, under] = True

    def _ends(self, shape: Shape) -> list[Place]:
        """Cells beside which the name of a shape may stand, the best first."""
        space = self._space
        match shape:
            case Dots():
                known = np.flatnonzero(~(np.isnan(shape.x) | np.isnan(shape.y)))[-1:].tolist()
                return [space.cell(*space.point(shape.x[last], shape.y[last])) for last in known]
            case Area():
                u, v = space.unit(shape.x, (np.asarray(shape.low) + shape.high) / 2)
                known = np.flatnonzero(~(np.isnan(u) | np.isnan(v)))
                known = known[known.size // 2 :][:1]
                u, v = u[known], v[known]
            case Arrow():
                u, v = _along(shaft(shape, space), (0.5, 0.75, 0.25))
            case _:
                u, v = _along(self._lines.get(shape, NONE), (1.0, 0.92, 0.8, 0.6, 0.3))
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
        size = size_of(text)
        self._wide |= not coded(text).all()
        rows, columns = self._cells.height, self._cells.width
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
                if not cost:
                    break
        if best is None or (dearest is not None and best[0] >= dearest):
            return
        _, (row, column) = best
        self._cells.put(row, column, text, role)
        self._taken[row, column : column + size] = True
        self._cost[row, column : column + size] = np.maximum(self._cost[row, column : column + size], MARK)


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
