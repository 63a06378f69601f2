"""A function of two variables as a landscape: a wire frame that turns, perhaps with a path downhill on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Arrow, Dots, Figure, Label, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.optimizers import Path
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number, Pair, formula
from calctui.scenes.parts import axes
from calctui.scenes.parts.downhill import check_updates
from calctui.scenes.parts.pace import completed_updates
from calctui.scenes.parts.plane import name_of, variables_of
from calctui.scenes.parts.probe import Probe
from calctui.scenes.parts.runs import OptimizerFields, compute
from calctui.scenes.parts.wire import ELEVATION, FLOOR, SIDE, View, Wire
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

DEFAULT_TURN = Probe(from_=formula("20"), to=formula("110"))
FRAMES_A_DEGREE = 1.3
LEAST_TURN, LONGEST_TURN = 45, 420
"""The frames of the turn at least and at most."""
PATH_FRAMES, SLOWEST = 240, 12
"""About how many frames the whole path takes, and how many one update takes at most."""
BETWEEN = 6
"""Pieces in which the way from one point of the path to the next follows the surface."""
NAMED, OUTSIDE = 0.7, 1.22
"""Where the name of a variable stands: so far along an edge of the floor, and so far outside it."""
FADING = 4
"""So many of the last points of the path are drawn as dots."""


@frozen(kw_only=True, slots=False)
class Surface(OptimizerFields, SceneFields):
    """The surface of a function of two variables.

    Attributes:
        function: A function of two variables.
        turn: From how far to how far it is turned, in degrees, counter-clockwise as seen from above; at 0 the
            first variable grows to the right and the second away from the viewer.
        z: Limits of the heights; what is beyond them is cut off.
        start: Where a path downhill starts; default: no path.
        rate: Its learning rate.
        updates: How many updates it makes.
    """

    EXAMPLE: ClassVar[str] = """\
