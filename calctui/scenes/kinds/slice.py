"""A function of two variables, cut where one is frozen: a curve, and its slope is a partial derivative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import Pair, Words
from calctui.scenes.parts import axes
from calctui.scenes.parts.nudging import Nudge
from calctui.scenes.parts.plane import PlaneFields, Point, name_of, spans, variables_of
from calctui.scenes.parts.probe import Probe
from calctui.scenes.scene import Scene, Value
from calctui.scenes.timeline import Beat, Timeline, ease

FREEZE_FRAMES, SLICE_FRAMES, SLOPE_FRAMES, SLIDE_FRAMES, NUDGE_FRAMES = 24, 45, 24, 120, 90
LEFT_SHARE = 1.2
"""The room of the picture from above, compared with that of the slice."""
TANGENT_REACH = 0.3
"""How far the tangent reaches to each side, as a share of its axis."""


@frozen(kw_only=True, slots=False)
class Slice(PlaneFields):
    """A function of two variables with one of them frozen.

    Attributes:
        at: The point through which the cut goes.
        freeze: The name of the variable that is frozen; default: the second, and then the first.
        slide: From where to where the frozen variable then moves.
        nudge: How far both variables then move; what becomes of the function is compared with what the slopes say.
        slice_y: Limits of the vertical axis of the slice.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2 + x*y + y**2
