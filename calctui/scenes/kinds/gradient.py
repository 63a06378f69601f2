"""The gradient at a point: two partial derivatives make one arrow, and a probe asks how steep other directions are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Arrow, Figure, Label, Line, Pane, Shape, Window
from calctui.frozen import frozen
from calctui.maths.calculus import directional_derivative
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import Number, Pair
from calctui.scenes.parts import axes
from calctui.scenes.parts.plane import PlaneFields, Point, name_of, spans, variables_of
from calctui.scenes.parts.probe import Probe
from calctui.scenes.scene import Scene, Value
from calctui.scenes.timeline import Beat, Timeline, ease

PARTIALS_FRAMES, ARROW_FRAMES, APPEAR_FRAMES = 48, 45, 20
FIRST_TURN = 2
"""The beat in which the probe appears, after those of the partial derivatives and of the arrow."""
FRAMES_A_DEGREE = 0.6
LEAST_TURN, LONGEST_TURN = 20, 150
"""The frames that a turn takes at least and at most."""
MOST_TURNS = 12
LONGEST, SHORTEST = 0.42, 0.22
"""The length of the gradient arrow, as a share of the shorter axis: at most, and at least where the border is near."""
NOISE = 1e-13  # A rate this near to 0, as a share of the greatest, is one of 0 with a rounding error.
SAME = 2e-3
"""A rate this near to 0, to the greatest or to its opposite, as a share of the greatest, is called that in words."""


@frozen(kw_only=True, slots=False)
class Gradient(PlaneFields):
    """The gradient of a function of two variables.

    Attributes:
        at: Where.
        turn: Directions in degrees, counter-clockwise from the first variable, to which a probe turns one after
            another; or from which it turns to which. Default: no probe.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2 + 4*y**2
