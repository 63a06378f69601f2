"""The bounded tree that a formula becomes: plain frozen values, from which everything is computed and set.

No text of a lesson or of a learner goes further than the parser: numpy, sympy and the typesetter see
this tree alone. It holds names and numbers, never code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Literal, TypeVar

from calctui.frozen import frozen

T = TypeVar("T")
Operator = Literal["+", "-", "*", "/", "^"]


@frozen
class Node:
    """A part of a formula.

    Attributes:
        at: Its column in the text, counted from 1; 0 where it comes from no text. Not compared.
    """

    at: int = field(default=0, compare=False, kw_only=True)


@frozen
class Num(Node):
    """An exact number.

    Attributes:
        value: Its value; an `int` wherever it is whole.
        text: As it was written, such as ``0.50``; empty where it was computed. Not compared.
    """

    value: int | Fraction
    text: str = field(default="", compare=False)


@frozen
class Constant(Node):
    """One of the constants ``e``, ``pi`` and, in claims, ``inf``."""

    name: str


@frozen
class Name(Node):
    """A variable, a parameter or a value."""

    name: str


@frozen
class Moment(Node):
    """The value of a name at a mark, ``x@update-20``."""

    name: str
    mark: str


@frozen
class Neg(Node):
    """The opposite of a number."""

    operand: Node


@frozen
class Binary(Node):
    """Two operands and what joins them; a product without a sign is a product."""

    op: Operator
    left: Node
    right: Node


@frozen
class Call(Node):
    """A function, ours or the lesson's, and its arguments."""

    function: str
    args: tuple[Node, ...]


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly below a node, from left to right."""
    match node:
        case Binary(_, left, right):
            return (left, right)
        case Call(_, args):
            return args
        case Neg(operand):
            return (operand,)
        case _:
            return ()


def preorder(tree: Node) -> Iterator[Node]:
    """Every node, each before its parts, from left to right; without recursion."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def postorder(tree: Node) -> Iterator[Node]:
    """Every node, each after its parts, from left to right; without recursion."""
    stack = [(tree, False)]
    while stack:
        node, parts_done = stack.pop()
        parts = () if parts_done else children(node)
        if parts:
            stack.append((node, True))
            stack.extend((part, False) for part in reversed(parts))
        else:
            yield node


def folded(tree: Node, made: Callable[[Node, Sequence[T]], T]) -> T:
    """What a tree comes to, from its leaves up; without recursion.

    Args:
        tree: The tree.
        made: What a node comes to, of what its parts have come to, from left to right.
    """
    done: list[T] = []
    for node in postorder(tree):
        count = len(children(node))
        parts = done[len(done) - count :]
        del done[len(done) - count :]
        done.append(made(node, parts))
    return done[0]


def rebuilt(node: Node, parts: tuple[Node, ...]) -> Node:
    """The node with other parts below it."""
    match node:
        case Binary(op):
            return Binary(op, *parts, at=node.at)
        case Call(function):
            return Call(function, parts, at=node.at)
        case Neg():
            return Neg(*parts, at=node.at)
        case _:
            return node


def with_names(tree: Node, replacement: Callable[[Name], Node]) -> Node:
    """The tree with something in the place of each name; they are asked for from left to right."""
    return folded(
        tree,
        lambda node, parts: replacement(node) if isinstance(node, Name) else rebuilt(node, tuple(parts)),
    )


def substitute(tree: Node, replacements: Mapping[str, Node]) -> Node:
    """The tree with names replaced; a replacement that is used twice is the same object twice."""
    return with_names(tree, lambda name: replacements.get(name.name, name))


def number(value: int | Fraction, text: str = "", *, at: int = 0) -> Num:
    """A number node, with an `int` wherever the value is whole."""
    whole = isinstance(value, int) or value.denominator == 1
    return Num(int(value) if whole else value, text, at=at)
