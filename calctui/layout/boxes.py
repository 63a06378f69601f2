"""Where words, picture and lines of control stand in a terminal of a given size."""

from __future__ import annotations

from calctui.frozen import frozen

LEAST_COLUMNS = 40
LEAST_ROWS = 12
WIDE_FROM = 72
"""From so many columns on, the text stands beside the picture; below, under it."""
NARROWEST_TEXT = 32
WIDEST_TEXT = 64
TEXT_SHARE = 0.38
"""The share of a wide terminal that the words take."""
WIDENED_FOR_CODE = 6
"""So many more columns the words may take where that keeps lines of code whole."""
CONTROL_ROWS = 3
"""One row of heading, one of transport, one of keys."""


@frozen
class Box:
    """A rectangle of cells; (0, 0) is the upper left corner of the terminal."""

    x: int
    y: int
    width: int
    height: int


@frozen
class Boxes:
    """The rooms of a lesson screen.

    Attributes:
        text: The words.
        chart: The picture; None where there is none.
    """

    text: Box
    chart: Box | None


def too_small(width: int, height: int) -> bool:
    """Whether a lesson cannot be shown in so few cells."""
    return width < LEAST_COLUMNS or height < LEAST_ROWS


def boxes(width: int, height: int, *, has_chart: bool, longest_line: int = 0) -> Boxes:
    """The rooms for a terminal of this size.

    Args:
        width: Columns of the terminal.
        height: Rows of the terminal.
        has_chart: Whether there is a picture.
        longest_line: Cells of the longest line that should not be broken, such as a printed one.
    """
    rows = height - CONTROL_ROWS
    if not has_chart:
        return Boxes(Box(1, 1, min(width - 2, WIDEST_TEXT + 12), rows), None)
    if width >= WIDE_FROM:
        text = min(max(round(width * TEXT_SHARE), NARROWEST_TEXT), WIDEST_TEXT)
        text = max(text, min(longest_line, text + WIDENED_FOR_CODE))
        return Boxes(Box(1, 1, text, rows), Box(text + 2, 1, width - text - 2, rows))
    chart = max(round(rows * 0.5), 5)
    return Boxes(Box(1, 1 + chart, width - 2, rows - chart), Box(0, 1, width, chart))
