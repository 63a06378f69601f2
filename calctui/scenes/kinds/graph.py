"""A computational graph: values flow forward through its boxes, then gradients backward, then an update."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import ClassVar

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Figure, Pane
from calctui.frozen import frozen
from calctui.maths.graph import Graph, of_formula, of_nodes
from calctui.maths.scope import Scope
from calctui.maths.tree import Name, Node, preorder, substitute
from calctui.maths.typesetting.typeset import one_line
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number, Words
from calctui.scenes.graphs.checks import check_nodes, check_size, check_updates, checked_inputs
from calctui.scenes.graphs.layout import HEIGHT, WIDTH
from calctui.scenes.graphs.picture import SHORT, GraphPicture, Look, short
from calctui.scenes.graphs.run import Event, beats_and_events, passes
from calctui.scenes.parts import axes
from calctui.scenes.parts.excerpt import excerpt
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Timeline, ease

LONGEST_TITLE = 44
VALUE_ROOM, GRADIENT_ROOM = SHORT + 1, SHORT - 1
"""The characters for which a box has room where inputs are learned: so it stands still while the rate is tuned.

A gradient that needs more does without the blank behind its sign.
"""
TELL = 0.4
"""The share of an update in which the learned inputs change; in the rest the new values flow forward."""


@frozen(kw_only=True, slots=False)
class GraphFields(SceneFields):
    """A computational graph.

    Attributes:
        nodes: What each node computes, each after those it needs; the last is the result. This or `function`.
        function: A formula, each operation of which becomes a node; its result is y.
        at: The values of the inputs.
        rate: The learning rate.
        updates: How many updates are made.
        learn: The inputs that an update changes.
        show_from: The mark at which it starts, what is before it being done; default: start.
        show_until: The mark at which it ends; default: end.
    """

    EXAMPLE: ClassVar[str] = """\
