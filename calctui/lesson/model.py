"""A lesson as the program uses it: read, checked and bounded; a lesson that is one of these can be played."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from calctui.errors import Problem
from calctui.frozen import frozen
from calctui.lesson.prose import Line, Prose
from calctui.lesson.terms import first_uses
from calctui.lesson.yaml.source import Source
from calctui.maths.claims import Claim
from calctui.maths.definitions import Definition
from calctui.maths.formula import Formula
from calctui.maths.scope import Scope
from calctui.scenes.scene import SceneFields

QuestionKind = Literal["number", "expression", "point", "choice"]
Gate = Literal["none", "try", "right"]
KeyPath = tuple[str | int, ...]
"""The way to a value in a lesson file: keys, and indices of lists from 0."""

MAX_GRID = 1000
"""Steps between the smallest and the largest value of a parameter."""
_DIGITS = 12
"""Decimals to which the places of a grid are rounded, so that 0.1 + 2 * 0.05 is 0.2."""


@frozen(slots=False)
class Parameter:
    """What a learner may tune.

    Attributes:
        name: Its name in formulas.
        label: Its name in words.
        value: The author's value.
        min: The smallest value.
        max: The largest value.
        step: How far one press of a key goes.
    """

    name: str
    label: str
    value: float
    min: float
    max: float
    step: float

    @cached_property
    def grid(self) -> tuple[float, ...]:
        """The values that it may take, ascending: counted from the author's, clamped at the ends."""
        below = math.ceil(round((self.value - self.min) / self.step, _DIGITS - 3))
        above = math.ceil(round((self.max - self.value) / self.step, _DIGITS - 3))
        places = (round(self.value + count * self.step, _DIGITS) for count in range(-below, above + 1))
        clamped = (min(max(place, self.min), self.max) for place in places)
        return tuple(
            dict.fromkeys(self.value if math.isclose(place, self.value) else place for place in clamped)
        )

    def moved(self, value: float, presses: int) -> float:
        """The place on the grid so many presses away from the one nearest to a value, at most an end."""
        nearest = min(range(len(self.grid)), key=lambda index: abs(self.grid[index] - value))
        return self.grid[min(max(nearest + presses, 0), len(self.grid) - 1)]


@frozen(slots=False)
class Code:
    """A program beside the picture.

    Attributes:
        lines: Its lines.
        phases: For each phase of the scene the lines that light up, from 1.
        prints: What it prints at each update; None for nothing.
    """

    lines: tuple[str, ...]
    phases: Mapping[str, tuple[int, ...]]
    prints: Line | None = None


Answer = Formula | tuple[Formula, ...] | Line
"""A formula for a number or an expression, formulas for a point, words for a choice."""


@frozen(slots=False)
class Wrong:
    """A known mistake, or another option of a choice, and why it is wrong."""

    answer: Answer
    because: Line


@frozen(slots=False)
class Question:
    """A question.

    Attributes:
        kind: What an answer is.
        prompt: What is asked.
        answer: The right answer.
        hold: The mark where the picture waits until the question is settled; empty for none.
        tolerance: How far off an answer may be; None for half a unit of the third significant digit.
        wrong: Known mistakes; for choice, the other options.
        hints: One after another.
        explain: Shown when the question is settled.
        gate: What opens the way on.
        review: Whether it may be asked again later.
        of: The free names of an expression; they hide values and parameters.
    """

    kind: QuestionKind
    prompt: Line
    answer: Answer
    hold: str = ""
    tolerance: float | None = None
    wrong: tuple[Wrong, ...] = ()
    hints: tuple[Line, ...] = ()
    explain: Line | None = None
    gate: Gate = "none"
    review: bool = True
    of: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[Line, ...]:
        """The options of a choice, the right one first; empty for other kinds."""
        offered = (self.answer, *(wrong.answer for wrong in self.wrong))
        return tuple(option for option in offered if isinstance(option, Line))


@frozen(slots=False)
class Step:
    """One step of a lesson.

    Attributes:
        id: Permanent within the lesson.
        title: Its heading.
        text: What is read.
        tune: Names of the parameters that it offers.
        kind: The kind of its scene; empty without one.
        scene: The fields of its scene; None without one.
        values: Names of the values that stand below the words; None for those that the scene lists.
        captions: The author's words at marks of the scene.
        describe: The author's words for the picture.
        code: A listing beside it.
        question: What is asked.
        claims: Facts that the text relies on.
        notes: For the teacher; never shown to the learner.
    """

    id: str
    title: str
    text: Prose
    tune: tuple[str, ...] = ()
    kind: str = ""
    scene: SceneFields | None = None
    values: tuple[str, ...] | None = None
    captions: Mapping[str, Line] = field(default_factory=dict)
    describe: Line | None = None
    code: Code | None = None
    question: Question | None = None
    claims: tuple[Claim, ...] = ()
    notes: str = ""


@frozen(kw_only=True, slots=False)
class Lesson:
    """A lesson that can be played.

    Attributes:
        format: The version of the format of its file.
        id: Permanent; progress is kept by it.
        title: What it is about.
        summary: One line for the contents.
        concept: The concept that it belongs to; may be empty.
        requires: Ids of lessons that should come before.
        minutes: How long it takes; the author's word, or an estimate.
        definitions: Functions for its formulas, by name.
        parameters: What a learner may tune, by name.
        terms: Words that it explains.
        steps: At least one.
        source: Its file.
    """

    format: int
    id: str
    title: str
    summary: str
    concept: str
    requires: tuple[str, ...]
    minutes: int
    definitions: Mapping[str, Definition]
    parameters: Mapping[str, Parameter]
    terms: Mapping[str, Line]
    steps: tuple[Step, ...]
    source: Source = field(compare=False, repr=False)

    def new_terms(self, step: Step) -> tuple[str, ...]:
        """The terms whose first use in the lesson is in this step."""
        return self._new_terms.get(step.id, ())

    @cached_property
    def _new_terms(self) -> Mapping[str, tuple[str, ...]]:
        return first_uses(self.terms, {step.id: step.text.source for step in self.steps})

    def scope(self, tuned: Mapping[str, float] | None = None) -> Scope:
        """What formulas may use, with the parameters at the author's values or as tuned."""
        values = {name: parameter.value for name, parameter in self.parameters.items()}
        return Scope(values | dict(tuned or {}), self.definitions)

    def problem(
        self, path: KeyPath, what: str, cure: str = "", *, offset: int = 0, severity: str = "error"
    ) -> Problem:
        """A problem at the place of a value in the file, or at the last on the way to it that there is.

        Args:
            path: The way to the value, such as ``("steps", 0, "text")``.
            what: What is wrong.
            cure: What to write instead.
            offset: Where in the value's text, from 0.
            severity: ``error`` or ``warning``.
        """
        # What reads YAML is not loaded for a lesson that only plays.
        from calctui.lesson.yaml.yaml_tree import Scalar, node_at, position_in, read_tree

        root, _ = read_tree(self.source)
        assert root is not None
        node = node_at(root, path)
        place = (
            position_in(self.source, node, offset) if isinstance(node, Scalar) else (node.line, node.column)
        )
        return self.source.problem(*place, what, cure, severity)
