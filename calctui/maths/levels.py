"""Level curves: where a function of two variables has one value, found on a grid; and which values to draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HIGHEST = 1e300
"""Heights beyond this, up or down, count as this, so that the difference of two of them is finite."""
_ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""What a round number begins with."""


def level_curves(x: Array, y: Array, z: Array, levels: Sequence[float]) -> list[Array]:
    """The lines along which heights over a grid have given values.

    They are found by marching squares: along the edges of each cell of the grid heights go straight from one
    corner to the next (Lorensen and Cline 1987; here by the library contourpy).

    Args:
        x: The columns, ascending; shape (m,), m at least 2.
        y: The rows, ascending; shape (n,), n at least 2.
        z: The heights, shape (n, m); a cell with a corner that is not a number has no lines.
        levels: The values.

    Returns:
        For each level its lines one after another, shape (points, 2), with a row of NaN between two lines.
    """
    # Scenes are imported for every lesson, and most of them draw no level curves.
    from contourpy import LineType, contour_generator

    heights = np.ma.masked_invalid(np.clip(z, -HIGHEST, HIGHEST))
    generator = contour_generator(x, y, heights, name="serial", line_type=LineType.ChunkCombinedNan)
    found = []
    for level in levels:
        points = generator.lines(level)[0][0] if math.isfinite(level) else None
        found.append(np.empty((0, 2)) if points is None else np.asarray(points, dtype=np.float64))
    return found


def round_levels(z: Array, most: int = 5) -> tuple[float, ...]:
    """A few round values whose lines cut a picture into parts of about the same size.

    Args:
        z: The heights of the picture, in any shape; those that are not finite are left out.
        most: How many values at most, at least 2.

    Returns:
        Ascending and different; with 0 where there are heights on both sides of it. Empty where all heights
        are the same.
    """
    heights = z[np.isfinite(z)]
    if heights.size == 0:
        return ()
    low, high = float(heights.min()), float(heights.max())
    # The first parts are the larger ones: in a valley the lowest line needs room for what happens there.
    wanted = np.quantile(heights, (np.arange(most) + 0.5) / most)
    levels = {_rounded(float(level)) for level in wanted}
    if low < 0 < high:
        nearest = min(levels, key=abs)
        levels = (levels - {nearest}) | {0.0}
    kept = sorted(level for level in levels if low < level < high)
    least = 1e-9 * max(abs(low), abs(high))
    return tuple(level for before, level in pairwise([-math.inf, *kept]) if level - before > least)


def _rounded(value: float) -> float:
    """The nearest round number."""
    if value == 0 or not 1e-300 < abs(value) < HIGHEST:
        return 0.0
    power = 10.0 ** math.floor(math.log10(abs(value)))
    mantissa = abs(value) / power
    nearest = min(_ROUND, key=lambda start: abs(start - mantissa))
    return math.copysign(float(f"{nearest * power:.3g}"), value)
