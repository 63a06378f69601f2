"""Lessons with several faults, and faults that must not bring others with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from calctui.errors import LessonError
from calctui.lesson.load import load_text

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")


def test_all_faults_are_told_in_one_run_in_the_order_of_the_file() -> None:
    text = GOOD
    for old, new in [
        ("concept: Derivative", "konzept: Derivative"),
        ("minutes: 8", "minutes: eight"),
        ("is {f(3)}", "is {rat}"),
        ("kind: descent", "kind: descend"),
        ("      gate: right", "      gate: maybe"),
        ("      answer: 2*x", "      answer: 2*t"),
        ("    title: A place", "    title: A place\n    id: again"),
    ]:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(LessonError) as caught:
        load_text(text)
    problems = caught.value.problems
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    words = "\n".join(problem.what for problem in problems)
    for what in ["konzept", "eight", "rat", "descend", "maybe", "`t`", "written twice"]:
        assert what in words
    assert len(problems) == 7


def test_a_broken_scene_does_not_bring_complaints_about_its_values() -> None:
    with pytest.raises(LessonError) as caught:
        load_text(GOOD.replace("start: x0", "start: nowhere"))
    assert [problem.what for problem in caught.value.problems] == ["nowhere is unknown here"]


def test_a_broken_definition_does_not_bring_complaints_about_its_use() -> None:
    with pytest.raises(LessonError) as caught:
        load_text(GOOD.replace("f(x): x**2", "f(x): x**"))
    assert len(caught.value.problems) == 1


def test_a_parameter_may_not_have_the_name_of_a_value() -> None:
    text = (
        GOOD.replace("lr:", "step:", 1)
        .replace("lr", "step")
        .replace("tune:\n      - step", "tune:\n      - step")
    )
    with pytest.raises(LessonError) as caught:
        load_text(text)
    assert "`step` is a parameter, and this scene has a value of that name" in str(caught.value)


def test_errors_do_not_show_what_steers_a_terminal() -> None:
    with pytest.raises(LessonError) as caught:
        load_text(GOOD.replace("id: good", 'id: "\x1b]0;x\x07"'), "na\x1b[2Jme.yaml")
    assert "\x1b" not in str(caught.value)
    assert all("\x1b" not in problem.source for problem in caught.value.problems)
