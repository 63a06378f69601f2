"""Values, and gradients by reverse mode, of a formula over whole arrays at once.

A tree becomes a tape: its operations in an order in which each comes after its operands, with shared
parts once. One pass forward gives every value; one pass backward gives the derivative of the result by
every operation, adding where a value is used more than once. (Linnainmaa 1970; Griewank and Walther,
*Evaluating Derivatives*, chapter 3.) Nothing is ever warned of: where there is no number, there is an
honest infinity or NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.frozen import frozen
from calctui.maths.functions import CONSTANTS, FUNCTIONS
from calctui.maths.tree import Binary, Call, Constant, Moment, Name, Neg, Node, Num, children

Array = NDArray[np.float64]
Env = Mapping[str, ArrayLike]

_ONE, _MINUS_ONE = np.asarray(1.0), np.asarray(-1.0)
_Partials = Callable[..., Sequence[Array | None]]


@frozen
class _Operation:
    """One line of a tape: what is computed from which earlier lines."""

    value: Callable[..., Array]
    operands: tuple[int, ...]
    partials: _Partials
    is_power: bool = False


@frozen
class Tape:
    """A tree in the order of its computation.

    Attributes:
        leaves: For each line a number, the name of a variable, or None where it is an operation.
        operations: For each line its operation, or None.
    """

    leaves: tuple[np.float64 | str | None, ...]
    operations: tuple[_Operation | None, ...]

    def forward(self, env: Env) -> list[Array]:
        """The value of every line; the last is the result.

        Raises:
            KeyError: A name has no value.
        """
        values: list[Array] = []
        for leaf, operation in zip(self.leaves, self.operations, strict=True):
            if operation is not None:
                values.append(operation.value(*[values[index] for index in operation.operands]))
            elif isinstance(leaf, str):
                values.append(np.asarray(env[leaf], dtype=np.float64))
            else:
                values.append(np.asarray(leaf))
        return values

    def backward(self, values: Sequence[Array], wrt: Sequence[str]) -> tuple[Array, ...]:
        """The partial derivatives of the result by names, in the shape of the result."""
        active = self._active(wrt)
        adjoints: list[Array | None] = [None] * len(values)
        adjoints[-1] = np.ones(values[-1].shape)
        for index in reversed(range(len(values))):
            operation, adjoint = self.operations[index], adjoints[index]
            if operation is None or adjoint is None or not active[index]:
                continue
            operands = operation.operands
            arguments = [values[operand] for operand in operands]
            if operation.is_power:
                partials: Sequence[Array | None] = _power_partials(
                    values[index], *arguments, by_base=active[operands[0]], by_exponent=active[operands[1]]
                )
            else:
                partials = operation.partials(values[index], *arguments)
            for operand, partial in zip(operands, partials, strict=True):
                if active[operand] and partial is not None:
                    so_far = adjoints[operand]
                    share = adjoint * partial
                    adjoints[operand] = share if so_far is None else so_far + share
        shape = values[-1].shape
        by_name = dict(zip(self.leaves, adjoints, strict=True))
        found = (by_name.get(name) for name in wrt)
        return tuple(np.zeros(shape) if one is None else in_shape(one, shape) for one in found)

    def _active(self, wrt: Sequence[str]) -> list[bool]:
        """For each line, whether it depends on one of the names."""
        active: list[bool] = []
        for leaf, operation in zip(self.leaves, self.operations, strict=True):
            if operation is None:
                active.append(isinstance(leaf, str) and leaf in wrt)
            else:
                active.append(any(active[index] for index in operation.operands))
        return active


def in_shape(array: Array, shape: tuple[int, ...]) -> Array:
    """An array in a shape; numpy takes its time where it has that shape already."""
    return array if array.shape == shape else np.broadcast_to(array, shape)


def value(tree: Node, env: Env) -> Array:
    """The value of a tree.

    Args:
        tree: A tree without calls of a lesson's definitions.
        env: For each name a number or a float64 array; the arrays broadcast. A moment is the name ``x@mark``.

    Returns:
        An array in the shape of what was broadcast; of no dimension where all are numbers. A negative
        number to a power that is not whole is NaN, so ``(-8)^(1/3)`` too.

    Raises:
        KeyError: A name has no value.
    """
    with np.errstate(all="ignore"):
        return np.asarray(tape(tree).forward(env)[-1])


def gradient(tree: Node, env: Env, wrt: Sequence[str]) -> tuple[Array, tuple[Array, ...]]:
    """The value of a tree and its partial derivatives, elementwise.

    Args:
        tree: As in `value`.
        env: As in `value`.
        wrt: The names by which to differentiate.

    Returns:
        The value, and for each name the partial derivative in the same shape; NaN at a kink.

    Raises:
        KeyError: A name has no value.
    """
    with np.errstate(all="ignore"):
        line = tape(tree)
        values = line.forward(env)
        return np.asarray(values[-1]), line.backward(values, wrt)


@lru_cache(maxsize=512)
def tape(tree: Node) -> Tape:
    """The tape of a tree; equal names and shared objects are one line.

    Raises:
        TypeError: The tree has something that has no value, such as a definition not yet put in.
    """
    leaves: list[np.float64 | str | None] = []
    operations: list[_Operation | None] = []
    lines: dict[int | str, int] = {}
    stack = [(tree, False)]
    while stack:
        node, parts_done = stack.pop()
        if id(node) in lines:
            continue
        parts = children(node)
        if parts and not parts_done:
            stack.append((node, True))
            stack.extend((part, False) for part in reversed(parts))
            continue
        leaf = None if parts else _leaf(node)
        key = leaf if isinstance(leaf, str) else id(node)
        if key not in lines:
            lines[key] = len(leaves)
            leaves.append(leaf)
            operands = tuple(lines[id(part)] for part in parts)
            operations.append(_operation(node, operands) if parts else None)
        lines[id(node)] = lines[key]
    return Tape(tuple(leaves), tuple(operations))


def _leaf(node: Node) -> np.float64 | str:
    match node:
        case Num(value):
            return np.float64(as_float(value.numerator, value.denominator))
        case Constant("inf"):
            return np.float64(np.inf)
        case Constant(name):
            return np.float64(CONSTANTS[name])
        case Name(name):
            return name
        case Moment(name, mark):
            return f"{name}@{mark}"
    raise TypeError(f"{node} has no value")


def as_float(numerator: int, denominator: int) -> float:
    """The nearest float to a fraction; infinite beyond the largest."""
    try:
        return numerator / denominator
    except OverflowError:
        return float("inf") if numerator > 0 else float("-inf")


def _operation(node: Node, operands: tuple[int, ...]) -> _Operation:
    match node:
        case Neg():
            return _Operation(np.negative, operands, lambda *_: (_MINUS_ONE,))
        case Binary("+"):
            return _Operation(np.add, operands, lambda *_: (_ONE, _ONE))
        case Binary("-"):
            return _Operation(np.subtract, operands, lambda *_: (_ONE, _MINUS_ONE))
        case Binary("*"):
            return _Operation(np.multiply, operands, lambda _, a, b: (b, a))
        case Binary("/"):
            return _Operation(np.divide, operands, lambda y, _, b: (1.0 / b, -y / b))
        case Binary("^"):
            return _Operation(np.power, operands, _power_partials, is_power=True)
        case Call(function) if function in FUNCTIONS:
            rule = FUNCTIONS[function]
            return _Operation(rule.value, operands, rule.partials)
    raise TypeError(f"{node} has no value")


def _power_partials(
    result: Array, base: Array, exponent: Array, *, by_base: bool = True, by_exponent: bool = True
) -> tuple[Array | None, Array | None]:
    """The partial derivatives of a power; that by the exponent needs a logarithm and so a positive base.

    At a base of 0, x^0 has slope 0 and x^1 slope 1; 0^b has slope 0 by its exponent where b > 0.
    """
    base_partial: Array | None = None
    exponent_partial: Array | None = None
    if by_base:
        base_partial = np.where(exponent == 0, 0.0, exponent * np.power(base, exponent - 1.0))
    if by_exponent:
        exponent_partial = np.where((base == 0) & (exponent > 0), 0.0, result * np.log(base))
    return base_partial, exponent_partial
