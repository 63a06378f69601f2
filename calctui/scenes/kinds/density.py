"""A probability density: the area over a region is a probability, and the mean is where it balances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Area, Array, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.ordered import percentiles
from calctui.maths.quadrature import integral
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Pair
from calctui.scenes.parts import axes
from calctui.scenes.parts.interval import IntervalFields
from calctui.scenes.scene import Scene, Value
from calctui.scenes.timeline import Beat, Timeline, ease

FILL_FRAMES, MEAN_FRAMES = 60, 30
ONE = 1e-6
"""How far from 1 the integral of a density may be."""
POLE = 3.0
"""So many times the height that most of a curve keeps below is shown of a pole."""


@frozen(kw_only=True, slots=False)
class Density(IntervalFields):
    """A probability density, the probability of a region, and the mean.

    Attributes:
        density: A function of one variable that is nowhere negative and whose integral from `from` to `to` is 1.
        from_: Where it begins; `from` in lessons.
        to: Where it ends.
        region: From where to where the probability is taken.
    """

    EXAMPLE: ClassVar[str] = """\
density: 2*x
from: 0
to: 1
region: [0, 0.5]
"""

    density: FunctionOf
    region: Pair

    def build(self, scope: Scope) -> DensityScene:
        """Computes the scene; see `SceneFields.build`."""
        density = scope.function(self.density, self.variables, arity=1)
        low, high = self.interval(scope)
        start, stop = axes.limits("region", self.region, scope)
        if start < low or stop > high:
            raise SceneError("region", "must lie between from and to", cure=f"write [{low:g}, {high:g}]")
        _check(density, (low, high))
        with np.errstate(all="ignore"):
            return DensityScene(self, scope, density, (low, high), (start, stop))


def _check(density: Function, interval: Limits) -> None:
    """Whether it is a density.

    Raises:
        SceneError: It is negative somewhere, has no area, or one that is not 1.
    """
    x, y = axes.sample(density, interval)
    if (y < 0).any():
        place = axes.number(float(x[np.flatnonzero(y < 0)[0]]))
        raise SceneError("density", f"is negative at {place}", cure="a density is nowhere below 0")
    total = integral(density, *interval)
    if not np.isfinite(total):
        raise SceneError("density", "has no finite area between from and to", cure="choose other ends")
    if abs(total - 1) > ONE:
        cure = f"divide it by {total:.10g}" if total > 0 else "write a density with an area, such as 2*x"
        raise SceneError("density", f"its integral is {total:.10g} and must be 1", cure=cure)


class DensityScene(Scene):
    """The computed scene.

    The probability is that of the whole region and the mean that of the whole density, at every frame: the
    filling shows what is meant, and its easing is no quantity.
    """

    phases: ClassVar[Mapping[str, Role]] = {"fill": Role.AREA_PLUS, "mean": Role.TARGET}

    def __init__(
        self, fields: Density, scope: Scope, density: Function, interval: Limits, region: Limits
    ) -> None:
        self._density, self._region = density, region
        self._variable, self._text = density.variables[0], density.text
        self._probability = integral(density, *region)
        mean = integral(lambda x: x * density(x), *interval)
        self._mean = axes.without_noise(mean, max(map(abs, interval)))
        self.variables = density.variables
        self.timeline = Timeline(self._beats(), captions=dict(fields.captions))
        frames, (filled, balanced) = self.timeline.frames, self.timeline.ends
        self.values = {
            "probability": Value(np.full(frames, self._probability), Role.AREA_PLUS, known_from=filled),
            "mean": Value(np.full(frames, self._mean), Role.TARGET, known_from=balanced),
        }
        self._limits = (
            fields.shown(scope),
            axes.limits("y", fields.y, scope) if fields.y else self._heights(interval),
        )
        self._title = (
            fields.title if fields.title is not None else f"density p({self._variable}) = {self._text}"
        )
        x, y = self._outline(interval)
        self._still: tuple[Shape, ...] = (
            Line(role=Role.CURVE, x=x, y=y, still=True),
            *axes.extras(fields.also, scope),
        )

    def _beats(self) -> list[Beat]:
        low, high, chance, mean = (axes.number(v) for v in (*self._region, self._probability, self._mean))
        name = self._variable
        return [
            Beat(
                "fill",
                FILL_FRAMES,
                caption=f"The area from {low} to {high} is the probability: {chance}.",
                stop=True,
            ),
            Beat("mean", MEAN_FRAMES, caption=f"The mean of {name} is {mean}: here the area would balance."),
        ]

    def _heights(self, interval: Limits) -> Limits:
        """From the axis to above the curve; where it has a pole, to above its bulk."""
        y = axes.sample(self._density, interval)[1]
        known = y[np.isfinite(y)]
        top = float(known.max() if len(known) == len(y) else POLE * percentiles(known, 90)[0])
        return 0.0, (1 + 2 * axes.MARGIN) * top

    def _outline(self, interval: Limits) -> tuple[Array, Array]:
        """The curve with its drops to the axis at both ends, beyond which it is 0."""
        x, y = axes.sample(self._density, interval)
        return np.concatenate([x[:1], x, x[-1:]]), np.concatenate([[0.0], y, [0.0]])

    def figure(self, frame: int) -> Figure:
        """The density, its region as far as it is filled, and then the mean."""
        phase, progress = self.timeline.phase(frame), self.timeline.moment(frame).progress
        filled = {"start": 0.0, "fill": ease(progress)}.get(phase, 1.0)
        low, high = self._region
        front = low + filled * (high - low)
        shapes: list[Shape] = [self._area(low, front, whole=filled == 1.0), *self._still]
        if 0 < filled < 1:
            edge = np.array([0.0, float(self._density(front))])
            shapes.append(Line(role=Role.NOW, x=np.array([front, front]), y=edge))
        if phase == "mean":
            shapes += self._balance(ease(progress))
        pane = Pane(
            x=self._limits[0],
            y=self._limits[1],
            title=self._title,
            x_label=self._variable,
            shapes=tuple(shapes),
        )
        return Figure(panes=(pane,))

    def _area(self, low: float, front: float, *, whole: bool) -> Area:
        x = np.linspace(low, front, axes.SAMPLES)
        name = f"P = {axes.number(self._probability)}" if whole else ""
        return Area(role=Role.AREA_PLUS, x=x, low=np.zeros(len(x)), high=self._density(x), name=name)

    def _balance(self, grown: float) -> tuple[Shape, ...]:
        """The mean on the axis, and the line over it on which the area would balance."""
        top = grown * float(np.clip(self._density(self._mean), *self._limits[1]))
        line = Line(
            role=Role.TARGET, x=np.array([self._mean, self._mean]), y=np.array([0.0, top]), style="dashed"
        )
        name = f"mean {axes.number(self._mean)}" if grown == 1 else ""
        return line, axes.dot(self._mean, 0.0, Role.TARGET, name=name)

    def describe(self, frame: int) -> str:
        """The density, what is filled, and where the mean is once it is shown."""
        low, high, chance, mean = (axes.number(v) for v in (*self._region, self._probability, self._mean))
        words = [f"The density p({self._variable}) = {self._text}."]
        done = self.timeline.moment(frame).completed
        if done:
            words.append(f"The area from {low} to {high} is filled: the probability {chance}.")
        else:
            words.append(f"The area from {low} to {high} is being filled from left to right.")
        if done > 1:
            words.append(f"The mean, {mean}, is marked on the axis.")
        return " ".join(words)
