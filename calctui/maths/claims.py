"""Claims: facts of a lesson that maths can decide, such as ``diff(f(x), x) == 2*x``."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.maths.formula import Formula, of_tree
from calctui.maths.functions import CONSTANTS, OPERATIONS
from calctui.maths.parsing.bounds import check_constants
from calctui.maths.parsing.parser import Parser
from calctui.maths.parsing.tokens import CLAIM, CLAIM_SIGNS, Token, tokenize
from calctui.maths.tree import Call, Moment, Name, Neg, Node, Num, children, preorder

Comparison = Literal["==", "<", "<=", ">", ">=", "~="]
_COMPARISONS: dict[str, Comparison] = {
    "==": "==",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "~=": "~=",
}


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
        digits = [_last_digit(side.tree) for side in (self.left, self.right)]
        return max(digit for digit in digits if digit is not None) / 2


def parse_claim(text: str, functions: Collection[str] = ()) -> Claim:
    """Reads a claim.

    Args:
        text: What was written. A mark behind an ``@`` goes on as long as it can: write ``x@update-2 - 1``.
        functions: The names of the lesson's definitions.

    Raises:
        FormulaError: It cannot be read, or is out of bounds; with its column and a cure.
    """
    return _parse_claim(text, frozenset(functions))


@lru_cache(maxsize=512)
def _parse_claim(text: str, functions: frozenset[str]) -> Claim:
    parser = _ClaimParser(tokenize(text, CLAIM), functions)
    left = parser.formula()
    left_calls = tuple(parser.calls)
    if not parser.at_sign(*CLAIM_SIGNS):
        parser.refuse("a claim compares two formulas", "write == or another of < <= > >= ~=")
    sign = parser.take()
    parser.calls.clear()
    right = parser.formula()
    if parser.at_sign(*CLAIM_SIGNS):
        parser.refuse("a claim compares two formulas only", "write two claims")
    parser.end()
    for side in (left, right):
        check_constants(side)
    claim = Claim(
        of_tree(left, text, left_calls), _COMPARISONS[sign.text], of_tree(right, text, parser.calls), text
    )
    if claim.op == "~=" and _last_digit(left) is None and _last_digit(right) is None:
        cure = "write a number on one side, such as 0.058"
        raise FormulaError("~= compares with the digits of a number", cure=cure, column=sign.at)
    return claim


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


def _last_digit(tree: Node) -> Fraction | None:
    """One unit of the last digit of a number as it was written."""
    node = tree.operand if isinstance(tree, Neg) else tree
    if not isinstance(node, Num):
        return None
    mantissa, _, exponent = node.text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return Fraction(10) ** (int(exponent or 0) - decimals)


class _ClaimParser(Parser):
    """Reads the formulas of a claim."""

    constants = (*CONSTANTS, "inf")

    def name(self, token: Token) -> Node:
        """Reads a name, and the operations that only claims have."""
        if token.text not in OPERATIONS or not self.at_sign("("):
            return super().name(token)
        args = self.arguments()
        arity = OPERATIONS[token.text]
        if len(args) != arity:
            forms = {
                "diff": "diff(f(x), x)",
                "integrate": "integrate(f(x), x, 0, 1)",
                "limit": "limit(f(x), x, 0)",
            }
            what = f"{token.text} takes {arity} arguments, not {len(args)}"
            self.refuse(what, f"write it as in {forms[token.text]}", token.at)
        if not isinstance(args[1], Name):
            self.refuse(f"the second argument of {token.text} is a variable", "write x", args[1].at)
        return self.made(Call(token.text, args, at=token.at))
