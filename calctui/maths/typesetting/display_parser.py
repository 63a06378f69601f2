"""Text to something to be set: the grammar of formulas, and what only stands in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from calctui.maths.functions import FUNCTIONS
from calctui.maths.parsing.parser import Parser
from calctui.maths.parsing.tokens import DISPLAY, Token, tokenize
from calctui.maths.tree import Call, Name, Node, Num
from calctui.maths.typesetting.display import Display
from calctui.maths.typesetting.display_nodes import Group, Hole, Lowered, Rate, Row, Symbol
from calctui.maths.typesetting.scripts import raised
from calctui.maths.typesetting.typeset import name_text, one_line

RELATIONS = {
    "=": "=",
    "≈": "≈",
    "≠": "≠",
    "!=": "≠",
    "<": "<",
    ">": ">",
    "<=": "≤",
    "≤": "≤",
    ">=": "≥",
    "≥": "≥",
    "->": "→",
    "→": "→",
    "<-": "←",
    "←": "←",
}
"""From what is written to what is set."""

_PREFIXES = ("∂", "∇")
_STANDING = ("∞", "…", "...")


@lru_cache(maxsize=1024)
def parse_display(text: str) -> Display:
    """Reads something to be set.

    Args:
        text: What was written; at most 300 characters.

    Raises:
        FormulaError: It cannot be read, or is out of bounds; with its column and a cure.
    """
    parser = DisplayParser(tokenize(text, DISPLAY))
    tree = parser.row()
    parser.end()
    return Display(tree, tuple(parser.holes), frozenset(parser.tight))


class DisplayParser(Parser):
    """Reads something to be set.

    Attributes:
        holes: The texts in the braces, in order.
        tight: The holes that stand behind an operation or before ``^``.
    """

    factor_signs = (*Parser.factor_signs, *_PREFIXES, *_STANDING)

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self.holes: list[str] = []
        self.tight: set[int] = set()

    def row(self, *, commas: bool = True) -> Node:
        """Reads formulas with relations between them, up to a token that cannot belong to them.

        Args:
            commas: Whether commas may stand between them too.
        """
        relations = RELATIONS | {",": ","} if commas else RELATIONS
        parts: list[Node | None] = [None if self.at_sign(*relations) else self.formula()]
        signs: list[str] = []
        while self.at_sign(*relations):
            signs.append(relations[self.take().text])
            last = self.token.kind == "end" or self.at_sign(")")
            parts.append(None if last else self.formula())
        if len(parts) == 1 and parts[0] is not None:
            return parts[0]
        return self.made(Row(tuple(parts), tuple(signs), at=self.token.at))

    def atom(self) -> Node:
        """Reads what stands alone, and the signs that only stand in a text."""
        token = self.token
        if token.kind == "hole":
            return self._hole(self.take())
        if self.at_sign(*_STANDING):
            return self.made(Symbol(self.take().text.replace("...", "…"), at=token.at))
        text = self._differential()
        if not text:
            return super().atom()
        if self.at_sign("/") and self._is_differential(1):
            self.take()
            below = self._differential()
            below += self._order() if self.at_sign("^") else ""
            return self.made(Rate(text, below, at=token.at))
        if text[-1] not in _PREFIXES and self.at_sign("("):
            return self.made(Call(text, self.arguments(), at=token.at))
        return self.made(Symbol(text, at=token.at))

    def _is_differential(self, ahead: int = 0) -> bool:
        """Whether one like ``dy`` or ``∂f`` stands at a distance from the next token."""
        token, behind = self.peek(ahead), self.peek(ahead + 1)
        if token.kind == "name" and token.text[0] == "d":
            return behind.text == "^" if token.text == "d" else behind.text != "("
        return token.kind == "sign" and token.text in _PREFIXES

    def _differential(self) -> str:
        """Reads ``dy``, ``∂f``, ``∂²f`` or ``∇f``, set; nothing where none comes next."""
        if not self._is_differential():
            return ""
        text = name_text(self.take().text)
        if text not in {"d", *_PREFIXES}:
            return text
        if self.at_sign("^"):
            text += self._order()
        if self.token.kind == "name" and self.token.text not in FUNCTIONS:
            text += name_text(self.take().text)
        return text

    def _order(self) -> str:
        """Reads the ² of ``∂²f``, raised."""
        self.take()
        at = self.token.at
        order = self.atom()
        if not isinstance(order, Num | Name):
            self.refuse("an order is one number or name here", "write ∂²f", at)
        return raised(one_line(order)) or f"^{one_line(order)}"

    def name(self, token: Token) -> Node:
        """Reads a name, which before a bracket is a call of anything."""
        if token.text.endswith("_"):
            opening = self.take()
            index = self.row()
            self.close(opening)
            return self.made(Lowered(token.text.rstrip("_"), index, at=token.at))
        if token.text not in FUNCTIONS and token.text not in self.constants and self.at_sign("("):
            return self.made(Call(token.text, self.arguments(), at=token.at))
        return super().name(token)

    def group(self, opening: Token) -> Node:
        """Reads a group in brackets, or things with commas between them."""
        parts = self.items(opening)
        if len(parts) == 1 and not isinstance(parts[0], Row):
            return parts[0]
        return self.made(Group(parts, at=opening.at))

    def argument(self) -> Node:
        """Reads one argument, which may be a relation, as in ``P(X < 1)``."""
        return self.row(commas=False)

    def _hole(self, token: Token) -> Node:
        index = len(self.holes)
        self.holes.append(token.text)
        before = self.before(token)
        if self.at_sign("^") or (before is not None and _binds(before)):
            self.tight.add(index)
        return self.made(Hole(index, at=token.at))


def _binds(token: Token) -> bool:
    """Whether a number behind this token is an operand of an operation."""
    return token.kind in {"number", "name", "hole"} or token.text in {"+", "-", "*", "/", "^", "√", ")"}
