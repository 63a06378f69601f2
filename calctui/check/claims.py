"""Claims that are not true, or that nobody can decide."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.check.budget import Budget
from calctui.errors import FormulaError, Problem, SymbolicError
from calctui.lesson.live import stage_of
from calctui.lesson.model import Lesson
from calctui.maths.decide import decide
from calctui.maths.symbolic import SymbolicHelper


def wrong_claims(lesson: Lesson, index: int, helper: SymbolicHelper, budget: Budget) -> Iterator[Problem]:
    """Decides each claim of a step by maths; what cannot be decided is a finding, never a pass."""
    step, scope = lesson.steps[index], lesson.scope()
    stage = stage_of(lesson, step, scope.parameters)
    for number, claim in enumerate(step.claims):
        if budget.left <= 0:
            return
        place = ("steps", index, "claims", number)
        try:
            with budget.waiting(helper):
                true = decide(claim, scope, helper, stage.number)
        except FormulaError as error:
            yield lesson.problem(place, error.what, error.cure, offset=max(error.column - 1, 0))
        except SymbolicError as error:
            yield lesson.problem(place, str(error))
        else:
            if true is False:
                yield lesson.problem(place, "this is not true", "correct it, and the words that rely on it")
            elif true is None:
                yield lesson.problem(place, "this cannot be decided", "claim something simpler")
