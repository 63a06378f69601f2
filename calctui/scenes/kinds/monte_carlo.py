"""An integral by throwing dice: the mean height at random places times the width, nearing the exact area."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from calctui.errors import SceneError
from calctui.figure import Array, Figure, Label, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.ordered import distinct
from calctui.maths.quadrature import integral
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf
from calctui.scenes.parts import axes
from calctui.scenes.parts.interval import IntervalFields
from calctui.scenes.scene import Scene, Value
from calctui.scenes.timeline import Beat, Timeline

MOST_SAMPLES = 100_000
DRAWN = 60
"""So many samples are drawn as stems: more would be a solid area."""
DRAWN_ESTIMATES = 300
"""The estimates are drawn at so many numbers of samples, more than there are columns of dots."""
FRAMES_PER_SAMPLE = 10
"""The first ten samples come one by one, a third of a second each."""
FRAMES_PER_DECADE = 75
MOST_STOPS = 4
SETTLED = 10
"""The estimates of fewer samples jump too far to set the limits of their axis."""


@frozen(kw_only=True, slots=False)
class MonteCarlo(IntervalFields):
    """The integral of a function, estimated as the width times the mean of its values at random places.

    Attributes:
        function: A function of one variable.
        from_: Where the integral begins; `from` in lessons.
        to: Where it ends.
        samples: How many random places are taken, evenly spread over the interval; at most 100000.
        seed: What the random numbers begin with: the same seed, the same places. Shown below the picture.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2
