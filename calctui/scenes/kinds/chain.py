"""Functions in a chain on number lines: their values, how a nudge passes on, and how the slopes multiply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

import numpy as np

from calctui.errors import FormulaError, SceneError
from calctui.figure import Figure, Pane
from calctui.frozen import frozen
from calctui.maths.formula import Formula
from calctui.maths.function import Function
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope
from calctui.maths.tree import Name
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number, Words
from calctui.scenes.parts import axes
from calctui.scenes.parts.excerpt import excerpt
from calctui.scenes.parts.number_lines import Links, NumberLines
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline

MOST_FUNCTIONS = 5
STAGE_FRAMES, ALL_STAGES = 24, 72
"""How long one value, one change or one slope takes to appear, and all functions of a long chain together; a phase is
made of such stages."""
NUDGE = 0.01


@frozen(kw_only=True, slots=False)
class Chain(SceneFields):
    """Functions of functions.

    In `x`, `y` and `also` a place is across in units of the values, and upwards by lines, of which the last is 0.

    Attributes:
        functions: Each name and its formula, a function of the name before it; the first of any other name.
        at: The number that the chain starts from.
        nudge: How far that number is moved; default: 0.01.
        show_from: The mark at which it starts, what is before it being done: forward or nudge; default: start.
        show_until: The mark at which it ends: forward, nudge or multiply; default: end.
    """

    EXAMPLE: ClassVar[str] = """\
functions:
  u: 3*x + 1
  y: u**2
