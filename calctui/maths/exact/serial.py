"""A tree as JSON and back, for the way to the symbolic helper."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from calctui.maths.tree import Binary, Call, Constant, Name, Neg, Node, Num, number

Json: TypeAlias = "str | list[Json]"


def to_json(node: Node) -> Json:
    """A tree as nested lists, each with its kind in front.

    Raises:
        TypeError: The tree has a value at a mark.
    """
    match node:
        case Num(value):
            return ["number", str(value)]
        case Constant(name):
            return ["constant", name]
        case Name(name):
            return ["name", name]
        case Neg(operand):
            return ["neg", to_json(operand)]
        case Binary(op, left, right):
            return [op, to_json(left), to_json(right)]
        case Call(function, args):
            return ["call", function, *(to_json(arg) for arg in args)]
    raise TypeError(f"{node} cannot be sent")


def from_json(data: Json) -> Node:
    """The tree of nested lists.

    Raises:
        ValueError: The data is no tree.
    """
    match data:
        case ["number", str(value)]:
            return number(Fraction(value))
        case ["constant", str(name)]:
            return Constant(name)
        case ["name", str(name)]:
            return Name(name)
        case ["neg", operand]:
            return Neg(from_json(operand))
        case ["+" | "-" | "*" | "/" | "^" as op, left, right]:
            return Binary(op, from_json(left), from_json(right))
        case ["call", str(function), *args]:
            return Call(function, tuple(from_json(arg) for arg in args))
    raise ValueError("not a tree")
