"""Gradient descent on a curve: the loss, its gradient, the update, over and over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from calctui.errors import SceneError
from calctui.figure import Array, Arrow, Dots, Figure, Limits, Line, Pane, Shape
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import RUNS, Role
from calctui.scenes import axes
from calctui.scenes.fields import FORBID_EXTRA, FunctionOf, Number, Pair, Words
from calctui.scenes.loss_pane import loss_pane
from calctui.scenes.pace import update_beats
from calctui.scenes.runs import Compared, OptimizerFields, Run, check_compared, compute
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

MOST_UPDATES = 1000
ZOOM_FRAMES = 45
ARROW_SHARE = 0.45
"""The share of the update phase in which the arrow grows; in the rest the dot follows it."""
FADING = 4
"""So many of the last points are drawn bright; older ones are muted."""


@dataclass(frozen=True, kw_only=True)
class Zoom:
    """A closer look, once enough has happened.

    Attributes:
        after: The mark after which the axes move, such as update-9.
        x: The limits of the horizontal axis from then on.
        y: The limits of the vertical axis from then on.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    after: Words
    x: Pair
    y: Pair


@dataclass(frozen=True, kw_only=True)
class Descent(OptimizerFields, SceneFields):
    """Gradient descent on a function of one variable.

    Attributes:
        function: The loss.
        start: Where it starts.
        rate: The learning rate.
        updates: How many updates are made; 0 shows the start only.
        show_from: The scene starts when so many updates are done.
        zoom: A closer look after a mark.
        loss: Whether log10 of the loss is drawn against the updates in a pane below.
        compare: Other runs beside it.
        label: The name of the scene's own run, where runs are compared.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2
start: 5
rate: 0.1
updates: 12
x: [-5.5, 5.5]
y: [0, 27]
"""

    function: FunctionOf
    start: Number
    rate: Number
    updates: int
    show_from: int = 0
    zoom: Zoom | None = None
    loss: bool = False
    compare: tuple[Compared, ...] = ()
    label: Words = ""

    def build(self, scope: Scope) -> DescentScene:
        """Computes the scene; see `SceneFields.build`."""
        if not 0 <= self.updates <= MOST_UPDATES:
            raise SceneError("updates", f"must be from 0 to {MOST_UPDATES}")
        if not 0 <= self.show_from <= self.updates:
            raise SceneError("show_from", f"must be from 0 to updates, {self.updates}")
        check_compared(self.compare)
        function = scope.function(self.function, self.variables, arity=1)
        return DescentScene(self, scope, function)


