"""The room a pane draws in: from the units of its axes to the unit square, and on to cells and dots."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.figure import Array, Limits
from calctui.frozen import frozen

FAR = 1e300
"""Infinities and whatever is further out count as this many widths of the pane."""

# plotext puts the two limits this far inside the outer edges of the first and the last cell.
_EDGE_LOW = 0.0001 + 0.0016585662
_EDGE_HIGH = 0.0001 + 0.001516152


@frozen
class Space:
    """Where the points of a pane fall.

    Attributes:
        x: Limits of the horizontal axis, finite and ascending.
        y: Limits of the vertical axis, finite and ascending.
        width: Cells across.
        height: Cells down.
        across: Dots across in a cell.
        down: Dots down in a cell.
    """

    x: Limits
    y: Limits
    width: int
    height: int
    across: int
    down: int

    def unit(self, x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        """Points in the units of the axes, as fractions of the two axes; NaN stays NaN."""
        return _fraction(x, self.x), _fraction(y, self.y)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One point as `unit` has it; much quicker than an array of one."""
        return _part(x, self.x), _part(y, self.y)

    def cell(self, u: float, v: float) -> tuple[int, int]:
        """The row and the column of one point that is not NaN, as `cells` has them."""
        u, v = min(max(u, 0.0), 1.0), min(max(v, 0.0), 1.0)
        row = _EDGE_LOW + (self.height - _EDGE_LOW - _EDGE_HIGH) * (1.0 - v)
        column = _EDGE_LOW + (self.width - _EDGE_LOW - _EDGE_HIGH) * u
        return int(row), int(column)

    def columns(self, u: Array) -> Array:
        """Fractions of the horizontal axis, as cells from the left."""
        return _EDGE_LOW + (self.width - _EDGE_LOW - _EDGE_HIGH) * u

    def rows(self, v: Array) -> Array:
        """Fractions of the vertical axis, as cells from the top."""
        return _EDGE_LOW + (self.height - _EDGE_LOW - _EDGE_HIGH) * (1.0 - v)

    def centres(self) -> tuple[Array, Array]:
        """The middles of the dots as fractions of the axes: from the left, and from the top."""
        columns = (np.arange(self.width * self.across) + 0.5) / self.across
        rows = (np.arange(self.height * self.down) + 0.5) / self.down
        u = (columns - _EDGE_LOW) / (self.width - _EDGE_LOW - _EDGE_HIGH)
        v = 1.0 - (rows - _EDGE_LOW) / (self.height - _EDGE_LOW - _EDGE_HIGH)
        return u, v

    def cells(self, u: Array, v: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The rows and the columns of points of the unit square; points outside go to the border."""
        rows, columns = self.rows(_bounded(v, 0.0, 1.0)), self.columns(_bounded(u, 0.0, 1.0))
        return rows.astype(np.intp), columns.astype(np.intp)


def _fraction(values: ArrayLike, limits: Limits) -> Array:
    low, high = limits
    # Halves keep the difference of two huge numbers finite.
    return _bounded((np.asarray(values, np.float64) * 0.5 - low * 0.5) / (high * 0.5 - low * 0.5), -FAR, FAR)


def _part(value: float, limits: Limits) -> float:
    low, high = limits
    part = (float(value) * 0.5 - low * 0.5) / (high * 0.5 - low * 0.5)
    # In this order NaN stays NaN.
    return min(max(part, -FAR), FAR)


def _bounded(values: Array, low: float, high: float) -> Array:
    """The values moved between two bounds; several times as quick as `numpy.clip` for few values."""
    bounded: Array = np.minimum(np.maximum(values, low), high)
    return bounded


def drawable(limits: Limits) -> Limits:
    """Limits that can be drawn: finite, ascending, and not the same.

    Args:
        limits: Any two numbers. Descending ones are turned round, equal ones are widened, and an infinity or a
            NaN makes them 0 and 1.
    """
    low, high = sorted(map(float, limits)) if not any(map(math.isnan, limits)) else (0.0, 1.0)
    if not (math.isfinite(low) and math.isfinite(high)):
        return 0.0, 1.0
    if high * 0.5 - low * 0.5 < 1e-300:
        margin = max(abs(low) * 0.5, 0.5)
        low, high = low - margin, high + margin
    return (low, high) if math.isfinite(low) and math.isfinite(high) else (0.0, 1.0)


def proportioned(x: Limits, y: Limits, columns: int, rows: int) -> tuple[Limits, Limits]:
    """The limits, one pair widened about its middle so that a unit is equally long both ways.

    Args:
        x: Limits of the horizontal axis.
        y: Limits of the vertical axis.
        columns: Square dots across.
        rows: Square dots down.
    """
    per_column, per_row = (x[1] - x[0]) / columns, (y[1] - y[0]) / rows
    if per_column > per_row:
        y = _about_middle(y, per_column * rows)
    else:
        x = _about_middle(x, per_row * columns)
    return drawable(x), drawable(y)


def _about_middle(limits: Limits, length: float) -> Limits:
    middle = limits[0] * 0.5 + limits[1] * 0.5
    return middle - length * 0.5, middle + length * 0.5
