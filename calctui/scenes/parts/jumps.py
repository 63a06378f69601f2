"""Where a sampled curve jumps, so that no line joins what is apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calctui.figure import Array

ROUNDS = 30
OFF_MIDDLE = 0.4871
"""Where an interval is cut: not in its middle, since functions like to be undefined at round numbers."""
TINY = 1e-10
"""A smaller change is no jump that could be seen, but rounding."""


def broken_at_jumps(curve: Callable[[Array], Array], x: Array, y: Array) -> tuple[Array, Array]:
    """The points of a curve with a NaN where it jumps between two of them, so that no line joins its sides.

    Between neighbours the half over which the curve changes more is taken again and again. What a continuous
    curve changes over it comes to nothing; at a jump or a pole it does not.

    Args:
        curve: What was sampled.
        x: Where, in order; shape (n,).
        y: The values there; shape (n,).
    """
    low, high, at_low, at_high = x[:-1], x[1:], y[:-1], y[1:]
    with np.errstate(all="ignore"):
        first = np.abs(at_high - at_low)
        for _ in range(ROUNDS):
            middle = low + OFF_MIDDLE * (high - low)
            at = curve(middle)
            left = np.abs(at - at_low) >= np.abs(at_high - at)
            low, high = np.where(left, low, middle), np.where(left, middle, high)
            at_low, at_high = np.where(left, at_low, at), np.where(left, at, at_high)
        jumps = (np.abs(at_high - at_low) > first / 2) & (first > TINY)
    places = np.flatnonzero(jumps)
    return np.insert(x, places + 1, low[places]), np.insert(y, places + 1, np.nan)
