"""A lesson that asks every kind of question, and exact algebra for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from calctui.grading.grade import Verdict, grade
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.maths.equivalence import EXACT_SECONDS
from calctui.maths.symbolic import SymbolicHelper

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    return load_lesson(HERE / "asks.yaml")


@pytest.fixture(scope="session")
def helper() -> Iterator[SymbolicHelper]:
    with SymbolicHelper(time_limit=EXACT_SECONDS) as one:
        one.start()
        yield one


@pytest.fixture
def ask(lesson: Lesson, helper: SymbolicHelper):
    """Grades what is typed at a step."""

    def graded(step: str, text: str) -> Verdict:
        at = next(one for one in lesson.steps if one.id == step)
        assert at.question is not None
        return grade(at.question, text, lesson, at, helper)

    return graded
