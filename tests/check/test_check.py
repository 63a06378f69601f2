"""What `calctui check` finds: each sort of fault at its place, and nothing in a good lesson."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calctui.check import findings as room
from calctui.check.budget import Budget
from calctui.check.findings import findings
from calctui.errors import Problem
from calctui.maths.symbolic import SymbolicHelper

LONG = """\
format: 1
id: long
title: Long
summary: S
parameters:
  k: {{label: rate, value: 0.001, min: 0.001, max: 0.01, step: 0.001}}
steps:
  - id: only
    title: T
    text: W
    tune: [k]
    scene:
      kind: contour_descent
      function: {function}
      start: [4, 3]
      rate: k
      updates: 1000
""".format(function="+".join(f"sin({k}*x+y)**2" for k in range(1, 14)))

PROGRAM = str(Path(sys.executable).parent / "calctui")

LESSON = """\
format: 1
id: checked
title: Checked
summary: For tests.
define:
  f(x): x**2
parameters:
  lr: {{label: rate, value: 0.1, min: {low}, max: 1.2, step: 0.05}}
steps:
  - id: go
    title: Go
    text: {text}
    tune: [lr]
    scene:
      kind: descent
      function: {function}
      start: {start}
      rate: lr
      updates: 5
      {more}
    claims:
      - {claim}
"""
GOOD = {
    "low": "0.01",
    "text": "Down it goes.",
    "function": "f(x)",
    "start": "5",
    "more": "title: Down",
    "claim": "x@update-1 == 4",
}


@pytest.fixture(scope="module")
def helper() -> Iterator[SymbolicHelper]:
    with SymbolicHelper(time_limit=20) as helper:
        yield helper


def found(tmp_path: Path, helper: SymbolicHelper, **changes: str) -> tuple[Problem, ...]:
    path = tmp_path / "lesson.yaml"
    path.write_text(LESSON.format(**{**GOOD, **changes}))
    return findings(path, helper)


def test_a_good_lesson_has_no_findings(tmp_path, helper):
    assert found(tmp_path, helper) == ()


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"claim": "x@update-1 == 4.1"}, (22, 9), "not true"),
        ({"claim": "diff(f(x), x) == 3*x"}, (22, 9), "not true"),
        ({"claim": "f(x) < 4"}, (22, 9), "not true"),
        ({"claim": "x@update-9 == 4"}, (22, 11), "no mark `update-9`"),
        ({"claim": "y@update-1 == 4"}, (22, 9), "`y` is no value of the scene"),
        ({"start": "30", "function": "x**4"}, (15, 7), "diverges: true"),
        ({"function": "abs(x)", "start": "0"}, (15, 7), "undefined: [slope]"),
        ({"text": "word " * 400}, (12, 11), "the words take"),
        ({"low": "0", "more": "start_from: 1"}, (20, 7), "start_from"),
    ],
)
def test_each_fault_is_found_at_its_place(tmp_path, helper, changes, place, words):
    problems = found(tmp_path, helper, **changes)
    assert words in " ".join(f"{problem.what}; {problem.cure}" for problem in problems)
    assert place in [(problem.line, problem.column) for problem in problems]


def test_a_picture_in_which_nothing_is_seen_is_found(tmp_path, helper):
    path = tmp_path / "lesson.yaml"
    start = LESSON.index("    scene:")
    scene = "    scene: {kind: curve, function: f(x), x: [1, 2], y: [50, 51]}\n"
    path.write_text(LESSON[:start].format(**GOOD) + scene)
    problems = findings(path, helper)
    assert problems
    assert all("nothing is seen" in problem.what for problem in problems)
    assert {(problem.line, problem.column) for problem in problems} == {(14, 12)}


def test_a_parameter_at_its_end_that_makes_no_picture_is_found(tmp_path, helper):
    problems = found(tmp_path, helper, low="0.0", start="1/lr")
    assert any("with lr = 0" in problem.what for problem in problems)


TUNED = """\
format: 1
id: tuned
title: Tuned
summary: For tests.
define:
  f(x): g(x)**2
  g(x): k*x
parameters:
  k: {value: 1, min: 0.5, max: HIGH, step: 0.5}
  unused: {value: 1, min: 0, max: 1e300, step: 1e299}
steps:
  - id: go
    title: Go
    text: Down it goes.
    scene: {kind: descent, function: f(x), start: 5, rate: 0.1, updates: 200MORE}
"""


@pytest.mark.parametrize(
    ("high", "more", "wrong"),
    [("3", "", False), ("300", "", True), ("300", ", diverges: true", False)],
)
def test_every_parameter_that_a_scene_uses_is_tried_at_its_ends(tmp_path, helper, high, more, wrong):
    """Also one that no step offers, and that only a definition of a definition uses."""
    path = tmp_path / "lesson.yaml"
    path.write_text(TUNED.replace("HIGH", high).replace("MORE", more))
    problems = findings(path, helper)
    assert bool(problems) is wrong
    for problem in problems:
        assert problem.what.startswith("with k = 300: `x` is")
        assert "narrow the limits of `k`" in problem.cure


def test_the_built_in_lessons_are_good():
    result = subprocess.run([PROGRAM, "check"], capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "all good" in result.stderr


def test_findings_have_a_caret_and_an_exit_code(tmp_path):
    path = tmp_path / "lesson.yaml"
    path.write_text(LESSON.format(**{**GOOD, "claim": "1 == 2"}))
    result = subprocess.run(
        [PROGRAM, "check", str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 1
    first, source, caret = result.stdout.splitlines()
    assert first.startswith(f"{path}:22:9: this is not true")
    assert source.index("1 == 2") == caret.index("^")
    as_json = subprocess.run(
        [PROGRAM, "check", "--json", str(path)], capture_output=True, text=True, check=False
    )
    assert [(problem["line"], problem["column"]) for problem in json.loads(as_json.stdout)] == [(22, 9)]


def test_no_such_path_is_a_mistake_of_use():
    result = subprocess.run([PROGRAM, "check", "/no/such/path"], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "/no/such/path" in result.stderr


def test_a_folder_is_checked_as_a_course(tmp_path):
    good = LESSON.format(**GOOD)
    (tmp_path / "1.yaml").write_text(good.replace("id: checked\n", "id: one\nrequires: [two]\n"))
    (tmp_path / "2.yaml").write_text(
        good.replace("id: checked\n", "id: two\nrequires: [one, introductoin]\n")
    )
    result = subprocess.run(
        [PROGRAM, "check", str(tmp_path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 1
    assert "1.yaml:3:12: the lessons `one` and `two` require each other" in result.stdout
    assert "2.yaml:3:17: there is no lesson `introductoin`; did you mean `introduction`?" in result.stdout


def test_the_check_of_a_file_is_ended_in_the_middle_of_what_it_computes(helper, tmp_path: Path, monkeypatch):
    path = tmp_path / "long.yaml"
    path.write_text(LONG)
    monkeypatch.setattr(room, "Budget", lambda: Budget(0.6))
    (problem,) = findings(path, helper)
    assert problem.what == "the check of this file takes more than 0.6 seconds: it ended in the step `only`"
    assert (problem.line, problem.column) == (8, 5)
