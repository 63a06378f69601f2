"""The display grammar: formulas with relations, arrows, primes, ∂ and ∇, set as written and never computed.

Live numbers stand in it as holes, ``{x:.2f} - 0.1*{slope:.2f}``; whoever shows the text fills them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from calctui.frozen import frozen
from calctui.maths.tree import Node
from calctui.maths.typesetting.boxes import Box, beside, over, text_box
from calctui.maths.typesetting.display_nodes import Group, Hole, Lowered, Rate, Row, Symbol
from calctui.maths.typesetting.scripts import lowered
from calctui.maths.typesetting.typeset import BlockSetter, Piece, Setter, Tight

_FIRST_HOLE = 0xE000
"""Holes are set as characters of the Private Use Area, which no text of a formula may have."""

_HOLES = "([\ue000-\uefff])"


@frozen
class Display:
    """Something to be set.

    Attributes:
        tree: What was read.
        holes: The texts inside the braces, in order; each is a formula, and a format behind a colon.
        tight: The holes that need brackets around them while their number is negative, as in
            ``x - {slope}``.
    """

    tree: Node
    holes: tuple[str, ...]
    tight: frozenset[int] = field(default_factory=frozenset)

    def one_line(self) -> tuple[str | int, ...]:
        """It is set on one line: pieces of text, and the index of a hole where its number goes."""
        text = _DisplaySetter().set(self.tree).box.rows[0]
        pieces = (piece for piece in re.split(_HOLES, text) if piece)
        return tuple(ord(piece) - _FIRST_HOLE if re.fullmatch(_HOLES, piece) else piece for piece in pieces)

    def block(self, texts: Sequence[str] = ()) -> list[str]:
        """It is set in two dimensions, with fractions over a bar, raised exponents and roots.

        Args:
            texts: What stands in each hole.

        Returns:
            Rows of equal width in terminal cells.
        """
        return list(_BlockSetter(texts).set(self.tree).box.rows)


class _DisplaySetter(Setter):
    """Sets on one line what only the display grammar has, too."""

    def __init__(self, texts: Sequence[str] | None = None) -> None:
        super().__init__()
        self._texts = texts

    def hole(self, index: int) -> Box:
        """What stands in a hole: its text, or a character to be replaced."""
        return text_box(chr(_FIRST_HOLE + index) if self._texts is None else self._texts[index])

    def set(self, node: Node) -> Piece:
        """A node, set."""
        match node:
            case Hole(index):
                return Piece(self.hole(index))
            case Symbol(text):
                return Piece(text_box(text), head="word", tail="word")
            case Row(parts, signs):
                return self._row(parts, signs)
            case Group(parts):
                inside = self.row([self.set(part) for part in parts])
                return self.bracket(Piece(inside))
            case Rate(above, below):
                return self.rate(text_box(above), text_box(below))
            case Lowered(name, index):
                return self._lowered(name, index)
        return super().set(node)

    def rate(self, above: Box, below: Box) -> Piece:
        """A derivative as a quotient."""
        return Piece(beside(above, text_box("/"), below), Tight.POWER, "word", "word")

    def _row(self, parts: tuple[Node | None, ...], signs: tuple[str, ...]) -> Piece:
        boxes: list[Box] = []
        for index, part in enumerate(parts):
            if index:
                sign = signs[index - 1]
                before = "" if sign == "," or parts[index - 1] is None else " "
                after = "" if part is None else " "
                boxes.append(text_box(before + sign + after))
            if part is not None:
                boxes.append(self.set(part).box)
        return Piece(beside(*boxes), Tight.ROW)

    def _lowered(self, name: str, index: Node) -> Piece:
        inside = _DisplaySetter.set(self, index)
        low = lowered(inside.box.rows[0]) if inside.box.flat else None
        box = text_box(name + low) if low else beside(text_box(name + "_"), self.bracket(inside).box)
        return Piece(box, head="word", tail="word")


class _BlockSetter(_DisplaySetter, BlockSetter):
    """Sets in two dimensions, with the holes filled."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self.exponents = _DisplaySetter(texts)

    def script(self, exponent: Node) -> str | None:
        """As for a line, where a hole has no superscripts: so nothing jumps when its number changes."""
        return _DisplaySetter().script(exponent)

    def rate(self, above: Box, below: Box) -> Piece:
        """A derivative as a fraction."""
        return Piece(over(above, below), Tight.POWER, "word", "word")
