"""Models with few parameters fitted to data, on all of it or on batches drawn at random with a seed.

A model is its loss for one sample, a formula; its slopes come from `calctui.maths.autodiff`. (Robbins and
Monro 1951 is where descent on a random part of the data comes from.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.maths.autodiff import gradient
from calctui.maths.parsing.formulas import parse
from calctui.maths.tree import Node

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

CROSS_ENTROPY = "y*softplus(-({z})) + (1 - y)*softplus({z})"
"""-y ln p - (1 - y) ln(1 - p) for p = sigmoid(z), exact where p is so near 0 or 1 that its logarithm is lost."""
NOISE = 1e-14
"""A slope this near to 0, as a share of the size of what was added up for it, is one of 0 with rounding errors."""


@frozen
class Model:
    """A model as its loss.

    Attributes:
        parameters: The names of what is learned, in order.
        loss: The loss of one sample (x, y).
        output: What the model says at x.
        squared: Whether the loss is (output - y)^2, with an output that is a sum of products.
    """

    parameters: tuple[str, ...]
    loss: Node
    output: Node
    squared: bool = True

    def losses(self, points: Array, x: Array, y: Array) -> tuple[Array, Array]:
        """The mean loss over samples and its gradient.

        Args:
            points: The parameters, one point or many; shape (..., n).
            x: Samples, shape (m,).
            y: What the model should say there, shape (m,).

        Returns:
            The mean losses, shape (...), and their gradients, shape (..., n).
        """
        values, partials = self._each(points, x, y)
        with np.errstate(all="ignore"):
            return values.mean(axis=-1), np.stack([partial.mean(axis=-1) for partial in partials], axis=-1)

    def without_noise(self, gradients: Array, points: Array, x: Array, y: Array) -> Array:
        """Gradients with 0 for what is only rounding, compared with the size of the terms that cancelled.

        Args:
            gradients: Mean gradients over samples, shape (..., n).
            points: The parameters there, shape (..., n).
            x: The samples, shape (m,) or (..., m).
            y: What the model should say there, of the same shape.
        """
        if self.squared:
            # With all signs alike nothing cancels: what comes out is the sum of the sizes of the terms.
            points, x, y = np.abs(points), np.abs(x), -np.abs(y)
        partials = self._each(points, x, y)[1]
        with np.errstate(all="ignore"):
            sizes = np.stack([np.abs(partial).mean(axis=-1) for partial in partials], axis=-1)
            noise = np.isfinite(sizes) & (np.abs(gradients) < NOISE * sizes)
        return np.where(noise, 0.0, gradients)

    def _each(self, points: Array, x: Array, y: Array) -> tuple[Array, Sequence[Array]]:
        """The loss of each sample and its partial derivatives."""
        env = {name: points[..., index, None] for index, name in enumerate(self.parameters)}
        return gradient(self.loss, {**env, "x": x, "y": y}, self.parameters)


MODELS: dict[str, Model] = {
    "line": Model(("w", "b"), parse("(w*x + b - y)^2").tree, parse("w*x + b").tree),
    "logistic": Model(
        ("w", "b"),
        parse(CROSS_ENTROPY.format(z="w*x + b")).tree,
        parse("sigmoid(w*x + b)").tree,
        squared=False,
    ),
    "constant": Model(("w",), parse("(w - y)^2").tree, parse("w").tree),
}
"""By the name that lessons use: squared error, and for `logistic` the cross-entropy."""


@frozen(eq=False)
class Fit:
    """How a model was fitted.

    Attributes:
        points: The parameters, from the start on; shape (updates + 1, n).
        losses: The mean loss over all data there; shape (updates + 1,).
        gradients: The gradient of the batch drawn there, without rounding noise; shape (updates + 1, n).
        full_gradients: The gradient of all data there, likewise; shape (updates + 1, n).
        batches: Which samples were drawn there; shape (updates + 1, batch). The last batch moves nothing.
    """

    points: Array
    losses: Array
    gradients: Array
    full_gradients: Array
    batches: Indices


def draw_batches(samples: int, batch: int, count: int, seed: int) -> Indices:
    """Batches drawn with replacement: every sample is equally likely each time, and may come twice.

    Args:
        samples: How many there are to draw from.
        batch: How many are drawn at a time.
        count: How many batches.
        seed: The same seed gives the same batches.

    Returns:
        Indices of samples, shape (count, batch).
    """
    # Uniform floats of a named generator are what numpy promises to keep from version to version.
    uniform = np.random.Generator(np.random.PCG64(seed)).random((count, batch))
    return np.minimum((uniform * samples).astype(np.intp), samples - 1)


def fit(
    model: Model,
    x: Array,
    y: Array,
    *,
    start: Sequence[float],
    rate: float,
    updates: int,
    batch: int | None = None,
    seed: int = 0,
) -> Fit:
    """Fits a model by descent; overflow gives infinities and NaN, and no warning.

    Args:
        model: What is fitted.
        x: The data, shape (m,).
        y: What the model should say there, shape (m,).
        start: The first parameters.
        rate: The learning rate.
        updates: How many updates to make, at least 0.
        batch: How many samples to draw for each update; None for all of them, each once.
        seed: Of the drawing.
    """
    count = updates + 1
    if batch is None:
        batches = np.tile(np.arange(len(x)), (count, 1))
    else:
        batches = draw_batches(len(x), batch, count, seed)
    points, gradients = np.empty((count, len(start))), np.empty((count, len(start)))
    point = np.array(start, dtype=np.float64)
    with np.errstate(all="ignore"):
        for index, drawn in enumerate(batches):
            points[index] = point
            gradients[index] = model.losses(point, x[drawn], y[drawn])[1]
            point = point - rate * gradients[index]
        losses, full = model.losses(points, x, y)
    gradients = model.without_noise(gradients, points, x[batches], y[batches])
    return Fit(points, losses, gradients, model.without_noise(full, points, x, y), batches)
