"""A drawn picture: a grid of characters, each with the role it wears."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calctui.roles import Role
from calctui.text import Row, Run, width

ROLES: tuple[Role, ...] = tuple(Role)
"""What the numbers in `Cells.roles` mean."""
ROLE_CODE: dict[Role, int] = {role: code for code, role in enumerate(ROLES)}
"""The number of each role."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A grid of terminal cells.

    Attributes:
        glyphs: What stands in each cell, shape (height, width), dtype ``<U2``: a character, at most with one
            combining mark; ``""`` to the right of a character that is two cells wide.
        roles: The role of each cell as an index into `ROLES`, shape (height, width).
    """

    glyphs: NDArray[np.str_]
    roles: NDArray[np.uint8]

    @classmethod
    def blank(cls, width: int, height: int) -> Cells:
        """A grid of blanks; a size below zero counts as zero."""
        shape = (max(height, 0), max(width, 0))
        return cls(np.full(shape, " ", "<U2"), np.full(shape, ROLE_CODE[Role.TEXT], np.uint8))

    @property
    def width(self) -> int:
        """Cells in a row."""
        return int(self.glyphs.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.glyphs.shape[0])

    def put(self, row: int, column: int, text: str, role: Role) -> None:
        """Writes clean text on one row; what leaves the grid is cut off."""
        if not 0 <= row < self.height:
            return
        found = split_cells(text)
        cut = slice(max(-column, 0), max(self.width - column, 0))
        kept = found[cut]
        if not kept:
            return
        if not kept[0]:
            kept[0] = " "
        if found[cut.stop : cut.stop + 1] == [""]:
            kept[-1] = " "
        start = max(column, 0)
        self.glyphs[row, start : start + len(kept)] = kept
        self.roles[row, start : start + len(kept)] = ROLE_CODE[role]

    def row(self, index: int) -> Row:
        """One row as runs of one role; a blank joins what stands before it."""
        runs: list[Run] = []
        text, current = "", -1
        for glyph, role in zip(self.glyphs[index].tolist(), self.roles[index].tolist(), strict=True):
            if glyph not in {" ", ""} and role != current:
                if current >= 0:
                    runs.append(Run(text, ROLES[current]))
                    text = ""
                current = role
            text += glyph
        if text:
            runs.append(Run(text, ROLES[current] if current >= 0 else Role.TEXT))
        return tuple(runs)

    def rows(self) -> list[Row]:
        """All rows, from the top."""
        return [self.row(index) for index in range(self.height)]

    def text(self) -> str:
        """The characters alone: rows joined by newlines, without the blanks at their ends."""
        return "\n".join("".join(row).rstrip() for row in self.glyphs.tolist())


def split_cells(text: str) -> list[str]:
    """What stands in each cell of a clean text.

    A combining mark joins the character before it; marks beyond the first are left out.
    """
    if text.isascii():
        return list(text)
    cells: list[str] = []
    for character in text:
        size = width(character)
        if size == 0:
            if cells and len(cells[-1]) == 1:
                cells[-1] += character
            continue
        cells.append(character)
        if size == 2:
            cells.append("")
    return cells
