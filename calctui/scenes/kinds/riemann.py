"""The area under a curve by strips: what they add up to, and how that nears the exact area as they get thinner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from calctui.errors import SceneError
from calctui.figure import Array, Dots, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.calculus import RiemannSum, riemann_sum
from calctui.maths.function import Function
from calctui.maths.quadrature import integral
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf
from calctui.scenes.parts import axes
from calctui.scenes.parts.interval import IntervalFields
from calctui.scenes.parts.jumps import broken_at_jumps
from calctui.scenes.scene import Scene, Value
from calctui.scenes.timeline import Beat, Timeline, ease

MOST_SUMS = 12
MOST_STRIPS = 1000
OUTLINED = 12
"""Up to so many strips are outlined; more of them are filled, since their edges could not be told apart."""
SPLIT_FRAMES = 30
ROUNDING = 1e-13
"""What is left of areas that cancel, relative to their size, when a few thousand terms have been added."""


@frozen(kw_only=True, slots=False)
class Riemann(IntervalFields):
    """The area under a curve as a sum of strips.

    Attributes:
        function: A function of one variable.
        n: How many strips, one number after another.
        rule: Where the height of a strip is taken: at its left or right edge, in its middle, or both edges.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2
from: 0
to: 3
n: [3, 6, 12, 24]
rule: left
y: [0, 9.5]
"""

    function: FunctionOf
    n: tuple[int, ...] = (3, 6, 12)
    rule: Literal["left", "right", "mid", "trapezoid"] = "left"

    def build(self, scope: Scope) -> RiemannScene:
        """Computes the scene; see `SceneFields.build`."""
        if not 1 <= len(self.n) <= MOST_SUMS:
            raise SceneError("n", f"must have 1 to {MOST_SUMS} numbers", cure="write n: [3, 6, 12]")
        for n in self.n:
            if not 1 <= n <= MOST_STRIPS:
                raise SceneError("n", f"{n} strips cannot be drawn", cure=f"write 1 to {MOST_STRIPS}")
            if self.n.count(n) > 1:
                raise SceneError("n", f"{n} stands here twice", cure="delete one")
        function = scope.function(self.function, self.variables, arity=1)
        return RiemannScene(self, scope, function, self.interval(scope))


class RiemannScene(Scene):
    """The computed scene; the values of the start are those of the first sum, whose strips then rise.

    The error is the sum without the exact area, so it is below zero where the sum is too small.
    """

    phases: ClassVar[Mapping[str, Role]] = {"strips": Role.AREA_PLUS, "split": Role.AREA_PLUS}

    def __init__(self, fields: Riemann, scope: Scope, function: Function, interval: Limits) -> None:
        self._function, self._interval, self._rule = function, interval, fields.rule
        self._sums = [riemann_sum(function, *interval, n, fields.rule) for n in fields.n]
        self._n = np.array(fields.n)
        self._totals, self._exact, self._errors = self._computed()
        self.variables = function.variables
        self.timeline = Timeline(self._beats(), captions=dict(fields.captions))
        self._done = self._reached()
        self.values = self._values()
        self._x_limits = fields.shown(scope)
        curve_x, curve_y = broken_at_jumps(function, *axes.sample(function, self._x_limits))
        self._y_limits = axes.limits("y", fields.y, scope) if fields.y else axes.around_area(curve_y)
        self._below = axes.zero_line(self._x_limits, beside=interval)
        self._above: tuple[Shape, ...] = (
            Line(role=Role.CURVE, x=curve_x, y=curve_y, still=True),
            *axes.extras(fields.also, scope),
        )
        self._name = f"f({function.variables[0]}) = {function.text}"
        self._title = fields.title if fields.title is not None else self._name

    # What is computed

    def _computed(self) -> tuple[Array, float, Array]:
        """The sums, the exact area, and how far each sum is from it; without rounding noise about zero."""
        finest = max(self._sums, key=lambda strips: len(strips.left))
        with np.errstate(all="ignore"):
            size = float(np.sum((np.abs(finest.left) + np.abs(finest.right)) / 2 * np.diff(finest.edges)))

        def clear(area: float) -> float:
            return axes.without_noise(area, size, ROUNDING)

        exact = clear(integral(self._function, *self._interval))
        totals = [clear(strips.total) for strips in self._sums]
        return np.array(totals), exact, np.array([clear(total - exact) for total in totals])

    def _beats(self) -> list[Beat]:
        return [
            Beat("split" if index else "strips", SPLIT_FRAMES, f"n-{n}", self._caption(index), stop=stop)
            for index, (n, stop) in enumerate(zip(self._n, axes.worth_stopping(len(self._n)), strict=True))
        ]

    def _caption(self, index: int) -> str:
        n, total, error = int(self._n[index]), float(self._totals[index]), float(self._errors[index])
        strips = "1 strip" if n == 1 else f"{n} strips"
        return f"{strips}: the sum is {axes.number(total)}, {_off(error)}."

    def _reached(self) -> NDArray[np.intp]:
        """The index of the sum whose values hold, at each frame."""
        ends = np.array(self.timeline.ends)
        reached = np.searchsorted(ends, np.arange(self.timeline.frames), side="right") - 1
        return np.clip(reached, 0, None)

    def _values(self) -> dict[str, Value]:
        return {
            "n": Value(self._n[self._done].astype(np.float64), Role.TEXT, whole=True),
            "sum": Value(self._totals[self._done], Role.AREA_PLUS, known_from=self.timeline.ends[0]),
            # Left to the words, which may be about to ask for the exact area.
            "exact": Value(np.full(self.timeline.frames, self._exact), Role.TARGET, listed=False),
            "error": Value(self._errors[self._done], Role.SLOPE, listed=False),
        }

    # What is drawn

    def figure(self, frame: int) -> Figure:
        """The curve and the strips; on the way to thinner ones, each rises or falls to its own height."""
        moment = self.timeline.moment(frame)
        strips_drawn: list[Shape] = []
        taken: list[Shape] = []
        if moment.beat >= 0:
            strips = self._sums[moment.beat]
            outlined = len(strips.left) <= OUTLINED
            left, right = self._heights(moment.beat, ease(moment.progress))
            strips_drawn = (_outlines if outlined else _fills)(strips.edges, left, right)
            taken = self._taken(strips) if outlined and moment.progress == 1 else []
        shapes = (self._below, *strips_drawn, *self._above, *taken)
        return Figure(panes=(Pane(x=self._x_limits, y=self._y_limits, title=self._title, shapes=shapes),))

    def _heights(self, index: int, t: float) -> tuple[Array, Array]:
        """The heights of the strips at both edges, on the way from those of the sum before."""
        strips = self._sums[index]
        if t >= 1:
            return strips.left, strips.right
        if index == 0:
            before_left = before_right = np.zeros(len(strips.left))
        else:
            before_left, before_right = self._before(self._sums[index - 1], strips.edges)
        with np.errstate(all="ignore"):
            return (
                before_left + t * (strips.left - before_left),
                before_right + t * (strips.right - before_right),
            )

    def _before(self, strips: RiemannSum, edges: Array) -> tuple[Array, Array]:
        """The heights of other strips at both ends of each of these."""
        if self._rule == "trapezoid":
            heights = np.interp(edges, strips.edges, np.append(strips.left, strips.right[-1]))
            return heights[:-1], heights[1:]
        middles = edges[:-1] / 2 + edges[1:] / 2
        inside = np.clip(np.searchsorted(strips.edges, middles) - 1, 0, len(strips.left) - 1)
        return strips.left[inside], strips.left[inside]

    def _taken(self, strips: RiemannSum) -> list[Shape]:
        """The points of the curve where the heights are taken."""
        edges = strips.edges
        x = {
            "left": edges[:-1],
            "right": edges[1:],
            "mid": edges[:-1] / 2 + edges[1:] / 2,
            "trapezoid": edges,
        }[self._rule]
        return [Dots(role=Role.CURVE, x=x, y=self._function(x))]

    def describe(self, frame: int) -> str:
        """How many strips there are, and what they add up to."""
        start, end = (axes.number(end) for end in self._interval)
        words = f"The curve {self._name}, and the area between it and zero from {start} to {end}."
        if frame == 0:
            return words
        index = int(self._done[frame])
        place = {"left": "left edge", "right": "right edge", "mid": "middle", "trapezoid": "two edges"}
        return (
            f"{words} {self._n[index]} strips of equal width, their heights taken at the {place[self._rule]}, "
            f"add up to {axes.number(float(self._totals[index]))}; the exact area is "
            f"{axes.number(self._exact)}."
        )


def _off(error: float) -> str:
    """How far a sum is from the exact area."""
    if error == 0:
        return "exactly the area"
    if not np.isfinite(error):
        return "and no error can be told"
    return f"{axes.number(abs(error))} too {'great' if error > 0 else 'small'}"


def _outlines(edges: Array, left: Array, right: Array) -> list[Shape]:
    """The borders of strips, those above zero and those below."""
    shapes: list[Shape] = []
    with np.errstate(all="ignore"):
        below = left + right < 0
    for role, chosen in ((Role.AREA_PLUS, ~below), (Role.AREA_MINUS, below)):
        if not chosen.any():
            continue
        start, end = edges[:-1][chosen], edges[1:][chosen]
        zero, gap = np.zeros(start.shape), np.full(start.shape, np.nan)
        x = np.column_stack([start, start, end, end, start, gap]).ravel()
        y = np.column_stack([zero, left[chosen], right[chosen], zero, zero, gap]).ravel()
        shapes.append(Line(role=role, x=x, y=y))
    return shapes


def _fills(edges: Array, left: Array, right: Array) -> list[Shape]:
    """Strips side by side as areas, above zero and below."""
    x = np.column_stack([edges[:-1], edges[1:]]).ravel()
    return [*axes.signed_areas(x, np.column_stack([left, right]).ravel())]
