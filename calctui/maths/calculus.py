"""Calculus by numbers: secants, tangents, slopes by direction, and the strips of an area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.frozen import frozen
from calctui.maths.function import Function

Array = NDArray[np.float64]
Curve = Callable[[Array], Array]
"""A function of one variable over arrays; a `Function` is one."""
Rule = Literal["left", "right", "mid", "trapezoid"]


def secant_slope(f: Curve, x: float, h: ArrayLike) -> Array:
    """The slope of the line through the points of a curve at x and at x + h.

    Args:
        f: The function.
        x: The first place.
        h: The distance to the second, positive or negative; a number or an array.

    Returns:
        ``(f(x + h) - f(x)) / h`` in the shape of h; NaN where h is 0. It is also the *forward difference*.
    """
    steps = np.asarray(h, dtype=np.float64)
    with np.errstate(all="ignore"):
        return np.asarray((f(x + steps) - f(np.asarray(x, dtype=np.float64))) / steps)


def central_difference(f: Curve, x: float, h: ArrayLike) -> Array:
    """The slope of the line through the points of a curve at x - h and at x + h.

    Args:
        f: The function.
        x: The place between them.
        h: The distance to each; a number or an array.

    Returns:
        ``(f(x + h) - f(x - h)) / 2h`` in the shape of h; NaN where h is 0.
    """
    steps = np.asarray(h, dtype=np.float64)
    with np.errstate(all="ignore"):
        return np.asarray((f(x + steps) - f(x - steps)) / (2.0 * steps))


@frozen
class Tangent:
    """The line that touches a curve at a point.

    Attributes:
        x: Where it touches.
        y: The height there.
        slope: Its slope; NaN at a kink.
    """

    x: float
    y: float
    slope: float

    def __call__(self, x: ArrayLike) -> Array:
        """The heights of the line at places, in their shape."""
        return self.y + self.slope * (np.asarray(x, dtype=np.float64) - self.x)


def tangent(f: Function, x: float) -> Tangent:
    """The tangent of a function of one variable at a place."""
    value, (slope,) = f.gradient(x)
    return Tangent(x, float(value), float(slope))


def directional_derivative(f: Function, point: Sequence[float], directions: ArrayLike) -> Array:
    """How fast a function changes at a point, for each unit of the way in given directions.

    Args:
        f: A function of n variables.
        point: Where; n numbers.
        directions: One direction or more, shape (..., n), each of any length above 0.

    Returns:
        The gradient times the direction at length 1, shape (...); NaN for a direction without length.
    """
    _, partials = f.gradient(*point)
    ways = np.asarray(directions, dtype=np.float64)
    with np.errstate(all="ignore"):
        return np.asarray(np.sum(np.array(partials) * ways, axis=-1) / np.linalg.norm(ways, axis=-1))


@frozen(eq=False)
class RiemannSum:
    """The strips of an area and what they add up to.

    Attributes:
        edges: Where the strips begin and end; shape (n + 1,).
        left: The height of each at its left edge; shape (n,).
        right: The height of each at its right edge; shape (n,). Equal to `left` but for trapezoids.
        total: The signed area of all.
    """

    edges: Array
    left: Array
    right: Array
    total: float


def riemann_sum(f: Curve, start: float, end: float, n: int, rule: Rule) -> RiemannSum:
    """The sum of n strips of equal width under a curve.

    Args:
        f: The function.
        start: The left end.
        end: The right end; may be on the left of the start, which turns the sign.
        n: The number of strips, at least 1.
        rule: Where the height is taken: at the ``left`` or ``right`` edge, in the ``mid``dle, or as a
            ``trapezoid`` at both edges.
    """
    edges = np.linspace(start, end, n + 1)
    match rule:
        case "left":
            left = right = f(edges[:-1])
        case "right":
            left = right = f(edges[1:])
        case "mid":
            left = right = f(edges[:-1] / 2 + edges[1:] / 2)
        case "trapezoid":
            left, right = f(edges[:-1]), f(edges[1:])
    with np.errstate(all="ignore"):
        total = float(np.sum((left + right) / 2.0 * np.diff(edges)))
    return RiemannSum(edges, left, right, total)
