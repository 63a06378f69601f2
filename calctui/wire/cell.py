"""What stands in a cell of the screen; equal cells are one object, so that rows are compared at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from calctui.text import width as terminal_cells
from calctui.wire.style import of_blank

Cell = tuple[str, str]
"""A character and its style as the parameters of an SGR sequence; the second half of a wide one is empty."""

BLANK: Cell = (" ", "")
_MOST = 20_000
"""So many different characters of one style are kept."""
_widths: dict[str, int] = {}


class _Cells(dict[str, Cell]):
    """The cells of one style, by their characters; a blank keeps of its style only what is seen."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, character: str) -> Cell:
        if len(self) >= _MOST:
            self.clear()
        cell = self[character] = (character, of_blank(self._style) if character == " " else self._style)
        return cell


@lru_cache(maxsize=1024)
def _cells_of(style: str) -> _Cells:
    return _Cells(style)


def cells_of(text: str, style: str) -> list[Cell]:
    """The cells that a text takes; what has no width of its own goes with the character before it, if there is one."""
    table = _cells_of(style)
    if text.isascii() or _is_narrow(text):
        return [table[character] for character in text]
    cells: list[Cell] = []
    for character, width in _widths_of(text):
        if width == 0:
            # Behind a wide character its first half is meant.
            last = len(cells) - 1 - (bool(cells) and not cells[-1][0])
            if cells:
                cells[last] = (cells[last][0] + character, cells[last][1])
            continue
        cells.append(table[character])
        if width == 2:
            cells.append(table[""])
    return cells


def _width(character: str) -> int:
    found = _widths.get(character)
    if found is None:
        found = _widths[character] = terminal_cells(character)
    return found


@lru_cache(maxsize=4096)
def _is_narrow(text: str) -> bool:
    """Whether each character takes one cell."""
    return all(_width(character) == 1 for character in text)


def _widths_of(text: str) -> Iterator[tuple[str, int]]:
    return ((character, _width(character)) for character in text)
