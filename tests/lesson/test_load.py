"""A lesson as it is loaded: types, defaults, what its parts are, and that reading it is light and bounded."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from calctui.errors import LessonError
from calctui.lesson import load
from calctui.lesson.load import load_lesson, load_text
from calctui.lesson.minutes import estimate
from calctui.lesson.model import Parameter
from calctui.lesson.prose import Line
from calctui.lesson.time_limit import OutOfTime, time_limit
from calctui.lesson.yaml import yaml_tree
from calctui.maths.formula import Formula

GOOD = Path(__file__).parent / "good.yaml"


def changed(old: str, new: str) -> str:
    text = GOOD.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_everything_of_the_format_is_there() -> None:
    lesson = load_lesson(GOOD)
    assert (lesson.format, lesson.id, lesson.title, lesson.minutes) == (1, "good", "A good lesson", 8)
    assert (lesson.summary, lesson.concept) == ("Everything of the format stands in it.", "Derivative")
    assert lesson.requires == ("derivative",)
    assert list(lesson.definitions) == ["f", "g"]
    assert list(lesson.parameters) == ["lr", "x0"]
    assert lesson.parameters["x0"].label == "x0"
    assert list(lesson.terms) == ["slope"]
    assert [step.id for step in lesson.steps] == ["words", "downhill", "rule", "pick", "place"]

    step = lesson.steps[1]
    assert step.kind == "descent"
    assert step.tune == ("lr",)
    assert step.scene is not None
    assert step.scene.build(lesson.scope()).frames > 1
    assert [line.source for line in step.captions.values()] == [
        "Each step is shorter than the last, {step:.2f}."
    ]
    assert step.describe is not None
    assert step.notes == "For the teacher."
    assert [claim.text for claim in step.claims] == ["diff(f(x), x) == 2*x", "x@update-20 ~= 0.0576"]

    code = step.code
    assert code is not None
    assert code.lines == ("gradient = df(x)", "x = x - learning_rate * gradient")
    assert code.phases == {"gradient": (1,), "update": (1, 2)}
    assert code.prints is not None

    question = step.question
    assert question is not None
    assert (question.kind, question.hold, question.gate, question.review) == (
        "number",
        "update-1",
        "right",
        False,
    )
    assert question.tolerance == 0.01
    assert isinstance(question.answer, Formula)
    assert [wrong.because.source for wrong in question.wrong] == ["That climbs: the update subtracts."]
    assert len(question.hints) == 1
    assert question.options == ()


def test_kinds_of_answers() -> None:
    _, _, rule, pick, place = (step.question for step in load_lesson(GOOD).steps)
    assert rule is not None
    assert pick is not None
    assert place is not None
    assert rule.of == ("x",)
    assert [option.source for option in pick.options] == ["yes", "no"]
    assert isinstance(pick.answer, Line)
    assert isinstance(place.answer, tuple)
    assert [formula.text for formula in place.answer] == ["0", "1/2"]


def test_an_expression_is_of_the_variables_of_its_scene() -> None:
    text = changed("      of: [x]\n", "").replace(
        "      kind: curve\n      function: f(x)", "      kind: curve\n      function: f(t)"
    )
    question = load_text(text.replace("answer: 2*x", "answer: 2*t")).steps[2].question
    assert question is not None
    assert question.of == ("t",)


@pytest.mark.parametrize(
    ("hold", "gate", "expected"),
    [
        ("      hold: update-1\n", "", "try"),
        ("", "", "none"),
        ("", "      gate: try\n", "try"),
        ("      hold: update-1\n", "      gate: none\n", "none"),
    ],
)
def test_the_gate_is_try_where_the_picture_holds(hold: str, gate: str, expected: str) -> None:
    text = changed("      hold: update-1\n", hold).replace("      gate: right\n", gate)
    question = load_text(text).steps[1].question
    assert question is not None
    assert question.gate == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [("012", 12.0), ("1e-3", 0.001), ("+0.5", 0.5), (".5", 0.5), ("'2'", 2.0), ("1E2", 100.0)],
)
def test_numbers_are_what_the_field_says(written: str, value: float) -> None:
    question = load_text(changed("tolerance: 0.01", f"tolerance: {written}")).steps[1].question
    assert question is not None
    assert question.tolerance == value


@pytest.mark.parametrize(
    ("written", "value"), [("true", True), ("false", False), ("yes", True), ("No", False)]
)
def test_yes_and_no(written: str, value: bool) -> None:
    question = load_text(changed("review: false", f"review: {written}")).steps[1].question
    assert question is not None
    assert question.review is value


@pytest.mark.parametrize("written", ["no", "True", "1e-3", "012", "null", "12:30"])
def test_texts_stay_what_was_written(written: str) -> None:
    question = load_text(changed("      answer: yes", f"      answer: {written}x")).steps[3].question
    assert question is not None
    assert question.options[0].source == f"{written}x"


def test_the_grid_is_counted_from_the_value_and_clamped_at_the_ends() -> None:
    grid = load_lesson(GOOD).parameters["lr"].grid
    assert grid[:4] == (0.01, 0.05, 0.1, 0.15)
    assert grid[-2:] == (1.15, 1.2)
    uneven = Parameter("a", "a", 0.3, 0.0, 1.0, 0.25)
    assert uneven.grid == (0.0, 0.05, 0.3, 0.55, 0.8, 1.0)
    assert uneven.moved(0.3, -1) == 0.05
    assert uneven.moved(0.3, -9) == 0.0
    assert uneven.moved(0.31, 1) == 0.55
    assert uneven.moved(1.0, 1) == 1.0
    assert Parameter("a", "a", 2.0, 2.0, 3.0, 5.0).grid == (2.0, 3.0)


@pytest.mark.parametrize("step", [0.1, 0.05, 0.01, 1 / 3, 0.7])
def test_the_value_is_on_the_grid_and_the_grid_ascends(step: float) -> None:
    parameter = Parameter("a", "a", 0.1, -1.0, 2.0, step)
    assert parameter.value in parameter.grid
    assert list(parameter.grid) == sorted(set(parameter.grid))
    assert (parameter.grid[0], parameter.grid[-1]) == (-1.0, 2.0)


def test_problems_can_be_told_at_any_place_of_a_loaded_lesson() -> None:
    lesson = load_lesson(GOOD)
    lines = GOOD.read_text(encoding="utf-8").split("\n")
    problem = lesson.problem(("steps", 1, "claims", 1), "it is wrong", offset=2)
    assert lines[problem.line - 1][problem.column - 1 :].startswith("update-20 ~=")
    assert str(problem).startswith(f"{GOOD}:{problem.line}:{problem.column}: it is wrong")
    beyond = lesson.problem(("steps", 1, "question", "explain", "nothing"), "what", severity="warning")
    assert "explain: " in lines[beyond.line - 1]
    assert lesson.problem(("steps", 99), "what").line == lesson.problem(("steps",), "what").line


def test_minutes_are_estimated_where_the_author_does_not_say() -> None:
    assert estimate(400, 60.0, 3) == 4
    assert estimate(0, 0.0, 0) == 1
    said_nothing = changed("minutes: 8\n", "")
    minutes = load_text(said_nothing).minutes
    assert 1 < minutes < 8
    longer = said_nothing.replace("text: What is it?", "text: What is it?" + " Words" * 200)
    assert load_text(longer).minutes == minutes + 1


def test_the_other_parser_of_yaml_gives_the_same_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = load_lesson(GOOD)
    monkeypatch.setattr(yaml_tree, "_PARSER", yaml.SafeLoader)
    assert load_lesson(GOOD) == quick


def test_no_screen_and_no_symbolic_maths_is_loaded() -> None:
    program = (
        "import sys; from calctui.lesson.load import load_lesson; import calctui.lesson.library;"
        f"load_lesson({str(GOOD)!r});"
        "print([name for name in ('textual', 'rich.console', 'plotext', 'sympy') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "[]"


def test_too_many_problems_are_cut() -> None:
    text = changed("steps:\n", "steps:\n" + "  - {}\n" * 90)
    with pytest.raises(LessonError) as caught:
        load_text(text + "".join(f"key-{number}: 1\n" for number in range(300)))
    assert len(caught.value.problems) == 200


LONG = """\
format: 1
id: long
title: Long
summary: S
steps:
  - id: only
    title: T
    text: W
    scene:
      kind: contour_descent
      function: {function}
      start: [4, 3]
      rate: 0.01
      updates: 1000
""".format(function="+".join(f"sin({k}*x+y)**2" for k in range(1, 14)))


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_scenes_that_take_too_long_are_told_of(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Also one scene alone, which is left in the middle of its loops."""
    monkeypatch.setattr(load, "MAX_SECONDS", seconds)
    with pytest.raises(LessonError) as caught:
        load_text(LONG)
    (problem,) = caught.value.problems
    assert problem.what == f"the scenes up to this step take more than {seconds:g} seconds to compute"
    assert (problem.line, problem.column) == (6, 5)


def test_a_thread_has_no_such_timer_and_takes_its_time() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(load_text, LONG).result().id == "long"


def test_a_limit_of_time_ends_what_would_not_end_and_leaves_nothing_behind(no_hang) -> None:
    before = signal.getsignal(signal.SIGPROF)

    def for_ever() -> None:
        with time_limit(0.02):
            while True:
                with suppress(Exception):
                    sum(range(100))

    with no_hang(), pytest.raises(OutOfTime):
        for_ever()
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
