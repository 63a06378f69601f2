"""Rows of words as columns under each other, for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calctui.text import width

GAP = "  "
"""Between two columns."""


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; each column is as wide as its widest cell.

    Args:
        rows: Clean lines, as many in each row; the first row is the heading.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield GAP.join(cells).rstrip()
