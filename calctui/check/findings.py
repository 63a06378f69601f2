"""All that is wrong with a lesson file: what keeps it from loading, or else what is wrong in the lesson."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from calctui.check.claims import wrong_claims
from calctui.check.pictures import wrong_pictures
from calctui.check.room import too_long_steps
from calctui.check.values import wrong_values
from calctui.errors import LessonError, Problem
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.maths.symbolic import SymbolicHelper


def findings(path: Path, helper: SymbolicHelper) -> tuple[Problem, ...]:
    """The findings of a file, in the order of their places."""
    try:
        lesson = load_lesson(path)
    except LessonError as error:
        return error.problems
    return tuple(sorted(in_lesson(lesson, helper), key=lambda problem: (problem.line, problem.column)))


def in_lesson(lesson: Lesson, helper: SymbolicHelper) -> Iterator[Problem]:
    """The findings of a lesson that has loaded."""
    for index in range(len(lesson.steps)):
        yield from wrong_values(lesson, index)
        yield from wrong_pictures(lesson, index)
        yield from too_long_steps(lesson, index)
        yield from wrong_claims(lesson, index, helper)
