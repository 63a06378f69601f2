"""Text to a claim: two formulas and a sign between them, with operations that only claims have."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from calctui.errors import FormulaError
from calctui.maths.claims import Claim, Comparison, last_digit
from calctui.maths.formula import of_tree
from calctui.maths.functions import CONSTANTS, OPERATIONS
from calctui.maths.parsing.bounds import check_constants
from calctui.maths.parsing.parser import Parser
from calctui.maths.parsing.tokens import CLAIM, CLAIM_SIGNS, Token, tokenize
from calctui.maths.tree import Call, Name, Node

_COMPARISONS: dict[str, Comparison] = {
    "==": "==",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "~=": "~=",
}


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
    if claim.op == "~=" and last_digit(left) is None and last_digit(right) is None:
        cure = "write a number on one side, such as 0.058"
        raise FormulaError("~= compares with the digits of a number", cure=cure, column=sign.at)
    return claim


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
