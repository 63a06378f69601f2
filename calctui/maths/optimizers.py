"""The ways of going downhill, defined as in PyTorch's documentation, and the path that each takes.

Each is one table entry: the formulas of its update stand at its class. In them p is the point, g the
gradient there, and lr the learning rate; t counts the updates from 1, and squares and roots are taken
coordinate by coordinate.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.maths.function import Function

Array = NDArray[np.float64]
State = tuple[Array, ...]
"""What an optimizer remembers from one update to the next."""


@frozen
class Optimizer(ABC):
    """A way of going downhill, with its options."""

    def initial_state(self, point: Array) -> State:
        """What it remembers before the first update at a point of shape (n,)."""
        del point
        return ()

    @abstractmethod
    def step(self, point: Array, gradient: Array, state: State, rate: float) -> tuple[Array, State]:
        """One update.

        Args:
            point: Shape (n,).
            gradient: The gradient there, shape (n,).
            state: What it remembers.
            rate: The learning rate.

        Returns:
            The next point and what it remembers then.
        """


@frozen
class GradientDescent(Optimizer):
    """``p <- p - lr*g`` (torch.optim.SGD)."""

    def step(self, point: Array, gradient: Array, state: State, rate: float) -> tuple[Array, State]:
        """One update."""
        return point - rate * gradient, state


@frozen
class Momentum(Optimizer):
    """``b <- momentum*b + g;  p <- p - lr*b``, from b = 0 (torch.optim.SGD with momentum)."""

    momentum: float

    def initial_state(self, point: Array) -> State:
        """The velocity b."""
        return (np.zeros_like(point),)

    def step(self, point: Array, gradient: Array, state: State, rate: float) -> tuple[Array, State]:
        """One update."""
        velocity = self.momentum * state[0] + gradient
        return point - rate * velocity, (velocity,)


@frozen
class Nesterov(Momentum):
    """``b <- momentum*b + g;  p <- p - lr*(g + momentum*b)`` (torch.optim.SGD with nesterov=True)."""

    def step(self, point: Array, gradient: Array, state: State, rate: float) -> tuple[Array, State]:
        """One update."""
        velocity = self.momentum * state[0] + gradient
        return point - rate * (gradient + self.momentum * velocity), (velocity,)


@frozen
class Adagrad(Optimizer):
    """``s <- s + g²;  p <- p - lr*g/(sqrt(s) + eps)``, from s = 0 (torch.optim.Adagrad)."""

    eps: float = 1e-10

    def initial_state(self, point: Array) -> State:
        """The sum s of the squares."""
        return (np.zeros_like(point),)

    def step(self, point: Array, gradient: Array, state: State, rate: float) -> tuple[Array, State]:
        """One update."""
        total = state[0] + gradient * gradient
        return point - rate * gradient / (np.sqrt(total) + self.eps), (total,)


@frozen
class RMSProp(Optimizer):
    """``v <- alpha*v + (1 - alpha)*g²;  p <- p - lr*g/(sqrt(v) + eps)``, from v = 0 (torch.optim.RMSprop)."""

    alpha: float = 0.99
    eps: float = 1e-8

    def initial_state(self, point: Array) -> State:
        """The running mean v of the squares."""
        return (np.zeros_like(point),)

    def step(self, point: Array, gradient: Array, state: State, rate: float) -> tuple[Array, State]:
        """One update."""
        mean = self.alpha * state[0] + (1.0 - self.alpha) * gradient * gradient
        return point - rate * gradient / (np.sqrt(mean) + self.eps), (mean,)


@frozen
class Adam(Optimizer):
    """Running means of the gradient and of its square, freed of their start at 0 (torch.optim.Adam).

    ``m <- beta1*m + (1 - beta1)*g;  v <- beta2*v + (1 - beta2)*g²;``
    ``p <- p - lr * (m/(1 - beta1^t)) / (sqrt(v/(1 - beta2^t)) + eps)``
    """

    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8

    def initial_state(self, point: Array) -> State:
        """The means m and v, and the number t of updates."""
        return (np.zeros_like(point), np.zeros_like(point), np.zeros(()))

    def step(self, point: Array, gradient: Array, state: State, rate: float) -> tuple[Array, State]:
        """One update."""
        count = state[2] + 1.0
        mean = self.beta1 * state[0] + (1.0 - self.beta1) * gradient
        square = self.beta2 * state[1] + (1.0 - self.beta2) * gradient * gradient
        unbiased = mean / (1.0 - self.beta1**count)
        size = np.sqrt(square / (1.0 - self.beta2**count)) + self.eps
        return point - rate * unbiased / size, (mean, square, count)


OPTIMIZERS: dict[str, type[Optimizer]] = {
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": Adagrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}
"""By the name that lessons use; the fields of a class are its options."""


@frozen(eq=False)
class Path:
    """Where a descent went.

    Attributes:
        points: Each point, from the start on; shape (updates + 1, n).
        values: The value of the function there; shape (updates + 1,).
        gradients: Its gradient there; shape (updates + 1, n).
    """

    points: Array
    values: Array
    gradients: Array

    @property
    def updates(self) -> int:
        """The number of updates."""
        return len(self.values) - 1


def descend(
    function: Function, start: Sequence[float], rate: float, updates: int, optimizer: Optimizer
) -> Path:
    """Goes downhill from a point; overflow gives infinities and NaN, and no warning.

    Args:
        function: What to make small; of n variables.
        start: The first point, n numbers.
        rate: The learning rate.
        updates: How many updates to make, at least 0.
        optimizer: The way of going.
    """
    point = np.array(start, dtype=np.float64)
    points = np.empty((updates + 1, len(point)))
    values, gradients = np.empty(updates + 1), np.empty((updates + 1, len(point)))
    state = optimizer.initial_state(point)
    with np.errstate(all="ignore"):
        for index in range(updates + 1):
            value, partials = function.gradient(*point)
            points[index], values[index], gradients[index] = point, value, partials
            point, state = optimizer.step(point, gradients[index], state, rate)
    return Path(points, values, gradients)
