"""A curve that draws itself, or has a probe on it; its slope collected below; its critical points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Dots, Figure, Line, Pane, Shape
from calctui.maths.critical import critical_points
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import RUNS, Role
from calctui.scenes import axes
from calctui.scenes.fields import FunctionOf, Pair
from calctui.scenes.probe import Probe
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

SWEEP_FRAMES = 75
DEFAULT_X = (-5.0, 5.0)


@dataclass(frozen=True, kw_only=True)
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
        return CurveScene(self, scope, functions)


class CurveScene(Scene):
    """The computed scene; the point on the curve is where the drawing has come to."""

    phases: ClassVar[Mapping[str, Role]] = {"sweep": Role.CURVE}

    def __init__(self, fields: Curve, scope: Scope, functions: Sequence[Function]) -> None:
        self._functions = functions
        self._probed = fields.probe is not None
        self._x_limits = axes.limits("x", fields.x, scope) if fields.x else DEFAULT_X
        start, stop = self._x_limits
        if fields.probe is not None:
            start, stop = fields.probe.ends(scope)
        self._critical = critical_points(functions[0], *self._x_limits) if fields.critical else ()
        self._x, beats = self._way(start, stop)
        f, (slope,) = functions[0].gradient(self._x)
        self._f, self._slope = f, slope
        variable = functions[0].variables[0]
        self.values = {
            variable: Value(self._x, Role.NOW, listed=self._probed),
            "f": Value(f, Role.CURVE, listed=self._probed),
            "slope": Value(slope, Role.SLOPE, listed=self._probed or fields.slope),
        }
        for index, point in enumerate(self._critical, 1):
            self.values[f"crit_{index}"] = Value(np.full(len(self._x), point.x), Role.TARGET)
        self.timeline = Timeline(beats, captions=dict(fields.captions))
        self._name = f"f({variable}) = {functions[0].text}"
        self._title = fields.title if fields.title is not None else self._default_title()
        self._curves = self._sampled()
        self._y_limits = (
            axes.limits("y", fields.y, scope)
            if fields.y
            else axes.around_curve(np.concatenate([y for _, y in self._curves]))
        )
        self._extras = axes.extras(fields.also, scope), axes.extras(fields.also, scope, pane=2)
        self._still_curves = tuple(
            Line(role=role, x=x, y=y, still=True, name=name)
            for (x, y), role, name in zip(self._curves, self._roles(), self._names(), strict=True)
        )
        self._slope_pane = self._collected(fields, scope) if fields.slope else None

    def _default_title(self) -> str:
        return self._name if len(self._functions) == 1 else ""

    def _roles(self) -> tuple[Role, ...]:
        return (Role.CURVE,) if len(self._functions) == 1 else RUNS[: len(self._functions)]

    def _names(self) -> tuple[str, ...]:
        return ("",) if len(self._functions) == 1 else tuple(function.text for function in self._functions)

    def _way(self, start: float, stop: float) -> tuple[Array, list[Beat]]:
        """The place of the point at every frame, and the beats: a sweep that pauses at critical points."""
        inside = [point for point in self._critical if min(start, stop) < point.x < max(start, stop)]
        order = sorted(inside, key=lambda point: point.x, reverse=stop < start)
        places = [start, *(point.x for point in order), stop]
        way, beats = [np.array([start])], []
        for index, (a, b) in enumerate(pairwise(places)):
            frames = max(round(SWEEP_FRAMES * abs(b - a) / max(abs(stop - start), 1e-300)), 1)
            way.append(a + (b - a) * np.array([ease(t) for t in np.linspace(0, 1, frames + 1)[1:]]))
            mark = f"crit-{self._critical.index(order[index]) + 1}" if index < len(order) else ""
            caption = f"Slope 0 at {axes.number(b)}: {order[index].kind}." if mark else ""
            beats.append(Beat("sweep", frames, mark, caption, stop=bool(mark)))
        return np.concatenate(way), beats

    def _sampled(self) -> list[tuple[Array, Array]]:
        return [axes.sample(function, self._x_limits) for function in self._functions]

    def _collected(self, fields: Curve, scope: Scope) -> Pane:
        x = self._curves[0][0]
        slopes = self._functions[0].gradient(x)[1][0]
        y = axes.limits("slope_y", fields.slope_y, scope) if fields.slope_y else axes.around_curve(slopes)
        zero = Line(role=Role.MUTED, x=np.array(self._x_limits), y=np.zeros(2), still=True)
        variable = self._functions[0].variables[0]
        return Pane(
            x=self._x_limits,
            y=y,
            title=f"its slope f′({variable})",
            shapes=(zero, *self._extras[1]),
            share=0.8,
        )

    def figure(self, frame: int) -> Figure:
        """The curve as far as it is drawn, or whole with the probe on it; below it the slopes collected."""
        x, f = float(self._x[frame]), float(self._f[frame])
        shapes: list[Shape] = list(self._curves_until(x) if not self._probed else self._still_curves)
        shapes += self._extras[0]
        reached = [p for p in self._critical if (p.x - x) * np.sign(self._x[-1] - self._x[0]) <= 0]
        shapes += [Dots(role=Role.TARGET, x=np.array([p.x]), y=np.array([p.y]), name=p.kind) for p in reached]
        if self._probed or self._slope_pane is not None:
            reach = 0.15 * (self._x_limits[1] - self._x_limits[0])
            shapes += [axes.tangent(x, f, float(self._slope[frame]), reach), axes.dot(x, f)]
        panes = [Pane(x=self._x_limits, y=self._y_limits, title=self._title, shapes=tuple(shapes))]
        if self._slope_pane is not None:
            panes.append(self._with_slopes(self._slope_pane, frame))
        return Figure(panes=tuple(panes))

    def _curves_until(self, x: float) -> list[Shape]:
        if x >= self._x_limits[1]:
            return list(self._still_curves)
        return [
            Line(role=role, x=xs[xs <= x], y=ys[xs <= x])
            for (xs, ys), role in zip(self._curves, self._roles(), strict=True)
        ]

    def _with_slopes(self, pane: Pane, frame: int) -> Pane:
        seen = slice(0, frame + 1)
        collected = Line(role=Role.SLOPE, x=self._x[seen], y=self._slope[seen])
        here = axes.dot(float(self._x[frame]), float(self._slope[frame]))
        return Pane(
            x=pane.x, y=pane.y, title=pane.title, share=pane.share, shapes=(*pane.shapes, collected, here)
        )

    def describe(self, frame: int) -> str:
        """The curve, and where on it the point stands."""
        names = [f"f({self._functions[0].variables[0]}) = {function.text}" for function in self._functions]
        x, f, slope = (axes.number(float(series[frame])) for series in (self._x, self._f, self._slope))
        words = ["The curve " + names[0] + "." if len(names) == 1 else "The curves " + ", ".join(names) + "."]
        if self._probed:
            words.append(f"A point stands on it at ({x}, {f}), where the slope is {slope}.")
        for point in self._critical:
            words.append(f"At {axes.number(point.x)} the slope is 0: {point.kind}.")
        return " ".join(words)
