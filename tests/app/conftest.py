"""A lesson for the app: a prediction, a choice, a step to tune."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from calctui.app.app import CalctuiApp
from calctui.app.lesson_screen import LessonScreen
from calctui.app.options import Options
from calctui.lesson.course import read_course
from calctui.lesson.entry import Course
from calctui.lesson.load import load_lesson
from calctui.player.update import start, step_index
from calctui.progress.keeper import Keeper
from tests.app.pilots import settled

ASKING = """\
format: 1
id: asking
title: A lesson that asks
summary: For tests of the app.
parameters:
  lr: {label: learning rate, value: 0.1, min: 0.02, max: 1.2, step: 0.05}
terms:
  slope: How fast a curve rises.
steps:
  - id: predict
    title: Predict
    text: "The slope is {slope}."
    scene: {kind: descent, function: x**2, start: 5, rate: lr, updates: 1}
    question:
      kind: number
      prompt: "Where is $x$ then?"
      hold: start
      answer: x@update-1
      hints: ["How long is the step?"]
      explain: "It is 5 less 1."
  - id: which
    title: Which
    text: Words alone.
    question:
      kind: choice
      prompt: Which is it?
      answer: The first.
      wrong:
        - {answer: The second., because: "Not that one."}
      explain: The first of all.
  - id: tune
    title: Tune it
    text: "The rate is {lr}."
    tune: [lr]
    scene: {kind: descent, function: x**2, start: 5, rate: lr, updates: 4, diverges: true}
"""
NEXT = """\
format: 1
id: later
title: A later lesson
summary: Comes next.
steps:
  - id: only
    title: Only step
    text: About the gradient of a mountain.
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "1-asking.yaml").write_text(ASKING)
    (tmp_path / "2-later.yaml").write_text(NEXT)
    return read_course(tmp_path)


@pytest.fixture
def play(course: Course) -> Callable[..., AbstractAsyncContextManager]:
    """Plays a step of the first lesson of the course."""

    @asynccontextmanager
    async def playing(step: str = "predict", size: tuple[int, int] = (80, 24), **options):
        entry = course.entries[0]
        lesson = load_lesson(entry.path)
        first = (start(lesson, step_index(lesson, step)), entry)
        app = CalctuiApp(lambda: course.entries, Options(**options), Keeper(), first)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            assert isinstance(app.screen, LessonScreen)
            yield pilot, app.screen

    return playing
