"""Rectangles of characters that are put beside and above one another: the stuff of typesetting."""

from __future__ import annotations

from calctui.frozen import frozen
from calctui.text import width


@frozen
class Box:
    """Some rows of characters of equal width.

    Attributes:
        rows: From top to bottom, at least one.
        base: The row that stands on the line of the formula, counted from 0.
    """

    rows: tuple[str, ...]
    base: int = 0

    @property
    def width(self) -> int:
        """The number of terminal cells across."""
        return width(self.rows[0])

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def flat(self) -> bool:
        """Whether it is one row high."""
        return len(self.rows) == 1


def text_box(text: str) -> Box:
    """A text as one row."""
    return Box((text,))


def beside(*boxes: Box) -> Box:
    """Boxes from left to right, on one line."""
    above = max(box.base for box in boxes)
    below = max(box.height - box.base for box in boxes)
    rows = [""] * (above + below)
    for box in boxes:
        blank = " " * box.width
        for index in range(len(rows)):
            own = index - above + box.base
            rows[index] += box.rows[own] if 0 <= own < box.height else blank
    return Box(tuple(rows), above)


def centred(box: Box, cells: int) -> tuple[str, ...]:
    """The rows of a box in the middle of a width."""
    left = (cells - box.width) // 2
    right = cells - box.width - left
    return tuple(" " * left + row + " " * right for row in box.rows)


def over(above: Box, below: Box) -> Box:
    """One box over another with a bar between them, which is the line of the formula."""
    cells = max(above.width, below.width)
    bar = "─" * cells
    return Box((*centred(above, cells), bar, *centred(below, cells)), above.height)


def raised_beside(base: Box, exponent: Box) -> Box:
    """An exponent to the right of a box and above it, or at its top where it is high."""
    above = exponent.height - (0 if base.flat else 1)
    blanks = [" " * base.width] * above
    rest = [" " * exponent.width] * (base.height + above - exponent.height)
    rows = zip([*blanks, *base.rows], [*exponent.rows, *rest], strict=True)
    return Box(tuple(left + right for left, right in rows), above + base.base)


def fenced(box: Box, left: str, right: str) -> Box:
    """A box between two signs: round brackets or bars, as high as the box."""
    if box.flat:
        return Box((left + box.rows[0] + right,))
    last = box.height - 1
    shapes = {"(": "⎛⎜⎝", ")": "⎞⎟⎠", "|": "│││"}

    def piece(sign: str, index: int) -> str:
        return shapes[sign][0 if index == 0 else 2 if index == last else 1]

    rows = (piece(left, index) + row + piece(right, index) for index, row in enumerate(box.rows))
    return Box(tuple(rows), box.base)


def rooted(box: Box) -> Box:
    """A box under a root."""
    top = " " + "_" * box.width
    last = box.height - 1
    rows = (("√" if index == last else "│") + row for index, row in enumerate(box.rows))
    return Box((top, *rows), box.base + 1)
