"""The points of a curve where its slope is zero, found by numbers."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.ordered import percentiles

Array = NDArray[np.float64]

FLAT = 1e-9
"""A slope below this, relative to the slopes around it, counts as zero."""


@frozen
class CriticalPoint:
    """A point of a curve where its slope is zero.

    Attributes:
        x: Where.
        y: The value there.
        kind: Whether the curve turns there, and how.
    """

    x: float
    y: float
    kind: Literal["minimum", "maximum", "neither"]


def critical_points(f: Function, start: float, end: float, samples: int = 400) -> tuple[CriticalPoint, ...]:
    """The places in an interval where the slope is zero, from left to right.

    The slope is looked at on a grid; where it changes its sign, the place is found by bisection; where it
    only comes near zero, as x³ does at 0, at the smallest slope, by golden sections. Kinks and poles, where the
    slope jumps, are none. Two places nearer than a cell of the grid can be missed.

    Args:
        f: A function of one variable.
        start: The left end.
        end: The right end.
        samples: The number of cells of the grid.
    """
    grid = np.linspace(start, end, samples + 1)
    slopes = f.slope(grid)
    finite = np.abs(slopes[np.isfinite(slopes)])
    if not finite.size or not finite.max():
        return ()
    scale = percentiles(finite, 50)[0] or float(finite.max())
    found = [*_lone_zeros(grid, slopes)]
    found += [_zero_between(f, grid[i], grid[i + 1], slopes[i], slopes[i + 1]) for i in range(samples)]
    found += [_touching_zero(f, grid, slopes, i) for i in range(1, samples)]
    places = sorted(
        float(x) + 0.0 for x in found if np.isfinite(x) and abs(float(f.slope(x))) <= FLAT * scale
    )
    apart = (end - start) / samples / 2.0
    distinct = [x for i, x in enumerate(places) if i == 0 or x - places[i - 1] > apart]
    return tuple(CriticalPoint(x, float(f(x)), _kind(f, x, apart)) for x in distinct)


def _lone_zeros(grid: Array, slopes: Array) -> Array:
    """The places of the grid where the slope is zero, and not so beside them, as on a flat stretch."""
    zero = np.concatenate([[False], slopes == 0.0, [False]])
    lone: Array = grid[zero[1:-1] & ~zero[:-2] & ~zero[2:]]
    return lone


def _zero_between(f: Function, low: float, high: float, at_low: float, at_high: float) -> float:
    """The zero of the slope between two places of opposite signs; NaN where there is none."""
    if not at_low * at_high < 0.0:
        return float("nan")
    while low < (middle := (low + high) / 2.0) < high:
        at_middle = float(f.slope(middle))
        if at_middle == 0.0:
            return float(middle)
        if at_low * at_middle < 0.0:
            high = middle
        else:
            low, at_low = middle, at_middle
    return float(low if abs(float(f.slope(low))) < abs(float(f.slope(high))) else high)


def _touching_zero(f: Function, grid: Array, slopes: Array, index: int) -> float:
    """The place of the smallest slope around a place of the grid where it does not change its sign."""
    near = slopes[index - 1 : index + 2]
    sizes = np.abs(near)
    if not (np.all(near > 0) or np.all(near < 0)) or not sizes[2] >= sizes[1] < sizes[0]:
        return float("nan")
    low, high = float(grid[index - 1]), float(grid[index + 1])
    section = (np.sqrt(5.0) - 1.0) / 2.0
    for _ in range(80):
        first, second = high - section * (high - low), low + section * (high - low)
        if abs(float(f.slope(first))) < abs(float(f.slope(second))):
            high = second
        else:
            low = first
    return (low + high) / 2.0


def _kind(f: Function, x: float, apart: float) -> Literal["minimum", "maximum", "neither"]:
    before, after = float(f.slope(x - apart)), float(f.slope(x + apart))
    if before < 0.0 < after:
        return "minimum"
    if before > 0.0 > after:
        return "maximum"
    return "neither"
