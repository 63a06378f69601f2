"""Questions that do not help: without a hint, or without an explanation."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.errors import Problem
from calctui.lesson.model import Lesson


def poor_questions(lesson: Lesson, index: int) -> Iterator[Problem]:
    """Looks whether the question of a step has a hint and an explanation."""
    question = lesson.steps[index].question
    if question is None:
        return
    place = ("steps", index, "question")
    if not question.hints:
        yield lesson.problem(place, "this question has no hint", "add `hints`, the gentlest first")
    if question.explain is None:
        yield lesson.problem(
            place, "this question has no explanation", "add `explain`: why the answer is right"
        )
