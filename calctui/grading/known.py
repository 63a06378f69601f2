"""What is known at the moment of a question: the parameters, and the scene's values at its hold or else its end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from calctui.frozen import frozen
from calctui.lesson.live import Stage, stage_of
from calctui.lesson.model import Lesson, Question, Step
from calctui.lesson.prose import Line
from calctui.maths.autodiff import value
from calctui.maths.comparing.ground import Ground
from calctui.maths.formula import Formula
from calctui.maths.scope import Scope


@frozen(slots=False)
class Known:
    """The moment of a question.

    Attributes:
        lesson: The lesson.
        step: Its step.
        question: What is asked.
        stage: The step with the author's parameters: an open question locks them.
        frame: The frame at which the picture waits.
    """

    lesson: Lesson
    step: Step
    question: Question
    stage: Stage
    frame: int

    @property
    def scope(self) -> Scope:
        """The definitions and parameters."""
        return self.stage.scope

    @property
    def parameters(self) -> Mapping[str, float]:
        """The parameters with their values."""
        return self.stage.scope.parameters

    @cached_property
    def scene(self) -> Mapping[str, float]:
        """The scene's values at the moment."""
        return {name: float(value.series[self.frame]) for name, value in self.stage.values.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names that an expression may use: those that are offered, and any parameter."""
        return tuple(dict.fromkeys([*self.offered, *self.parameters]))

    @property
    def offered(self) -> tuple[str, ...]:
        """The names that an expression is made of: free ones, and those that the answer rests on."""
        answer = self.question.answer
        used = answer.names if isinstance(answer, Formula) else ()
        return tuple(dict.fromkeys([*self.question.of, *used]))

    def env(self, *formulas: Formula) -> dict[str, float]:
        """The value of every name, and of the moments in formulas."""
        moments = {
            f"{moment.name}@{moment.mark}": self.stage.number(moment.name, moment.mark)
            for formula in formulas
            for moment in formula.moments
        }
        return {**self.parameters, **self.scene, **moments}

    def number(self, formula: Formula) -> float:
        """What a formula of the lesson is at the moment."""
        return float(value(self.scope.expand(formula), self.env(formula)))

    def ground(self, *formulas: Formula) -> Ground:
        """What the names in formulas stand for, where the question's free names run over all values."""
        free = self.question.of
        numbers = {name: size for name, size in self.env(*formulas).items() if name not in free}
        return Ground(free, numbers, frozenset(numbers) - set(self.parameters), self._limits())

    def words(self, line: Line) -> str:
        """A line of the question, with its live numbers as they are at the moment."""
        return self.stage.text_of(line, self.frame)

    def _limits(self) -> dict[str, tuple[float, float]]:
        """Between which values the step shows free names: a parameter's ends, or the limits of the picture."""
        fields, free = self.step.scene, self.question.of
        axes = (fields.x, fields.y) if fields and len(free) > 1 else (fields.x,) if fields else ()
        limits: dict[str, tuple[float, float]] = {}
        for name, pair in zip(free, axes, strict=False):
            if pair is not None and name in self.scene:
                limits[name] = (self.scope.number(pair[0]), self.scope.number(pair[1]))
        for name in set(free) & set(self.lesson.parameters):
            parameter = self.lesson.parameters[name]
            limits[name] = (parameter.min, parameter.max)
        return limits


def moment_of(lesson: Lesson, step: Step, question: Question) -> Known:
    """What is known when a question is asked."""
    stage = stage_of(lesson, step, lesson.scope().parameters)
    return Known(lesson, step, question, stage, stage.frame_at(question.hold))