from: 0
to: 3
samples: 10000
seed: 7
"""

    function: FunctionOf
    samples: int
    seed: int = 7

    def build(self, scope: Scope) -> MonteCarloScene:
        """Computes the scene; see `SceneFields.build`."""
        function = scope.function(self.function, self.variables, arity=1)
        ends = self.interval(scope)
        if not 1 <= self.samples <= MOST_SAMPLES:
            raise SceneError("samples", f"must be from 1 to {MOST_SAMPLES}", cure="write samples: 10000")
        if self.seed < 0:
            raise SceneError("seed", "must not be negative", cure=f"write seed: {-self.seed}")
        exact = integral(function, *ends)
        if not np.isfinite(exact):
            raise SceneError("function", "no finite integral is found", cure="choose other ends")
        exact = axes.without_noise(exact, integral(lambda x: np.abs(function(x)), *ends))
        with np.errstate(all="ignore"):
            return MonteCarloScene(self, scope, function, ends, exact)


class MonteCarloScene(Scene):
    """The computed scene; `n` counts up quicker and quicker, and every value is that of the first n samples."""

    phases: ClassVar[Mapping[str, Role]] = {"sample": Role.AREA_PLUS}

    def __init__(
        self, fields: MonteCarlo, scope: Scope, function: Function, ends: Limits, exact: float
    ) -> None:
        self._function, self._ends, self._exact = function, ends, exact
        self._width = ends[1] - ends[0]
        places = np.random.default_rng(fields.seed).uniform(*ends, fields.samples)
        heights = function(places)
        with np.errstate(all="ignore"):
            self._estimates = self._width * np.cumsum(heights) / np.arange(1, fields.samples + 1)
        self._places, self._heights = places[:DRAWN], heights[:DRAWN]
        beats, self._n = self._count(fields.samples)
        self.variables = function.variables
        self.timeline = Timeline(beats, captions=dict(fields.captions))
        estimates = self._estimates[self._n - 1]
        self.values = {
            "n": Value(self._n.astype(np.float64), whole=True),
            "estimate": Value(estimates, Role.NOW),
            "exact": Value(np.full(len(estimates), exact), Role.TARGET),
            "error": Value(estimates - exact, Role.UPDATE),
        }
        self._title = fields.title if fields.title is not None else self._default_title()
        self._upper = self._curve_pane(fields, scope)
        self._lower = self._estimate_pane(fields, scope)
        drawn = (f"the first {DRAWN} samples are drawn",) if fields.samples > DRAWN else ()
        self._notes = (f"seed {fields.seed}", *drawn)

    def _default_title(self) -> str:
        low, high = (axes.number(end) for end in self._ends)
        return f"{self._function.text} at random places from {low} to {high}"

    # What is computed

    def _count(self, samples: int) -> tuple[list[Beat], NDArray[np.int64]]:
        """The beats, one for each power of ten, and the number of samples at every frame."""
        stages = [10**power for power in range(1, 6) if 10**power < samples]
        stages.append(samples)
        beats: list[Beat] = []
        counts = [np.array([1])]
        for index, (before, after) in enumerate(zip([1, *stages], stages, strict=False)):
            slow = FRAMES_PER_SAMPLE * (after - before)
            frames = max(min(slow, FRAMES_PER_DECADE), 1) if index else max(slow, 1)
            steps = np.linspace(0, 1, frames + 1)[1:]
            if index:
                counts.append(np.rint(before * (after / before) ** steps).astype(np.int64))
            else:
                counts.append(np.floor(before + (after - before) * steps + 1e-9).astype(np.int64))
            stop = index < MOST_STOPS and after < samples
            beats.append(Beat("sample", frames, f"n-{after}", self._caption(after), stop=stop))
        return beats, np.concatenate(counts)

    def _caption(self, n: int) -> str:
        estimate = float(self._estimates[n - 1])
        off = axes.number(abs(estimate - self._exact), 2)
        return f"{n} sample{'s' if n > 1 else ''}: the estimate is {axes.number(estimate)}, off by {off}."

    def _typical_errors(self, n: Array) -> Array:
        """How far off n samples are, typically: the standard deviation of the estimate; NaN if there is none."""
        mean = self._exact / self._width
        spread = integral(lambda x: (self._function(x) - mean) ** 2, *self._ends) / self._width
        return np.asarray(self._width * np.sqrt(max(spread, 0.0)) / np.sqrt(n))

    # What is drawn

    def _curve_pane(self, fields: MonteCarlo, scope: Scope) -> Pane:
        x = fields.shown(scope)
        xs, ys = axes.sample(self._function, x)
        y = axes.limits("y", fields.y, scope) if fields.y else axes.around_curve(np.append(ys, 0.0))
        still = (Line(role=Role.CURVE, x=xs, y=ys, still=True), *axes.extras(fields.also, scope))
        return Pane(x=x, y=y, title=self._title, shapes=still)

    def _estimate_pane(self, fields: MonteCarlo, scope: Scope) -> Pane:
        samples = len(self._estimates)
        numbers = distinct(np.rint(np.geomspace(1, samples, DRAWN_ESTIMATES)).astype(np.int64))
        self._drawn = numbers
        typical = self._typical_errors(numbers.astype(np.float64))
        far = np.abs(self._estimates[numbers[numbers >= min(SETTLED, samples)] - 1] - self._exact)
        reach = 1.2 * float(np.nanmax(np.append(far[np.isfinite(far)], 1e-9 * max(abs(self._exact), 1.0))))
        decades = np.log10(numbers)
        envelope = tuple(
            Line(role=Role.MUTED, x=decades, y=self._exact + sign * typical, still=True) for sign in (1, -1)
        )
        end = max(float(decades[-1]), 1.0)
        level = np.full(2, self._exact)
        target = Line(
            role=Role.TARGET,
            x=np.array([0.0, end]),
            y=level,
            style="dashed",
            still=True,
            name=f"exact {axes.number(self._exact)}",
        )
        return Pane(
            x=(0.0, end + 0.05),
            y=(self._exact - reach, self._exact + reach),
            title=f"{axes.number(self._width)} × mean height, against log₁₀ n",
            shapes=(*envelope, target, *axes.extras(fields.also, scope, pane=2)),
        )

    def figure(self, frame: int) -> Figure:
        """The samples under the curve with their mean height, and below it every estimate so far."""
        n = int(self._n[frame])
        upper, lower = self._upper, self._lower
        panes = (
            Pane(
                x=upper.x,
                y=upper.y,
                title=upper.title,
                shapes=(*self._stems(n), *upper.shapes, *self._mean(n)),
            ),
            Pane(
                x=lower.x,
                y=lower.y,
                title=lower.title,
                shapes=(*lower.shapes, *self._estimated(n)),
            ),
        )
        return Figure(panes=panes, notes=self._notes)

    def _stems(self, n: int) -> tuple[Shape, ...]:
        """From the axis to the curve at each place, the sign of the area saying which."""
        x, y = self._places[:n], self._heights[:n]
        stems: list[Shape] = []
        for role, chosen in ((Role.AREA_PLUS, y >= 0), (Role.AREA_MINUS, y < 0)):
            if chosen.any():
                gap = np.full(int(chosen.sum()), np.nan)
                across = np.column_stack([x[chosen], x[chosen], gap]).ravel()
                up = np.column_stack([np.zeros(len(gap)), y[chosen], gap]).ravel()
                stems.append(Line(role=role, x=across, y=up))
        return tuple(stems)

    def _mean(self, n: int) -> tuple[Shape, ...]:
        height = float(self._estimates[n - 1]) / self._width
        words = f"mean height {axes.number(height, 3)}"
        return (
            Line(role=Role.NOW, x=np.array(self._ends), y=np.array([height, height])),
            Label(role=Role.NOW, x=self._ends[0], y=height, text=words, align="left"),
        )

    def _estimated(self, n: int) -> tuple[Shape, ...]:
        numbers = self._drawn[self._drawn < n]
        x, y = np.log10(np.append(numbers, n)), self._estimates[np.append(numbers, n) - 1]
        return Line(role=Role.PATH, x=x, y=y), axes.dot(float(x[-1]), float(y[-1]))

    def describe(self, frame: int) -> str:
        """How many samples there are, and how near their estimate is."""
        n = int(self._n[frame])
        return (
            f"The curve {self._function.text} with stems at {n} random place{'s' if n > 1 else ''} "
            f"and a line at their mean height. {self._caption(n)} The exact area is {axes.number(self._exact)}."
        )
