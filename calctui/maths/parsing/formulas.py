"""Text to a formula, through a whitelist."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from calctui.maths.formula import Formula, of_tree
from calctui.maths.parsing.bounds import check_constants
from calctui.maths.parsing.parser import Parser
from calctui.maths.parsing.tokens import FORMULA, FORMULA_WITH_MARKS, tokenize


def parse(text: str, functions: Collection[str] = (), *, marks: bool = False) -> Formula:
    """Reads a formula.

    Args:
        text: What was written; at most 300 characters.
        functions: The names of the lesson's own definitions, which may be called.
        marks: Whether a name may be followed by ``@`` and a mark.

    Raises:
        FormulaError: It cannot be read, or is out of bounds; with its column and a cure.
    """
    return _parse(text, frozenset(functions), marks)


@lru_cache(maxsize=2048)
def _parse(text: str, functions: frozenset[str], marks: bool) -> Formula:
    parser = Parser(tokenize(text, FORMULA_WITH_MARKS if marks else FORMULA), functions)
    tree = parser.formula()
    parser.end()
    check_constants(tree)
    return of_tree(tree, text, parser.calls)
