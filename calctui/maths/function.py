"""A function of one or more variables with its slopes, over whole arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.frozen import frozen
from calctui.maths.autodiff import gradient, in_shape, value
from calctui.maths.tree import Node
from calctui.maths.typesetting.typeset import one_line

Array = NDArray[np.float64]


@frozen
class Function:
    """A function with its parameters at their values.

    Attributes:
        variables: The names of its variables in order.
        tree: What is computed; the lesson's definitions are put in.
        parameters: The values of the other names in it.
    """

    variables: tuple[str, ...]
    tree: Node
    parameters: Mapping[str, float] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:
        """What is computed, set on one line with the parameters by name, such as ``x²``."""
        return one_line(self.tree)

    def __call__(self, *arrays: ArrayLike) -> Array:
        """The values at points.

        Args:
            arrays: For each variable a number or an array; they broadcast.

        Returns:
            An array in their common shape, infinite or NaN where there is no value.
        """
        env, shape = self._env(arrays)
        return in_shape(value(self.tree, env), shape)

    def gradient(self, *arrays: ArrayLike) -> tuple[Array, tuple[Array, ...]]:
        """The values at points and the partial derivative there by each variable.

        Args:
            arrays: As in a call.

        Returns:
            The values, and for each variable its partial derivatives, all in the common shape; NaN at a
            kink.
        """
        env, shape = self._env(arrays)
        values, partials = gradient(self.tree, env, self.variables)
        return in_shape(values, shape), tuple(in_shape(one, shape) for one in partials)

    def slope(self, x: ArrayLike) -> Array:
        """The derivative of a function of one variable.

        Args:
            x: A number or an array.

        Returns:
            An array in its shape; NaN at a kink.
        """
        return self.gradient(x)[1][0]

    def _env(self, arrays: tuple[ArrayLike, ...]) -> tuple[dict[str, ArrayLike], tuple[int, ...]]:
        if len(arrays) != len(self.variables):
            raise TypeError(f"{len(self.variables)} variables, {len(arrays)} given")
        points = [np.asarray(array, dtype=np.float64) for array in arrays]
        shape = np.broadcast_shapes(*(point.shape for point in points))
        return {**self.parameters, **dict(zip(self.variables, points, strict=True))}, shape
