"""Bounds on the constants of a formula, found in exact arithmetic that is itself bounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calctui.errors import FormulaError
from calctui.maths.tree import Binary, Neg, Node, Num, folded

MAX_EXPONENT = 40
"""The size of a constant exponent."""
MAX_BITS = 4096
"""Of the numerator and of the denominator of a constant."""

Exact = int | Fraction


def exact(tree: Node) -> Exact | None:
    """The exact value of a formula of numbers alone; None where it has names, functions or roots.

    Raises:
        FormulaError: A constant part divides by zero, has an exponent above `MAX_EXPONENT` in size or a
            value of more than `MAX_BITS` bits.
    """
    return folded(tree, lambda node, parts: _bounded(_value(node, parts), node))


def check_constants(tree: Node) -> None:
    """Refuses constants that are out of bounds.

    Raises:
        FormulaError: As in `exact`.
    """
    exact(tree)


def _value(node: Node, parts: Sequence[Exact | None]) -> Exact | None:
    if isinstance(node, Num):
        return node.value
    if isinstance(node, Neg) and parts[0] is not None:
        return -parts[0]
    if not isinstance(node, Binary):
        return None
    left, right = parts
    if right is None:
        return None
    if node.op == "^":
        return _power(left, right, node)
    if node.op == "/" and right == 0:
        raise FormulaError("this divides by zero", cure="write another denominator", column=node.at)
    if left is None:
        return None
    match node.op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return Fraction(left) / right


def _power(base: Exact | None, exponent: Exact, node: Node) -> Exact | None:
    if not -MAX_EXPONENT <= exponent <= MAX_EXPONENT:
        what = f"a constant exponent may be {MAX_EXPONENT} at most in size"
        raise FormulaError(what, cure="write a smaller one, or exp(...)", column=node.at)
    if base is None or exponent.denominator != 1:
        return None
    power = int(exponent)
    if base == 0 and power < 0:
        raise FormulaError("this divides by zero", cure="write another exponent", column=node.at)
    if (_bits(base) - 1) * abs(power) > MAX_BITS:
        raise _too_big(node)
    return Fraction(base) ** power


def _bits(value: Exact) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _bounded(value: Exact | None, node: Node) -> Exact | None:
    if value is not None and _bits(value) > MAX_BITS:
        raise _too_big(node)
    return value


def _too_big(node: Node) -> FormulaError:
    what = f"a constant may have {MAX_BITS} bits, some {MAX_BITS * 301 // 1000} digits"
    return FormulaError(what, cure="write a smaller one", column=node.at)
