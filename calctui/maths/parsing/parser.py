"""Tokens to a tree, by precedence climbing (Pratt, *Top Down Operator Precedence*, 1973).

From loose to tight: ``+ -``; a leading ``-``; ``* /`` and products without a sign, from left to right, so
that ``1/2x`` is ``(1/2)*x``; ``^`` (also ``**``), from right to left. A function may do without brackets:
``sin 2x`` takes the factors that stand side by side and ends before a sign or another function.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import NoReturn

from calctui.errors import FormulaError
from calctui.maths.functions import CONSTANTS, FUNCTIONS
from calctui.maths.near import closest
from calctui.maths.parsing.tokens import Token
from calctui.maths.tree import Binary, Call, Constant, Moment, Name, Neg, Node, Operator, number

MAX_NODES = 120
"""Numbers, names and operations in a formula."""
MAX_DEPTH = 24
"""Of groups, operands and arguments in one another."""
MAX_LITERAL_EXPONENT = 308
"""The size of the power of ten in a number, so that it is also a float."""

_ANY, _SUM, _MINUS, _PRODUCT, _SIDE_BY_SIDE, _POWER = range(6)
_BINDS: dict[str, tuple[int, int]] = {
    "+": (_SUM, _SUM + 1),
    "-": (_SUM, _SUM + 1),
    "*": (_PRODUCT, _POWER),
    "/": (_PRODUCT, _POWER),
    "^": (_POWER, _POWER),
}
"""For each sign how tight it binds what stands on its left and on its right."""


class Parser:
    """Reads one formula, or the formulas of a claim, from tokens.

    Attributes:
        calls: The functions of the lesson that were called, in order.
    """

    constants: Collection[str] = CONSTANTS
    factor_signs: tuple[str, ...] = ("(", "√", "π")
    """The signs that start a factor where none stands before it."""

    def __init__(self, tokens: Sequence[Token], functions: Collection[str] = ()) -> None:
        self._tokens = tokens
        self._next = 0
        self._functions = functions
        self._nodes = 0
        self._depth = 0
        self._open_bars = 0
        self._bare_arguments = 0
        self.calls: list[str] = []

    def formula(self) -> Node:
        """Reads a formula up to a token that cannot belong to it."""
        return self._expression(_ANY)

    def end(self) -> None:
        """Refuses anything that is left."""
        token = self.token
        if token.kind == "end":
            return
        if token.text == ")":
            self.refuse("a bracket is closed that was never opened", "delete it, or open one before it")
        if token.text == ",":
            self._refuse_comma()
        self.refuse(f"{token.text} cannot stand here", "write one formula")

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._next]

    def peek(self, ahead: int) -> Token:
        """The token at a distance from the next one; the last where there are not so many."""
        return self._tokens[min(self._next + ahead, len(self._tokens) - 1)]

    def before(self, token: Token) -> Token | None:
        """The token before the one that was taken last; None at the start."""
        place = self._tokens.index(token)
        return self._tokens[place - 1] if place else None

    def take(self) -> Token:
        """The token that comes next; moves behind it."""
        token = self._tokens[self._next]
        if token.kind != "end":
            self._next += 1
        return token

    def at_sign(self, *signs: str) -> bool:
        """Whether one of these signs comes next."""
        return self.token.kind == "sign" and self.token.text in signs

    def refuse(self, what: str, cure: str, at: int | None = None) -> NoReturn:
        """Raises a FormulaError at the next token, or at a column."""
        raise FormulaError(what, cure=cure, column=self.token.at if at is None else at)

    def made(self, node: Node) -> Node:
        """Counts a node of the tree."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            what = f"a formula may have {MAX_NODES} numbers, names and operations"
            self.refuse(what, "give a part of it a name under define", node.at)
        return node

    def _expression(self, loosest: int) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self.refuse(f"a formula may be nested {MAX_DEPTH} deep", "give a part a name under define")
        left = self._prefix(loosest)
        while True:
            token = self.token
            if token.kind == "sign" and token.text in _BINDS:
                binds, right_binds = _BINDS[token.text]
                if binds < loosest:
                    break
                self.take()
                left = self.made(Binary(_operator(token), left, self._expression(right_binds), at=token.at))
            elif loosest <= _SIDE_BY_SIDE and self._starts_factor():
                right = self._expression(_POWER)
                left = self.made(Binary("*", left, right, at=token.at))
            else:
                break
        self._depth -= 1
        return left

    def _starts_factor(self) -> bool:
        """Whether what comes next is multiplied with what stands before it, without a sign."""
        token = self.token
        if token.kind == "number":
            self.refuse("a number cannot follow directly", "write * before it to multiply")
        if token.kind == "name":
            return not (self._bare_arguments and token.text in FUNCTIONS)
        if self.at_sign("|"):
            return not self._open_bars
        return token.kind == "hole" or self.at_sign(*self.factor_signs)

    def _prefix(self, loosest: int) -> Node:
        token = self.token
        if self.at_sign("-", "+"):
            self.take()
            operand = self._expression(max(loosest, _MINUS))
            return self.made(Neg(operand, at=token.at)) if token.text == "-" else operand
        return self.atom()

    def atom(self) -> Node:
        """Reads what stands alone: a number, a name, a call, a group in brackets or bars, a root."""
        token = self.take()
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return self.name(token)
        if token.kind == "mark":
            self.refuse("a mark belongs to a name", "write it as in x@update-20", token.at)
        if token.text == "(":
            return self.group(token)
        if token.text == "|":
            return self._bars(token)
        if token.text == "√":
            return self.made(Call("sqrt", (self._expression(_POWER),), at=token.at))
        if token.text == "π":
            return self.made(Constant("pi", at=token.at))
        return self.refuse_missing(token)

    def refuse_missing(self, token: Token) -> NoReturn:
        """Refuses a token where a number, a name or a group should stand."""
        if token.kind == "end" and len(self._tokens) == 1:
            self.refuse("there is no formula", "write one, such as 2*x", 1)
        if token.kind == "end":
            self.refuse("the formula ends too early", "write what should follow", token.at)
        what = f"something is missing before {token.text}"
        self.refuse(what, "write a number, a name or a bracket", token.at)

    def name(self, token: Token) -> Node:
        """Reads what a name starts: a call, a constant, a moment or itself."""
        if token.text in FUNCTIONS:
            return self._builtin(token)
        if token.text in self._functions and self.at_sign("("):
            self.calls.append(token.text)
            return self.made(Call(token.text, self.arguments(), at=token.at))
        if token.text in self.constants:
            return self.made(Constant(token.text, at=token.at))
        if self.token.kind == "mark":
            return self.made(Moment(token.text, self.take().text, at=token.at))
        if self.at_sign("("):
            self._refuse_call(token)
        return self.made(Name(token.text, at=token.at))

    def _number(self, token: Token) -> Node:
        exponent = token.text.lower().partition("e")[2]
        # The power of ten is looked at as text: the number itself might fill the memory.
        if len(exponent.lstrip("+-0")) > 3 or abs(int(exponent or 0)) > MAX_LITERAL_EXPONENT:
            what = f"a number may have a power of ten up to {MAX_LITERAL_EXPONENT}"
            self.refuse(what, "write a smaller one", token.at)
        return self.made(number(Fraction(token.text), token.text, at=token.at))

    def group(self, opening: Token) -> Node:
        """Reads the rest of a group in brackets."""
        parts = self.items(opening, most=1)
        return parts[0]

    def items(self, opening: Token, most: int = MAX_NODES) -> tuple[Node, ...]:
        """Reads what stands between brackets, with commas between its parts, and the closing bracket."""
        bars, bare, self._open_bars, self._bare_arguments = self._open_bars, self._bare_arguments, 0, 0
        if self.at_sign(")"):
            self.refuse("the brackets are empty", "write what stands between them")
        parts = [self.argument()]
        while self.at_sign(",") and len(parts) < most:
            self.take()
            parts.append(self.argument())
        self.close(opening)
        self._open_bars, self._bare_arguments = bars, bare
        return tuple(parts)

    def arguments(self) -> tuple[Node, ...]:
        """Reads the arguments of a call with their brackets."""
        return self.items(self.take())

    def close(self, opening: Token) -> None:
        """Reads the bracket that closes one, or refuses."""
        if self.at_sign(","):
            self._refuse_comma()
        if self.token.kind == "end":
            self.refuse("this bracket is never closed", "write ) where it ends", opening.at)
        if not self.at_sign(")"):
            self.refuse(f"{self.token.text} cannot stand here", "close the bracket before it")
        self.take()

    def _bars(self, opening: Token) -> Node:
        bare, self._bare_arguments = self._bare_arguments, 0
        self._open_bars += 1
        inside = self._expression(_ANY)
        if not self.at_sign("|"):
            self.refuse("this bar is never closed", "write | where it ends, or abs(...)", opening.at)
        self.take()
        self._open_bars -= 1
        self._bare_arguments = bare
        return self.made(Call("abs", (inside,), at=opening.at))

    def _builtin(self, token: Token) -> Node:
        arity = FUNCTIONS[token.text].arity
        if self.at_sign("("):
            args = self.arguments()
            self.expect_arity(token, len(args), arity)
        elif self.at_sign("^"):
            cure = f"write {token.text}(x)^2 for a power of it"
            self.refuse(f"{token.text} needs what it is taken of", cure)
        elif arity == 1 and (self.token.kind in {"number", "name", "hole"} or self.at_sign("√", "π", "|")):
            self._bare_arguments += 1
            args = (self._expression(_SIDE_BY_SIDE),)
            self._bare_arguments -= 1
        else:
            self.refuse(f"{token.text} needs what it is taken of", f"write {token.text}(x)", token.at)
        return self.made(Call(token.text, args, at=token.at))

    def expect_arity(self, token: Token, given: int, arity: int) -> None:
        """Refuses a call with the wrong number of arguments."""
        if given != arity:
            takes = "one argument" if arity == 1 else f"{arity} arguments"
            cure = f"write {token.text}({', '.join('xyz'[:arity])})"
            if given == 2 and arity == 1:
                cure = "write a decimal point, as in 0.5, not a comma"
            self.refuse(f"{token.text} takes {takes}, not {given}", cure, token.at)

    def argument(self) -> Node:
        """Reads one argument of a call, or what stands in a group."""
        return self._expression(_ANY)

    def _refuse_comma(self) -> NoReturn:
        before, after = self._tokens[self._next - 1], self.peek(1)
        if before.kind == after.kind == "number" and after.at == self.token.at + 1:
            self.refuse("a comma is no decimal point", f"write {before.text}.{after.text}")
        self.refuse("a comma cannot stand here", "write one number or formula")

    def _refuse_call(self, token: Token) -> None:
        """Refuses a word before a bracket; a single letter before one is a factor."""
        name, known = token.text, (*FUNCTIONS, *self._functions)
        if name == "σ":
            self.refuse("σ is a letter here, not a function", "write sigmoid(x)", token.at)
        if name in {"f", "g", "F", "G"}:
            cure = f"define {name}(x), or write {name}*( for a product"
            self.refuse(f"{name} is not defined as a function", cure, token.at)
        if sum(character.isalpha() for character in name) > 1:
            near = closest(name, known)
            cure = f"did you mean {near}?" if near else f"write {name}*( for a product"
            self.refuse(f"there is no function {name}", cure, token.at)


def _operator(token: Token) -> Operator:
    match token.text:
        case "+" | "-" | "*" | "/" | "^":
            return token.text
    raise AssertionError(token.text)
