"""The computed scene of a step with its live numbers, built once for each set of parameters."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from threading import Lock

import numpy as np

from calctui.frozen import frozen
from calctui.lesson.model import Lesson, Step
from calctui.lesson.prose import Line
from calctui.lesson.words.holes import Hole
from calctui.maths import autodiff
from calctui.numbers import format_number
from calctui.roles import Role
from calctui.scenes.scene import Scene, Value
from calctui.text import Row, Run, row_text

KEPT_STAGES = 32
"""A learner goes back and forth between few steps; this many stay computed."""


@frozen
class LiveText:
    """A number as text at every frame.

    Attributes:
        at: The text of each frame.
        width: The cells of the longest, which it keeps while it changes.
    """

    at: tuple[str, ...]
    width: int


class Stage:
    """A step made ready to be shown.

    Attributes:
        scene: The computed scene; None where the step has none.
        scope: What formulas may use besides the scene's values.
    """

    def __init__(self, lesson: Lesson, step: Step, parameters: Mapping[str, float]) -> None:
        self.scope = lesson.scope(parameters)
        self.scene: Scene | None = step.scene.build(self.scope) if step.scene else None
        self._texts: dict[Hole, LiveText] = {}
        self._value_texts: dict[str, LiveText] = {}
        self._printed: dict[str, list[str]] = {}

    @property
    def frames(self) -> int:
        """The number of frames, at least 1."""
        return self.scene.frames if self.scene else 1

    def frame_at(self, mark: str) -> int:
        """The frame of a mark; the last where there is no such mark, as where a question has no hold."""
        marks = self.scene.marks if self.scene else ()
        return next((known.frame for known in marks if known.id == mark), self.frames - 1)

    def number(self, name: str, mark: str) -> float:
        """A value of the scene at a mark.

        Raises:
            KeyError: There is no such value.
        """
        return float(self.values[name].series[self.frame_at(mark)])

    @property
    def values(self) -> Mapping[str, Value]:
        """The values of the scene; none where the step has no scene."""
        return self.scene.values if self.scene else {}

    def row(self, line: Line, frame: int) -> Row:
        """A line of words, with its live numbers as they are at a frame, and so not filled to a width."""
        return line.fill(lambda hole: Run(self.texts(hole).at[frame], self.role(hole)))

    @cached_property
    def _updates(self) -> tuple[int, ...]:
        """The frames at which an update is complete."""
        marks = self.scene.marks if self.scene else ()
        return tuple(mark.frame for mark in marks if mark.id.startswith("update-"))

    def text_of(self, line: Line, frame: int) -> str:
        """The words of `row` alone."""
        return row_text(self.row(line, frame))

    def printed(self, line: Line, frame: int) -> tuple[str, ...]:
        """What a program has printed up to a frame, if it prints a line at each completed update."""
        printed = self._printed.setdefault(line.source, [])
        reached = bisect_right(self._updates, frame)
        printed += (self.text_of(line, moment) for moment in self._updates[len(printed) : reached])
        return tuple(printed[:reached])

    def texts(self, hole: Hole) -> LiveText:
        """A live number as text at every frame."""
        if hole not in self._texts:
            values = self.values
            env = dict(self.scope.parameters) | {name: value.series for name, value in values.items()}
            found = autodiff.value(self.scope.expand(hole.formula), env)
            whole = hole.formula.text in values and values[hole.formula.text].whole
            series = np.broadcast_to(np.asarray(found, dtype=np.float64), (self.frames,))
            self._texts[hole] = _formatted(series, hole.spec, whole=whole, plain=hole.plain)
        return self._texts[hole]

    def value_texts(self, name: str) -> LiveText:
        """A value of the scene as text at every frame."""
        if name not in self._value_texts:
            value = self.values[name]
            self._value_texts[name] = _formatted(value.series, "", whole=value.whole)
        return self._value_texts[name]

    def role(self, hole: Hole) -> Role:
        """The role of what a live number measures; plain text where it measures several things."""
        roles = {self.values[name].role for name in hole.formula.names if name in self.values}
        return roles.pop() if len(roles) == 1 else Role.TEXT


def _formatted(series: np.ndarray, spec: str, *, whole: bool, plain: bool = False) -> LiveText:
    """Each number as text; equal neighbours are set once."""
    known: dict[float, str] = {}
    texts = []
    for number in series.tolist():
        text = known.get(number)
        if text is None:
            text = known[number] = format_number(number, spec, whole=whole, plain=plain)
        texts.append(text)
    return LiveText(tuple(texts), max(map(len, texts)))


_stages: OrderedDict[tuple[int, tuple[tuple[str, float], ...]], tuple[Step, Stage]] = OrderedDict()
_lock = Lock()


def stage_of(lesson: Lesson, step: Step, parameters: Mapping[str, float]) -> Stage:
    """The stage of a step with these parameters.

    The step is held beside its stage, so that its identity stays its own while it is a key.
    """
    key = id(step), tuple(sorted(parameters.items()))
    # An answer is graded beside the thread that plays.
    with _lock:
        if key in _stages:
            _stages.move_to_end(key)
            return _stages[key][1]
    stage = Stage(lesson, step, parameters)
    with _lock:
        _stages[key] = step, stage
        while len(_stages) > KEPT_STAGES:
            _stages.popitem(last=False)
    return stage
