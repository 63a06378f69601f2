"""Difference quotients against the exact slope: how their errors fall, and rise again, as h shrinks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Dots, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.calculus import central_difference, secant_slope
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number, formula
from calctui.scenes.parts import axes
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

MOST = 20
SLOW_FRAMES, QUICK_FRAMES = 24, 14
SLOW = 3
"""So many entries are told slowly; the others follow in the rhythm that they set."""
NAMES = ("forward", "central")
ROOM_FOR_NAMES = 0.3
"""The share of the span left free on the right, where the names of the two stand at their first dots."""
MUCH_WORSE = 10.0
"""An error that ends so many times as great as it once was has risen again."""


@frozen(kw_only=True, slots=False)
class GradientCheck(SceneFields):
    """The errors of forward and central differences, each against the size of h, both as powers of ten.

    Attributes:
        function: A function of one variable.
        at: Where its slope is taken.
        h: The distances, each above 0, in the order in which they are tried; at most 20.
    """

    EXAMPLE: ClassVar[str] = """\
function: sqrt(x)
at: 2
h: [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14]
"""

    function: FunctionOf
    at: Number
    h: tuple[Number, ...] = tuple(formula(f"1e-{digits}") for digits in range(1, 17))

    def build(self, scope: Scope) -> GradientCheckScene:
        """Computes the scene; see `SceneFields.build`."""
        function = scope.function(self.function, self.variables, arity=1)
        at = axes.finite("at", scope.number(self.at))
        if not 1 <= len(self.h) <= MOST:
            raise SceneError(
                "h", f"there must be from 1 to {MOST} entries", cure="write h: [1e-1, 1e-5, 1e-9]"
            )
        steps = np.array([axes.finite("h", scope.number(h)) for h in self.h])
        if not (steps > 0).all():
            raise SceneError("h", "each entry must be above 0", cure="write h: [1e-1, 1e-5, 1e-9]")
        exact = float(function.slope(at))
        if not np.isfinite(exact):
            raise SceneError("at", f"the function has no slope at {at:g}", cure="choose another place")
        with np.errstate(all="ignore"):
            return GradientCheckScene(self, scope, function, at, steps)


class GradientCheckScene(Scene):
    """The computed scene. The first entry stands from the start; each later one shows when its mark comes."""

    phases: ClassVar[Mapping[str, Role]] = {"difference": Role.CURVE}

    def __init__(
        self, fields: GradientCheck, scope: Scope, function: Function, at: float, steps: Array
    ) -> None:
        self._steps, self._exact = steps, float(function.slope(at))
        self._forward, self._central = (
            secant_slope(function, at, steps),
            central_difference(function, at, steps),
        )
        with np.errstate(all="ignore"):
            self._errors = np.abs(self._forward - self._exact), np.abs(self._central - self._exact)
            self._across = np.log10(steps)
            self._up = tuple(np.log10(errors) for errors in self._errors)
        self.variables = function.variables
        self.timeline = Timeline(
            self._beats(), end_caption=self._end_caption(), captions=dict(fields.captions)
        )
        self._shown = np.array([self._entry(frame) for frame in range(self.timeline.frames)])
        self.values = self._values()
        self._limits = self._x_limits(fields, scope), self._y_limits(fields, scope)
        variable = function.variables[0]
        default = f"log₁₀ of the error: slope of {function.text} at {axes.number(at)}"
        self._title = fields.title if fields.title is not None else default
        self._about = f"{function.text} at {variable} = {axes.number(at)}"
        self._extras = axes.extras(fields.also, scope)

    # What is computed

    def _beats(self) -> list[Beat]:
        captions = self._captions()
        beats = []
        for index in range(len(self._steps)):
            frames = SLOW_FRAMES if index < SLOW else QUICK_FRAMES
            caption = captions.get(index, "")
            beats.append(Beat("difference", frames, f"h-{index + 1}", caption, stop=bool(caption)))
        return beats

    def _captions(self) -> dict[int, str]:
        """Just after the smallest error of each, where much greater ones follow."""
        captions: dict[int, str] = {}
        for name, errors in zip(NAMES, self._errors, strict=True):
            best = self._best(errors)
            if best is not None:
                h = axes.number(float(self._steps[best]))
                captions[best + 1] = f"The {name} error rises again: it was smallest at h = {h}."
        return captions

    def _best(self, errors: Array) -> int | None:
        """The entry of the smallest error; None where the error does not rise much after it."""
        if not np.isfinite(errors).any():
            return None
        best = int(np.nanargmin(errors))
        return best if errors[-1] > MUCH_WORSE * errors[best] else None

    def _end_caption(self) -> str:
        if all(self._best(errors) is None for errors in self._errors):
            return ""
        return "A smaller h is not always better: rounding spoils the difference."

    def _entry(self, frame: int) -> int:
        """The entry that the values are of: the last whose mark has come, from the start the first."""
        return max(self.timeline.moment(frame).completed - 1, 0)

    def _values(self) -> dict[str, Value]:
        shown = self._shown
        return {
            "h": Value(self._steps[shown], Role.NOW),
            "forward": Value(self._forward[shown], Role.RUN_1),
            "central": Value(self._central[shown], Role.RUN_2),
            "exact": Value(np.full(len(shown), self._exact), Role.TARGET),
            "error_forward": Value(self._errors[0][shown], Role.RUN_1),
            "error_central": Value(self._errors[1][shown], Role.RUN_2),
        }

    # What is drawn

    def _x_limits(self, fields: GradientCheck, scope: Scope) -> Limits:
        if fields.x:
            return axes.limits("x", fields.x, scope)
        low, high = axes.around(self._across)
        return low, high + ROOM_FOR_NAMES * (high - low)

    def _y_limits(self, fields: GradientCheck, scope: Scope) -> Limits:
        return axes.limits("y", fields.y, scope) if fields.y else axes.around(np.concatenate(self._up), 0.12)

    def figure(self, frame: int) -> Figure:
        """The errors of the entries so far; a line on the way to the next ones while they are computed."""
        moment, entry = self.timeline.moment(frame), int(self._shown[frame])
        ahead = 0.0 if moment.progress == 1 or moment.beat == 0 else ease(moment.progress)
        here = self._across[entry]
        if ahead:
            here += ahead * (self._across[entry + 1] - here)
        guide = Line(role=Role.NOW, x=np.array([here, here]), y=np.array(self._limits[1]), style="dashed")
        shapes: list[Shape] = [*self._extras, guide]
        with np.errstate(all="ignore"):
            for role, name, up in zip((Role.RUN_1, Role.RUN_2), NAMES, self._up, strict=True):
                shapes += self._run(role, name, up, entry, ahead)
        pane = Pane(
            x=self._limits[0],
            y=self._limits[1],
            title=self._title,
            x_label="log₁₀ h   (smaller h to the left)",
            shapes=tuple(shapes),
        )
        return Figure(panes=(pane,))

    def _run(self, role: Role, name: str, up: Array, entry: int, ahead: float) -> tuple[Shape, ...]:
        """One kind of difference; an error of 0, which has no logarithm, is a gap and a sign on the floor."""
        x, y = self._across[: entry + 1], up[: entry + 1]
        rightwards = np.argsort(x)  # the name stands at the last dot, on the right
        dots = Dots(role=role, x=x[rightwards], y=y[rightwards], name=name)
        if ahead:
            x = np.append(x, x[-1] + ahead * (self._across[entry + 1] - x[-1]))
            y = np.append(y, y[-1] + ahead * (up[entry + 1] - y[-1]))
        line = Line(role=role, x=x, y=np.where(np.isfinite(y), y, np.nan))
        return line, dots

    def describe(self, frame: int) -> str:
        """The errors at the entry that is shown, and whether smaller ones were better."""
        entry = int(self._shown[frame])
        h, forward, central = (
            axes.number(float(series[entry]), 2) for series in (self._steps, *self._errors)
        )
        words = [
            f"The slope of {self._about} is {axes.number(self._exact)}.",
            f"With h = {h} the forward difference is off by {forward}, the central one by {central}.",
        ]
        best = self._best(self._errors[0][: entry + 1])
        if best is not None:
            words.append(f"The forward one was nearest at h = {axes.number(float(self._steps[best]), 2)}.")
        return " ".join(words)
