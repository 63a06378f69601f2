"""The computed scene of a step with its live numbers, built once for each set of parameters."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

import numpy as np

from calctui.lesson.model import Lesson, Step
from calctui.lesson.prose import Hole, format_number
from calctui.maths import autodiff
from calctui.roles import Role
from calctui.scenes.scene import Scene

KEPT_STAGES = 32
"""A learner goes back and forth between few steps; this many stay computed."""


class Stage:
    """A step made ready to be shown.

    Attributes:
        scene: The computed scene; None where the step has none.
        scope: What formulas may use besides the scene's values.
    """

    def __init__(self, lesson: Lesson, step: Step, parameters: Mapping[str, float]) -> None:
        self.scope = lesson.scope(parameters)
        self.scene: Scene | None = step.scene.build(self.scope) if step.scene else None
        self._texts: dict[Hole, tuple[str, ...]] = {}
        self._value_texts: dict[str, tuple[str, ...]] = {}

    @property
    def frames(self) -> int:
        """The number of frames, at least 1."""
        return self.scene.frames if self.scene else 1

    def texts(self, hole: Hole) -> tuple[str, ...]:
        """A live number as text at every frame."""
        if hole not in self._texts:
            values = self.scene.values if self.scene else {}
            env = dict(self.scope.parameters) | {name: value.series for name, value in values.items()}
            found = autodiff.value(self.scope.expand(hole.formula), env)
            whole = hole.formula.text in values and values[hole.formula.text].whole
            series = np.broadcast_to(np.asarray(found, dtype=np.float64), (self.frames,))
            self._texts[hole] = _formatted(series, hole.spec, whole=whole, plain=hole.plain)
        return self._texts[hole]

    def value_texts(self, name: str) -> tuple[str, ...]:
        """A value of the scene as text at every frame."""
        if name not in self._value_texts:
            assert self.scene is not None
            value = self.scene.values[name]
            self._value_texts[name] = _formatted(value.series, "", whole=value.whole)
        return self._value_texts[name]

    def role(self, hole: Hole) -> Role:
        """The role of what a live number measures; plain text where it measures several things."""
        values = self.scene.values if self.scene else {}
        roles = {values[name].role for name in hole.formula.names if name in values}
        return roles.pop() if len(roles) == 1 else Role.TEXT


def _formatted(series: np.ndarray, spec: str, *, whole: bool, plain: bool = False) -> tuple[str, ...]:
    """Each number as text; equal neighbours are set once."""
    known: dict[float, str] = {}
    texts = []
    for number in series.tolist():
        text = known.get(number)
        if text is None:
            text = known[number] = format_number(number, spec, whole=whole, plain=plain)
        texts.append(text)
    return tuple(texts)


_stages: OrderedDict[tuple[int, tuple[tuple[str, float], ...]], tuple[Step, Stage]] = OrderedDict()


def stage_of(lesson: Lesson, step: Step, parameters: Mapping[str, float]) -> Stage:
    """The stage of a step with these parameters.

    The step is held beside its stage, so that its identity stays its own while it is a key.
    """
    key = id(step), tuple(sorted(parameters.items()))
    if key in _stages:
        _stages.move_to_end(key)
        return _stages[key][1]
    stage = Stage(lesson, step, parameters)
    _stages[key] = step, stage
    while len(_stages) > KEPT_STAGES:
        _stages.popitem(last=False)
    return stage
