"""A lesson as linear text: everything is there, nothing needs eyes, nothing is told before it is asked."""

from __future__ import annotations

import re

import pytest

from calctui.export import reading
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson, load_text
from calctui.player import events as ev
from calctui.player.update import start, told, update
from calctui.player.view import view

LESSONS = [load_lesson(entry.path) for entry in entries({})]
ASKS = """\
format: 1
id: asks
title: Asks
summary: A lesson that asks.
steps:
  - id: predict
    title: Predict
    text: "At $x$ = {x} the slope is {slope}."
    scene: {kind: descent, function: x**2, start: 5, rate: 0.1, updates: 2, captions: {update-1: "Now {x}."}}
    question:
      kind: number
      prompt: Where is $x$ after one update?
      hold: start
      answer: x - 0.1*slope
      hints: [Multiply., Subtract.]
      explain: "It is 5 less 1."
  - id: which
    title: Which
    text: Choose.
    question: {kind: choice, prompt: Which?, answer: This one., wrong: [{answer: That one., because: No.}]}
"""


def text_of(lesson, columns: int = 78) -> str:
    return "\n".join(reading.whole((told(lesson, index) for index in range(len(lesson.steps))), columns))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_reads_without_pictures(lesson):
    text = text_of(lesson)
    assert not re.search("[\u2800-\u28ff█░▓┌│└]", text)
    for number, step in enumerate(lesson.steps, 1):
        assert f"Step {number} of {len(lesson.steps)}: {step.title}" in text
        if step.scene is not None:
            described = text.split(f"Step {number} of ")[1].split("\nStep ")[0]
            assert "Picture: " in described
    assert text.count("Question: ") == sum(step.question is not None for step in lesson.steps)
    assert all(len(line) <= 78 for line in text.splitlines())


def test_a_whole_lesson_tells_each_answer():
    text = text_of(load_text(ASKS, "asks.yaml"))
    assert "At x = 5 the slope is 10." in text
    assert "Question: Where is x after one update? (within 0.005 counts as right)\nThe answer is 4." in text
    assert re.search(r"The answer is [ab]: This one\.", text)
    assert text.index("The answer is 4.") < text.index("Now 4.")


def test_the_words_before_an_answer_do_not_tell_it():
    lesson = load_text(ASKS, "asks.yaml")
    before = "\n".join(reading.before_question(start(lesson), 78))
    assert "At x = 5 the slope is 10." in before
    assert "Now 4." not in before
    after = "\n".join(reading.after_question(update(start(lesson), ev.Submit("!")), 78))
    assert after.lstrip().startswith("Then: Now 4.")


def test_hints_and_verdicts_are_read_one_by_one():
    player = start(load_text(ASKS, "asks.yaml"))
    for hint in ("Multiply.", "Subtract."):
        player = update(player, ev.Submit("?"))
        assert list(reading.hint_line(view(player).question, 78)) == [f"Hint: {hint}"]
    player = update(update(player, ev.Submit("3")), ev.Verdict("predict", "3", "wrong", "Not quite."))
    said = list(reading.feedback_lines(view(player).question, 78))
    assert said == ["Not quite.", "The answer is 4.", "It is 5 less 1."]
