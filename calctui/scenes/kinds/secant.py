"""The line through two points of a curve, and how it turns into the tangent as the second comes near."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from calctui.errors import SceneError
from calctui.figure import Array, Dots, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.calculus import secant_slope
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number
from calctui.scenes.parts import axes
from calctui.scenes.parts.jumps import broken_at_jumps
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

MOST_STEPS = 12
APPEAR_FRAMES = 24
SLIDE_FRAMES = 28
NEAR = 1e-6
"""A sliding point nearer than this, relative to `at`, is drawn with the tangent: there a difference is noise."""
NAMED_SHARE = 0.09
"""The least share of an axis that rise and run must take for their lengths to be written beside them."""


@frozen(kw_only=True, slots=False)
class Secant(SceneFields):
    """The secant through two points of a curve.

    Attributes:
        function: A function of one variable.
        at: Where the first point stands.
        h: How far from it the second point stands, one distance after another; negative to the left.
        tangent: Whether the tangent is shown at the end.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2
at: 1
h: [3, 2, 1, 0.5, 0.1, 0.01]
x: [-1, 4.2]
y: [-2, 17]
"""

    function: FunctionOf
    at: Number
    h: tuple[Number, ...]
    tangent: bool = True

    def build(self, scope: Scope) -> SecantScene:
        """Computes the scene; see `SceneFields.build`."""
        if not 1 <= len(self.h) <= MOST_STEPS:
            raise SceneError("h", f"must have 1 to {MOST_STEPS} distances", cure="write h: [2, 1, 0.1]")
        distances = [axes.finite("h", scope.number(step)) for step in self.h]
        if 0.0 in distances:
            raise SceneError(
                "h", "two points are needed, and h = 0 makes them one", cure="write 0.01 instead"
            )
        function = scope.function(self.function, self.variables, arity=1)
        return SecantScene(self, scope, function, np.array(distances))


class SecantScene(Scene):
    """The computed scene; both points stand from the start, so the values of the start are those of ``h-1``."""

    phases: ClassVar[Mapping[str, Role]] = {
        "secant": Role.SLOPE,
        "slide": Role.UPDATE,
        "limit": Role.TARGET,
    }

    def __init__(self, fields: Secant, scope: Scope, function: Function, distances: Array) -> None:
        self._function = function
        self._at = axes.finite("at", scope.number(fields.at))
        value, (slope,) = function.gradient(self._at)
        self._f, self._limit = float(value), float(slope)
        calls = fields.function.calls
        # Where the lesson means another function by f, a value of this one by that name would mislead.
        self._is_f = not calls or "f" in calls or "f" not in scope.definitions
        self._h, self._slopes = distances, secant_slope(function, self._at, distances)
        self.variables = function.variables
        self.timeline = Timeline(self._beats(fields.tangent), captions=dict(fields.captions))
        self._done = self._reached()
        self.values = self._values()
        self._shown_h = self._slid()
        self._shown_slope = self._slopes_shown()
        self._x_limits, self._y_limits = self._limits(fields, scope)
        curve_x, curve_y = broken_at_jumps(function, *axes.sample(function, self._x_limits))
        self._still: tuple[Shape, ...] = (
            Line(role=Role.CURVE, x=curve_x, y=curve_y, still=True),
            *axes.extras(fields.also, scope),
        )
        self._name = f"f({function.variables[0]}) = {function.text}"
        self._title = fields.title if fields.title is not None else self._name

    # What is computed

    def _beats(self, tangent: bool) -> list[Beat]:
        beats = []
        for index, stop in enumerate(axes.worth_stopping(len(self._h))):
            phase, frames = ("slide", SLIDE_FRAMES) if index else ("secant", APPEAR_FRAMES)
            beats.append(Beat(phase, frames, f"h-{index + 1}", self._caption(index), stop=stop))
        if tangent:
            beats.append(Beat("limit", APPEAR_FRAMES, caption=self._last_caption()))
        return beats

    def _caption(self, index: int) -> str:
        h, slope = self._h[index], self._slopes[index]
        where = " to the left" if h < 0 else ""
        return f"h = {axes.number(h)}{where}: the slope between the two points is {axes.number(slope)}."

    def _last_caption(self) -> str:
        if not np.isfinite(self._limit):
            return f"At {axes.number(self._at)} the curve itself has no slope."
        with np.errstate(all="ignore"):
            off = np.abs(self._slopes - self._limit)
        if len(off) > 2 and np.all(np.diff(off) < 0):
            return f"The slopes come ever nearer to {axes.number(self._limit)}, the slope of the tangent."
        return f"The tangent at {axes.number(self._at)} has the slope {axes.number(self._limit)}."

    def _reached(self) -> NDArray[np.intp]:
        """The index of the distance whose values hold, at each frame."""
        ends = np.array(self.timeline.ends[: len(self._h)])
        reached = np.searchsorted(ends, np.arange(self.timeline.frames), side="right") - 1
        return np.clip(reached, 0, len(self._h) - 1)

    def _values(self) -> dict[str, Value]:
        frames = self.timeline.frames
        variable = axes.own_name(self._function.variables[0], ("h", "f", "slope", "limit"))
        return {
            variable: Value(np.full(frames, self._at), Role.NOW),
            "h": Value(self._h[self._done], Role.UPDATE),
            "f": Value(np.full(frames, self._f), Role.CURVE, listed=self._is_f),
            # Not told before the line stands: a question may ask for it while only the points do.
            "slope": Value(self._slopes[self._done], Role.SLOPE, known_from=self.timeline.ends[0]),
            "limit": Value(np.full(frames, self._limit), Role.TARGET, listed=False),
        }

    # What is drawn

    def _slid(self) -> Array:
        """The distance of the second point as it is drawn at each frame."""
        shown = self._h[self._done].copy()
        for frame in range(self.timeline.frames):
            moment = self.timeline.moment(frame)
            if 0 < moment.beat < len(self._h) and moment.progress < 1:
                before, after = self._h[moment.beat - 1], self._h[moment.beat]
                shown[frame] = before + ease(moment.progress) * (after - before)
        return shown

    def _slopes_shown(self) -> Array:
        slopes = secant_slope(self._function, self._at, self._shown_h)
        at_mark = self._shown_h == self._h[self._done]
        near = np.abs(self._shown_h) < NEAR * max(abs(self._at), 1.0)
        return np.where(near & ~at_mark, self._limit, slopes)

    def _limits(self, fields: Secant, scope: Scope) -> tuple[Limits, Limits]:
        both = np.concatenate([[self._at], self._at + self._h])
        x = axes.limits("x", fields.x, scope) if fields.x else axes.around(both, 0.3)
        if fields.y:
            return x, axes.limits("y", fields.y, scope)
        return x, axes.around_curve(axes.sample(self._function, x)[1])

    def figure(self, frame: int) -> Figure:
        """The curve, the two points, the line through them with its rise and run, and at the end the tangent."""
        moment, phase = self.timeline.moment(frame), self.timeline.phase(frame)
        h, slope = float(self._shown_h[frame]), float(self._shown_slope[frame])
        grown = 0.0 if phase == "start" else ease(moment.progress) if phase == "secant" else 1.0
        shapes = [*self._still]
        if grown:
            shapes += self._through(slope, grown, "solid")
        if grown == 1:
            shapes += self._rise_and_run(h, slope, named=phase != "slide" or moment.progress == 1)
        if phase == "limit":
            shapes += self._through(self._limit, ease(moment.progress), "dashed")
        second = Dots(
            role=Role.UPDATE, x=np.array([self._at + h]), y=np.array([self._f + slope * h]), glyph="○"
        )
        shapes += [second, axes.dot(self._at, self._f)]
        return Figure(
            panes=(Pane(x=self._x_limits, y=self._y_limits, title=self._title, shapes=tuple(shapes)),)
        )

    def _through(self, slope: float, grown: float, style: str) -> list[Shape]:
        """The line of a slope through the first point, as far as it has grown."""
        reach = grown * (self._x_limits[1] - self._x_limits[0])
        ends = np.array([self._at - reach, self._at + reach])
        with np.errstate(all="ignore"):
            y = self._f + slope * (ends - self._at)
        if style == "dashed":
            name = "tangent" if grown == 1 else ""
            return [Line(role=Role.TARGET, x=ends, y=y, style="dashed", name=name)]
        return [Line(role=Role.SLOPE, x=ends, y=y)]

    def _rise_and_run(self, h: float, slope: float, *, named: bool) -> list[Shape]:
        """From the first point across by h, and from there to the second point."""
        rise, corner = slope * h, self._at + h
        wide = abs(h) > NAMED_SHARE * (self._x_limits[1] - self._x_limits[0])
        high = abs(rise) > NAMED_SHARE * (self._y_limits[1] - self._y_limits[0])
        run_name = f"h = {axes.number(h)}" if named and wide else ""
        rise_name = f"rise {axes.number(rise)}" if named and high else ""
        return [
            Line(
                role=Role.UPDATE,
                x=np.array([self._at, corner]),
                y=np.array([self._f, self._f]),
                style="dashed",
                name=run_name,
            ),
            Line(
                role=Role.CURVE,
                x=np.array([corner, corner]),
                y=np.array([self._f, self._f + rise]),
                style="dashed",
                name=rise_name,
            ),
        ]

    def describe(self, frame: int) -> str:
        """Where the two points stand, and how steep the line through them is."""
        index, variable = int(self._done[frame]), self._function.variables[0]
        h, slope = float(self._h[index]), float(self._slopes[index])
        first, second = axes.number(self._at), axes.number(self._at + h)
        points = f"points at {variable} = {first} and {variable} = {second}, a distance h = {axes.number(h)} apart."
        if frame < self.timeline.ends[0]:
            return f"The curve {self._name}, and on it two {points}"
        words = f"The curve {self._name}, and a line through its {points}"
        words += f" The slope of the line is {axes.number(slope)}."
        if self.timeline.phase(frame) == "limit":
            words += f" The tangent at {variable} = {first} has the slope {axes.number(self._limit)}."
        return words
