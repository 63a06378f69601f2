"""From what is shown to what is wanted in as few bytes as can be: moves, changes of style, and text."""

from __future__ import annotations

from itertools import compress
from operator import ne

from calctui.wire.cell import Cell
from calctui.wire.grid import Grid
from calctui.wire.style import change, of_blank

_BRIDGE = 5
"""Over more unchanged cells than these a jump is always shorter than writing them again."""


class Painter:
    """Knows what a terminal shows, and paints over it.

    Attributes:
        shown: The cells that the terminal shows; None for one of which nothing is known.
        cursor: The column and row of the terminal's cursor; None where nothing is known of it.
    """

    def __init__(self) -> None:
        self.shown: list[list[Cell | None]] = []
        self._style: str | None = None
        self.cursor: tuple[int, int] | None = None

    def forget(self) -> None:
        """Nothing is known of what is shown, as after the window was resized."""
        self.shown = []
        self._style = self.cursor = None

    def paint(self, grid: Grid) -> str:
        """What makes the terminal show the grid; takes its dirty rows."""
        if len(self.shown) != len(grid.rows) or (self.shown and len(self.shown[0]) != grid.columns):
            self.shown = [[None] * grid.columns for _ in grid.rows]
            grid.dirty = set(range(len(grid.rows)))
        out: list[str] = []
        for y in sorted(grid.dirty):
            self._row(y, grid.rows[y], out)
        grid.dirty = set()
        return "".join(out)

    def put_cursor(self, place: tuple[int, int]) -> str:
        """Moves the cursor to a column and row, if it is not there."""
        if place == self.cursor:
            return ""
        self.cursor = place
        return f"\x1b[{place[1] + 1};{place[0] + 1}H"

    def _row(self, y: int, wanted: list[Cell], out: list[str]) -> None:
        shown = self.shown[y]
        if shown == wanted:
            return
        reached = 0
        for x in compress(range(len(wanted)), map(ne, wanted, shown)):
            if x < reached:
                continue
            start = x if wanted[x][0] else x - 1
            out.append(self._way(start, y, wanted))
            self._put(wanted[start], out)
            reached = start + 1
            if reached < len(wanted) and not wanted[reached][0]:
                reached += 1
            # At the right edge terminals differ in where the cursor is.
            self.cursor = (reached, y) if reached < len(wanted) else None
        self.shown[y] = list(wanted)

    def _put(self, cell: Cell, out: list[str]) -> None:
        character, style = cell
        if not self._wears(cell):
            out.append(change(self._style, style))
            self._style = style
        out.append(character)

    def _wears(self, cell: Cell) -> bool:
        """Whether a cell can be written without a change of style."""
        character, style = cell
        return style == self._style or (
            character == " " and self._style is not None and of_blank(self._style) == style
        )

    def _way(self, x: int, y: int, row: list[Cell]) -> str:
        """What brings the cursor to a column and row: unchanged cells on the way written again, or a jump."""
        if self.cursor == (x, y):
            return ""
        jump = self._jump(x, y)
        if self.cursor is not None and self.cursor[1] == y and 0 < x - self.cursor[0] <= _BRIDGE:
            between = row[self.cursor[0] : x]
            if all(map(self._wears, between)):
                text = "".join(character for character, _ in between)
                if len(text.encode()) <= len(jump):
                    return text
        return jump

    def _jump(self, x: int, y: int) -> str:
        """The shortest move of the cursor."""
        there = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
        if self.cursor is None or y < self.cursor[1]:
            return there
        right, down = x - self.cursor[0], y - self.cursor[1]
        across = _times(right, "C") if right >= 0 else min("\b" * -right, _times(-right, "D"), key=len)
        return min(there, across + _times(down, "B"), key=len)


def _times(count: int, final: str) -> str:
    """A move of so many cells in one direction."""
    return "" if count == 0 else f"\x1b[{final}" if count == 1 else f"\x1b[{count}{final}"
