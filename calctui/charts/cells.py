"""A drawn picture: a grid of characters, each with the role it wears."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.roles import Role
from calctui.text import Row, Run, width

ROLES: tuple[Role, ...] = tuple(Role)
"""What the numbers in `Cells.roles` mean."""
ROLE_CODE: dict[Role, int] = {role: code for code, role in enumerate(ROLES)}
"""The number of each role."""


def codes(glyphs: NDArray[np.str_]) -> NDArray[np.int64]:
    """The same cells as numbers, which numpy copies and compares many times as quickly as characters.

    Args:
        glyphs: Of dtype ``<U2``; what is written into the numbers is written into it.
    """
    return glyphs.view(np.int64)


@frozen(eq=False)
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
        width = self.width
        if not 0 <= row < self.height or column >= width:
            return
        found = coded(text)
        first, last = max(-column, 0), min(width - column, found.size)
        if first >= last:
            return
        start = column + first
        stop = column + last
        line = codes(self.glyphs)[row]
        line[start:stop] = found[first:last]
        # Of a wide character that is cut in two a blank is left.
        if not found[first]:
            line[start] = _BLANK
        if last < found.size and not found[last]:
            line[stop - 1] = _BLANK
        self.roles[row, start:stop] = ROLE_CODE[role]

    def rows(self, indices: Sequence[int] | None = None) -> list[Row]:
        """Some rows, or all from the top, as runs of one role; a blank joins what stands before it."""
        glyphs = self.glyphs if indices is None else self.glyphs[indices]
        roles = self.roles if indices is None else self.roles[indices]
        height, width = glyphs.shape
        if not glyphs.size:
            return [()] * height
        cells = codes(glyphs)
        inked = (cells != _BLANK) & (cells != 0)
        # The role in force in a cell is that of the last inked cell up to it.
        latest = np.maximum.accumulate(np.where(inked, np.arange(width), -1), axis=1)
        in_force = roles[np.arange(height)[:, None], latest]
        begins = (in_force[:, 1:] != in_force[:, :-1]) & (latest[:, :-1] >= 0)
        cuts: list[list[int]] = [[0] for _ in range(height)]
        for row, column in zip(*(found.tolist() for found in np.nonzero(begins)), strict=True):
            cuts[row].append(column + 1)
        first = np.where(inked.any(axis=1), inked.argmax(axis=1), -1).tolist()
        worn = in_force.tolist()
        rows: list[Row] = []
        for row, (text, places) in enumerate(_texts(glyphs)):
            if first[row] < 0:
                rows.append((Run(text),))
                continue
            begin = cuts[row]
            ends = [*begin[1:], width]
            rows.append(
                tuple(
                    Run(text[places[start] : places[end]], ROLES[worn[row][max(start, first[row])]])
                    for start, end in zip(begin, ends, strict=True)
                )
            )
        return rows

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


@lru_cache(maxsize=4096)
def coded(text: str) -> NDArray[np.int64]:
    """What stands in each cell of a clean text, as `codes` has it; not to be written to."""
    return codes(np.array(split_cells(text), "<U2"))


def size_of(text: str) -> int:
    """How many cells a clean text takes."""
    return len(text) if text.isascii() else coded(text).size


def _texts(glyphs: NDArray[np.str_]) -> Iterator[tuple[str, Sequence[int]]]:
    """For each row its text, and where in it each cell begins, and the last one ends."""
    height, width = glyphs.shape
    points = glyphs.view(np.uint32).reshape(height, width, 2)
    if points[..., 1].any() or not points[..., 0].all():
        for row in glyphs.tolist():
            yield "".join(row), [0, *accumulate(map(len, row))]
        return
    text, places = points[..., 0].tobytes().decode(_UTF_32), range(width + 1)
    for start in range(0, len(text), width):
        yield text[start : start + width], places


_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_BLANK = int(coded(" ")[0])
