"""A curve that draws itself, or has a probe on it; its slope collected below; its critical points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from calctui.errors import SceneError
from calctui.figure import Array, Dots, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.critical import CriticalPoint, critical_points
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import RUNS, Role
from calctui.scenes.fields import FunctionOf, Pair
from calctui.scenes.parts import axes
from calctui.scenes.parts.jumps import broken_at_jumps
from calctui.scenes.parts.probe import Probe
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

SWEEP_FRAMES = 75
DEFAULT_X = (-5.0, 5.0)
NAMES = {"minimum": "minimum", "maximum": "maximum", "neither": "slope 0"}
"""What stands beside a critical point."""


@frozen(kw_only=True, slots=False)
class Curve(SceneFields):
    """A curve, drawn from left to right.

    Attributes:
        function: A function of one variable; this or `functions`.
        functions: Several functions of one variable; the values are those of the first.
        probe: From where to where a point moves on the curve; default: the curve draws itself.
        slope: Whether the slope is collected in a pane below.
        slope_y: Limits of that pane.
        critical: Whether points of slope zero are marked.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**3 - 3*x
x: [-2.2, 2.2]
y: [-4.5, 4.5]
probe: {from: -2.2, to: 2.2}
slope: true
slope_y: [-3.5, 12]
critical: true
"""

    function: FunctionOf | None = None
    functions: tuple[FunctionOf, ...] = ()
    probe: Probe | None = None
    slope: bool = False
    slope_y: Pair | None = None
    critical: bool = False

    def build(self, scope: Scope) -> CurveScene:
        """Computes the scene; see `SceneFields.build`."""
        formulas = (self.function,) if self.function is not None else self.functions
        if not formulas or (self.function is not None and self.functions):
            raise SceneError(
                "function", "a curve needs either function or functions", cure="write function: x**2"
            )
        if len(formulas) > len(RUNS):
            raise SceneError("functions", f"at most {len(RUNS)} functions can be told apart")
        functions = [scope.function(formula, self.variables, arity=1) for formula in formulas]
        with np.errstate(all="ignore"):
            return CurveScene(self, scope, functions)


class CurveScene(Scene):
    """The computed scene; the point on the curve is where the drawing has come to."""

    phases: ClassVar[Mapping[str, Role]] = {"sweep": Role.CURVE}

    def __init__(self, fields: Curve, scope: Scope, functions: Sequence[Function]) -> None:
        self._functions = functions
        self._probed = fields.probe is not None
        self._x_limits = axes.limits("x", fields.x, scope) if fields.x else DEFAULT_X
        self._curves = [axes.sample(function, self._x_limits) for function in functions]
        start, stop = fields.probe.ends(scope) if fields.probe is not None else self._drawn()
        self._critical = critical_points(functions[0], *self._x_limits) if fields.critical else ()
        self._x, beats = self._way(start, stop)
        self._f, (slope,) = functions[0].gradient(self._x)
        self._slope = np.where(self._at_critical(), 0.0, slope)
        self.values = self._values(fields)
        self.variables = functions[0].variables
        self.timeline = Timeline(beats, captions=dict(fields.captions))
        name = f"f({functions[0].variables[0]}) = {functions[0].text}"
        default = name if len(functions) == 1 else ""
        self._title = fields.title if fields.title is not None else default
        self._y_limits = (
            axes.limits("y", fields.y, scope)
            if fields.y
            else axes.around_curve(np.concatenate([y for _, y in self._curves]))
        )
        self._extras = axes.extras(fields.also, scope), axes.extras(fields.also, scope, pane=2)
        self._curves = [
            broken_at_jumps(function, *curve) for function, curve in zip(functions, self._curves, strict=True)
        ]
        self._still_curves = tuple(
            Line(role=role, x=x, y=y, still=True, name=name)
            for (x, y), role, name in zip(self._curves, self._roles(), self._names(), strict=True)
        )
        self._slopes = self._sampled_slopes(start, stop)
        self._slope_pane = self._empty_slope_pane(fields, scope) if fields.slope else None

    def _roles(self) -> tuple[Role, ...]:
        return (Role.CURVE,) if len(self._functions) == 1 else RUNS[: len(self._functions)]

    def _names(self) -> tuple[str, ...]:
        return ("",) if len(self._functions) == 1 else tuple(function.text for function in self._functions)

    # What is computed

    def _drawn(self) -> Limits:
        """From where to where there is anything to draw."""
        x = self._curves[0][0]
        somewhere = np.flatnonzero(np.isfinite([y for _, y in self._curves]).any(axis=0))
        return (float(x[somewhere[0]]), float(x[somewhere[-1]])) if len(somewhere) else self._x_limits

    def _way(self, start: float, stop: float) -> tuple[Array, list[Beat]]:
        """The place of the point at every frame, and the beats: a sweep that pauses at critical points."""
        inside = [point for point in self._critical if min(start, stop) < point.x < max(start, stop)]
        order = sorted(inside, key=lambda point: point.x, reverse=stop < start)
        places = [start, *(point.x for point in order), stop]
        way, beats = [np.array([start])], []
        stops = (*axes.worth_stopping(len(order)), False)
        for index, (a, b) in enumerate(pairwise(places)):
            frames = max(round(SWEEP_FRAMES * abs(b - a) / max(abs(stop - start), 1e-300)), 1)
            way.append(a + (b - a) * np.array([ease(t) for t in np.linspace(0, 1, frames + 1)[1:]]))
            mark = f"crit-{self._critical.index(order[index]) + 1}" if index < len(order) else ""
            caption = f"{self._said(order[index])}." if mark else ""
            beats.append(Beat("sweep", frames, mark, caption, stop=stops[index]))
        return np.concatenate(way), beats

    def _said(self, point: CriticalPoint) -> str:
        """What is to be noticed at a critical point."""
        variable = self._functions[0].variables[0]
        kind = f"a {point.kind}" if point.kind != "neither" else "neither a minimum nor a maximum"
        return f"The slope is 0 at {variable} = {axes.number(point.x)}: {kind}"

    def _at_critical(self) -> NDArray[np.bool_]:
        """Whether the point is at a critical point, where only rounding makes its slope other than 0."""
        places = np.array([point.x for point in self._critical])
        near = 1e-12 * (self._x_limits[1] - self._x_limits[0])
        return np.asarray((np.abs(self._x[:, None] - places) <= near).any(axis=1))

    def _values(self, fields: Curve) -> dict[str, Value]:
        variable = axes.own_name(self._functions[0].variables[0], ("f", "slope"))
        pointed = self._probed or fields.slope
        values = {
            variable: Value(self._x, Role.NOW, listed=pointed),
            "f": Value(self._f, Role.CURVE, listed=pointed),
            "slope": Value(self._slope, Role.SLOPE, listed=pointed),
        }
        for index, point in enumerate(self._critical, 1):
            # Not listed: the picture tells where they are when the point comes to them, and no sooner.
            values[f"crit_{index}"] = Value(np.full(len(self._x), point.x), Role.TARGET, listed=False)
        return values

    def _sampled_slopes(self, start: float, stop: float) -> tuple[Array, Array]:
        """The slopes over the way of the point, in its order, broken where they jump."""
        slope = self._functions[0].slope
        x = np.linspace(start, stop, axes.SAMPLES)
        return broken_at_jumps(slope, x, slope(x))

    # What is drawn

    def _empty_slope_pane(self, fields: Curve, scope: Scope) -> Pane:
        default = axes.around_curve(self._slopes[1])
        y = axes.limits("slope_y", fields.slope_y, scope) if fields.slope_y else default
        return Pane(
            x=self._x_limits,
            y=y,
            title=f"its slope f′({self._functions[0].variables[0]})",
            shapes=(axes.zero_line(self._x_limits), *self._extras[1]),
        )

    def figure(self, frame: int) -> Figure:
        """The curve as far as it is drawn, or whole with the probe on it; below it the slopes collected."""
        x, f = float(self._x[frame]), float(self._f[frame])
        shapes: list[Shape] = list(self._still_curves if self._probed else self._curves_until(frame))
        shapes += self._extras[0]
        shapes += [
            Dots(role=Role.TARGET, x=np.array([p.x]), y=np.array([p.y]), name=NAMES[p.kind])
            for p in self._critical
            if self._reached(frame, p.x)
        ]
        if self._probed or self._slope_pane is not None:
            reach = 0.15 * (self._x_limits[1] - self._x_limits[0])
            with np.errstate(all="ignore"):
                shapes += [axes.tangent(x, f, float(self._slope[frame]), reach), axes.dot(x, f)]
        panes = [Pane(x=self._x_limits, y=self._y_limits, title=self._title, shapes=tuple(shapes))]
        if self._slope_pane is not None:
            panes.append(self._with_slopes(self._slope_pane, frame))
        return Figure(panes=tuple(panes))

    def _reached(self, frame: int, x: Array | float) -> NDArray[np.bool_]:
        """Whether the point has come to places, or past them."""
        way = np.sign(self._x[-1] - self._x[0])
        return np.asarray((np.asarray(x) - self._x[frame]) * way <= 0)

    def _curves_until(self, frame: int) -> list[Shape]:
        """The curves as far as they are drawn, a point at the end of each."""
        if frame == self.frames - 1:
            return list(self._still_curves)
        here = self._x[frame : frame + 1]
        shapes: list[Shape] = []
        for (x, y), role, function in zip(self._curves, self._roles(), self._functions, strict=True):
            drawn, tip = x <= here[0], function(here)
            shapes.append(Line(role=role, x=np.append(x[drawn], here), y=np.append(y[drawn], tip)))
            shapes.append(Dots(role=Role.NOW if role is Role.CURVE else role, x=here, y=tip))
        return shapes

    def _with_slopes(self, pane: Pane, frame: int) -> Pane:
        x, slopes = self._slopes
        seen = self._reached(frame, x)
        here, slope = self._x[frame : frame + 1], self._slope[frame : frame + 1]
        collected = Line(role=Role.SLOPE, x=np.append(x[seen], here), y=np.append(slopes[seen], slope))
        return replace(pane, shapes=(*pane.shapes, collected, Dots(role=Role.NOW, x=here, y=slope)))

    def describe(self, frame: int) -> str:
        """The curve, and where on it the point stands."""
        variable = self._functions[0].variables[0]
        names = [f"f({variable}) = {function.text}" for function in self._functions]
        x, f, slope = (axes.number(float(series[frame])) for series in (self._x, self._f, self._slope))
        words = ["The curve " + names[0] + "." if len(names) == 1 else "The curves " + ", ".join(names) + "."]
        if self._probed:
            words.append(f"A point stands on it at ({x}, {f}), where the slope is {slope}.")
        elif frame < self.frames - 1:
            words.append(f"It is drawn from the left as far as {variable} = {x}.")
        if self._slope_pane is not None and frame:
            since = axes.number(float(self._x[0]))
            words.append(
                f"Below it, its slope is drawn from {variable} = {since} to {variable} = {x}, {slope} there."
            )
        words += [f"{self._said(point)}." for point in self._critical if self._reached(frame, point.x)]
        return " ".join(words)
