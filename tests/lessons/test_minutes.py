"""How long a lesson says it takes is near what a reader needs: words, pictures, questions."""

from __future__ import annotations

import pytest

from calctui.lesson.library import entries
from calctui.lesson.live import stage_of
from calctui.lesson.load import load_lesson
from calctui.lesson.minutes import SECONDS_A_QUESTION, WORDS_A_MINUTE
from calctui.lesson.model import Lesson
from calctui.scenes.timeline import FRAMES_PER_SECOND

LESSONS = [load_lesson(entry.path) for entry in entries({})]


def needed(lesson: Lesson) -> float:
    """Minutes: 200 words each, the pictures at their own pace, and 20 seconds a question."""
    texts, seconds = [], 0.0
    for step in lesson.steps:
        texts += [step.title, step.text.source, *(line.source for line in step.captions.values())]
        seconds += (stage_of(lesson, step, lesson.scope().parameters).frames - 1) / FRAMES_PER_SECOND
        question = step.question
        if question is not None:
            seconds += SECONDS_A_QUESTION
            texts += [question.prompt.source, *(option.source for option in question.options)]
            texts += [question.explain.source] if question.explain else []
    words = sum(len(text.split()) for text in texts)
    return words / WORDS_A_MINUTE + seconds / 60


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_minutes_of_a_lesson_are_within_a_third_of_what_a_reader_needs(lesson):
    assert needed(lesson) * 2 / 3 <= lesson.minutes <= needed(lesson) * 4 / 3


def test_the_contents_say_the_same_minutes_as_the_lesson():
    for entry, lesson in zip(entries({}), LESSONS, strict=True):
        assert abs(entry.minutes - lesson.minutes) <= 2
