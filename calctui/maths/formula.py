"""Text to a formula: a bounded tree through a whitelist, with the names that it needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field
from functools import lru_cache

from calctui.frozen import frozen
from calctui.maths.parsing.bounds import check_constants
from calctui.maths.parsing.parser import Parser
from calctui.maths.parsing.tokens import FORMULA, FORMULA_WITH_MARKS, tokenize
from calctui.maths.tree import Moment, Name, Node, preorder


@frozen
class Formula:
    """A formula that has been read; equal to another where their trees are.

    Attributes:
        tree: What is computed.
        text: As it was written.
        names: Its free names in order of appearance, without constants.
        calls: The functions of the lesson that it calls, in order.
        moments: The values at marks that it needs, in order.
    """

    tree: Node
    text: str = field(compare=False)
    names: tuple[str, ...] = field(compare=False)
    calls: tuple[str, ...] = field(compare=False)
    moments: tuple[Moment, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return self.text


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


def of_tree(tree: Node, text: str, calls: Collection[str] = ()) -> Formula:
    """The formula of a tree that is within its bounds."""
    nodes = list(preorder(tree))
    return Formula(
        tree,
        text,
        names=tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Name))),
        calls=tuple(dict.fromkeys(calls)),
        moments=tuple(dict.fromkeys(node for node in nodes if isinstance(node, Moment))),
    )
