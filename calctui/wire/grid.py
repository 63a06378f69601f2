"""The screen as cells, written by the escape sequences of a program that paints with moves, styles and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wcwidth import wcwidth

Cell = tuple[str, str]
"""What stands in a cell, and its style as the parameters of an SGR sequence; the second half of a wide one is empty."""

BLANK: Cell = (" ", "")
_SEQUENCE = re.compile(r"([0-?]*)([ -/]*)([@-~])(.*)", re.DOTALL)
_widths: dict[str, int] = {}


def _width(character: str) -> int:
    found = _widths.get(character)
    if found is None:
        found = _widths[character] = wcwidth(character)
    return found


@lru_cache(maxsize=4096)
def _is_narrow(text: str) -> bool:
    """Whether each character takes one cell."""
    return text.isascii() or all(_width(character) == 1 for character in text)


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
        self._put(first)
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
                self._put(text)
        return "".join(through)

    def _put(self, text: str) -> None:
        """Text at the cursor; a line break alone paints nothing, since a move follows it."""
        column, y = self.cursor
        text = text.replace("\n", "").replace("\r", "")
        if not text:
            return
        if not 0 <= y < len(self.rows):
            return
        row, style = self.rows[y], self._style
        self.dirty.add(y)
        if 0 < column < self.columns and not row[column][0]:
            # The first half of a wide character does not stay without its second.
            row[column - 1] = (" ", row[column - 1][1])
        if _is_narrow(text):
            room = max(self.columns - column, 0)
            shown = text[:room]
            row[column : column + len(shown)] = [(character, style) for character in shown]
            self.cursor = (column + len(text), y)
            self._end(row, column + len(shown))
            return
        for character, cells in _cells(text):
            if cells == 0:
                if 0 < column <= self.columns:
                    before, its = row[column - 1]
                    row[column - 1] = (before + character, its)
                continue
            if column + cells > self.columns:
                break
            row[column] = (character, style)
            if cells == 2:
                row[column + 1] = ("", style)
            column += cells
        self.cursor = (column, y)
        self._end(row, column)

    def _end(self, row: list[Cell], column: int) -> None:
        """Where writing ended: the second half of a wide character does not stay without its first."""
        if column < self.columns and not row[column][0]:
            row[column] = (" ", row[column][1])


def _cells(text: str) -> Iterator[tuple[str, int]]:
    """Each character with the cells that it takes; what has no width of its own takes none."""
    return ((character, max(_width(character), 0)) for character in text)