at: [1, 2]
freeze: y
slide: {from: 2, to: 0}
nudge: [0.01, 0.01]
x: [-3.2, 3.2]
y: [-2.4, 2.8]
"""

    at: Pair
    freeze: Words = ""
    slide: Probe | None = None
    nudge: Pair | None = None
    slice_y: Pair | None = None

    def build(self, scope: Scope) -> SliceScene:
        """Computes the scene; see `SceneFields.build`."""
        function = self.plane(scope)
        first, second = function.variables
        if self.freeze and self.freeze not in function.variables:
            raise SceneError(
                "freeze", f"{self.freeze!r} is no variable of the function", cure=f"write {first} or {second}"
            )
        if self.slide is not None and not self.freeze:
            raise SceneError("slide", "which variable slides is not said", cure=f"write freeze: {second}")
        return SliceScene(self, scope, function)


class SliceScene(Scene):
    """The computed scene.

    The variables and the function are those of the point at every frame, also while it slides. The slopes are
    those last measured, so a nudge does not change them: what they predict can be compared with what happens.
    """

    phases: ClassVar[Mapping[str, Role]] = {
        "freeze": Role.NOW,
        "slice": Role.CURVE,
        "slope": Role.SLOPE,
        "slide": Role.SLOPE,
        "nudge": Role.UPDATE,
    }

    def __init__(self, fields: Slice, scope: Scope, function: Function) -> None:
        self._function = function
        self._names = variables_of(function, ("f", "change", "predicted"))
        self._at = axes.pair("at", fields.at, scope)
        self._order = (self._names.index(fields.freeze),) if fields.freeze else (1, 0)
        self._slide = (
            axes.pair("slide", (fields.slide.from_, fields.slide.to), scope) if fields.slide else None
        )
        moves = axes.pair("nudge", fields.nudge, scope) if fields.nudge else None
        self._nudge = Nudge(function, self._last_point(), moves) if moves else None
        self.variables = function.variables
        self.timeline = Timeline(self._beats(), captions=dict(fields.captions))
        self._place = self._places()
        self.values = self._values()
        a, b = self._at
        self._window = fields.window(scope, ((a - 3.2, a + 3.2), (b - 2.4, b + 2.4)))
        self._ground = fields.ground(scope, function, self._window)
        self._still = (*self._ground.shapes, *axes.extras(fields.also, scope))
        self._extras = axes.extras(fields.also, scope, pane=2)
        self._heights = self._slice_limits(fields, scope)
        self._about = name_of(function)
        self._title = fields.title if fields.title is not None else function.text

    # What is computed

    def _last_point(self) -> Point:
        """Where the point is once it has slid."""
        point = list(self._at)
        if self._slide is not None:
            point[self._order[-1]] = self._slide[1]
        return point[0], point[1]

    def _beats(self) -> list[Beat]:
        beats: list[Beat] = []
        for index, held in enumerate(self._order, 1):
            marks = [f"{phase}-{index}" for phase in ("freeze", "slice", "slope")]
            freeze, cut, slope = marks if len(self._order) > 1 else ("freeze", "slice", "slope")
            beats += [
                Beat("freeze", FREEZE_FRAMES, freeze),
                Beat("slice", SLICE_FRAMES, cut),
                Beat("slope", SLOPE_FRAMES, slope, self._caption(held, self._at), stop=True),
            ]
        if self._slide is not None:
            caption = self._caption(self._order[-1], self._last_point())
            beats.append(Beat("slide", SLIDE_FRAMES, "slide", caption, stop=True))
        if self._nudge is not None:
            beats.append(Beat("nudge", NUDGE_FRAMES, "nudge", self._nudge.caption))
        return beats

    def _caption(self, frozen: int, point: Point) -> str:
        slope = float(self._function.gradient(*point)[1][1 - frozen])
        name, free = self._names[frozen], self._names[1 - frozen]
        at = axes.number(point[frozen])
        return f"With {name} frozen at {at}, the slope in {free} is {axes.number(slope)}."

    def _places(self) -> Array:
        """The point at every frame before any nudge, shape (frames, 2)."""
        places = np.tile(np.array(self._at), (self.timeline.frames, 1))
        if self._slide is not None:
            start, stop = self._slide
            for frame in range(self.timeline.frames):
                moment, phase = self.timeline.moment(frame), self.timeline.phase(frame)
                if phase in {"slide", "nudge"}:
                    share = ease(moment.progress) if phase == "slide" else 1.0
                    places[frame, self._order[-1]] = start + share * (stop - start)
        return places

    def _values(self) -> dict[str, Value]:
        (first, second), frames = self._names, self.timeline.frames
        f, (by_x, by_y) = self._function.gradient(self._place[:, 0], self._place[:, 1])
        place, f = self._place.copy(), np.array(f)
        change, predicted = np.zeros(frames), np.zeros(frames)
        if self._nudge is not None:
            place[-1], f[-1] = self._nudge.end, self._nudge.f
            change[-1], predicted[-1] = self._nudge.change, self._nudge.predicted
        nudged = self._nudge is not None
        return {
            first: Value(place[:, 0], Role.NOW),
            second: Value(place[:, 1], Role.NOW),
            "f": Value(f, Role.CURVE),
            f"slope_{first}": Value(by_x, Role.SLOPE),
            f"slope_{second}": Value(by_y, Role.SLOPE),
            "change": Value(change, Role.CURVE, listed=nudged),
            "predicted": Value(predicted, Role.SLOPE, listed=nudged),
        }

    def _slice_limits(self, fields: Slice, scope: Scope) -> Limits:
        if fields.slice_y is not None:
            return axes.limits("slice_y", fields.slice_y, scope)
        heights = [self._cut(frozen, self._at)[1] for frozen in self._order]
        if self._slide is not None:
            heights += [
                self._cut(self._order[-1], (value, value))[1] for value in np.linspace(*self._slide, 9)
            ]
        return axes.around_curve(np.concatenate(heights))

    def _cut(self, frozen: int, point: Point) -> tuple[Array, Array]:
        """The slice through a point: the free variable and the heights over it."""
        free = np.linspace(*self._window[1 - frozen], axes.SAMPLES)
        held = np.full(free.shape, point[frozen])
        return free, self._function(*((held, free) if frozen == 0 else (free, held)))

    # What is drawn

    def figure(self, frame: int) -> Figure:
        """The ground with the cut from above; beside it the slice as a curve, or what a nudge did."""
        with np.errstate(all="ignore"):
            return self._figure(frame)

    def _figure(self, frame: int) -> Figure:
        moment, phase = self.timeline.moment(frame), self.timeline.phase(frame)
        leg = self._leg(moment.beat)
        frozen, progress = self._order[leg], ease(moment.progress)
        point = float(self._place[frame, 0]), float(self._place[frame, 1])
        shapes: list[Shape] = [*self._still]
        if leg > 0:
            shapes.append(self._line_of_cut(self._order[0], point, 1.0, Role.MUTED))
        if phase != "start":
            grown = progress if phase == "freeze" else 1.0
            shapes.append(self._line_of_cut(frozen, point, grown, Role.CURVE))
        if phase == "nudge" and self._nudge is not None:
            shapes += self._nudge.arrows(moment.progress, spans(self._window))
            right = self._nudge.pane(moment.progress)
        else:
            right = self._slice_pane(frozen, point, phase, progress)
        left = Pane(
            x=self._window[0],
            y=self._window[1],
            title=self._title,
            x_label=self._names[0],
            y_label=self._names[1],
            share=LEFT_SHARE,
            shapes=(*shapes, axes.dot(*point)),
        )
        return Figure(panes=(left, right), arranged="either")

    def _leg(self, beat: int) -> int:
        """Which of the cuts a beat belongs to; the last one from then on."""
        return min(max(beat, 0) // 3, len(self._order) - 1)

    def _line_of_cut(self, frozen: int, point: Point, grown: float, role: Role) -> Line:
        """The line from above along which the frozen variable stays the same, as far as it has grown."""
        low, high = self._window[1 - frozen]
        middle = min(max(point[1 - frozen], low), high)
        free = np.array([middle + grown * (low - middle), middle + grown * (high - middle)])
        held = np.full(2, point[frozen])
        x, y = (held, free) if frozen == 0 else (free, held)
        style = "dashed" if role is Role.MUTED else "solid"
        return Line(role=role, x=x, y=y, style=style)  # type: ignore[arg-type]

    def _slice_pane(self, frozen: int, point: Point, phase: str, progress: float) -> Pane:
        """The slice as far as it is drawn, and its tangent as far as it has grown."""
        free, heights = self._cut(frozen, point)
        low, high = self._window[1 - frozen]
        here, f = point[1 - frozen], float(self._function(*point))
        shapes: list[Shape] = [*self._extras]
        if phase == "slice":
            drawn = free <= low + progress * (high - low)
            shapes.append(Line(role=Role.CURVE, x=free[drawn], y=heights[drawn]))
        elif phase in {"slope", "slide"}:
            shapes.append(Line(role=Role.CURVE, x=free, y=heights))
            slope = float(self._function.gradient(*point)[1][1 - frozen])
            grown = progress if phase == "slope" else 1.0
            shapes.append(axes.tangent(here, f, slope, grown * TANGENT_REACH * (high - low)))
        # While it slides the frozen value keeps its decimals, so that the title does not jump about.
        sliding = phase == "slide" and progress < 1
        value = f"{point[frozen]:.2f}".replace("-", "−") if sliding else axes.number(point[frozen])
        return Pane(
            x=(low, high),
            y=self._heights,
            title=f"f at {self._names[frozen]} = {value}",
            x_label=self._names[1 - frozen],
            shapes=(*shapes, axes.dot(here, f)),
        )

    def describe(self, frame: int) -> str:
        """Where the cut is, and how steep the slice is there once that is shown, no sooner than the picture says it."""
        if self.timeline.phase(frame) == "nudge" and self._nudge is not None and frame == self.frames - 1:
            return f"Level curves of {self._about}. {self._nudge.caption}"
        point = float(self._place[frame, 0]), float(self._place[frame, 1])
        frozen = self._order[self._leg(self.timeline.moment(frame).beat)]
        where = ", ".join(
            f"{name} = {axes.number(value)}" for name, value in zip(self._names, point, strict=True)
        )
        f = axes.number(float(self._function(*point)))
        words = f"Level curves of {self._about}, and the point {where}, where f = {f}."
        phase = self.timeline.phase(frame)
        if phase == "start":
            return words
        if phase in {"freeze", "slice"}:
            return f"{words} {self._names[frozen]} is frozen there."
        return f"{words} {self._caption(frozen, point)}"