class DescentScene(Scene):
    """The computed scene."""

    phases: ClassVar[Mapping[str, Role]] = {
        "loss": Role.CURVE,
        "gradient": Role.SLOPE,
        "update": Role.UPDATE,
        "zoom": Role.MUTED,
    }

    def __init__(self, fields: Descent, scope: Scope, function: Function) -> None:
        self._function = function
        self._first = fields.show_from
        self._runs = self._compute_runs(fields, scope)
        path = self._runs[0].path
        self._x, self._f, self._slope = path.points[:, 0], path.values, path.gradients[:, 0]
        self.timeline = Timeline(self._beats(fields), captions=dict(fields.captions))
        self._done = self._completed_updates()
        self.values = self._values()
        self._near = self._limits(fields, scope)
        self._close_up = self._zoomed(fields, scope)
        variable = function.variables[0]
        self._title = fields.title if fields.title is not None else f"f({variable}) = {function.text}"
        self._curve = self._still_shapes(fields, scope)
        self._loss = fields.loss

    # What is computed

    def _compute_runs(self, fields: Descent, scope: Scope) -> tuple[Run, ...]:
        start = axes.finite("start", scope.number(fields.start))
        rate = axes.finite("rate", scope.number(fields.rate))
        own = compute(fields, scope, self._function, start=[start], rate=rate, updates=fields.updates)
        runs = [Run("", fields.label, RUNS[0] if fields.compare else Role.NOW, own)]
        for other, role in zip(fields.compare, RUNS[1:], strict=False):
            if isinstance(other.start, tuple):
                raise SceneError("compare", "start must be one number on a curve", cure="write start: 5")
            its_start = start if other.start is None else axes.finite("compare", scope.number(other.start))
            its_rate = rate if other.rate is None else axes.finite("compare", scope.number(other.rate))
            path = compute(
                other, scope, self._function, start=[its_start], rate=its_rate, updates=fields.updates
            )
            runs.append(Run(other.id, other.label or other.id, role, path))
        return tuple(runs)

    def _beats(self, fields: Descent) -> list[Beat]:
        beats = update_beats(fields.show_from, fields.updates, self._captions(fields))
        if fields.zoom is None:
            return beats
        if fields.zoom.after == "start":
            return [Beat("zoom", ZOOM_FRAMES), *beats]
        marks = [beat.mark for beat in beats]
        if fields.zoom.after not in marks:
            known = [mark for mark in ("start", *marks) if mark]
            raise SceneError(
                "zoom",
                f"there is no mark {fields.zoom.after!r}",
                cure=f"the marks are {known[0]} to {known[-1]}",
            )
        index = marks.index(fields.zoom.after) + 1
        return [*beats[:index], Beat("zoom", ZOOM_FRAMES), *beats[index:]]

    def _captions(self, fields: Descent) -> tuple[str, ...]:
        """After the first of many updates there is something to think about: what it did."""
        if fields.show_from or fields.updates < 2 or len(self._runs) > 1:
            return ()
        before, after, slope = (axes.number(float(v)) for v in (self._x[0], self._x[1], self._slope[0]))
        variable = self._function.variables[0]
        return (f"The slope {slope} moved {variable} from {before} to {after}.",)

    def _completed_updates(self) -> NDArray[np.int64]:
        """How many updates are completed at each frame; int, shape (frames,)."""
        done = np.full(self.timeline.frames, self._first, dtype=np.int64)
        for mark in self.timeline.marks:
            found = re.fullmatch(r"update-(\d+)", mark.id)
            if found:
                done[mark.frame :] = int(found[1])
        return done

    def _values(self) -> dict[str, Value]:
        variable = self._function.variables[0]
        moves = np.diff(self._x, prepend=self._x[:1])
        done = self._done
        values = {
            "updates": Value(done.astype(np.float64), Role.TEXT, whole=True),
            variable: Value(self._x[done], Role.NOW),
            "f": Value(self._f[done], Role.CURVE),
            "slope": Value(self._slope[done], Role.SLOPE),
            "step": Value(moves[done], Role.UPDATE),
        }
        for run in self._runs[1:]:
            values[f"{variable}_{run.id}"] = Value(run.path.points[done, 0], run.role)
            values[f"f_{run.id}"] = Value(run.path.values[done], run.role)
        return values

    # What is drawn

    def _limits(self, fields: Descent, scope: Scope) -> tuple[Limits, Limits]:
        visited = np.concatenate([run.path.points[:, 0] for run in self._runs])
        x = axes.limits("x", fields.x, scope) if fields.x else axes.around(_bulk(visited, self._x[0]), 0.25)
        if fields.y:
            return x, axes.limits("y", fields.y, scope)
        return x, axes.around_curve(axes.sample(self._function, x)[1])

    def _zoomed(self, fields: Descent, scope: Scope) -> tuple[Limits, Limits]:
        if fields.zoom is None:
            return self._near
        return axes.limits("zoom", fields.zoom.x, scope), axes.limits("zoom", fields.zoom.y, scope)

    def _still_shapes(self, fields: Descent, scope: Scope) -> tuple[Shape, ...]:
        """The curve over all that will be shown, finely enough for the closer look too."""
        pieces = [np.linspace(low, high, axes.SAMPLES) for low, high in {self._near[0], self._close_up[0]}]
        x = np.unique(np.concatenate(pieces))
        curve = Line(role=Role.CURVE, x=x, y=self._function(x), still=True)
        return (curve, *axes.extras(fields.also, scope))

    def _view(self, frame: int) -> tuple[Limits, Limits]:
        """The limits at a frame: near, close up, or on the way between."""
        moment = self.timeline.moment(frame)
        zoomed = 0.0
        for index, beat in enumerate(self.timeline.beats[: moment.beat + 1]):
            if beat.phase == "zoom":
                zoomed = ease(moment.progress) if index == moment.beat else 1.0
        if zoomed in {0.0, 1.0}:
            return self._close_up if zoomed else self._near
        return tuple(  # type: ignore[return-value]
            (a[0] + zoomed * (b[0] - a[0]), a[1] + zoomed * (b[1] - a[1]))
            for a, b in zip(self._near, self._close_up, strict=True)
        )

    def figure(self, frame: int) -> Figure:
        """The curve, where the runs have been and are, and what the phase is about."""
        x_limits, y_limits = self._view(frame)
        moving = self._own_run(frame, x_limits, y_limits) if len(self._runs) == 1 else self._all_runs(frame)
        pane = Pane(x=x_limits, y=y_limits, title=self._title, shapes=(*self._curve, *moving))
        if not self._loss:
            return Figure(panes=(pane,))
        return Figure(panes=(pane, loss_pane(self._runs, self._first, int(self._done[frame]))))

    def _own_run(self, frame: int, x_limits: Limits, y_limits: Limits) -> tuple[Shape, ...]:
        moment, k = self.timeline.moment(frame), int(self._done[frame])
        phase = self.timeline.phase(frame)
        x, f, slope = float(self._x[k]), float(self._f[k]), float(self._slope[k])
        shapes = list(_path(Role.PATH, self._x, self._f, k))
        if moment.progress == 1 and phase == "update" and k > 0:
            shapes.append(_fading_arrow(float(self._x[k - 1]), float(self._f[k - 1]), x))
        elif phase == "loss":
            floor = min(max(0.0, y_limits[0]), y_limits[1])
            top = floor + ease(moment.progress) * (f - floor)
            shapes.append(Line(role=Role.CURVE, x=np.array([x, x]), y=np.array([floor, top]), style="dashed"))
        elif phase in {"gradient", "update"}:
            grown = ease(moment.progress) if phase == "gradient" else 1.0
            shapes.append(axes.tangent(x, f, slope, grown * 0.22 * (x_limits[1] - x_limits[0])))
        if phase == "update" and moment.progress < 1:
            return (*shapes, *self._move(x, f, float(self._x[k + 1]), moment.progress))
        return (*shapes, axes.dot(x, f))

    def _move(self, x: float, f: float, target: float, progress: float) -> tuple[Shape, ...]:
        """First the arrow says how far, then the dot follows it along the curve."""
        grown = ease(progress / ARROW_SHARE)
        arrow = Arrow(role=Role.UPDATE, start=(x, f), end=(x + grown * (target - x), f))
        moved = x + ease((progress - ARROW_SHARE) / (1 - ARROW_SHARE)) * (target - x)
        here = float(self._function(np.array([moved]))[0])
        return (arrow, axes.dot(moved, here))

    def _all_runs(self, frame: int) -> tuple[Shape, ...]:
        """Every run at once, each eased to its next point while an update is made."""
        moment, k = self.timeline.moment(frame), int(self._done[frame])
        moving = self.timeline.phase(frame) == "update" and moment.progress < 1
        shapes: list[Shape] = []
        for run in self._runs:
            points = run.path.points[:, 0]
            x = float(points[k])
            if moving:
                x += ease(moment.progress) * (float(points[k + 1]) - x)
            shapes += _path(run.role, points, run.path.values, k)
            shapes.append(axes.dot(x, float(self._function(np.array([x]))[0]), run.role, name=run.label))
        return tuple(shapes)

    def describe(self, frame: int) -> str:
        """Where the runs are after how many updates."""
        k = int(self._done[frame])
        variable = self._function.variables[0]
        count = "Before the first update" if k == 0 else f"After {k} update{'s' if k > 1 else ''}"
        words = [f"The curve {self._title}."]
        for run in self._runs:
            x, f, slope = (
                axes.number(float(v))
                for v in (run.path.points[k, 0], run.path.values[k], run.path.gradients[k, 0])
            )
            who = f"{run.label or 'the first run'}: the point" if len(self._runs) > 1 else "the point"
            words.append(f"{count}, {who} is at {variable} = {x}, f = {f}, where the slope is {slope}.")
        return " ".join(words)


def _bulk(visited: Array, start: float) -> Array:
    """The visited places without those that ran away from a diverging run."""
    reach = 3 * max(abs(start), 1.0)
    return visited[np.abs(visited) <= reach]


def _path(role: Role, x: Array, f: Array, k: int) -> tuple[Shape, ...]:
    """Where a run has been: the last points bright, older ones muted."""
    bright = max(k - FADING, 0)
    old = Dots(role=Role.MUTED, x=x[:bright], y=f[:bright], glyph="·")
    recent = Dots(role=role, x=x[bright:k], y=f[bright:k], glyph="•")
    return tuple(dots for dots in (old, recent) if len(dots.x))


def _fading_arrow(before: float, height: float, after: float) -> Shape:
    """The move that has just been made."""
    return Arrow(role=Role.UPDATE, start=(before, height), end=(after, height))