nodes: {z: w*x, p: z + b, r: p - t, L: r**2}
at: {w: 3, x: 2, b: -1, t: 4}
rate: 0.05
updates: 3
learn: [w, b]
"""

    nodes: Mapping[Words, FunctionOf] = field(default_factory=dict)
    function: FunctionOf | None = None
    at: Mapping[Words, Number] = field(default_factory=dict)
    rate: Number | None = None
    updates: int = 0
    learn: tuple[Words, ...] = ()
    show_from: Words = ""
    show_until: Words = ""

    def build(self, scope: Scope) -> GraphScene:
        """Computes the scene; see `SceneFields.build`."""
        if bool(self.nodes) == (self.function is not None):
            cure = "write nodes: {z: w*x, L: z**2}"
            raise SceneError("nodes", "a graph needs either nodes or function", cure=cure)
        constants = {name: value for name, value in scope.parameters.items() if name not in self.at}
        if self.function is not None:
            graph = of_formula(scope.expand(self.function), constants)
        else:
            check_nodes(self.nodes, self.at, scope)
            trees = {name: formula.tree for name, formula in self.nodes.items()}
            graph = of_nodes(trees, constants, scope.expand_tree)
        check_size(graph, "nodes" if self.nodes else "function")
        inputs = checked_inputs(graph, self.at, scope)
        check_updates(graph, self.updates, self.learn, rate=self.rate is not None)
        rate = axes.finite("rate", scope.number(self.rate)) if self.rate is not None else 0.0
        return GraphScene(self, scope, graph, inputs, rate)


class GraphScene(Scene):
    """The computed scene."""

    phases: ClassVar[Mapping[str, Role]] = {
        "forward": Role.NOW,
        "backward": Role.SLOPE,
        "update": Role.UPDATE,
    }

    def __init__(
        self, fields: GraphFields, scope: Scope, graph: Graph, inputs: Mapping[str, float], rate: float
    ) -> None:
        self._graph, self.variables = graph, graph.inputs
        self._learn = tuple(dict.fromkeys(fields.learn)) if fields.updates else ()
        self._passes = passes(graph, inputs, self._learn, rate, fields.updates)
        beats, events = beats_and_events(graph, self._passes, self._learn)
        part = excerpt(beats, fields.show_from, fields.show_until)
        self._done, self._events = part.start, events[: part.stop]
        whole = not fields.updates and len(self._events) == len(events)
        end_caption = "One pass backward gave every gradient." if whole else ""
        self.timeline = Timeline(beats[part], end_caption=end_caption, captions=dict(fields.captions))
        self.values = self._values(fields.updates)
        self._picture = GraphPicture(graph, fields.learn, self._longest())
        self._formula = f"{graph.result} = {self._whole()}"
        self._title = fields.title if fields.title is not None else self._default_title()
        self._limits = (
            axes.limits("x", fields.x, scope) if fields.x else (0.0, float(WIDTH)),
            axes.limits("y", fields.y, scope) if fields.y else (0.0, float(HEIGHT)),
        )
        self._still = (*self._picture.still, *axes.extras(fields.also, scope))

    def _whole(self) -> str:
        """The result as a formula of the inputs, or of its nodes where that is long."""
        trees: dict[str, Node] = {}
        for node in self._graph.nodes:
            sizes = [sum(1 for _ in preorder(trees.get(name, Name(name)))) for name in node.operands]
            if sum(sizes) > 4 * LONGEST_TITLE:
                return one_line(self._graph.nodes[-1].tree)
            trees[node.name] = substitute(node.tree, trees)
        return one_line(trees[self._graph.result])

    def _default_title(self) -> str:
        if len(self._formula) <= LONGEST_TITLE:
            return self._formula
        return f"how {self._graph.result} is computed"

    def _longest(self) -> dict[str, tuple[int, int]]:
        """For each box the characters of its longest value and its longest gradient."""
        with_gradients = self._passes[:-1] or self._passes
        longest = {
            name: (
                max(len(short(one.values[name])) for one in self._passes),
                max(len(short(one.gradients[name])) for one in with_gradients),
            )
            for name in self._graph.order
        }
        if not self._learn:
            return longest
        return {
            name: (max(value, VALUE_ROOM), max(gradient - 1, GRADIENT_ROOM))
            for name, (value, gradient) in longest.items()
        }

    def _values(self, updates: int) -> dict[str, Value]:
        """Each number from the moment on at which it is computed; until then 0, but for the inputs."""
        frames, names = self.timeline.frames, self._graph.order
        numbers, gradients = np.zeros((len(names), frames)), np.zeros((len(names), frames))
        done = np.zeros(frames)
        place = {name: index for index, name in enumerate(names)}
        for name in self._graph.inputs:
            numbers[place[name]] = self._passes[0].values[name]
        ends = [0] * self._done + list(self.timeline.ends)
        for event, frame in zip(self._events, ends, strict=True):
            now = self._passes[event.number]
            match event.kind:
                case "forward":
                    numbers[place[event.name], frame:] = now.values[event.name]
                case "backward":
                    gradients[place[event.name], frame:] = now.gradients[event.name]
                case "all-backward":
                    gradients[:, frame:] = [[now.gradients[name]] for name in names]
                case _:
                    numbers[:, frame:] = [[now.values[name]] for name in names]
                    gradients[:, frame:] = 0.0
                    done[frame:] = event.number
        values = {"updates": Value(done, Role.TEXT, whole=True)} if updates else {}
        for name, series, slopes in zip(names, numbers, gradients, strict=True):
            role = Role.CURVE if name == self._graph.result else Role.TEXT
            role = Role.NOW if name in self._graph.inputs else role
            for key, value in (
                (name, Value(series, role, listed=name in self._learn)),
                (f"grad_{name}", Value(slopes, Role.SLOPE, listed=False)),
            ):
                if key in values:
                    what = f"this kind of scene has a value {key} of its own"
                    raise SceneError("nodes", what, cure="use another name")
                values[key] = value
        return values

    # What is drawn

    def figure(self, frame: int) -> Figure:
        """The boxes with what is known at the frame, and what flows between them."""
        pane = Pane(
            x=self._limits[0],
            y=self._limits[1],
            title=self._title,
            axes=False,
            shapes=(*self._still, *self._picture.shapes(self._look(frame))),
        )
        note = f"∂: how fast {self._graph.result} changes with it"
        return Figure(panes=(pane,), notes=(note,))

    def _look(self, frame: int) -> Look:
        moment = self.timeline.moment(frame)
        values, gradients = self._known(self._done + moment.completed)
        if moment.beat < 0:
            return Look(values, gradients)
        event, flow = self._events[self._done + moment.beat], ease(moment.progress)
        match event.kind:
            case "forward":
                node = next(node for node in self._graph.nodes if node.name == event.name)
                uses = [(node.name, index) for index in range(len(node.operands))]
                return Look(values, gradients, {event.name: Role.NOW}, wires=uses, flow=flow)
            case "backward":
                uses = list(self._graph.uses(event.name))
                shares = {use: short(self._passes[0].shares[use]) for use in uses if len(uses) > 1}
                lit = {event.name: Role.SLOPE}
                return Look(values, gradients, lit, wires=uses, backward=True, flow=flow, shares=shares)
            case "all-backward":
                return self._swept_back(values, gradients, event, moment.progress)
            case _:
                return self._updating(values, gradients, event, moment.progress)

    def _known(
        self, completed: int, say: Callable[[float], str] = short
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The words for the values and gradients that are known after so many beats."""
        values = {name: say(self._passes[0].values[name]) for name in self._graph.inputs}
        gradients: dict[str, str] = {}
        for event in self._events[:completed]:
            now = self._passes[event.number]
            match event.kind:
                case "forward":
                    values[event.name] = say(now.values[event.name])
                case "backward":
                    gradients[event.name] = say(now.gradients[event.name])
                case "all-backward":
                    gradients = {name: say(value) for name, value in now.gradients.items()}
                case _:
                    values = {name: say(value) for name, value in now.values.items()}
                    gradients = {}
        return values, gradients

    def _swept_back(
        self, values: Mapping[str, str], gradients: Mapping[str, str], event: Event, progress: float
    ) -> Look:
        """One pass backward at once: the gradients come in reverse order."""
        order = list(reversed(self._graph.order))
        reached = order[: math.ceil(progress * len(order))]
        now = self._passes[event.number].gradients
        found = {**gradients, **{name: short(now[name]) for name in reached}}
        lit = reached[-1:] if progress < 1 else ()
        uses = [use for name in lit for use in self._graph.uses(name)]
        return Look(values, found, dict.fromkeys(lit, Role.SLOPE), wires=uses, backward=True)

    def _updating(
        self, values: Mapping[str, str], gradients: Mapping[str, str], event: Event, progress: float
    ) -> Look:
        """The learned inputs change, and then the new values flow forward."""
        new = self._passes[event.number].values
        lit: dict[str, Role] = dict.fromkeys(self._learn, Role.UPDATE)
        if progress == 1:
            return Look(values, gradients, lit, changed=self._learn)
        changed = {name: short(new[name]) for name in self._learn}
        if progress < TELL / 2:
            return Look(values, gradients, lit)
        nodes = self._graph.nodes
        reached = nodes[: math.floor(max(progress - TELL, 0.0) / (1 - TELL) * (len(nodes) + 1))]
        found = {**values, **changed, **{node.name: short(new[node.name]) for node in reached}}
        uses = []
        if reached:
            lit[reached[-1].name] = Role.NOW
            uses = [(reached[-1].name, index) for index in range(len(reached[-1].operands))]
        return Look(found, gradients, lit, changed=self._learn, wires=uses)

    def describe(self, frame: int) -> str:
        """What is known in the graph."""
        values, gradients = self._known(self._done + self.timeline.moment(frame).completed, axes.number)
        words = [f"The computational graph of {self._formula}."]
        known = [f"{name} = {text}" for name, text in values.items()]
        words.append("Known are " + ", ".join(known) + ".")
        if gradients:
            result = self._graph.result
            slopes = [f"by {name} {text}" for name, text in gradients.items()]
            words.append(f"The derivatives of {result} are " + ", ".join(slopes) + ".")
        return " ".join(words)
