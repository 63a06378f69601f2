"""Gradient descent on a curve: the loss, its gradient, the update, over and over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from calctui.figure import Array, Figure, Limits, Line, Pane, Shape, Window
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.ordered import distinct
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number
from calctui.scenes.parts import axes, on_curve
from calctui.scenes.parts.closer import Camera, Zoom, with_zoom
from calctui.scenes.parts.downhill import Downhill
from calctui.scenes.parts.jumps import broken_at_jumps
from calctui.scenes.parts.loss_pane import loss_notes, loss_pane
from calctui.scenes.parts.pace import completed_updates, update_beats
from calctui.scenes.parts.runs import away_caption
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Timeline


@frozen(kw_only=True, slots=False)
class Descent(Downhill, SceneFields):
    """Gradient descent on a function of one variable.

    Attributes:
        function: The loss.
        start: Where it starts.
        rate: The learning rate.
        zoom: A closer look after a mark.
        loss: Whether log10 of the loss is drawn against the updates in a pane below.
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
    zoom: Zoom | None = None
    loss: bool = False

    def build(self, scope: Scope) -> DescentScene:
        """Computes the scene; see `SceneFields.build`."""
        function = scope.function(self.function, self.variables, arity=1)
        with np.errstate(all="ignore"):
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
        self._runs = fields.runs(scope, function, fields.start, fields.rate)
        path = self._runs[0].path
        self._x, self._f, self._slope = path.points[:, 0], path.values, path.gradients[:, 0]
        beats = update_beats(fields.show_from, fields.updates, self._captions(fields))
        self.variables = function.variables
        self.timeline = Timeline(
            with_zoom(beats, fields.zoom),
            end_caption=away_caption(self._runs),
            captions=dict(fields.captions),
        )
        self._done = completed_updates(self.timeline, self._first)
        self.values = self._values()
        wide = self._limits(fields, scope)
        narrow = fields.zoom.window(scope) if fields.zoom else wide
        self._camera = Camera(self.timeline, wide, narrow)
        variable = function.variables[0]
        self._about = f"f({variable}) = {function.text}"
        self._title = fields.title if fields.title is not None else self._about
        self._curve = self._still_shapes(fields, scope, wide, narrow)
        self._loss, self._loss_y = fields.loss, fields.loss_limits(scope)
        self._notes = loss_notes(self._runs) if fields.loss else ()

    # What is computed

    def _captions(self, fields: Descent) -> tuple[str, ...]:
        """After the first of many updates there is something to think about: what it did."""
        if fields.show_from or fields.updates < 2 or len(self._runs) > 1:
            return ()
        before, after, slope = (axes.number(float(v)) for v in (self._x[0], self._x[1], self._slope[0]))
        variable = self._function.variables[0]
        return (f"The slope {slope} moved {variable} from {before} to {after}.",)

    def _values(self) -> dict[str, Value]:
        variable = axes.own_name(self._function.variables[0], ("updates", "f", "slope", "step"))
        with np.errstate(all="ignore"):
            moves = np.diff(self._x, prepend=self._x[:1])
        done, own = self._done, self._runs[0].role
        values = {
            "updates": Value(done.astype(np.float64), Role.TEXT, whole=True),
            variable: Value(self._x[done], own),
            "f": Value(self._f[done], Role.CURVE if len(self._runs) == 1 else own),
            "slope": Value(self._slope[done], Role.SLOPE),
            "step": Value(moves[done], Role.UPDATE),
        }
        for run in self._runs[1:]:
            values[f"{variable}_{run.id}"] = Value(run.path.points[done, 0], run.role)
            values[f"f_{run.id}"] = Value(run.path.values[done], run.role)
        return values

    # What is drawn

    def _limits(self, fields: Descent, scope: Scope) -> Window:
        visited = np.concatenate([run.path.points[:, 0] for run in self._runs])
        x = axes.limits("x", fields.x, scope) if fields.x else _around_bulk(visited, float(self._x[0]))
        if fields.y:
            return x, axes.limits("y", fields.y, scope)
        return x, axes.around_curve(axes.sample(self._function, x)[1])

    def _still_shapes(self, fields: Descent, scope: Scope, wide: Window, narrow: Window) -> tuple[Shape, ...]:
        """The curve over all that will be shown, finely enough for the closer look too.

        Where runs are compared it is muted: the colour of the curve is too near to that of one of them.
        """
        pieces = [np.linspace(*x, axes.SAMPLES) for x in (wide[0], narrow[0])]
        x = distinct(np.concatenate(pieces))
        x, y = broken_at_jumps(self._function, x, self._function(x))
        role = Role.CURVE if len(self._runs) == 1 else Role.MUTED
        return (Line(role=role, x=x, y=y, still=True), *axes.extras(fields.also, scope))

    def figure(self, frame: int) -> Figure:
        """The curve, where the runs have been and are, and what the phase is about."""
        window = self._camera.window(frame)
        with np.errstate(all="ignore"):
            moving = self._own_run(frame, window) if len(self._runs) == 1 else self._all_runs(frame, window)
        pane = Pane(x=window[0], y=window[1], title=self._title, shapes=(*self._curve, *moving))
        if not self._loss:
            return Figure(panes=(pane,))
        below = loss_pane(self._runs, self._first, int(self._done[frame]), self._loss_y)
        return Figure(panes=(pane, below), notes=self._notes)

    def _own_run(self, frame: int, window: Window) -> tuple[Shape, ...]:
        moment, k, phase = self.timeline.moment(frame), int(self._done[frame]), self.timeline.phase(frame)
        run = self._runs[0]
        shapes = [
            *on_curve.old(run, k, window),
            *on_curve.recent(run, Role.PATH, k, window),
            *on_curve.phase_shapes(run, k, phase, moment, window=window),
        ]
        if phase == "update" and moment.progress < 1:
            return (*shapes, *on_curve.move(self._function, run, k, moment.progress))
        if phase == "update":
            shapes.append(on_curve.made_move(run, k))
        return (*shapes, on_curve.standing(self._function, run, k))

    def _all_runs(self, frame: int, window: Window) -> tuple[Shape, ...]:
        """Every run at once, each eased to its next point while an update is made."""
        moment, k, phase = self.timeline.moment(frame), int(self._done[frame]), self.timeline.phase(frame)
        shapes: list[Shape] = []
        places = []
        for run in self._runs:
            moving = phase == "update" and moment.progress < 1
            places.append(
                on_curve.eased_place(self._function, run, k, moment.progress)
                if moving
                else on_curve.place(run, k)
            )
            shapes += on_curve.recent(run, run.role, k, window)
            shapes += on_curve.phase_shapes(run, k, phase, moment, window=window, runs=len(self._runs))
        names = on_curve.names([run.label for run in self._runs], places, window)
        for run, (x, f), name in zip(self._runs, places, names, strict=True):
            shapes.append(axes.dot(x, f, run.role, name=name))
        return tuple(shapes)

    def describe(self, frame: int) -> str:
        """Where the runs are after how many updates."""
        k = int(self._done[frame])
        variable = self._function.variables[0]
        count = "Before the first update" if k == 0 else f"After {k} update{'s' if k > 1 else ''}"
        words = [f"The curve {self._about}."]
        for run in self._runs:
            x, f, slope = (
                axes.number(float(v))
                for v in (run.path.points[k, 0], run.path.values[k], run.path.gradients[k, 0])
            )
            who = f'the run "{run.label}"' if len(self._runs) > 1 else "the point"
            words.append(f"{count}, {who} is at {variable} = {x}, f = {f}, where the slope is {slope}.")
        return " ".join(words)


def _around_bulk(visited: Array, start: float) -> Limits:
    """Limits around the visited places without those that ran away; around a place alone as wide as it is far."""
    near = visited[np.abs(visited) <= 3 * max(abs(start), 1.0)]
    if np.ptp(near) > 0:
        return axes.around(near, 0.25)
    reach = 1.25 * max(abs(start), 1.0)
    return start - reach, start + reach
