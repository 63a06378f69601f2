"""From what is shown to what is wanted in as few bytes as can be: moves, changes of style, and text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from calctui.wire.grid import Cell, Grid

_BRIDGE = 4
"""So many unchanged cells of the present style are rewritten rather than jumped over."""
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""How an attribute is taken away again."""


class Painter:
    """Knows what a terminal shows, and paints over it.

    Attributes:
        shown: The cells that the terminal shows; None for one of which nothing is known.
    """

    def __init__(self) -> None:
        self.shown: list[list[Cell | None]] = []
        self._style: str | None = None
        self._cursor: tuple[int, int] | None = None

    def forget(self) -> None:
        """Nothing is known of what is shown, as after the window was resized."""
        self.shown = []
        self._style = self._cursor = None

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
        if place == self._cursor:
            return ""
        self._cursor = place
        return f"\x1b[{place[1] + 1};{place[0] + 1}H"

    def _row(self, y: int, wanted: list[Cell], out: list[str]) -> None:
        shown = self.shown[y]
        if shown == wanted:
            return
        changed = [x for x, (one, other) in enumerate(zip(wanted, shown, strict=True)) if one != other]
        for start, stop in _runs(changed, wanted):
            out.append(self._move(start, y))
            for x in range(start, stop):
                character, style = wanted[x]
                if not character:
                    continue
                if style != self._style:
                    out.append(_change(self._style, style))
                    self._style = style
                out.append(character)
            # At the right edge terminals differ in where the cursor is.
            self._cursor = (stop, y) if stop < len(wanted) else None
        self.shown[y] = list(wanted)

    def _move(self, x: int, y: int) -> str:
        if self._cursor == (x, y):
            return ""
        if self._cursor is not None and self._cursor[1] == y and x > self._cursor[0]:
            by = x - self._cursor[0]
            return "\x1b[C" if by == 1 else f"\x1b[{by}C"
        return f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"


def _runs(changed: Iterable[int], row: list[Cell]) -> list[tuple[int, int]]:
    """The changed columns in runs; a short bridge of one style is part of a run."""
    runs: list[tuple[int, int]] = []
    for x in changed:
        if not row[x][0] and runs and runs[-1][1] == x:
            runs[-1] = (runs[-1][0], x + 1)
            continue
        begin = x - 1 if not row[x][0] else x
        if runs:
            start, stop = runs[-1]
            if begin <= stop or (
                begin - stop <= _BRIDGE and len({style for _, style in row[stop - 1 : begin + 1]}) == 1
            ):
                runs[-1] = (start, max(stop, x + 1))
                continue
        runs.append((begin, x + 1))
    return [(start, stop + (stop < len(row) and not row[stop][0])) for start, stop in runs]


@lru_cache(maxsize=4096)
def _change(before: str | None, after: str) -> str:
    """The shortest sequence from one style to another."""
    whole = f"\x1b[0;{after}m" if after else "\x1b[m"
    if before is None:
        return whole
    old, new = _parts(before), _parts(after)
    gone = [key for key in old if key not in new]
    codes = [value for key, value in new.items() if old.get(key) != value]
    for key in gone:
        if key not in _OFF and key not in {"fg", "bg"}:
            return whole
        code = {"fg": "39", "bg": "49"}.get(key) or _OFF[key]
        # Bold and dim are taken away by one code.
        if code == "22" and ("1" in new or "2" in new):
            return whole
        codes.append(code)
    relative = f"\x1b[{';'.join(codes)}m"
    return min(relative, whole, key=len)


@lru_cache(maxsize=4096)
def _parts(style: str) -> dict[str, str]:
    """A style taken apart: its colours, and each attribute by its number."""
    parts: dict[str, str] = {}
    numbers = style.split(";") if style else []
    index = 0
    while index < len(numbers):
        number = numbers[index]
        if number in {"38", "48"}:
            length = 5 if numbers[index + 1 : index + 2] == ["2"] else 3
            parts["fg" if number == "38" else "bg"] = ";".join(numbers[index : index + length])
            index += length
            continue
        if number.isdigit() and (30 <= int(number) <= 39 or 90 <= int(number) <= 97):
            parts["fg"] = number
        elif number.isdigit() and (40 <= int(number) <= 49 or 100 <= int(number) <= 107):
            parts["bg"] = number
        elif number not in {"", "0"}:
            parts[number] = number
        index += 1
    return parts
