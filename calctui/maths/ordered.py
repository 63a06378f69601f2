"""What putting values in order tells of them; numpy's own functions for it load masked arrays, which takes longer."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)


def distinct(values: NDArray[Kind]) -> NDArray[Kind]:
    """The values of an array in rising order, each once; as `numpy.unique` for numbers without NaN."""
    ordered = np.sort(values, axis=None)
    first = np.ones(ordered.size, dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def percentiles(values: NDArray[np.float64], *percents: float) -> tuple[float, ...]:
    """The values below which so many percent of the values lie, between two by a straight line.

    They are what `numpy.percentile` gives with its method "linear" for numbers without NaN.

    Args:
        values: At least one.
        percents: Each from 0 to 100.
    """
    ordered = np.sort(values, axis=None)
    return tuple(_between(ordered, percent / 100 * (ordered.size - 1)) for percent in percents)


def _between(ordered: NDArray[np.float64], place: float) -> float:
    below = int(place)
    start, end = float(ordered[below]), float(ordered[min(below + 1, ordered.size - 1)])
    share, way = place - below, end - start
    return start + way * share if share < 0.5 else end - way * (1 - share)
