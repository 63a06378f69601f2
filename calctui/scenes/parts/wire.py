"""A wire frame of a function of two variables, turned, seen from above at an angle, with hidden lines hidden.

The picture is a parallel projection. The function stands in a box: both variables run from -1 to 1, the heights
from `FLOOR` to `-FLOOR`. The box is turned about its upright axis; then `right` is the place across the picture,
`depth` the distance from the viewer, and what is deeper stands higher on the picture.

Hidden lines go by the *floating horizon* (Anderson 1982; Rogers, *Procedural Elements for Computer Graphics*,
chapter 4): from the nearest depth to the farthest, each column of the picture keeps the highest and the lowest
place that the surface has reached so far. What lies between the two is hidden, since something nearer is there.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from calctui.figure import Array, Limits, Window
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.ordered import percentiles
from calctui.scenes.parts.plane import grid

Mask = NDArray[np.bool_]

ELEVATION = math.radians(42)
"""How high the viewer stands above the horizon."""
FLOOR = -0.42
SIDE = math.sqrt(2)
"""The farthest that a corner of the turned box can reach to any side."""
WIRES = 11
"""Lines along each variable: about seven braille dots apart in a chart of 46 x 18 cells."""
SAMPLES = 61
"""Points of one line."""
CELLS = 80
"""Cells of the grid of heights along each variable."""
COLUMNS, DEPTHS = 121, 101
"""The grid on which the horizon is kept, across the picture and away from the viewer."""
TOLERANCE = 0.02
"""A place so little beyond the horizon, less than a dot, is not hidden: it is on it."""


class Wire:
    """The wire frame before it is turned."""

    def __init__(self, function: Function, window: Window, heights: Limits | None = None) -> None:
        """Computes the heights.

        Args:
            function: A function of two variables.
            window: The limits of both variables.
            heights: The limits of the heights; what is beyond is cut off. Default: all that is there but for
                the neighbourhood of a pole.
        """
        self._function, self._window = function, window
        _, _, z = grid(function, window, CELLS + 1, CELLS + 1)
        self.heights = heights or _limits(z)
        self.ground = self.raised(z)
        along = np.linspace(-1, 1, SAMPLES)
        across = np.linspace(-1, 1, WIRES)
        one, other = np.broadcast_arrays(across[:, None], along[None, :])
        self.lines = self.on_surface(np.concatenate((one, other)), np.concatenate((other, one)))

    def raised(self, z: Array) -> Array:
        """Heights as places in the box; NaN where they are outside it."""
        low, high = self.heights
        with np.errstate(all="ignore"):
            share = (z - low) / (high - low)
            return np.where((share >= 0) & (share <= 1), FLOOR * (1 - 2 * share), np.nan)

    def placed(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Values of the variables as places in the box."""
        (left, right), (near, far) = self._window
        with np.errstate(all="ignore"):
            return 2 * (x - left) / (right - left) - 1, 2 * (y - near) / (far - near) - 1

    def on_surface(self, across: Array, along: Array) -> tuple[Array, Array, Array]:
        """Places in the box over which the surface stands, with its heights there."""
        (left, right), (near, far) = self._window
        x, y = left + (across + 1) / 2 * (right - left), near + (along + 1) / 2 * (far - near)
        return across, along, self.raised(self._function(x, y))


def _limits(z: Array) -> Limits:
    """The heights of the bulk of a grid."""
    finite = z[np.isfinite(z)]
    if not finite.size:
        return -1.0, 1.0
    low, high = percentiles(finite, 3, 97)
    bulk = high - low
    inside = finite[(finite >= low - 2 * bulk) & (finite <= high + 2 * bulk)]
    least, most = float(inside.min()), float(inside.max())
    return (least, most) if most - least > 1e-12 * max(abs(least), abs(most)) else (least - 1.0, least + 1.0)


@frozen(eq=False)
class Seen:
    """Places on the picture.

    Attributes:
        right: Places across, from -SIDE to SIDE.
        up: Places up.
        visible: Whether nothing nearer stands before them.
        beneath: Whether they are seen from below, as on the outer side of a bowl.
    """

    right: Array
    up: Array
    visible: Mask
    beneath: Mask


class View:
    """A wire frame seen from one side."""

    def __init__(self, wire: Wire, angle: float) -> None:
        """Turns the box.

        Args:
            wire: What is seen.
            angle: How far it is turned, in degrees; counter-clockwise as seen from above.
        """
        self._wire = wire
        self._cos, self._sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        self._highest, self._lowest = self._horizon()

    def seen(self, across: Array, along: Array, height: Array) -> Seen:
        """Where places in the box stand on the picture, in their shape."""
        right = across * self._cos - along * self._sin
        depth = across * self._sin + along * self._cos
        up = _up(depth, height)
        above, below = self._beyond(right, depth, up)
        return Seen(right, up, above | below, below & ~above)

    def _horizon(self) -> tuple[Array, Array]:
        """The highest and the lowest place reached up to each depth in each column; both (columns, depths)."""
        right = np.linspace(-SIDE, SIDE, COLUMNS)[:, None]
        depth = np.linspace(-SIDE, SIDE, DEPTHS)[None, :]
        across, along = right * self._cos + depth * self._sin, depth * self._cos - right * self._sin
        up = _up(depth, _interpolated(self._wire.ground, across, along))
        highest = np.fmax.accumulate(np.where(np.isnan(up), -np.inf, up), axis=1)
        lowest = np.fmin.accumulate(np.where(np.isnan(up), np.inf, up), axis=1)
        return highest, lowest

    def _beyond(self, right: Array, depth: Array, up: Array) -> tuple[Mask, Mask]:
        """Whether places stand above all that is nearer, and whether below all of it.

        The surface hides a place only if it does so in the columns on both sides of it.
        """
        known = np.nan_to_num(right)
        column = np.clip((known + SIDE) / (2 * SIDE) * (COLUMNS - 1), 0, COLUMNS - 1)
        # What is nearer by less than a cell is the surface around the place itself.
        nearer = ((np.nan_to_num(depth) + SIDE) / (2 * SIDE) * (DEPTHS - 1)).astype(np.intp) - 1
        last = np.clip(nearer, 0, DEPTHS - 1)
        above, below = nearer < 0, np.zeros(up.shape, np.bool_)
        for side in (np.floor(column).astype(np.intp), np.ceil(column).astype(np.intp)):
            above |= up >= self._highest[side, last] - TOLERANCE
            below |= up <= self._lowest[side, last] + TOLERANCE
        return above, below


def _up(depth: Array, height: Array) -> Array:
    """Places up on the picture."""
    return np.asarray(height * math.cos(ELEVATION) + depth * math.sin(ELEVATION))


def _interpolated(ground: Array, across: Array, along: Array) -> Array:
    """The heights over places in the box, straight between those of the grid; NaN outside the box."""
    column, row = (across + 1) / 2 * CELLS, (along + 1) / 2 * CELLS
    left = np.clip(column.astype(np.intp), 0, CELLS - 1)
    below = np.clip(row.astype(np.intp), 0, CELLS - 1)
    s, t = column - left, row - below
    flat, corner = ground.ravel(), below * (CELLS + 1) + left
    lower = flat[corner] * (1 - s) + flat[corner + 1] * s
    upper = flat[corner + CELLS + 1] * (1 - s) + flat[corner + CELLS + 2] * s
    outside = (np.abs(across) > 1) | (np.abs(along) > 1)
    return np.where(outside, np.nan, lower * (1 - t) + upper * t)
