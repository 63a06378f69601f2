"""Gradient descent on a function of two variables, seen from above: one optimizer, or several side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np

from calctui.figure import Array, Arrow, Figure, Pane, Shape, Window
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import Number, Pair
from calctui.scenes.parts import axes
from calctui.scenes.parts.closer import Camera, Zoom, with_zoom
from calctui.scenes.parts.downhill import Downhill
from calctui.scenes.parts.loss_pane import loss_notes, loss_pane
from calctui.scenes.parts.pace import SLOW, completed_updates, update_beats
from calctui.scenes.parts.plane import Ground, PlaneFields, Point, name_of, spans, variables_of
from calctui.scenes.parts.runs import Run, away_caption
from calctui.scenes.parts.trails import around_runs, last_points, trail
from calctui.scenes.scene import Scene, Value
from calctui.scenes.timeline import Timeline, ease

TOGETHER = "start"
"""The name of the place at which several runs still stand together."""
ARROW_SHARE = 0.45
"""The share of the update phase in which the arrow grows; in the rest the dot follows it."""
REACH = 0.3
"""The length of the first gradient arrow, as a share of the picture."""
LEAST_REACH = 0.09
"""The least length of a gradient arrow; shorter ones could not be seen."""


@frozen(kw_only=True, slots=False)
class ContourDescent(Downhill, PlaneFields):
    """Gradient descent on a function of two variables.

    Attributes:
        start: Where it starts.
        rate: The learning rate.
        zoom: A closer look after a mark.
        loss: Whether log10 of the loss is drawn against the updates in a second pane.
    """

    EXAMPLE: ClassVar[str] = """\
