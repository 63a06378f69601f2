"""A small network that learns to tell two classes apart: its decision boundary moves while the loss falls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Contours, Dots, Figure, Heat, Limits, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.network import Activation, History, Network, train
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import Number
from calctui.scenes.parts import axes
from calctui.scenes.parts.long_run import done_updates, long_beats, told_updates
from calctui.scenes.parts.training import HistoryPane, state_at
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Timeline

XOR = ((0.0, 0.0, 0.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0))
MOST_POINTS, MOST_UPDATES, MOST_SEED = 500, 2000, 2**32 - 1
MOST_LAYERS, MOST_UNITS = 3, 32
GRID = 65
"""Columns and rows at which the network is asked for its picture: about the dots of a pane."""
BOUNDARY = 0.5
SHADES = (BOUNDARY, 0.9)
"""How sure of class 1 the network must be for each density of shading."""
MARGIN = 0.3
"""What is shown around the data, as a share of their span."""
FEW = 4
"""Of so many points at most the description gives each."""
CLASSES = (Role.RUN_4, Role.RUN_3)
"""The roles of the two classes, which nothing else in the picture has."""


@frozen(kw_only=True, slots=False)
class NetworkFields(SceneFields):
    """A dense network trained by descent on all points at once.

    Attributes:
        data: `xor`, or points with their class: [x, y, 0] or [x, y, 1].
        hidden: The units of each hidden layer.
        activation: What a hidden unit does with its sum.
        rate: The learning rate.
        updates: How many updates are made; 0 shows the start only.
        seed: Of the weights at the start.
    """

    EXAMPLE: ClassVar[str] = """\
