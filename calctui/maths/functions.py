"""The functions that a formula may call: one table with their values, slopes and ways of being set.

At a kink or a jump, as of `abs` at 0, a slope is NaN: undefined, which is what a lesson has to show.
(PyTorch gives 0 there, one of the subgradients.) Outside its domain a function and its slope are NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen

Array = NDArray[np.float64]


@frozen
class FunctionRule:
    """What is known of one function.

    Attributes:
        value: The function itself: arrays of float64 that broadcast to an array.
        arity: The number of its arguments.
        partials: Its result and its arguments to its partial derivatives there, one for each argument.
        setting: Whether it is set by its name, as a root or between bars.
    """

    value: Callable[..., Array]
    arity: int
    partials: Callable[..., tuple[Array, ...]]
    setting: Literal["name", "root", "bars"] = "name"


def sigmoid(x: Array) -> Array:
    """1/(1 + e^-x), without overflow: only powers of e that are at most 1 are taken."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / (1.0 + small)


def softplus(x: Array) -> Array:
    """ln(1 + e^x), without overflow."""
    return np.logaddexp(0.0, x)


def relu(x: Array) -> Array:
    """The greater of x and 0."""
    return np.maximum(x, 0.0)


def _nan_where(broken: NDArray[np.bool_], slope: Any) -> Array:
    """The slope, and NaN where it is undefined."""
    return np.where(broken, np.nan, slope)


def _log_partials(_: Array, x: Array) -> tuple[Array]:
    return (_nan_where(x < 0, 1.0 / np.abs(x)),)


def _min_partials(_: Array, a: Array, b: Array) -> tuple[Array, Array]:
    return (_nan_where(a == b, np.less(a, b)), _nan_where(a == b, np.less(b, a)))


def _max_partials(_: Array, a: Array, b: Array) -> tuple[Array, Array]:
    return (_nan_where(a == b, np.greater(a, b)), _nan_where(a == b, np.greater(b, a)))


_LOG = FunctionRule(np.log, 1, _log_partials)

FUNCTIONS: dict[str, FunctionRule] = {
    "sin": FunctionRule(np.sin, 1, lambda _, x: (np.cos(x),)),
    "cos": FunctionRule(np.cos, 1, lambda _, x: (-np.sin(x),)),
    "tan": FunctionRule(np.tan, 1, lambda y, _: (1.0 + y * y,)),
    "asin": FunctionRule(np.arcsin, 1, lambda _, x: (1.0 / np.sqrt((1.0 - x) * (1.0 + x)),)),
    "acos": FunctionRule(np.arccos, 1, lambda _, x: (-1.0 / np.sqrt((1.0 - x) * (1.0 + x)),)),
    "atan": FunctionRule(np.arctan, 1, lambda _, x: (1.0 / (1.0 + x * x),)),
    "sinh": FunctionRule(np.sinh, 1, lambda _, x: (np.cosh(x),)),
    "cosh": FunctionRule(np.cosh, 1, lambda _, x: (np.sinh(x),)),
    "tanh": FunctionRule(np.tanh, 1, lambda y, _: ((1.0 - y) * (1.0 + y),)),
    "exp": FunctionRule(np.exp, 1, lambda y, _: (y,)),
    "log": _LOG,
    "ln": _LOG,
    "sqrt": FunctionRule(np.sqrt, 1, lambda y, _: (0.5 / y,), setting="root"),
    "abs": FunctionRule(np.abs, 1, lambda _, x: (_nan_where(x == 0, np.sign(x)),), setting="bars"),
    "min": FunctionRule(np.minimum, 2, _min_partials),
    "max": FunctionRule(np.maximum, 2, _max_partials),
    "sign": FunctionRule(np.sign, 1, lambda _, x: (_nan_where(x == 0, 0.0 * x),)),
    "floor": FunctionRule(np.floor, 1, lambda y, x: (_nan_where(x == y, 0.0 * x),)),
    "sigmoid": FunctionRule(sigmoid, 1, lambda y, x: (y * sigmoid(-x),)),
    "relu": FunctionRule(relu, 1, lambda _, x: (_nan_where(x == 0, np.greater(x, 0)),)),
    "softplus": FunctionRule(softplus, 1, lambda _, x: (sigmoid(x),)),
}

OPERATIONS = {"diff": 2, "integrate": 4, "limit": 3}
"""What only a claim may call, and the number of arguments; the second is a variable."""

CONSTANTS: dict[str, float] = {"e": float(np.e), "pi": float(np.pi)}
"""The constants, which are never names."""
