"""What `check --strict` asks for more: no number in the words that nothing proves, hints and explanations."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from calctui.check.findings import findings
from calctui.check.proved_numbers import says
from calctui.errors import Problem
from calctui.maths.symbolic import SymbolicHelper

PROGRAM = str(Path(sys.executable).parent / "calctui")

LESSON = """\
format: 1
id: strict
title: Strict
summary: For tests.
define:
  f(x): x**2 - 7*x
parameters:
  lr: {value: 0.1, min: 0.01, max: 0.3, step: 0.05}
steps:
  - id: go
    title: Go
    text: |
      TEXT
    scene:
      kind: descent
      function: f(x)
      start: 5
      rate: lr
      updates: 6
      x: [0, 9]
      captions:
        update-1: CAPTION
      describe: DESCRIBE
    code:
      listing: |
        for i in range(41): pass
    question:
      kind: number
      prompt: PROMPT
      hold: start
      answer: x - lr*slope
      tolerance: 0.02
      wrong:
        - {answer: x + 0.25, because: BECAUSE}
      hints: [HINT]
      explain: EXPLAIN
    claims:
      - x@update-1 == 4.7
      - f@start == 2*5 - 20
"""
PLACES = ("TEXT", "CAPTION", "DESCRIBE", "PROMPT", "BECAUSE", "HINT", "EXPLAIN")


@pytest.fixture(scope="module")
def helper() -> Iterator[SymbolicHelper]:
    with SymbolicHelper(time_limit=20) as helper:
        yield helper


def found(tmp_path: Path, helper: SymbolicHelper, **words: str) -> tuple[Problem, ...]:
    path = tmp_path / "lesson.yaml"
    text = LESSON
    for place in PLACES:
        text = text.replace(place, words.get(place, "Words."))
    path.write_text(text, encoding="utf-8")
    assert findings(path, helper) == ()
    return findings(path, helper, strict=True)


@pytest.mark.parametrize(
    "words",
    [
        "Down it goes.",
        "It stands at {x:.2f}, with the slope {slope}.",
        "After 6 updates, from 5, on the axis to 9.",  # fields of the scene
        "The rate is 0.1, that is 10%.",  # a parameter that the scene uses
        "Take 7 times the number.",  # in the definition that the scene calls
        "It comes to 4.7.",  # a side of a claim
        "The loss is -10, and so −10.",  # the value of a side, a minus sign, a true one
        "Within 0.02, for the program counts to 41.",  # the tolerance and the program
        "It was 5.25.",  # a known mistake
        "The code `x = 12` and ``13 ` 14``.",
        "$x^2 + 12*x$ and $x <- x - 12*x$",
        "x2, 2D, H2O and one or two or twelve.",
        "1. first",
        "12) twelfth",
        "- 12. nested numbering",
        "A [link](http://example.org/12) to words.",
    ],
)
def test_what_needs_no_proof(tmp_path: Path, helper: SymbolicHelper, words: str) -> None:
    assert found(tmp_path, helper, TEXT=words) == ()


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("It stands at 4.71.", ["4.71"]),
        ("See step 3 of the lesson.", ["3"]),
        ("This is the 8th time.", ["8th"]),
        ("12% or 1,200 or 1/3 or .75 or 12e3.", ["12%", "1,200", "1/3", ".75", "12e3"]),
        ("$x = 12$, and $f(x) ≈ -13 < 14$", ["12", "13", "14"]),
        ("$12$", ["12"]),
        ("**12**, _13_ and 14.", ["12", "13", "14"]),
        ("Here 12 {x} 13 `14` 15", ["12", "13", "15"]),
        ("{{12}}", ["12"]),
        ("12 is the first word.", ["12"]),
        ("| a | b |\n      |---|---|\n      | 12 | 13 |", ["12", "13"]),
        ("```math\n      x = 12\n      ```", ["12"]),
        ("```\n      x = 12\n      ```\n\n      13", ["13"]),
    ],
)
def test_numbers_that_nothing_proves(
    tmp_path: Path, helper: SymbolicHelper, words: str, numbers: list[str]
) -> None:
    problems = found(tmp_path, helper, TEXT=words)
    assert [problem.what.split("`")[1] for problem in problems] == numbers
    for problem, number in zip(problems, numbers, strict=True):
        assert problem.source[problem.column - 1 :].startswith(number)


@pytest.mark.parametrize("place", PLACES)
def test_all_words_of_a_step_are_looked_at(tmp_path: Path, helper: SymbolicHelper, place: str) -> None:
    (problem,) = found(tmp_path, helper, **{place: "Now 99."})
    assert problem.source[problem.column - 1 :].startswith("99")
    assert str(problem).endswith(
        "`99` is typed into the words, and nothing in this step proves it;"
        " compute it in braces, as in {x:.2f}, or prove it under `claims`"
    )


@pytest.mark.parametrize(
    ("written", "decimals", "true"),
    [("0.33", 2, True), ("0.333", 3, True), ("0.34", 2, False), ("0", 0, False), ("-0.33", 2, True)],
)
def test_a_number_may_be_rounded_to_the_decimals_that_it_is_written_with(
    written: str, decimals: int, true: bool
) -> None:
    assert says(frozenset({1 / 3}), Fraction(written), decimals) is true


def test_a_question_needs_a_hint_and_an_explanation(tmp_path: Path, helper: SymbolicHelper) -> None:
    path = tmp_path / "lesson.yaml"
    text = LESSON
    for place in PLACES:
        text = text.replace(place, "Words.")
    path.write_text(text.replace("      hints: [Words.]\n      explain: Words.\n", ""))
    assert findings(path, helper) == ()
    problems = findings(path, helper, strict=True)
    assert [problem.what for problem in problems] == [
        "this question has no hint",
        "this question has no explanation",
    ]
    assert {(problem.line, problem.column) for problem in problems} == {(28, 7)}


@pytest.mark.parametrize("arguments", [["check", "--strict"], ["check"]])
def test_the_built_in_lessons_are_good(arguments: list[str]) -> None:
    result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "all good" in result.stderr
