"""The area under a curve from a fixed place to a moving one, and below it that area as a curve of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from calctui.figure import Array, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.quadrature import accumulated
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Pair
from calctui.scenes.parts import axes
from calctui.scenes.parts.interval import IntervalFields
from calctui.scenes.parts.jumps import broken_at_jumps
from calctui.scenes.scene import Scene, Value
from calctui.scenes.timeline import Beat, Timeline

SWEEP_FRAMES = 120
ROUNDING = 1e-13
"""What is left of areas that cancel, relative to their size, when a few thousand terms have been added."""
AT_ZERO = 1e-15
"""What is left of a height that is zero, relative to the greatest, where its place had to be rounded."""
LOWER_SHARE = 0.75
"""The room of the pane below, compared with that of the area, which needs more rows to be seen."""


@frozen(kw_only=True, slots=False)
class Accumulate(IntervalFields):
    """The area under a curve as it grows.

    Attributes:
        function: A function of one variable.
        area_y: Limits of the pane below.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2
from: 0
to: 3
"""

    function: FunctionOf
    area_y: Pair | None = None

    def build(self, scope: Scope) -> AccumulateScene:
        """Computes the scene; see `SceneFields.build`."""
        function = scope.function(self.function, self.variables, arity=1)
        return AccumulateScene(self, scope, function, self.interval(scope))


class AccumulateScene(Scene):
    """The computed scene; one frame for each place that the area reaches to."""

    phases: ClassVar[Mapping[str, Role]] = {"sweep": Role.AREA_PLUS}

    def __init__(self, fields: Accumulate, scope: Scope, function: Function, interval: Limits) -> None:
        self._function, self._interval = function, interval
        start, end = interval
        # At a steady pace, so that the area grows as fast as the curve is high.
        self._x = np.linspace(start, end, SWEEP_FRAMES + 1)
        self._f = self._heights_at(self._x)
        self._area = self._areas()
        variable = axes.own_name(function.variables[0], ("f", "area"))
        self.values = {
            variable: Value(self._x, Role.NOW),
            "f": Value(self._f, Role.CURVE),
            "area": Value(self._area, Role.AREA_PLUS),
        }
        area = axes.number(float(self._area[-1]))
        caption = f"From {axes.number(start)} to {axes.number(end)} the area is {area}."
        self.variables = function.variables
        self.timeline = Timeline(
            [Beat("sweep", SWEEP_FRAMES, caption=caption)], captions=dict(fields.captions)
        )
        self._x_limits = fields.shown(scope)
        self._curve = broken_at_jumps(function, *axes.sample(function, self._x_limits))
        self._inside = axes.sample(function, interval)
        self._upper_y, self._lower_y = self._heights(fields, scope)
        self._above: tuple[Shape, ...] = (
            Line(role=Role.CURVE, x=self._curve[0], y=self._curve[1], still=True),
            *axes.extras(fields.also, scope),
        )
        self._lower_still: tuple[Shape, ...] = (
            axes.zero_line(self._x_limits),
            *axes.extras(fields.also, scope, pane=2),
        )
        self._name = f"f({variable}) = {function.text}"
        self._title = fields.title if fields.title is not None else self._name
        self._lower_title = f"area from {axes.number(start)} to {variable}"

    def _heights_at(self, x: Array) -> Array:
        """The curve, without the rounding of a place where it is zero, such as π."""
        f = self._function(x)
        size = float(np.max(np.abs(f), initial=0.0, where=np.isfinite(f)))
        return np.array([axes.without_noise(float(value), size, AT_ZERO) for value in f])

    def _areas(self) -> Array:
        """The signed area from the start to each place."""
        areas = accumulated(self._function, self._x)
        with np.errstate(all="ignore"):
            sizes = np.cumsum(np.abs(self._f[1:]) * np.diff(self._x), dtype=np.float64)
        clear = [
            axes.without_noise(float(area), float(size), ROUNDING)
            for area, size in zip(areas[1:], sizes, strict=True)
        ]
        return np.array([0.0, *clear])

    def _heights(self, fields: Accumulate, scope: Scope) -> tuple[Limits, Limits]:
        upper = axes.limits("y", fields.y, scope) if fields.y else axes.around_area(self._curve[1])
        if fields.area_y:
            return upper, axes.limits("area_y", fields.area_y, scope)
        return upper, axes.around_area(self._area)

    def figure(self, frame: int) -> Figure:
        """The curve with the area up to a place, and below it the curve of that area up to there."""
        x, f, area = (float(series[frame]) for series in (self._x, self._f, self._area))
        upto = self._inside[0] < x
        filled = axes.signed_areas(np.append(self._inside[0][upto], x), np.append(self._inside[1][upto], f))
        # Where the area is filled, its own edge shows zero; a line there would hide a row of it.
        ahead = Line(role=Role.MUTED, x=np.array([x, self._x_limits[1]]), y=np.zeros(2))
        front = Line(role=Role.CURVE, x=np.array([x, x]), y=np.array([0.0, f]), style="dashed")
        upper = Pane(
            x=self._x_limits,
            y=self._upper_y,
            title=self._title,
            shapes=(ahead, *filled, *self._above, front, axes.dot(x, f)),
        )
        seen = slice(0, frame + 1)
        grown = Line(role=Role.AREA_PLUS, x=self._x[seen], y=self._area[seen])
        lower = Pane(
            x=self._x_limits,
            y=self._lower_y,
            title=self._lower_title,
            shapes=(*self._lower_still, grown, axes.dot(x, area)),
            share=LOWER_SHARE,
        )
        return Figure(panes=(upper, lower))

    def describe(self, frame: int) -> str:
        """How far the area reaches, and how great it is."""
        start = axes.number(self._interval[0])
        x, f, area = (axes.number(float(series[frame])) for series in (self._x, self._f, self._area))
        return (
            f"The curve {self._name}; the area between it and zero is filled from {start} to {x}, where the "
            f"curve is at {f}. That area is {area}; in a pane below it is drawn as a curve of its own."
        )
