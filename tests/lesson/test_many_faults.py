"""Lessons with several faults, and faults that must not bring others with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from calctui.errors import LessonError
from calctui.lesson.load import load_text

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")


FILES: dict[str, list[tuple[str, str, str]]] = {
    "a bit of everything": [
        ("concept: Derivative", "konzept: Derivative", "`konzept` is no key of a lesson"),
        ("minutes: 8", "minutes: eight", "`minutes` is a whole number, not `eight`"),
        ("is {f(3)}", "is {rat}", "`rat` is unknown here"),
        ("kind: descent", "kind: descend", "there is no kind of scene `descend`"),
        ("      gate: right", "      gate: maybe", "`maybe` is none of the choices for `gate`"),
        ("      answer: 2*x", "      answer: 2*t", "`t` is unknown here"),
        ("    title: A place", "    title: A place\n    id: again", "`id` is written twice"),
    ],
    "the fields of a scene": [
        ("start: x0", "start: nowhere", "nowhere is unknown here"),
        ("rate: lr\n", "rate: rl\n", "rl is unknown here"),
        ("updates: 20", "updates: many", "`updates` is a whole number, not `many`"),
        ("x: [-5.5, 5.5]", "x: [-5.5]", "`x` has 1 entry, which is too few"),
        ("y: [0, 27]", "yy: [0, 27]", "`yy` is no key of a scene of the kind `descent`"),
        ("{id: fast, rate: 0.3}", "{id: fast, rate: fast}", "fast is unknown here"),
    ],
    "formulas that can be read and not computed": [
        ("start: x0", "start: x1", "x1 is unknown here"),
        ("rate: lr\n", "rate: f\n", "f is a function"),
        ("y: [0, 27]", "y: [0, top]", "top is unknown here"),
        ("{id: fast, rate: 0.3}", "{id: fast, rate: g(1)}", "g takes 2, not 1"),
    ],
    "words": [
        ("is {f(3)}", "is {f(3}", "this bracket is never closed"),
        ("is {slope:.2f}", "is {slop:.2f}", "`slop` is unknown here"),
        ("by {lr*slope:.3f}", "by {lr*slope:.3q}", "`.3q` is no format"),
        ("than the last, {step:.2f}", "than the last, {stepp:.2f}", "`stepp` is unknown here"),
        ("The point is at {x}.", "The point is at {xx}.", "`xx` is unknown here"),
        ("x = {x}?", "x = {y}?", "`y` is unknown here"),
        ("{x:.4f}, f(x) =", "{x:.4f}, f({x}) = }", "a brace is closed that was never opened"),
    ],
    "questions": [
        ("hold: update-1", "hold: update-99", "there is no mark `update-99` here"),
        ("tolerance: 0.01", "tolerance: -1", "`tolerance` must be above 0, and is -1"),
        ("answer: x + lr*slope", "answer: x + lr*slop", "`slop` is unknown here"),
        ("      review: false", "      review: 0", "`review` is yes or no, not `0`"),
        ("      of: [x]", "      off: [x]", "`off` is no key of a question"),
        ("answer: [0, 1/2]", "answer: 1/2", "the answer here is a list of 2 to 4 coordinates"),
        (
            "      wrong:\n        - {answer: no",
            "      wrong:\n        - {answer: yes",
            "the option `yes` is there",
        ),
    ],
    "claims": [
        ("diff(f(x), x) == 2*x", "diff(f(x)) == 2*x", "diff takes 2 arguments, not 1"),
        ("x@update-20 ~= 0.0576", "x@update-21 ~= 0.0576", "there is no mark `update-21` here"),
        (
            "    notes: For the teacher.",
            "      - y@update-1 < 1\n    notes: For the teacher.",
            "`y` is no value of the scene",
        ),
        ("concept: Derivative", "concept:", "`concept` has no value"),
        ("- lr\n    scene", "- rate\n    scene", "there is no parameter `rate`"),
    ],
    "code": [
        ("gradient: 1\n", "gradient: 7\n", "the listing has 2 lines, and no line 7"),
        ("update: [1, 2]", "updat: [1, 2]", "this scene has no phase `updat`"),
        ('prints: "Step {updates-1}', 'prints: "Step {update-1}', "`update` is unknown here"),
    ],
    "what stands before the steps": [
        ("id: good", "id: Good Lesson", "`id` is an id"),
        ("g(w, b): w*x0 + b", "g(w, b): w*x9 + b", "x9 is unknown here"),
        ("    min: 0.01", "    min: 0.2", "`value` must be from 0.2 to 1.2"),
        ("step: 1}", "step: 0}", "`step` must be above 0, and is 0"),
        (
            "slope: How steep it is, $f'(x)$.",
            "slope: How steep it is, $f'(x$.",
            "this bracket is never closed",
        ),
    ],
    "what YAML has and a lesson has not": [
        ("title: A good lesson", "title: !!str A good lesson", "a tag, `!str`, is not allowed"),
        ("concept: Derivative", "concept: &d Derivative", "an anchor, `&d`, is not allowed"),
        ("  - derivative", "  - *d", "an alias, `*d`, is not allowed"),
        ("minutes: 8", "minutes:", "`minutes` has no value"),
        ("    label: learning rate", "    label: learning rate\n    label: rate", "`label` is written twice"),
    ],
    "ids and marks": [
        ("- id: rule", "- id: words", "the id `words` is that of the step in line 24 too"),
        ("- id: pick", "- id: words", "the id `words` is that of the step in line 24 too"),
        ("update-2: Each", "updates-2: Each", "there is no mark `updates-2` here"),
        ("step **left**", "step **left {x@start}**", "@ cannot stand in a formula"),
    ],
}


@pytest.mark.parametrize("name", FILES)
def test_all_faults_are_told_in_one_run_in_the_order_of_the_file(name: str) -> None:
    text = GOOD
    for old, new, _ in FILES[name]:
        assert old in text, old
        text = text.replace(old, new, 1)
    with pytest.raises(LessonError) as caught:
        load_text(text)
    problems = caught.value.problems
    places = [(problem.line, problem.column) for problem in problems]
    assert places == sorted(places)
    told = [problem.what for problem in problems]
    for _, _, what in FILES[name]:
        assert any(what in words for words in told), (what, told)
    assert len(problems) == len(FILES[name])


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
