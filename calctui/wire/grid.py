"""The screen as cells, put there row by row or written by the escape sequences of a program that paints with them."""

from __future__ import annotations

import re

from calctui.wire.cell import BLANK, Cell, cells_of

Span = tuple[int, int, list[Cell]]
"""A column, a row, and the cells from there on."""
_SEQUENCE = re.compile(r"([0-?]*)([ -/]*)([@-~])(.*)", re.DOTALL)


class Grid:
    """The cells that a program wants to be seen.

    Attributes:
        columns: How many there are.
        rows: The cells, row by row.
        dirty: The indices of the rows that were written since they were taken.
        cursor: The column and row where the program left the cursor.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows: list[list[Cell]] = [[BLANK] * columns for _ in range(rows)]
        self.dirty: set[int] = set()
        self.cursor = (0, 0)
        self._style = ""

    def resize(self, columns: int, rows: int) -> None:
        """Another size; what was written stays as far as there is room."""
        kept = [row[:columns] + [BLANK] * (columns - len(row)) for row in self.rows[:rows]]
        self.columns = columns
        self.rows = kept + [[BLANK] * columns for _ in range(rows - len(kept))]
        self.dirty = set(range(rows))

    def feed(self, data: str) -> str:
        """Paints what a program writes; gives what is no painting, and so must reach the terminal as it is."""
        through: list[str] = []
        first, *pieces = data.split("\x1b")
        self._write(first)
        for piece in pieces:
            if piece[:1] != "[":
                through.append(f"\x1b{piece}")
                continue
            found = _SEQUENCE.match(piece, 1)
            if found is None:
                through.append(f"\x1b{piece}")
                continue
            parameters, between, final, text = found.groups()
            if final == "m" and not between:
                self._style = "" if parameters in {"", "0"} else parameters
            elif final == "H" and not between:
                row, _, column = parameters.partition(";")
                self.cursor = (int(column or 1) - 1, int(row or 1) - 1)
            else:
                through.append(f"\x1b[{parameters}{between}{final}")
            if text:
                self._write(text)
        return "".join(through)

    def put(self, column: int, y: int, cells: list[Cell]) -> None:
        """Puts cells into a row; what does not fit is not seen, and of a wide character no half stays alone."""
        if not (0 <= y < len(self.rows) and 0 <= column < self.columns):
            return
        row = self.rows[y]
        self.dirty.add(y)
        if column and not row[column][0]:
            row[column - 1] = (" ", row[column - 1][1])
        room = self.columns - column
        if len(cells) > room:
            cells = cells[:room] if cells[room][0] else [*cells[: room - 1], BLANK]
        stop = column + len(cells)
        row[column:stop] = cells
        if stop < self.columns and not row[stop][0]:
            row[stop] = (" ", row[stop][1])

    def _write(self, text: str) -> None:
        """Text at the cursor; a line break alone paints nothing, since a move follows it."""
        text = text.replace("\n", "").replace("\r", "")
        if text:
            column, y = self.cursor
            cells = cells_of(text, self._style)
            self.put(column, y, cells)
            self.cursor = (column + len(cells), y)
