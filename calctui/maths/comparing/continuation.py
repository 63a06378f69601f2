"""Where a formula has no real value: what it would be there among complex numbers.

2 ln(x) has no real value at -1.5, and its complex one there, 0.81 + 2 pi i, has the real part of ln(x^2): the
two are one function as far as a learner means it. sqrt(x - 3) sqrt(x - 5) at 1 is -2.8, and
sqrt((x - 3)(x - 5)) is +2.8: those are two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.maths.autodiff import as_float
from calctui.maths.functions import CONSTANTS, FUNCTIONS
from calctui.maths.tree import Binary, Call, Constant, Moment, Name, Neg, Node, Num, folded

Complex = NDArray[np.complex128]

_REAL_ONLY = frozenset({"abs", "min", "max", "sign", "floor", "sigmoid", "relu", "softplus"})
_IMAGINARY = 1e-12
"""The relative size up to which an imaginary part is what rounding left of none."""


def continued(tree: Node, env: Mapping[str, ArrayLike]) -> Complex:
    """The principal complex value of a tree at points; NaN where it has none.

    Args:
        tree: A tree without calls of a lesson's definitions.
        env: For each name a number or an array; they broadcast.
    """
    with np.errstate(all="ignore"):
        return folded(tree, lambda node, parts: _value(node, parts, env))


def _value(node: Node, parts: Sequence[Complex], env: Mapping[str, ArrayLike]) -> Complex:
    found: ArrayLike
    match node:
        case Num(value):
            found = as_float(value.numerator, value.denominator)
        case Constant(name):
            found = CONSTANTS[name]
        case Name(name):
            found = env[name]
        case Moment(name, mark):
            found = env[f"{name}@{mark}"]
        case Neg():
            found = -parts[0]
        case Binary("+"):
            found = parts[0] + parts[1]
        case Binary("-"):
            found = parts[0] - parts[1]
        case Binary("*"):
            found = parts[0] * parts[1]
        case Binary("/"):
            found = parts[0] / parts[1]
        case Binary("^"):
            found = np.power(parts[0], parts[1])
        case Call(function) if function in _REAL_ONLY:
            found = FUNCTIONS[function].value(*(_real(part) for part in parts))
        case Call(function):
            found = np.asarray(FUNCTIONS[function].value(*parts))
        case _:
            raise TypeError(f"{node} has no value")
    return np.asarray(found, dtype=np.complex128)


def _real(values: Complex) -> NDArray[np.float64]:
    """The real part of what is real but for rounding; NaN of anything else."""
    return np.where(np.abs(values.imag) <= _IMAGINARY * np.abs(values), values.real, np.nan)
