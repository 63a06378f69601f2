"""Our tree as a sympy expression and back; loaded by the symbolic helper alone."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from calctui.maths.tree import Binary, Call, Constant, Name, Neg, Node, Num, number

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "exp": sympy.exp,
    "log": sympy.log,
    "ln": sympy.log,
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
    "min": sympy.Min,
    "max": sympy.Max,
    "sign": sympy.sign,
    "floor": sympy.floor,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "relu": lambda x: sympy.Max(x, 0),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "diff": sympy.diff,
    "integrate": lambda f, x, low, high: sympy.integrate(f, (x, low, high)),
    "limit": sympy.limit,
}
_CONSTANTS = {"e": sympy.E, "pi": sympy.pi, "inf": sympy.oo}
_NAMED = {
    sympy.sin: "sin",
    sympy.cos: "cos",
    sympy.tan: "tan",
    sympy.asin: "asin",
    sympy.acos: "acos",
    sympy.atan: "atan",
    sympy.sinh: "sinh",
    sympy.cosh: "cosh",
    sympy.tanh: "tanh",
    sympy.log: "ln",
    sympy.Abs: "abs",
    sympy.sign: "sign",
    sympy.floor: "floor",
}


def to_sympy(node: Node) -> Any:
    """A tree as an expression; names are real, decimals are exact fractions.

    Raises:
        KeyError: It calls something that sympy does not have.
        TypeError: It has something that is no number.
    """
    match node:
        case Num(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Constant(name):
            return _CONSTANTS[name]
        case Name(name):
            return sympy.Symbol(name, real=True)
        case Neg(operand):
            return -to_sympy(operand)
        case Binary("+", left, right):
            return to_sympy(left) + to_sympy(right)
        case Binary("-", left, right):
            return to_sympy(left) - to_sympy(right)
        case Binary("*", left, right):
            return to_sympy(left) * to_sympy(right)
        case Binary("/", left, right):
            return to_sympy(left) / to_sympy(right)
        case Binary("^", left, right):
            return to_sympy(left) ** to_sympy(right)
        case Call(function, args):
            return _FUNCTIONS[function](*map(to_sympy, args))
    raise TypeError(f"{node} is no number")


def to_tree(expression: Any) -> Node | None:
    """An expression as a tree; None where it has something that no formula can have."""
    if expression.is_Rational:
        size = number(Fraction(abs(int(expression.p)), int(expression.q)))
        return Neg(size) if expression.is_negative else size
    if expression.is_Symbol:
        return Name(expression.name)
    for name, constant in _CONSTANTS.items():
        if expression == constant:
            return Constant(name)
    if expression.is_Add:
        return _joined("+", expression.as_ordered_terms())
    if expression.is_Mul:
        return _product(expression)
    if expression.is_Pow or isinstance(expression, sympy.exp):
        return _power(*expression.as_base_exp())
    if expression.func in (sympy.Min, sympy.Max) and len(expression.args) == 2:
        return _called("min" if expression.func is sympy.Min else "max", expression.args)
    if expression.func in _NAMED and len(expression.args) == 1:
        return _called(_NAMED[expression.func], expression.args)
    return None


def _called(function: str, expressions: Any) -> Node | None:
    args = [to_tree(one) for one in expressions]
    known = tuple(arg for arg in args if arg is not None)
    return Call(function, known) if len(known) == len(args) else None


def _power(base: Any, exponent: Any) -> Node | None:
    if exponent == sympy.Rational(1, 2):
        return _called("sqrt", [base])
    if exponent.could_extract_minus_sign():
        below = to_tree(base**-exponent)
        return None if below is None else Binary("/", Num(1), below)
    low, high = to_tree(base), to_tree(exponent)
    return None if low is None or high is None else Binary("^", low, high)


def _product(expression: Any) -> Node | None:
    if expression.could_extract_minus_sign():
        positive = to_tree(-expression)
        return None if positive is None else Neg(positive)
    above, below = sympy.fraction(expression)
    if below != 1:
        top, bottom = to_tree(above), to_tree(below)
        return None if top is None or bottom is None else Binary("/", top, bottom)
    return _joined("*", expression.as_ordered_factors())


def _joined(op: Any, expressions: list[Any]) -> Node | None:
    tree: Node | None = None
    for expression in expressions:
        part = to_tree(expression)
        if part is None:
            return None
        if tree is None:
            tree = part
        elif op == "+" and isinstance(part, Neg):
            tree = Binary("-", tree, part.operand)
        else:
            tree = Binary(op, tree, part)
    return tree
