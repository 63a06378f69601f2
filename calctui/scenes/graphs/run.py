"""What happens in a computational graph in which order: forward, backward, update; and what is known when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from calctui.frozen import frozen
from calctui.maths.graph import Array, Graph, Use
from calctui.scenes.parts import axes
from calctui.scenes.timeline import Beat

Key = TypeVar("Key", str, Use)

FORWARD_FRAMES, BACKWARD_FRAMES = 22, 26
BRIEF_FORWARD, BRIEF_BACKWARD = 12, 14
"""How long a box takes where the passes are only the way to an update."""
SLOW_UPDATES, SLOW_BACKWARD, SLOW_UPDATE = 3, 36, 54
ALL_QUICK_FRAMES, LEAST_FRAMES = 360, 6
"""About how long all later updates together may take, and how long each takes at least."""


@frozen
class Pass:
    """The numbers of one pass forward and backward.

    Attributes:
        values: Of each input and node.
        gradients: The derivative of the result by each.
        slopes: For each use the slope of the user by it.
        shares: For each use what it adds to a gradient.
    """

    values: Mapping[str, float]
    gradients: Mapping[str, float]
    slopes: Mapping[Use, float]
    shares: Mapping[Use, float]


@frozen
class Event:
    """What a beat is about.

    Attributes:
        kind: ``forward`` or ``backward`` through one node, ``all-backward``, or ``update``.
        name: Which node; empty where it is about all.
        number: The pass that it belongs to, from 0; that of the new parameters for an update.
    """

    kind: str
    name: str = ""
    number: int = 0


def passes(
    graph: Graph, at: Mapping[str, float], learn: Sequence[str], rate: float, updates: int
) -> list[Pass]:
    """A pass for the inputs that are given, and one after each update of those that are learned."""
    found: list[Pass] = []
    inputs = dict(at)
    for _ in range(updates + 1):
        values = graph.forward(inputs)
        back = graph.backward(values)
        found.append(
            Pass(_floats(values), _floats(back.gradients), _floats(back.slopes), _floats(back.shares))
        )
        with np.errstate(all="ignore"):
            inputs.update(
                {name: float(np.float64(inputs[name]) - rate * back.gradients[name]) for name in learn}
            )
    return found


def _floats(arrays: Mapping[Key, Array]) -> dict[Key, float]:
    return {key: float(array) for key, array in arrays.items()}


def beats_and_events(
    graph: Graph, run: Sequence[Pass], learn: Sequence[str]
) -> tuple[list[Beat], list[Event]]:
    """The beats of a scene, and what each is about."""
    beats: list[Beat] = []
    events: list[Event] = []
    result, words = graph.result, Words(graph, run[0])
    brief = len(run) > 1
    forth, back = (BRIEF_FORWARD, BRIEF_BACKWARD) if brief else (FORWARD_FRAMES, BACKWARD_FRAMES)
    for node in graph.nodes:
        last = node.name == result
        beats.append(Beat("forward", forth, f"forward-{node.name}", words.forward(node.name), stop=last))
        events.append(Event("forward", node.name))
    order = list(reversed(graph.order))
    fanned = [name for name in order if len(graph.uses(name)) > 1]
    for name in order:
        stop = name == order[-1] or name in fanned[:1]
        beats.append(Beat("backward", back, f"backward-{name}", words.backward(name), stop=stop))
        events.append(Event("backward", name))
    quick = max(ALL_QUICK_FRAMES // max(len(run) - 1, 1), LEAST_FRAMES)
    for number in range(1, len(run)):
        slow = number <= SLOW_UPDATES
        if number > 1:
            beats.append(Beat("backward", min(SLOW_BACKWARD, SLOW_BACKWARD if slow else quick // 2)))
            events.append(Event("all-backward", number=number - 1))
        caption = _updated(graph, run[number - 1], run[number], learn) if number == 1 else ""
        beats.append(
            Beat(
                "update",
                SLOW_UPDATE if slow else min(quick - quick // 2, SLOW_UPDATE),
                f"update-{number}",
                caption,
                stop=bool(caption),
            )
        )
        events.append(Event("update", number=number))
    return beats, events


@frozen
class Words:
    """What to notice at each node in the first pass."""

    graph: Graph
    numbers: Pass

    def forward(self, name: str) -> str:
        """What a node computed."""
        value = axes.number(self.numbers.values[name])
        return f"{name} = {value}" + (": the end of the pass forward." if name == self.graph.result else "")

    def backward(self, name: str) -> str:
        """How the gradient of a name comes about."""
        total = axes.number(self.numbers.gradients[name])
        uses, result = self.graph.uses(name), self.graph.result
        if name == result:
            return f"{result} moves one for one with itself: 1. Now backward."
        if len(uses) > 1:
            shares = " + ".join(_bracketed(self.numbers.shares[use]) for use in uses)
            return f"{name} is used {len(uses)} times, and its gradients add: {shares} = {total}"
        if not uses:
            return f"{result} does not depend on {name}: 0"
        user = uses[0][0]
        above = axes.number(self.numbers.gradients[user])
        slope = _bracketed(self.numbers.slopes[uses[0]])
        return f"{above} from {user}, times the slope {slope} of {user} by {name}, is {total}"


def _updated(graph: Graph, before: Pass, after: Pass, learn: Sequence[str]) -> str:
    names = [*learn[:2], graph.result]
    moves = [
        f"{name} {axes.number(before.values[name])} → {axes.number(after.values[name])}" for name in names
    ]
    return "One update: " + ", ".join(moves)


def _bracketed(value: float) -> str:
    text = axes.number(value)
    return f"({text})" if text.startswith("−") else text
