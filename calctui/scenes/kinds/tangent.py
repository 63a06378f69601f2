"""A curve with its tangent: at one point, or at a probe that sweeps along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number
from calctui.scenes.parts import axes
from calctui.scenes.parts.jumps import broken_at_jumps
from calctui.scenes.parts.probe import Probe
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

APPEAR_FRAMES = 24
SWEEP_FRAMES = 120


@frozen(kw_only=True, slots=False)
class Tangent(SceneFields):
    """A curve with its tangent.

    Attributes:
        function: A function of one variable.
        at: Where the tangent touches; this or `probe`.
        probe: From where to where the point of touch moves.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2
probe: {from: -1, to: 3}
x: [-2, 4]
y: [-2, 16]
"""

    function: FunctionOf
    at: Number | None = None
    probe: Probe | None = None

    def build(self, scope: Scope) -> TangentScene:
        """Computes the scene; see `SceneFields.build`."""
        function = scope.function(self.function, self.variables, arity=1)
        if (self.at is None) == (self.probe is None):
            raise SceneError("at", "a tangent needs either at or probe", cure="write at: 1")
        if self.probe is not None:
            first, last = self.probe.ends(scope)
            path = first + (last - first) * np.array([ease(t) for t in np.linspace(0, 1, SWEEP_FRAMES + 1)])
        else:
            assert self.at is not None
            path = np.full(APPEAR_FRAMES + 1, axes.finite("at", scope.number(self.at)))
        with np.errstate(all="ignore"):
            return TangentScene(self, scope, function, path)


class TangentScene(Scene):
    """The computed scene; one frame for each place of the point of touch."""

    phases: ClassVar[Mapping[str, Role]] = {"sweep": Role.SLOPE}

    def __init__(self, fields: Tangent, scope: Scope, function: Function, path: np.ndarray) -> None:
        self.function = function
        self._moves = fields.probe is not None
        self._x = path
        f, (slope,) = function.gradient(path)
        self._f, self._slope = f, slope
        variable = axes.own_name(function.variables[0], ("f", "slope"))
        self.values = {
            variable: Value(path, Role.NOW),
            "f": Value(f, Role.CURVE),
            "slope": Value(slope, Role.SLOPE),
        }
        self.variables = function.variables
        self.timeline = Timeline([Beat("sweep", len(path) - 1)], captions=dict(fields.captions))
        self._limits = self._x_limits(fields, scope), self._y_limits(fields, scope)
        curve_x, curve_y = broken_at_jumps(function, *axes.sample(function, self._limits[0]))
        self._still: tuple[Shape, ...] = (
            Line(role=Role.CURVE, x=curve_x, y=curve_y, still=True),
            *axes.extras(fields.also, scope),
        )
        self._name = f"f({variable}) = {function.text}"
        self._title = fields.title if fields.title is not None else self._name

    def _x_limits(self, fields: Tangent, scope: Scope) -> Limits:
        if fields.x is not None:
            return axes.limits("x", fields.x, scope)
        middle, span = float(np.mean(self._x)), float(np.ptp(self._x))
        return middle - max(span, 2.0), middle + max(span, 2.0)

    def _y_limits(self, fields: Tangent, scope: Scope) -> Limits:
        if fields.y is not None:
            return axes.limits("y", fields.y, scope)
        return axes.around_curve(axes.sample(self.function, self._x_limits(fields, scope))[1])

    def figure(self, frame: int) -> Figure:
        """The curve, the tangent as far as it has grown, and the point of touch."""
        x, f, slope = float(self._x[frame]), float(self._f[frame]), float(self._slope[frame])
        span = self._limits[0][1] - self._limits[0][0]
        grown = 1.0 if self._moves else ease(frame / (self.frames - 1))
        with np.errstate(all="ignore"):
            moving = (
                *self._rise_and_run(x, f, slope, grown),
                axes.tangent(x, f, slope, grown * span),
                axes.dot(x, f),
            )
        pane = Pane(x=self._limits[0], y=self._limits[1], title=self._title, shapes=(*self._still, *moving))
        return Figure(panes=(pane,))

    def _rise_and_run(self, x: float, f: float, slope: float, grown: float) -> tuple[Shape, ...]:
        """One unit to the right and the rise of the tangent over it, once the tangent stands and it fits."""
        low, high = self._limits[1]
        if (
            grown < 1
            or x + 1 > self._limits[0][1]
            or not low <= f + slope <= high
            or abs(slope) < (high - low) / 20
        ):
            return ()
        run = Line(role=Role.MUTED, x=np.array([x, x + 1]), y=np.array([f, f]), style="dashed")
        rise = Line(role=Role.SLOPE, x=np.array([x + 1, x + 1]), y=np.array([f, f + slope]), style="dashed")
        return run, rise

    def describe(self, frame: int) -> str:
        """Where the tangent touches and how steep it is."""
        x, f, slope = (axes.number(float(series[frame])) for series in (self._x, self._f, self._slope))
        return f"The curve {self._name}. Its tangent touches it at ({x}, {f}) and has the slope {slope}."
