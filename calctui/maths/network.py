"""A small dense network that tells two classes apart, and how it is trained by descent on all its data.

Hidden layers with tanh, sigmoid or ReLU, one output z, and p = sigmoid(z) for the class 1; the loss is the
mean cross-entropy. Gradients go backward layer by layer as in Rumelhart, Hinton and Williams (1986), whole
arrays at once; the slopes of activation and loss are those of `calctui.maths.functions`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.maths.autodiff import gradient
from calctui.maths.functions import FUNCTIONS, sigmoid
from calctui.maths.parsing.formulas import parse
from calctui.maths.stochastic import CROSS_ENTROPY

Array = NDArray[np.float64]
Activation = Literal["tanh", "sigmoid", "relu"]

_LOSS = parse(CROSS_ENTROPY.format(z="z")).tree


@frozen
class Network:
    """A dense network; its parameters are one array, layer by layer the weights row by row, then the biases.

    Attributes:
        sizes: The numbers of inputs, of units in each hidden layer, and of outputs, which is 1.
        activation: What a hidden unit does with its sum.
    """

    sizes: tuple[int, ...]
    activation: Activation = "tanh"

    @property
    def parameters(self) -> int:
        """How many numbers are learned."""
        return sum((before + 1) * after for before, after in pairwise(self.sizes))

    def layers(self, parameters: Array) -> list[tuple[Array, Array]]:
        """The weights, shape (before, after), and the biases, shape (after,), of each layer; views."""
        found, at = [], 0
        for before, after in pairwise(self.sizes):
            middle, end = at + before * after, at + (before + 1) * after
            found.append((parameters[at:middle].reshape(before, after), parameters[middle:end]))
            at = end
        return found

    def initial(self, seed: int) -> Array:
        """Parameters to start from: weights uniform within bounds that keep the layers alike in size.

        The bounds are those of Glorot and Bengio (2010) for tanh and sigmoid, and of He et al. (2015) for
        ReLU. Biases start in the same way, so that lines between the classes do not all begin at the origin.
        """
        random = np.random.Generator(np.random.PCG64(seed))
        drawn = []
        for before, after in pairwise(self.sizes):
            bound = np.sqrt(6 / before) if self.activation == "relu" else np.sqrt(6 / (before + after))
            drawn.append((2 * random.random((before + 1) * after) - 1) * bound)
        return np.concatenate(drawn)

    def outputs(self, parameters: Array, x: Array) -> Array:
        """The output z for points of shape (m, inputs); above 0 means class 1; shape (m,)."""
        with np.errstate(all="ignore"):
            return self._forward(parameters, x)[-1][:, 0]

    def probabilities(self, parameters: Array, x: Array) -> Array:
        """How sure the network is of class 1, from 0 to 1, for points of shape (m, inputs); shape (m,)."""
        return sigmoid(self.outputs(parameters, x))

    def loss_and_gradient(self, parameters: Array, x: Array, labels: Array) -> tuple[float, Array, Array]:
        """The mean cross-entropy over points, its gradient, and the outputs.

        Args:
            parameters: As in `layers`.
            x: Points, shape (m, inputs).
            labels: The class of each, 0 or 1; shape (m,).

        Returns:
            The loss, the derivative by each parameter, and the outputs z of shape (m,).
        """
        with np.errstate(all="ignore"):
            sums = self._forward(parameters, x)
            losses, (slopes,) = gradient(_LOSS, {"z": sums[-1][:, 0], "y": labels}, ["z"])
            back = (slopes / len(labels))[:, None]
            shares: list[Array] = []
            layers = self.layers(parameters)
            for index in reversed(range(len(layers))):
                before = self._active(sums[index - 1]) if index else x
                shares[:0] = [(before.T @ back).ravel(), back.sum(axis=0)]
                if index:
                    back = (back @ layers[index][0].T) * self._slope(sums[index - 1], before)
            return float(losses.mean()), np.concatenate(shares), sums[-1][:, 0]

    def _forward(self, parameters: Array, x: Array) -> list[Array]:
        """The sums in the units of each layer, before activation; shapes (m, units)."""
        sums: list[Array] = []
        for weights, biases in self.layers(parameters):
            sums.append((self._active(sums[-1]) if sums else x) @ weights + biases)
        return sums

    def _active(self, sums: Array) -> Array:
        return FUNCTIONS[self.activation].value(sums)

    def _slope(self, sums: Array, active: Array) -> Array:
        """The slope of the activation; 0 at the kink of ReLU, where training needs some number."""
        slope = FUNCTIONS[self.activation].partials(active, sums)[0]
        return np.where(sums == 0, 0.0, slope) if self.activation == "relu" else slope


@frozen(eq=False)
class History:
    """How a network was trained.

    Attributes:
        parameters: From the start on; shape (updates + 1, parameters).
        losses: The loss there; shape (updates + 1,).
        gradients: The gradient there; shape (updates + 1, parameters).
        right: How many points are on the side of their class there; int, shape (updates + 1,).
    """

    parameters: Array
    losses: Array
    gradients: Array
    right: NDArray[np.int64]


def train(network: Network, x: Array, labels: Array, *, rate: float, updates: int, seed: int) -> History:
    """Trains a network by gradient descent on all points at once.

    Args:
        network: Its sizes and activation.
        x: Points, shape (m, inputs).
        labels: The class of each, 0 or 1; shape (m,).
        rate: The learning rate.
        updates: How many updates to make, at least 0.
        seed: Of the parameters at the start.
    """
    count = updates + 1
    history = np.empty((count, network.parameters)), np.empty(count), np.empty((count, network.parameters))
    points, losses, gradients = history
    right = np.empty(count, dtype=np.int64)
    point = network.initial(seed)
    with np.errstate(all="ignore"):
        for index in range(count):
            points[index] = point
            losses[index], gradients[index], outputs = network.loss_and_gradient(point, x, labels)
            right[index] = np.count_nonzero(((outputs > 0) == (labels > 0.5)) & ~np.isnan(outputs))
            point = point - rate * gradients[index]
    return History(points, losses, gradients, right)