data: xor
hidden: [3]
activation: tanh
rate: 1
updates: 200
seed: 1
"""

    data: Literal["xor"] | tuple[tuple[Number, Number, Number], ...] = "xor"
    hidden: tuple[int, ...] = (3,)
    activation: Activation = "tanh"
    rate: Number
    updates: int
    seed: int = 1

    def build(self, scope: Scope) -> NetworkScene:
        """Computes the scene; see `SceneFields.build`."""
        if not 0 <= self.updates <= MOST_UPDATES:
            raise SceneError("updates", f"must be from 0 to {MOST_UPDATES}")
        if not 0 <= self.seed <= MOST_SEED:
            raise SceneError("seed", f"must be from 0 to {MOST_SEED}")
        if len(self.hidden) > MOST_LAYERS:
            raise SceneError("hidden", f"at most {MOST_LAYERS} hidden layers", cure="write hidden: [3]")
        for index, units in enumerate(self.hidden):
            if not 1 <= units <= MOST_UNITS:
                raise SceneError(f"hidden.{index}", f"a layer has from 1 to {MOST_UNITS} units")
        points = self._points(scope)
        network = Network((2, *self.hidden, 1), self.activation)
        rate = axes.finite("rate", scope.number(self.rate))
        x, labels = points[:, :2], points[:, 2]
        history = train(network, x, labels, rate=rate, updates=self.updates, seed=self.seed)
        return NetworkScene(self, scope, network, history, points)

    def _points(self, scope: Scope) -> Array:
        """The data: two coordinates and the class; shape (m, 3)."""
        if isinstance(self.data, str):
            return np.array(XOR)
        if not 1 <= len(self.data) <= MOST_POINTS:
            raise SceneError("data", f"there must be from 1 to {MOST_POINTS} points")
        found = []
        for index, point in enumerate(self.data):
            numbers = [axes.finite(f"data.{index}", scope.number(one)) for one in point]
            if numbers[2] not in {0.0, 1.0}:
                cure = f"write [{numbers[0]:g}, {numbers[1]:g}, 1]"
                raise SceneError(f"data.{index}", "the class of a point is 0 or 1", cure=cure)
            found.append(numbers)
        return np.array(found)


class NetworkScene(Scene):
    """The computed scene."""

    phases: ClassVar[Mapping[str, Role]] = {
        "loss": Role.CURVE,
        "gradient": Role.SLOPE,
        "update": Role.UPDATE,
    }

    def __init__(
        self, fields: NetworkFields, scope: Scope, network: Network, history: History, points: Array
    ) -> None:
        self._network, self._history, self._points = network, history, points
        self.timeline = Timeline(
            long_beats(fields.updates, self._captions(fields.updates)),
            end_caption=self._end_caption(),
            captions=dict(fields.captions),
        )
        done = self._done = done_updates(self.timeline)
        self.values = {
            "updates": Value(done.astype(np.float64), Role.TEXT, whole=True),
            "loss": Value(history.losses[done], Role.CURVE),
            "right": Value(history.right[done].astype(np.float64), Role.TARGET, whole=True),
        }
        sizes = "–".join(map(str, network.sizes))
        self._name = f"{sizes} network, {network.activation}"
        self._title = fields.title if fields.title is not None else self._name
        self._notes = ("shaded where it says 1", f"seed {fields.seed}")
        self._limits = self._limits_of("x", fields, scope), self._limits_of("y", fields, scope)
        self._grid_x, self._grid_y = (np.linspace(*limits, GRID) for limits in self._limits)
        columns, rows = np.meshgrid(self._grid_x, self._grid_y)
        self._places = np.column_stack([columns.ravel(), rows.ravel()])
        self._still = (*axes.extras(fields.also, scope), *self._data())
        self._also = axes.extras(fields.also, scope, pane=2)
        self._losses = HistoryPane(history.losses, title="loss", powers=False, share=0.85)
        # What the loss would change by one update if it kept its slope: the gradient times the step.
        with np.errstate(all="ignore"):
            rate = float(scope.number(fields.rate))
            self._falls = -rate * np.square(history.gradients).sum(axis=1)

    # What is computed

    def _captions(self, updates: int) -> dict[int, str]:
        """The first update, and the first after which all points are on their side for good."""
        if updates < 2:
            return {}
        losses, count = self._history.losses, len(self._points)
        first = f"the loss {axes.number(float(losses[0]))} → {axes.number(float(losses[1]))}"
        captions = {1: f"Every weight moved a little: {first}"}
        wrong = np.flatnonzero(self._history.right < count)
        told = [k for k in told_updates(updates) if not wrong.size or k > wrong[-1]]
        if wrong.size and told and told[0] > 1:
            captions[told[0]] = f"All {count} points are on the right side now."
        return captions

    def _end_caption(self) -> str:
        right, count = int(self._history.right[-1]), len(self._points)
        if right == count:
            return ""
        return f"It got stuck: {right} of {count} are right. Another seed may do better."

    def _limits_of(self, field: str, fields: NetworkFields, scope: Scope) -> Limits:
        given = fields.x if field == "x" else fields.y
        if given:
            return axes.limits(field, given, scope)
        return axes.around(self._points[:, 0 if field == "x" else 1], MARGIN)

    def _data(self) -> tuple[Shape, ...]:
        """The points of each class with a sign of its own."""
        shapes = []
        for label, role in enumerate(CLASSES):
            own = self._points[self._points[:, 2] == label]
            if len(own):
                shapes.append(Dots(role=role, x=own[:, 0], y=own[:, 1], glyph=str(label), still=True))
        return tuple(shapes)

    # What is drawn

    def figure(self, frame: int) -> Figure:
        """The data, what the network says everywhere, and the loss."""
        state = state_at(self.timeline, self._done, frame)
        parameters = state.between(self._history.parameters)
        z = self._network.probabilities(parameters, self._places).reshape(GRID, GRID)
        shapes: list[Shape] = [Heat(role=CLASSES[1], x=self._grid_x, y=self._grid_y, z=z, levels=SHADES)]
        shapes.append(
            Contours(
                role=Role.CURVE,
                x=self._grid_x,
                y=self._grid_y,
                z=z,
                levels=(BOUNDARY,),
                labelled=False,
            )
        )
        shapes += self._still
        left = Pane(
            x=self._limits[0],
            y=self._limits[1],
            title=self._title,
            shapes=tuple(shapes),
        )
        panes = [left]
        if len(self._history.losses) > 1:
            slope = float(self._falls[state.done])
            panes.append(self._losses.pane(state, slope=slope, still=self._also))
        return Figure(panes=tuple(panes), arranged="beside", notes=self._notes)

    def describe(self, frame: int) -> str:
        """How many points are right after how many updates, and how sure the network is of each of a few."""
        k = int(self._done[frame])
        count = "Before the first update" if k == 0 else f"After {k} update{'s' if k > 1 else ''}"
        loss = axes.number(float(self._history.losses[k]))
        right = f"{int(self._history.right[k])} of {len(self._points)} points are on the right side"
        words = [
            f"A {self._name}, its decision boundary among points of two classes, and its loss.",
            f"{count}, {right}, and the loss is {loss}.",
        ]
        if len(self._points) <= FEW:
            sure = self._network.probabilities(self._history.parameters[k], self._points[:, :2])
            said = [
                f"{axes.number(float(p), 2)} at ({axes.number(float(x))}, {axes.number(float(y))})"
                for p, (x, y, _) in zip(sure, self._points, strict=True)
            ]
            words.append("Its probability of class 1 is " + ", ".join(said) + ".")
        return " ".join(words)
