"""What `check` finds in live numbers: none that a learner would read as undefined or infinite."""

from __future__ import annotations

import pytest

from calctui.check.findings import in_lesson
from calctui.lesson.load import load_text
from calctui.maths.symbolic import SymbolicHelper

LESSON = """\
format: 1
id: live
title: Live
summary: For tests.
parameters:
  lr: {value: 0.1, min: 0, max: 0.4, step: 0.1}
steps:
  - id: go
    title: Go
    text: "TEXT"
    TUNE
    scene:
      kind: descent
      function: x**2
      start: 5
      rate: lr
      updates: 4
      captions: {update-1: "CAPTION"}
      MORE
"""


def found(text: str = "Words.", caption: str = "Words.", tune: str = "", more: str = "") -> list[str]:
    """Each finding with its place."""
    lesson = (
        LESSON.replace("TEXT", text).replace("CAPTION", caption).replace("TUNE", tune).replace("MORE", more)
    )
    with SymbolicHelper() as helper:
        problems = list(in_lesson(load_text(lesson), helper))
    return [f"{problem.line}:{problem.column} {problem.what}" for problem in problems]


@pytest.mark.parametrize(
    "words",
    [
        {"text": "{x} and {1/x} and {log(x)}"},
        {"caption": "{1/(updates - 2)}"},  # is not seen at the second update
        {"text": "{log(4 - x)}", "more": "diverges: true"},
        {"text": "{log(4 - x)}", "more": "undefined: [x]"},
        {"text": "{1/lr}"},  # nobody can tune it here
    ],
)
def test_numbers_that_are_always_numbers_or_need_not_be(words: dict[str, str]) -> None:
    assert found(**words) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"text": "It is {log(4 - x)}."}, "10:19 `{log(4 - x)}` is undefined at frame 0"),
        ({"caption": "It is {1/(updates - 1):.2f}."}, "18:36 `{1/(updates - 1):.2f}` is ∞ at frame"),
        ({"text": "It is {1/lr}.", "tune": "tune: [lr]"}, "10:19 with lr = 0: `{1/lr}` is ∞ at frame 0"),
    ],
)
def test_numbers_that_are_not(words: dict[str, str], said: str) -> None:
    (problem,) = found(**words)
    assert problem.startswith(said)
