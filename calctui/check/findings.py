"""All that is wrong with a lesson file: what keeps it from loading, or else what is wrong in the lesson."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from calctui.check.answers import wrong_answers
from calctui.check.budget import Budget
from calctui.check.claims import wrong_claims
from calctui.check.live_numbers import wrong_live_numbers
from calctui.check.pictures import wrong_pictures
from calctui.check.questions import poor_questions
from calctui.check.room import too_long_steps
from calctui.check.typed_numbers import typed_numbers
from calctui.check.values import wrong_values
from calctui.errors import LessonError, Problem
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.lesson.time_limit import OutOfTime, time_limit
from calctui.maths.symbolic import SymbolicHelper


def findings(path: Path, helper: SymbolicHelper, *, strict: bool = False) -> tuple[Problem, ...]:
    """The findings of a file, in the order of their places."""
    budget = Budget()
    try:
        lesson = load_lesson(path)
    except LessonError as error:
        return error.problems
    found: list[Problem] = []
    try:
        with time_limit(budget.left):
            found.extend(in_lesson(lesson, helper, strict=strict, budget=budget))
    except OutOfTime:
        found.append(_out_of_time(lesson, budget))
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def in_lesson(
    lesson: Lesson, helper: SymbolicHelper, *, strict: bool = False, budget: Budget | None = None
) -> Iterator[Problem]:
    """The findings of a lesson that has loaded.

    Args:
        lesson: The lesson.
        helper: Decides what needs exact algebra.
        strict: Whether to ask also that every number in the words is computed or proved, and that every
            question helps and explains.
        budget: How long it may take; if it does not suffice, that is a finding.
    """
    budget = budget or Budget()
    for index in range(len(lesson.steps)):
        budget.step = index
        yield from wrong_values(lesson, index, budget)
        yield from wrong_live_numbers(lesson, index)
        yield from wrong_pictures(lesson, index, budget)
        yield from too_long_steps(lesson, index)
        yield from wrong_claims(lesson, index, helper, budget)
        yield from wrong_answers(lesson, index, helper, budget)
        if strict:
            yield from typed_numbers(lesson, index)
            yield from poor_questions(lesson, index)
        if budget.left <= 0:
            yield _out_of_time(lesson, budget)
            return


def _out_of_time(lesson: Lesson, budget: Budget) -> Problem:
    """What is said of a file whose check was not finished."""
    step = lesson.steps[budget.step]
    what = (
        f"the check of this file takes more than {budget.seconds:g} seconds: it ended in the step `{step.id}`"
    )
    cure = "make two lessons of it, or its scenes and claims simpler"
    return lesson.problem(("steps", budget.step), what, cure)
