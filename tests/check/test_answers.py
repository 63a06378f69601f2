"""What `check` finds in questions: the grader takes every answer as its author means it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from calctui.check.budget import Budget
from calctui.check.findings import in_lesson
from calctui.errors import Problem
from calctui.lesson.load import load_text
from calctui.maths.symbolic import SymbolicHelper

LESSON = """\
format: 1
id: asked
title: Asked
summary: For tests.
steps:
  - id: go
    title: Go
    text: Words.
    scene: {kind: descent, function: x**2, start: 5, rate: 0.1, updates: 4}
    question:
"""
NUMBER = """\
      kind: number
      prompt: Where?
      hold: update-1
      answer: ANSWER
      wrong:
        - {answer: WRONG, because: "The first."}
        - {answer: OTHER, because: "The other."}
"""
EXPRESSION = NUMBER.replace("number", "expression").replace("      hold: update-1\n", "")
POINT = NUMBER.replace("number", "point")
CHOICE = NUMBER.replace("number", "choice")


@pytest.fixture(scope="module")
def helper() -> Iterator[SymbolicHelper]:
    with SymbolicHelper(time_limit=20) as helper:
        yield helper


def found(
    helper: SymbolicHelper, question: str, answer: str, wrong: str, other: str
) -> list[tuple[int, int, str]]:
    text = question.replace("ANSWER", answer).replace("WRONG", wrong).replace("OTHER", other)
    problems: list[Problem] = list(in_lesson(load_text(LESSON + text), helper))
    return [(problem.line, problem.column, problem.what) for problem in problems]


@pytest.mark.parametrize(
    ("question", "answer", "wrong", "other"),
    [
        (NUMBER, "x - 0.1*slope", "x + 0.1*slope", "x@update-3"),
        (EXPRESSION, "2*x", "x", "x^2"),
        (EXPRESSION, "x@update-1 * x", "x", "2"),
        (EXPRESSION, "ln(x)", "1/x", "x"),
        (EXPRESSION, "3*2", "5", "7"),
        (POINT, "[x, 1/3]", "[1/3, x]", "[0, 0]"),
        (CHOICE, "yes", "no", "'it is {x}'"),
    ],
)
def test_good_questions(helper, question, answer, wrong, other):
    assert found(helper, question, answer, wrong, other) == []


@pytest.mark.parametrize(
    ("question", "answers", "place", "words"),
    [
        (NUMBER, ("x - 0.1*slope", "x@update-2", "1"), (16, 20), "counts as right, since it is 3.2 here"),
        (NUMBER, ("log(x - x)", "1", "2"), (14, 15), "this is -inf here, which no learner can answer"),
        (NUMBER, ("x", "log(x - x)", "2"), (16, 20), "cannot tell this mistake: it is invalid"),
        (NUMBER, ("x", "7", "6 + 1"), (17, 20), "reads the words of another mistake, since it is 7 here"),
        (POINT, ("[x, 1]", "[4, 1]", "[0, 0]"), (16, 20), "counts as right, since it is 4, 1 here"),
        (EXPRESSION, ("2*x", "x + x", "x"), (15, 20), "this mistake counts as right"),
        (EXPRESSION, ("2*x", "x", "x^2/x"), (16, 20), "reads the words of another mistake"),
        (EXPRESSION, ("sqrt(-1 - x^2)", "x", "2"), (13, 15), "values at too few points"),
        (CHOICE, ("'4'", "'{x}'", "'5'"), (14, 16), "does not accept this answer: it is wrong"),
    ],
)
def test_answers_that_are_not_taken_as_they_are_meant(helper, question, answers, place, words):
    problems = found(helper, question, *answers)
    assert [problem[:2] for problem in problems] == [place]
    assert words in problems[0][2]


def test_words_of_another_mistake_that_hold_these_words_are_no_alibi(helper):
    problems = found(helper, NUMBER.replace("The first.", "The other."), "x", "7", "8")
    assert problems == []


def test_a_check_ends_in_its_time_or_says_why() -> None:
    claims = "".join(f"      - limit(sin({n}*t)^3/t^3, t, 0) == {n}^3\n" for n in range(1, 50))
    text = LESSON.removesuffix("    question:\n") + "    claims:\n" + claims
    with SymbolicHelper(time_limit=20) as helper:
        problems = list(in_lesson(load_text(text), helper, budget=Budget(0.3)))
    (problem,) = (problem for problem in problems if "takes more than" in problem.what)
    assert problem.what == "the check of this file takes more than 0.3 seconds: it ended in the step `go`"
    assert (problem.line, problem.column) == (6, 5)
