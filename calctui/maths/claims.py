"""Claims: facts of a lesson that maths can decide, such as ``diff(f(x), x) == 2*x``."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from calctui.frozen import frozen
from calctui.maths.formula import Formula
from calctui.maths.functions import OPERATIONS
from calctui.maths.tree import Call, Moment, Name, Neg, Node, Num, children, preorder

Comparison = Literal["==", "<", "<=", ">", ">=", "~="]


@frozen
class Claim:
    """Two formulas and how they are said to compare.

    Attributes:
        left: What stands before the sign; may call `diff`, `integrate` and `limit`.
        op: The sign.
        right: What stands behind it.
        text: As it was written.
    """

    left: Formula
    op: Comparison
    right: Formula
    text: str

    @property
    def names(self) -> tuple[str, ...]:
        """The free names of both sides; not the variables of integrals and limits."""
        return tuple(dict.fromkeys((*free_names(self.left.tree), *free_names(self.right.tree))))

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The values at marks that it needs."""
        return tuple(dict.fromkeys((*self.left.moments, *self.right.moments)))

    @property
    def operations(self) -> frozenset[str]:
        """Which of `diff`, `integrate` and `limit` it calls."""
        nodes = (*preorder(self.left.tree), *preorder(self.right.tree))
        calls = {node.function for node in nodes if isinstance(node, Call)}
        return frozenset(calls & set(OPERATIONS))

    @property
    def tolerance(self) -> Fraction:
        """For ``~=`` half a unit of the last digit written, the coarser of two; else 0."""
        if self.op != "~=":
            return Fraction(0)
        digits = [last_digit(side.tree) for side in (self.left, self.right)]
        return max(digit for digit in digits if digit is not None) / 2


def free_names(tree: Node) -> tuple[str, ...]:
    """The names in a tree, in order, that no integral and no limit binds."""
    found: dict[str, None] = {}
    stack: list[tuple[Node, frozenset[str]]] = [(tree, frozenset())]
    while stack:
        node, bound = stack.pop()
        if isinstance(node, Name) and node.name not in bound:
            found[node.name] = None
        below = [(part, bound) for part in children(node)]
        if isinstance(node, Call) and node.function in {"integrate", "limit"}:
            inside = bound | {variable(node)}
            below = [(node.args[0], inside), *below[2:]]
        stack.extend(reversed(below))
    return tuple(found)


def variable(call: Call) -> str:
    """The variable of a `diff`, an `integrate` or a `limit`."""
    name = call.args[1]
    assert isinstance(name, Name)
    return name.name


def last_digit(tree: Node) -> Fraction | None:
    """One unit of the last digit of a number as it was written."""
    node = tree.operand if isinstance(tree, Neg) else tree
    if not isinstance(node, Num):
        return None
    mantissa, _, exponent = node.text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return Fraction(10) ** (int(exponent or 0) - decimals)