at: 1
nudge: 0.01
"""

    functions: Mapping[str, FunctionOf]
    at: Number
    nudge: Number | None = None
    show_from: Words = ""
    show_until: Words = ""

    def build(self, scope: Scope) -> ChainScene:
        """Computes the scene; see `SceneFields.build`."""
        if not 1 <= len(self.functions) <= MOST_FUNCTIONS:
            raise SceneError(
                "functions", f"a chain has 1 to {MOST_FUNCTIONS} functions", cure="write u: 3*x + 1"
            )
        names, functions = [self._first_name(scope)], list[Function]()
        for name, text in self.functions.items():
            _check_name(name)
            _check_link(name, text, names[-1], scope)
            functions.append(scope.function(text, (names[-1],), arity=1))
            names.append(name)
        at = axes.finite("at", scope.number(self.at))
        nudge = NUDGE if self.nudge is None else axes.finite("nudge", scope.number(self.nudge))
        if at + nudge == at:
            raise SceneError("nudge", f"{nudge:g} does not move {at:g}", cure="write nudge: 0.01")
        return ChainScene(self, scope, Links.of(names, functions, at, nudge))

    def _first_name(self, scope: Scope) -> str:
        """The name that the chain starts from."""
        name, text = next(iter(self.functions.items()))
        found = self.variables or tuple(free for free in text.names if free not in scope.parameters)
        if len(found) != 1:
            raise SceneError(
                f"functions.{name}", "the first function needs one variable", cure=f"write {name}: 3*x + 1"
            )
        return found[0]


def _check_name(name: str) -> None:
    try:
        tree = parse(name).tree
    except FormulaError:
        tree = None
    if not isinstance(tree, Name):
        raise SceneError(f"functions.{name}", f"{name!r} cannot be a name", cure="write a letter, such as u")


def _check_link(name: str, text: Formula, before: str, scope: Scope) -> None:
    """Whether a function is one of the name before it, and of no other but parameters."""
    found = {free for free in text.names if free == before or free not in scope.parameters}
    if found != {before}:
        what = f"{name} must be made of {before} alone"
        cure = f"write it as in {name}: {before}**2, or use the kind graph"
        raise SceneError(f"functions.{name}", what, cure=cure)


class ChainScene(Scene):
    """The computed scene.

    The values and the slopes are those of the point from the start; the changes are 0 until `nudge` is completed,
    which it is from the start where the scene begins later.
    """

    phases: ClassVar[Mapping[str, Role]] = {
        "forward": Role.CURVE,
        "nudge": Role.UPDATE,
        "multiply": Role.SLOPE,
    }

    def __init__(self, fields: Chain, scope: Scope, links: Links) -> None:
        self._links, self._count = links, len(links.slopes)
        self.variables = links.names[:1]
        beats = self._beats()
        part = excerpt(beats, fields.show_from, fields.show_until)
        self._before = beats[part.start - 1].phase if part.start else "start"
        self.timeline = Timeline(beats[part], captions=dict(fields.captions))
        self.values = self._values()
        self._lines = NumberLines(links, axes.limits("x", fields.x, scope) if fields.x else None)
        self._pane = Pane(
            x=self._lines.x,
            y=axes.limits("y", fields.y, scope) if fields.y else self._lines.y,
            title=" → ".join(links.names) if fields.title is None else fields.title,
            axes=False,
            shapes=(*self._lines.names, *axes.extras(fields.also, scope)),
        )

    def _beats(self) -> list[Beat]:
        links = self._links
        changes = [axes.number(change) for change in links.changes]
        expected = axes.number(links.changes[0] * links.slope)
        stage = min(STAGE_FRAMES, ALL_STAGES // self._count)
        return [
            Beat("forward", stage * self._count, caption=f"{self._points(', then ')}.", stop=True),
            Beat(
                "nudge",
                stage * (self._count + 2),
                caption=f"A nudge of {changes[0]} becomes {', then '.join(changes[1:])}.",
                stop=True,
            ),
            Beat(
                "multiply",
                stage * (self._count + 1),
                caption=f"Slopes multiply: {links.product}. "
                f"So {changes[0]} becomes about {expected}; it was {changes[-1]}.",
            ),
        ]

    def _points(self, between: str) -> str:
        pairs = zip(self._links.names, self._links.points, strict=True)
        return between.join(f"{name} = {axes.number(value)}" for name, value in pairs)

    def _values(self) -> dict[str, Value]:
        links, frames = self._links, self.timeline.frames
        completed = [self._before, *(beat.phase for beat in self.timeline.beats)]
        ends = [0, *self.timeline.ends]
        nudged = np.arange(frames) >= (ends[completed.index("nudge")] if "nudge" in completed else frames)
        slopes = list(zip(pairwise(links.names), links.slopes, strict=True))
        if len(slopes) > 1:
            slopes.append(((links.names[0], links.names[-1]), links.slope))
        found: Sequence[tuple[str, Value]] = [
            *(
                (name, Value(np.full(frames, value), Role.CURVE if index else Role.NOW))
                for index, (name, value) in enumerate(zip(links.names, links.points, strict=True))
            ),
            *(
                (f"d{after}_d{before}", Value(np.full(frames, slope), Role.SLOPE, listed=False))
                for (before, after), slope in slopes
            ),
            *(
                (f"change_{name}", Value(np.where(nudged, change, 0.0), Role.UPDATE, listed=False))
                for name, change in zip(links.names, links.changes, strict=True)
            ),
        ]
        names = [name for name, _ in found]
        for name in names:
            if names.count(name) > 1:
                raise SceneError("functions", f"two values would have the name {name}", cure="rename one")
        return dict(found)

    def figure(self, frame: int) -> Figure:
        """The number lines with what the phases up to this frame have put on them."""
        phase, progress = self._reached(frame)
        count, lines = self._count, self._lines
        match phase:
            case "start":
                moving = lines.values(0.0)
            case "forward":
                moving = lines.values(progress * count)
            case "nudge":
                stage = progress * (count + 2)
                moving = lines.sliding(stage) if stage < 1 else lines.changes(stage - 1)
            case _:
                moving = [*lines.changes(count + 1.0), *lines.slopes(progress * (count + 1))]
        return Figure(panes=(replace(self._pane, shapes=(*self._pane.shapes, *moving)),))

    def _reached(self, frame: int) -> tuple[str, float]:
        """The phase and how much of it is done; at the start that of before, done."""
        moment = self.timeline.moment(frame)
        return (self.timeline.phase(frame) if moment.beat >= 0 else self._before), moment.progress

    def describe(self, frame: int) -> str:
        """The values along the chain, and what has been done with them up to now."""
        words = f"Number lines one below the other with the values {self._points(', ')}."
        phase, progress = self._reached(frame)
        whole = progress == 1
        if phase == "multiply" or (phase == "nudge" and whole):
            pairs = zip(self._links.names, self._links.changes, strict=True)
            changes = ", ".join(f"{name} by {axes.number(change)}" for name, change in pairs)
            words += f" A nudge has changed {changes}."
        if phase == "multiply" and whole:
            words += f" The slopes multiply: {self._links.product}."
        return words