at: [2, 1]
turn: [0, 45, 90, 180]
levels: [0.5, 2, 4, 8, 12]
x: [-3.2, 3.2]
y: [-2.4, 2.4]
"""

    at: Pair
    turn: Probe | tuple[Number, ...] = ()

    def build(self, scope: Scope) -> GradientScene:
        """Computes the scene; see `SceneFields.build`."""
        return GradientScene(self, scope, self.plane(scope), self._turns(scope))

    def _turns(self, scope: Scope) -> tuple[float, ...]:
        if isinstance(self.turn, Probe):
            return axes.pair("turn", (self.turn.from_, self.turn.to), scope)
        if len(self.turn) > MOST_TURNS:
            raise SceneError(
                "turn", f"at most {MOST_TURNS} directions", cure="write turn: {from: 0, to: 360}"
            )
        return tuple(axes.finite("turn", scope.number(angle)) for angle in self.turn)


class GradientScene(Scene):
    """The computed scene; before the probe appears, its values are those of its first direction."""

    phases: ClassVar[Mapping[str, Role]] = {
        "partials": Role.SLOPE,
        "arrow": Role.SLOPE,
        "turn": Role.UPDATE,
    }

    def __init__(self, fields: Gradient, scope: Scope, function: Function, turns: tuple[float, ...]) -> None:
        self._turns = turns
        self._names = variables_of(function, ("f", "norm", "angle", "rate"))
        self._at = axes.pair("at", fields.at, scope)
        value, slopes = function.gradient(*self._at)
        self._f, self._slopes = float(value), (float(slopes[0]), float(slopes[1]))
        self._norm = math.hypot(*self._slopes)
        self._own_angle = math.degrees(math.atan2(*self._slopes[::-1])) if self._norm else math.nan
        self._stops = self._rates(function, np.array(turns or (self._own_angle,)))
        self.variables = function.variables
        self.timeline = Timeline(self._beats(), captions=dict(fields.captions))
        self._angle = self._angles()
        self._rate = self._rates(function, self._angle)
        self.values = self._values()
        a, b = self._at
        self._window = fields.window(scope, ((a - 3.2, a + 3.2), (b - 2.4, b + 2.4)))
        ground = fields.ground(scope, function, self._window)
        self._still: tuple[Shape, ...] = (*ground.shapes, *axes.extras(fields.also, scope))
        self._level = ground.level(self._f)
        self._scale = self._fitting(self._window)
        self._about = name_of(function)
        self._title = fields.title if fields.title is not None else self._about

    # What is computed

    def _rates(self, function: Function, angles: Array) -> Array:
        """The rate in each direction; 0 in all where the gradient is, also in none of its own."""
        turned = np.deg2rad(angles)
        rates = directional_derivative(
            function, self._at, np.stack((np.cos(turned), np.sin(turned)), axis=-1)
        )
        rates = np.where(np.abs(rates) < NOISE * self._norm, 0.0, rates)
        return np.zeros(angles.shape) if self._norm == 0 else rates

    def _beats(self) -> list[Beat]:
        x, y = (axes.number(slope) for slope in self._slopes)
        first, second = self._names
        beats = [
            Beat("partials", PARTIALS_FRAMES, caption=f"The slope in {first} is {x}, in {second} {y}."),
            Beat("arrow", ARROW_FRAMES, caption=self._arrow_caption(), stop=len(self._turns) != 1),
        ]
        before = self._turns[0] if self._turns else 0.0
        for index, stop in enumerate(axes.worth_stopping(len(self._turns))):
            turned = round(FRAMES_A_DEGREE * abs(self._turns[index] - before))
            frames = min(max(turned, LEAST_TURN), LONGEST_TURN) if index else APPEAR_FRAMES
            caption = self._turned(self._turns[index], float(self._stops[index]))
            beats.append(Beat("turn", frames, f"turn-{index + 1}", caption, stop=stop))
            before = self._turns[index]
        return beats

    def _arrow_caption(self) -> str:
        if self._norm == 0:
            return "Both slopes are 0: here the gradient points nowhere."
        if not math.isfinite(self._norm):
            return "There is no gradient here."
        length = axes.number(self._norm)
        return f"Together they are the gradient: straight uphill, at the rate {length}."

    def _turned(self, towards: float, rate: float) -> str:
        angle = axes.number(towards)
        words = f"Towards {angle}° the rate is {axes.number(rate)}"
        if not 0 < self._norm < math.inf:
            return words + "."
        share = rate / self._norm
        if abs(share) < SAME:
            return f"Towards {angle}°, along the level curve, the rate is {'0' if rate == 0 else 'about 0'}."
        if share > 1 - SAME:
            return words + ": the steepest way up."
        if share < SAME - 1:
            return words + ": the steepest way down."
        return words + "."

    def _angles(self) -> Array:
        """The direction of the probe at every frame, in degrees."""
        first = self._turns[0] if self._turns else self._own_angle
        angles = np.full(self.timeline.frames, first)
        for frame in range(self.timeline.frames):
            moment = self.timeline.moment(frame)
            index = moment.beat - FIRST_TURN
            if index > 0:
                before, after = self._turns[index - 1], self._turns[index]
                share = ease(moment.progress)
                angles[frame] = after if share == 1 else before + share * (after - before)
        return angles

    def _values(self) -> dict[str, Value]:
        (first, second), ones = self._names, np.ones(self.timeline.frames)
        return {
            first: Value(self._at[0] * ones, Role.NOW),
            second: Value(self._at[1] * ones, Role.NOW),
            "f": Value(self._f * ones, Role.CURVE),
            f"slope_{first}": Value(self._slopes[0] * ones, Role.SLOPE),
            f"slope_{second}": Value(self._slopes[1] * ones, Role.SLOPE),
            "norm": Value(self._norm * ones, Role.SLOPE),
            "angle": Value(self._angle, Role.UPDATE, listed=bool(self._turns)),
            "rate": Value(self._rate, Role.UPDATE, listed=bool(self._turns)),
        }

    def _fitting(self, window: Window) -> float:
        """The drawn length of a slope of 1: so that the arrows are long, and yet stay inside where that is possible."""
        if not 0 < self._norm < math.inf:
            return 0.0
        shorter = min(spans(window))
        fitting = LONGEST * shorter / self._norm
        for place, slope, (low, high) in zip(self._at, self._slopes, window, strict=True):
            room = (high - place if slope > 0 else place - low) - 0.04 * (high - low)
            if slope:
                fitting = min(fitting, room / abs(slope))
        return max(fitting, SHORTEST * shorter / self._norm)

    # What is drawn

    def figure(self, frame: int) -> Figure:
        """The ground, the arrows as far as they have grown, and the probe."""
        moment, phase = self.timeline.moment(frame), self.timeline.phase(frame)
        shapes: list[Shape] = [*self._still, self._level]
        if phase == "partials":
            shapes += self._partials(moment.progress)
        elif phase == "arrow":
            shapes += self._sum(ease(moment.progress))
        elif phase == "turn":
            shapes += [*self._tangent(), self._gradient(1.0, "∇f")]
            grown = ease(moment.progress) if moment.beat == FIRST_TURN else 1.0
            shapes += self._probe(float(self._angle[frame]), float(self._rate[frame]), grown)
        pane = Pane(
            x=self._window[0],
            y=self._window[1],
            equal=True,
            title=self._title,
            x_label=self._names[0],
            y_label=self._names[1],
            shapes=(*shapes, axes.dot(*self._at)),
        )
        return Figure(panes=(pane,))

    def _tip(self, across: float, up: float) -> Point:
        return self._at[0] + self._scale * across, self._at[1] + self._scale * up

    def _partials(self, progress: float) -> list[Shape]:
        """One arrow along each axis, one after the other, each named once it is there."""
        across, up = ease(2 * progress), ease(2 * progress - 1)
        by_x, by_y = self._slopes
        shapes: list[Shape] = [self._along(across * by_x, 0.0)]
        if up:
            shapes.append(self._along(0.0, up * by_y))
        wide, high = spans(self._window)
        if across == 1:
            # Under the arrow, or over it where the other one goes down; in line with its head.
            (x, y), away = self._tip(by_x, 0.0), 0.07 * high
            y += -away if by_y >= 0 else away
            shapes.append(self._named(0, x, y, "center"))
        if up == 1:
            (x, y), away = self._tip(0.0, by_y), 0.04 * wide
            x += -away if by_x >= 0 else away
            shapes.append(self._named(1, x, y, "right" if by_x >= 0 else "left"))
        return shapes

    def _named(self, which: int, x: float, y: float, align: Literal["left", "center", "right"]) -> Label:
        text = f"∂f/∂{self._names[which]} = {axes.number(self._slopes[which])}"
        return Label(role=Role.SLOPE, x=x, y=y, text=text, align=align)

    def _along(self, across: float, up: float, name: str = "") -> Arrow:
        return Arrow(role=Role.SLOPE, start=self._at, end=self._tip(across, up), name=name)

    def _sum(self, grown: float) -> list[Shape]:
        """The two arrows, the two sides that complete their rectangle, and the gradient from corner to corner."""
        (by_x, by_y), corner = self._slopes, self._tip(*self._slopes)
        sides = [
            Line(
                role=Role.MUTED,
                x=np.array([end[0], corner[0]]),
                y=np.array([end[1], corner[1]]),
                style="dashed",
            )
            for end in (self._tip(by_x, 0.0), self._tip(0.0, by_y))
        ]
        arrows = [self._along(by_x, 0.0), self._along(0.0, by_y)]
        if grown < 1:
            return [*sides, *arrows, self._gradient(grown)]
        return [*sides, *arrows, self._gradient(1.0, "∇f")]

    def _gradient(self, grown: float, name: str = "") -> Arrow:
        by_x, by_y = self._slopes
        return self._along(grown * by_x, grown * by_y, name)

    def _tangent(self) -> tuple[Shape, ...]:
        """The tangent of the level curve, at a right angle to the gradient."""
        if not self._scale:
            return ()
        by_x, by_y = self._slopes
        ends = self._tip(-by_y, by_x), self._tip(by_y, -by_x)
        x, y = zip(*ends, strict=True)
        return (Line(role=Role.SLOPE, x=np.array(x), y=np.array(y), style="dashed"),)

    def _probe(self, angle: float, rate: float, grown: float) -> list[Shape]:
        """An arrow as long as the gradient's, with the rate in its direction."""
        length = grown * (self._scale * self._norm or LONGEST * min(spans(self._window)))
        turned = math.radians(angle)
        end = self._at[0] + length * math.cos(turned), self._at[1] + length * math.sin(turned)
        name = f"rate {rate:z.2f}".replace("-", "−") if grown == 1 and math.isfinite(rate) else ""
        return [Arrow(role=Role.UPDATE, start=self._at, end=end, name=name)]

    def describe(self, frame: int) -> str:
        """The gradient, and how steep it is where the probe points."""
        where = ", ".join(
            f"{name} = {axes.number(place)}" for name, place in zip(self._names, self._at, strict=True)
        )
        x, y = (axes.number(slope) for slope in self._slopes)
        words = [f"Level curves of {self._about}. At {where} the value is {axes.number(self._f)}."]
        if self.timeline.phase(frame) != "start":
            words.append(
                f"The gradient there is ({x}, {y}), of length {axes.number(self._norm)}, "
                "at a right angle to the level curve."
            )
        if self.timeline.phase(frame) == "turn":
            words.append(self._turned(float(self._angle[frame]), float(self._rate[frame])))
        return " ".join(words)
