"""A tree set as people write it, on one line or in two dimensions; as written, never simplified.

What is set on one line can be read again and gives the same tree. Brackets stand where the tree needs
them, and nowhere else.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Literal

from calctui.frozen import frozen
from calctui.maths.functions import FUNCTIONS
from calctui.maths.tree import Binary, Call, Constant, Moment, Name, Neg, Node, Num
from calctui.maths.typesetting.boxes import Box, beside, fenced, over, raised_beside, rooted, text_box
from calctui.maths.typesetting.scripts import lowered, raised


class Tight(IntEnum):
    """How tight the loosest sign of something set binds."""

    ROW = 0
    SUM = 1
    MINUS = 2
    PRODUCT = 3
    POWER = 4
    ATOM = 5


Edge = Literal["digit", "letter", "word", "call", "bracket", "root", "other"]
"""What stands at an end of something set; decides whether two factors may stand side by side."""


@frozen
class Piece:
    """Something set.

    Attributes:
        box: Its characters.
        tight: How tight its loosest sign binds.
        head: What stands at its left end.
        tail: What stands at its right end.
    """

    box: Box
    tight: Tight = Tight.ATOM
    head: Edge = "other"
    tail: Edge = "other"


_SIDE_BY_SIDE: dict[tuple[Edge, Edge], str] = {
    ("digit", "letter"): "",
    ("digit", "bracket"): "",
    ("digit", "root"): "",
    ("bracket", "bracket"): "",
    ("digit", "call"): " ",
    ("letter", "letter"): " ",
    ("letter", "call"): " ",
    ("call", "call"): " ",
}
"""What stands between two factors instead of a dot."""

_CONSTANTS = {"pi": "π", "inf": "∞"}
_SCRIPTED = re.compile(r"([^\W\d_])_([^\W_]+)")


def one_line(tree: Node) -> str:
    """A tree on one line of Unicode, such as ``x² + 3 sin(x)``."""
    return Setter().set(tree).box.rows[0]


def name_text(name: str) -> str:
    """A name as it is set: ``x_1`` is x₁."""
    found = _SCRIPTED.fullmatch(name)
    low = lowered(found[2]) if found else None
    return name if found is None or low is None else found[1] + low


class Setter:
    """Sets a tree on one line."""

    exponents: Setter
    """Sets exponents, which stay on one line."""

    def __init__(self) -> None:
        self.exponents = self

    def set(self, node: Node) -> Piece:
        """A node, set."""
        match node:
            case Num(value, text) if not text and value < 0:
                return self.set(Neg(Num(-value)))
            case Num(value, text) if not text and value.denominator != 1:
                return self.set(Binary("/", Num(value.numerator), Num(value.denominator)))
            case Num(value, text):
                return Piece(text_box(text or str(value)), head="digit", tail="digit")
            case Constant(name):
                return Piece(text_box(_CONSTANTS.get(name, name)), head="letter", tail="letter")
            case Name(name):
                edge: Edge = "letter" if len(name_text(name).rstrip("₀₁₂₃₄₅₆₇₈₉′")) == 1 else "word"
                return Piece(text_box(name_text(name)), head=edge, tail=edge)
            case Moment(name, mark):
                return Piece(text_box(f"{name}@{mark}"), head="word", tail="word")
            case Neg(operand):
                return self._joined("−", self._bracketed(operand, Tight.PRODUCT))
            case Binary("+" | "-" as op, left, right):
                return self._sum(op, left, right)
            case Binary("*", left, right):
                return self._product(left, right)
            case Binary("/", left, right):
                return self.quotient(left, right)
            case Binary("^", base, exponent):
                return self._power(base, exponent)
            case Call(function, args):
                return self._call(function, args)
        raise TypeError(f"{node} cannot be set")

    def bracket(self, piece: Piece) -> Piece:
        """Something in round brackets."""
        edge: Edge = "bracket" if any(map(str.isalpha, "".join(piece.box.rows))) else "other"
        return Piece(fenced(piece.box, "(", ")"), head=edge, tail=edge)

    def _bracketed(self, node: Node, least: Tight) -> Piece:
        """A node, in brackets where it does not bind tight enough."""
        piece = self.set(node)
        return piece if piece.tight >= least else self.bracket(piece)

    def _joined(self, sign: str, operand: Piece) -> Piece:
        between = sign if operand.box.flat else sign + " "
        return Piece(beside(text_box(between), operand.box), Tight.MINUS, "other", operand.tail)

    def _sum(self, op: str, left: Node, right: Node) -> Piece:
        first = self._bracketed(left, Tight.SUM)
        second = self._bracketed(right, Tight.PRODUCT)
        sign = text_box(" + " if op == "+" else " − ")
        return Piece(beside(first.box, sign, second.box), Tight.SUM, first.head, second.tail)

    def _product(self, left: Node, right: Node) -> Piece:
        first = self._bracketed(left, Tight.PRODUCT)
        second = self._bracketed(right, Tight.POWER)
        between = _SIDE_BY_SIDE.get((first.tail, second.head), "·")
        last_factor = left.right if isinstance(left, Binary) and left.op == "*" else left
        if last_factor == right or (isinstance(left, Binary) and left.op == "/" and first.box.flat):
            between = "·"
        if not (first.box.flat and second.box.flat):
            between = f" {between.strip()} " if between.strip() else " "
        box = beside(first.box, text_box(between), second.box)
        return Piece(box, Tight.PRODUCT, first.head, second.tail)

    def quotient(self, left: Node, right: Node) -> Piece:
        """One node divided by another."""
        first = self._bracketed(left, Tight.PRODUCT)
        second = self._bracketed(right, Tight.POWER)
        return Piece(beside(first.box, text_box("/"), second.box), Tight.PRODUCT, first.head, "other")

    def _power(self, base: Node, exponent: Node) -> Piece:
        low = self._bracketed(base, Tight.ATOM)
        if isinstance(base, Call) and low.head == "root":
            low = self.bracket(low)
        script = self.script(exponent)
        if low.box.flat and script:
            tail: Edge = "other" if low.tail == "digit" else low.tail
            return Piece(beside(low.box, text_box(script)), Tight.POWER, low.head, tail)
        return self.raised_power(low, self.exponents.set(exponent))

    def script(self, exponent: Node) -> str | None:
        """An exponent in superscripts; None where they would not do."""
        piece = self.set(exponent)
        if isinstance(exponent, Call) or piece.head == "word":
            return None
        return raised(piece.box.rows[0])

    def raised_power(self, base: Piece, exponent: Piece) -> Piece:
        """A power whose exponent has no superscripts."""
        high = exponent if exponent.tight == Tight.ATOM else self.bracket(exponent)
        return Piece(beside(base.box, text_box("^"), high.box), Tight.POWER, base.head, "other")

    def _call(self, function: str, args: tuple[Node, ...]) -> Piece:
        setting = FUNCTIONS[function].setting if function in FUNCTIONS else "name"
        inside = self.row([self.set(arg) for arg in args])
        if setting == "root":
            return self.root(args[0])
        if setting == "bars":
            return Piece(fenced(inside, "|", "|"), head="other", tail="other")
        name = name_text(function)
        return Piece(beside(text_box(name), fenced(inside, "(", ")")), head="call", tail="call")

    def row(self, pieces: list[Piece]) -> Box:
        """Arguments with commas between them."""
        boxes = [pieces[0].box]
        for piece in pieces[1:]:
            boxes += (text_box(", "), piece.box)
        return beside(*boxes)

    def root(self, arg: Node) -> Piece:
        """The square root of a node."""
        inside = self.set(arg)
        single = inside.head in {"digit", "letter", "word"} and inside.tight == Tight.ATOM
        box = inside.box if single else fenced(inside.box, "(", ")")
        return Piece(beside(text_box("√"), box), head="root", tail="other")


class BlockSetter(Setter):
    """Sets a tree in two dimensions: fractions over a bar, exponents raised, roots; rows of equal width."""

    def __init__(self) -> None:
        self.exponents = Setter()

    def script(self, exponent: Node) -> str | None:
        """An exponent in superscripts; None where they would not do."""
        return self.exponents.script(exponent)

    def quotient(self, left: Node, right: Node) -> Piece:
        """One node over another with a bar between them."""
        return Piece(over(self.set(left).box, self.set(right).box), Tight.POWER)

    def raised_power(self, base: Piece, exponent: Piece) -> Piece:
        """A power with its exponent a row higher."""
        return Piece(raised_beside(base.box, exponent.box), Tight.POWER, base.head, "other")

    def root(self, arg: Node) -> Piece:
        """A root with a bar over what it is taken of."""
        inside = self.set(arg)
        single = inside.head in {"digit", "letter", "word"} and inside.tight == Tight.ATOM
        if single:
            return Piece(beside(text_box("√"), inside.box), head="root", tail="other")
        return Piece(rooted(inside.box), head="root", tail="other")