function: 0.1*x**2 + 2*y**2
start: [-5, -2]
rate: 0.4
updates: 12
levels: [0.5, 2, 4.5, 8]
x: [-5.5, 1.5]
y: [-2.6, 2.6]
"""

    start: Pair
    rate: Number
    zoom: Zoom | None = None
    loss: bool = False

    def build(self, scope: Scope) -> ContourDescentScene:
        """Computes the scene; see `SceneFields.build`."""
        function = self.plane(scope)
        return ContourDescentScene(self, scope, function, self.runs(scope, function, self.start, self.rate))


class ContourDescentScene(Scene):
    """The computed scene."""

    phases: ClassVar[Mapping[str, Role]] = {
        "loss": Role.CURVE,
        "gradient": Role.SLOPE,
        "update": Role.UPDATE,
        "zoom": Role.MUTED,
    }

    def __init__(
        self, fields: ContourDescent, scope: Scope, function: Function, runs: tuple[Run, ...]
    ) -> None:
        self._runs, self._first, self._loss = runs, fields.show_from, fields.loss
        self._loss_y = fields.loss_limits(scope)
        self._names = variables_of(function, ("updates", "f", "norm"))
        self._points, self._gradients = runs[0].path.points, runs[0].path.gradients
        with np.errstate(all="ignore"):
            self._norm = np.hypot(self._gradients[:, 0], self._gradients[:, 1])
            self._steepest = np.fmax.accumulate(self._norm)
        beats = update_beats(fields.show_from, fields.updates, self._captions(fields))
        self.variables = function.variables
        self.timeline = Timeline(
            with_zoom(beats, fields.zoom), end_caption=away_caption(runs), captions=dict(fields.captions)
        )
        self._done = completed_updates(self.timeline, fields.show_from)
        self.values = self._values()
        self._wide = fields.window(scope, around_runs(runs))
        narrow = fields.zoom.window(scope) if fields.zoom else self._wide
        self._camera = Camera(self.timeline, self._wide, narrow)
        self._ground = fields.ground(scope, function, self._wide)
        self._near = fields.ground(scope, function, narrow) if fields.zoom else self._ground
        self._extras = axes.extras(fields.also, scope)
        self._title = fields.title if fields.title is not None else name_of(function)
        self._about = name_of(function)
        self._notes = loss_notes(runs) if fields.loss else ()

    # What is computed

    def _captions(self, fields: ContourDescent) -> tuple[str, ...]:
        """After the first of many updates there is something to think about: what it did."""
        if fields.show_from or fields.updates < 2 or len(self._runs) > 1:
            return ()
        before, after = (axes.number(float(f)) for f in self._runs[0].path.values[:2])
        return (f"Against the gradient: the loss went from {before} to {after}.",)

    def _values(self) -> dict[str, Value]:
        done, (first, second) = self._done, self._names
        values = {
            "updates": Value(done.astype(np.float64), Role.TEXT, whole=True),
            first: Value(self._points[done, 0], Role.NOW),
            second: Value(self._points[done, 1], Role.NOW),
            "f": Value(self._runs[0].path.values[done], Role.CURVE),
            f"slope_{first}": Value(self._gradients[done, 0], Role.SLOPE),
            f"slope_{second}": Value(self._gradients[done, 1], Role.SLOPE),
            "norm": Value(self._norm[done], Role.SLOPE, listed=False),
        }
        for run in self._runs[1:]:
            values[f"{first}_{run.id}"] = Value(run.path.points[done, 0], run.role, listed=False)
            values[f"{second}_{run.id}"] = Value(run.path.points[done, 1], run.role, listed=False)
            values[f"f_{run.id}"] = Value(run.path.values[done], run.role)
        return values

    # What is drawn

    def figure(self, frame: int) -> Figure:
        """The ground, where the runs have been and are, and what the phase is about."""
        window = self._camera.window(frame)
        with np.errstate(all="ignore"):
            moving = self._own_run(frame, window) if len(self._runs) == 1 else self._all_runs(frame, window)
        pane = Pane(
            x=window[0],
            y=window[1],
            title=self._title,
            x_label=self._names[0],
            y_label=self._names[1],
            shapes=(*self._shown_ground(window), *self._extras, *moving),
        )
        notes = self._notes
        if not np.isfinite(self._points[self._done[frame]]).all():
            notes = (f"{self._names[0]} and {self._names[1]} have outgrown all numbers", *notes)
        if not self._loss:
            return Figure(panes=(pane,), notes=notes)
        losses = loss_pane(self._runs, self._first, int(self._done[frame]), self._loss_y)
        return Figure(panes=(pane, replace(losses, title="log₁₀ loss")), arranged="either", notes=notes)

    def _shown_ground(self, window: Window) -> tuple[Shape, ...]:
        if window == self._wide:
            return self._ground.shapes
        if window == self._camera.window(self.frames - 1):
            return self._near.shapes
        return (*self._ground.passing, *self._near.passing)

    def _own_run(self, frame: int, window: Window) -> tuple[Shape, ...]:
        moment, k = self.timeline.moment(frame), int(self._done[frame])
        phase = self.timeline.phase(frame)
        x, y = (float(one) for one in self._points[k])
        if phase == "update" and moment.progress < 1:
            return (*self._gradient_arrow(k, window, 1.0), *self._move(k, moment.progress, window))
        shapes: list[Shape] = []
        slow = moment.beat >= 0 and self.timeline.beats[moment.beat].frames >= SLOW.loss
        if phase in {"loss", "gradient"} and slow:
            shapes.append(self._here(window).level(float(self._runs[0].path.values[k])))
        shapes += self._path(k, window)
        if phase == "gradient":
            shapes += self._gradient_arrow(k, window, ease(moment.progress))
        elif phase == "update" and k > 0:
            before = float(self._points[k - 1, 0]), float(self._points[k - 1, 1])
            shapes.append(Arrow(role=Role.UPDATE, start=before, end=(x, y)))
        return (*shapes, axes.dot(x, y))

    def _here(self, window: Window) -> Ground:
        return self._ground if window == self._wide else self._near

    def _gradient_arrow(self, k: int, window: Window, grown: float) -> tuple[Shape, ...]:
        """The gradient, uphill; its length goes with the root of the gradient's, so that small ones can be seen."""
        across, up = (float(one) for one in self._gradients[k])
        length = float(np.hypot(across / spans(window)[0], up / spans(window)[1]))
        if not 0 < length < np.inf:
            return ()
        share = float(np.sqrt(self._norm[k] / self._steepest[k]))
        scale = grown * max(REACH * share, LEAST_REACH) / length
        x, y = (float(one) for one in self._points[k])
        return (Arrow(role=Role.SLOPE, start=(x, y), end=(x + scale * across, y + scale * up)),)

    def _move(self, k: int, progress: float, window: Window) -> tuple[Shape, ...]:
        """First the arrow says where to, then the dot follows it."""
        start, target = self._points[k], self._points[k + 1]
        tip = _towards(start, target, ease(progress / ARROW_SHARE))
        here = _towards(start, target, ease((progress - ARROW_SHARE) / (1 - ARROW_SHARE)))
        arrow = Arrow(role=Role.UPDATE, start=(float(start[0]), float(start[1])), end=tip)
        return (*self._path(k, window), arrow, axes.dot(*here))

    def _path(self, k: int, window: Window) -> tuple[Shape, ...]:
        return (*trail(self._points, k, Role.PATH, window), *last_points(self._points, k, Role.PATH))

    def _all_runs(self, frame: int, window: Window) -> tuple[Shape, ...]:
        """Every run at once, each eased to its next point while an update is made."""
        moment, k = self.timeline.moment(frame), int(self._done[frame])
        moving = self.timeline.phase(frame) == "update" and moment.progress < 1
        share = ease(moment.progress) if moving else 0.0
        trails: list[Shape] = []
        places = [_towards(run.path.points[k], run.path.points[k + int(moving)], share) for run in self._runs]
        names = [run.label for run in self._runs]
        if k == 0 and len(set(places)) == 1:
            # Names of runs that nobody can tell apart yet would only hide the picture.
            names = [TOGETHER, *("" for _ in names[1:])]
        ends: list[Shape] = []
        for run, here, name in zip(self._runs, places, names, strict=True):
            trails += trail(run.path.points, k, run.role, window, here)
            ends.append(axes.dot(*here, run.role, name=name))
        return (*trails, *ends)

    def describe(self, frame: int) -> str:
        """Where the runs are after how many updates, and which way is up."""
        k, (first, second) = int(self._done[frame]), self._names
        count = "Before the first update" if k == 0 else f"After {k} update{'s' if k > 1 else ''}"
        words = [f"Level curves of {self._about}."]
        for run in self._runs:
            x, y, f = (axes.number(float(v)) for v in (*run.path.points[k], run.path.values[k]))
            who = f'the run "{run.label}"' if len(self._runs) > 1 else "the point"
            words.append(f"{count}, {who} is at {first} = {x}, {second} = {y}, where f = {f}.")
        if len(self._runs) == 1:
            slopes = [axes.number(float(v)) for v in self._gradients[k]]
            words.append(f"The gradient there is ({slopes[0]}, {slopes[1]}).")
        return " ".join(words)


def _towards(start: Array, target: Array, share: float) -> Point:
    """The point at a share of the way."""
    point = start + share * (target - start)
    return float(point[0]), float(point[1])