function: 0.1*x**2 + 2*y**2
x: [-5.5, 5.5]
y: [-2.6, 2.6]
turn: {from: 20, to: 110}
start: [-5, -2]
rate: 0.4
updates: 15
"""

    function: FunctionOf
    turn: Probe = DEFAULT_TURN
    z: Pair | None = None
    start: Pair | None = None
    rate: Number | None = None
    updates: int = 0

    def build(self, scope: Scope) -> SurfaceScene:
        """Computes the scene; see `SceneFields.build`."""
        function = scope.function(self.function, self.variables, arity=2)
        return SurfaceScene(self, scope, function, self._path(scope, function))

    def _path(self, scope: Scope, function: Function) -> Path | None:
        check_updates(self.updates)
        if self.start is None:
            if self.updates or self.rate is not None:
                raise SceneError("start", "a path needs a place to start", cure="write start: [1, 2]")
            return None
        if self.rate is None and self.updates:
            raise SceneError("rate", "a path needs a learning rate", cure="write rate: 0.1")
        rate = axes.finite("rate", scope.number(self.rate)) if self.rate else 0.0
        start = axes.pair("start", self.start, scope)
        return compute(self, scope, function, start=start, rate=rate, updates=self.updates)


class SurfaceScene(Scene):
    """The computed scene: first the path goes down, then the whole turns."""

    phases: ClassVar[Mapping[str, Role]] = {"update": Role.UPDATE, "turn": Role.CURVE}

    def __init__(self, fields: Surface, scope: Scope, function: Function, path: Path | None) -> None:
        self._function, self._path = function, path
        self._names = variables_of(function, ("angle", "updates", "f", "norm"))
        self._turn = axes.pair("turn", (fields.turn.from_, fields.turn.to), scope)
        self.variables = function.variables
        self.timeline = Timeline(self._beats(), captions=dict(fields.captions))
        self._angle = self._angles()
        self._done = completed_updates(self.timeline, 0)
        self.values = self._values()
        start = path.points[0] if path is not None else np.zeros(2)
        reach = np.maximum(1.3 * np.abs(start), 3.0)
        window = (
            axes.limits("x", fields.x, scope) if fields.x else (-float(reach[0]), float(reach[0])),
            axes.limits("y", fields.y, scope) if fields.y else (-float(reach[1]), float(reach[1])),
        )
        self._wire = Wire(function, window, axes.limits("z", fields.z, scope) if fields.z else None)
        self._way = self._way_down()
        self._extras = axes.extras(fields.also, scope)
        self._title = fields.title if fields.title is not None else name_of(function)
        self._about = name_of(function)

    # What is computed

    def _beats(self) -> list[Beat]:
        updates = self._path.updates if self._path is not None else 0
        frames = min(max(PATH_FRAMES // max(updates, 1), 1), SLOWEST)
        beats = [Beat("update", frames, f"update-{k}") for k in range(1, updates + 1)]
        way = round(FRAMES_A_DEGREE * min(abs(self._turn[1] - self._turn[0]), LONGEST_TURN))
        return [*beats, Beat("turn", min(max(way, LEAST_TURN), LONGEST_TURN), "turn")]

    def _angles(self) -> Array:
        """How far it is turned at every frame, in degrees."""
        start, stop = self._turn
        angles = np.full(self.timeline.frames, start)
        for frame in range(self.timeline.frames):
            if self.timeline.phase(frame) == "turn":
                share = ease(self.timeline.moment(frame).progress)
                angles[frame] = stop if share == 1 else start + share * (stop - start)
        return angles

    def _values(self) -> dict[str, Value]:
        values = {"angle": Value(self._angle, Role.TEXT, listed=self._path is None)}
        if self._path is None:
            return values
        (first, second), done, path = self._names, self._done, self._path
        with np.errstate(all="ignore"):
            norm = np.hypot(path.gradients[:, 0], path.gradients[:, 1])
        return values | {
            "updates": Value(done.astype(np.float64), Role.TEXT, whole=True),
            first: Value(path.points[done, 0], Role.NOW),
            second: Value(path.points[done, 1], Role.NOW),
            "f": Value(path.values[done], Role.CURVE),
            f"slope_{first}": Value(path.gradients[done, 0], Role.SLOPE, listed=False),
            f"slope_{second}": Value(path.gradients[done, 1], Role.SLOPE, listed=False),
            "norm": Value(norm[done], Role.SLOPE, listed=False),
        }

    def _way_down(self) -> tuple[Array, Array, Array]:
        """The path in the box, along the surface: `BETWEEN` places for each update, and the last point."""
        points = self._path.points if self._path is not None else np.empty((0, 2))
        with np.errstate(all="ignore"):
            share = np.arange(BETWEEN)[None, :, None] / BETWEEN
            pieces = points[:-1, None, :] + share * (points[1:, None, :] - points[:-1, None, :])
            way = np.concatenate((pieces.reshape(-1, 2), points[-1:]))
            across, along = self._wire.placed(way[:, 0], way[:, 1])
            inside = (np.abs(across) <= 1) & (np.abs(along) <= 1)
            across, along = np.where(inside, across, np.nan), np.where(inside, along, np.nan)
            return self._wire.on_surface(across, along)

    # What is drawn

    def figure(self, frame: int) -> Figure:
        """The surface from where the viewer stands, and the path as far as it has come."""
        angle = float(self._angle[frame])
        view, ground, marks = self._standing if angle == self._turn[0] else self._seen_from(angle)
        shapes: list[Shape] = [*ground]
        if self._path is not None:
            shapes += self._path_until(view, frame)
        high = SIDE * np.sin(ELEVATION) - FLOOR * np.cos(ELEVATION) + 0.05
        pane = Pane(
            x=(-SIDE - 0.2, SIDE + 0.2),
            y=(-high, high),
            axes=False,
            title=self._title,
            shapes=(*shapes, *marks),
        )
        return Figure(panes=(pane,))

    @cached_property
    def _standing(self) -> tuple[View, list[Shape], list[Shape]]:
        """As `_seen_from`, before it turns: then it is still."""
        view, ground, marks = self._seen_from(self._turn[0])
        return (
            view,
            [replace(shape, still=True) for shape in ground],
            [replace(shape, still=True) for shape in marks],
        )

    def _seen_from(self, angle: float) -> tuple[View, list[Shape], list[Shape]]:
        """How it is seen when it is turned by so many degrees: the surface on its floor, and the author's marks."""
        view = View(self._wire, angle)
        marks = [self._lifted(shape, view) for shape in self._extras]
        return view, [*self._floor(view), *self._wires(view)], marks

    def _wires(self, view: View) -> list[Shape]:
        """The lines of the frame; where the surface is seen from below, they are muted."""
        seen = view.seen(*self._wire.lines)
        # One line after the other, with a gap between two.
        gap = np.full((len(seen.up), 1), np.nan)
        across = np.hstack((seen.right, gap)).ravel()
        return [
            Line(role=role, x=across, y=np.hstack((np.where(kept, seen.up, np.nan), gap)).ravel())
            for role, kept in ((Role.MUTED, seen.beneath), (Role.CURVE, seen.visible & ~seen.beneath))
        ]

    def _floor(self, view: View) -> list[Shape]:
        """The edges of the floor, and the names of the variables, each where its nearest edge ends."""
        along = np.linspace(-1, 1, 41)
        one, gap = np.ones(41), [np.nan]
        x = np.concatenate((along, gap, one, gap, along, gap, -one))
        y = np.concatenate((-one, gap, along, gap, one, gap, along))
        seen = view.seen(x, y, np.where(np.isnan(x), np.nan, FLOOR))
        shapes: list[Shape] = [Line(role=Role.MUTED, x=seen.right, y=np.where(seen.visible, seen.up, np.nan))]
        ends = (((NAMED, -OUTSIDE), (NAMED, OUTSIDE)), ((-OUTSIDE, NAMED), (OUTSIDE, NAMED)))
        for name, places in zip(self._names, ends, strict=True):
            (first, second), (third, fourth) = places
            here = view.seen(np.array([first, third]), np.array([second, fourth]), np.full(2, FLOOR))
            nearest = int(np.argmin(here.up))
            right, up = float(here.right[nearest]), float(here.up[nearest])
            shapes.append(Label(role=Role.MUTED, x=right, y=up, text=name))
        return shapes

    def _lifted(self, shape: Shape, view: View) -> Shape:
        """A mark of the author's, given by values of the variables, on the surface there."""

        def seen(x: Array, y: Array) -> tuple[Array, Array]:
            places = view.seen(*self._wire.on_surface(*self._wire.placed(x, y)))
            return places.right, places.up

        match shape:
            case Dots():
                x, y = seen(shape.x, shape.y)
                return replace(shape, x=x, y=y, still=False)
            case Line():
                share = np.linspace(0, 1, 41)
                x, y = seen(np.interp(share, [0, 1], shape.x), np.interp(share, [0, 1], shape.y))
                return replace(shape, x=x, y=y, still=False)
            case Arrow():
                x, y = seen(*np.array([shape.start, shape.end]).T)
                start, end = zip(x.tolist(), y.tolist(), strict=True)
                return replace(shape, start=start, end=end, still=False)
            case Label():
                x, y = seen(np.array([shape.x]), np.array([shape.y]))
                return replace(shape, x=float(x[0]), y=float(y[0]), still=False)
        return shape

    def _path_until(self, view: View, frame: int) -> list[Shape]:
        moment, k = self.timeline.moment(frame), int(self._done[frame])
        moving = self.timeline.phase(frame) == "update" and moment.progress < 1
        last = k * BETWEEN + (round(ease(moment.progress) * BETWEEN) if moving else 0)
        seen = view.seen(*(part[: last + 1] for part in self._way))
        up = np.where(seen.visible, seen.up, np.nan)
        points = slice(max(k - FADING, 0) * BETWEEN, last, BETWEEN)
        here = axes.dot(float(seen.right[-1]), float(seen.up[-1]))
        if not seen.visible[-1]:
            # Behind a hill: still told, with a hollow dot.
            here = Dots(role=Role.NOW, x=here.x, y=here.y, glyph="○")
        return [
            Line(role=Role.PATH, x=seen.right, y=up),
            Dots(role=Role.PATH, x=seen.right[points], y=up[points], glyph="•"),
            here,
        ]

    def describe(self, frame: int) -> str:
        """What surface it is, how it is turned, and where the path has come to."""
        low, high = (axes.number(height) for height in self._wire.heights)
        words = [
            f"The surface {self._about} as a wire frame, with heights from {low} to {high}, "
            f"turned by {axes.number(float(self._angle[frame]), 3)} degrees."
        ]
        if self._path is not None:
            k = int(self._done[frame])
            x, y, f = (axes.number(float(v)) for v in (*self._path.points[k], self._path.values[k]))
            count = "Before the first update" if k == 0 else f"After {k} update{'s' if k > 1 else ''}"
            first, second = self._names
            words.append(f"{count}, a path on it has come to {first} = {x}, {second} = {y}, where f = {f}.")
        return " ".join(words)
