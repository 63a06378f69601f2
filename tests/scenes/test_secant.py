"""The line through two points: the slopes of lesson 2, how it nears the tangent, and what it refuses."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Dots, Line
from calctui.lesson.load import load_text
from calctui.roles import Role
from calctui.scenes.scene import Scene

SQUARE = """\
function: x**2
at: 1
h: [3, 2, 1, 0.5, 0.1, 0.01, -1]
"""

Build = Callable[[str, str], Scene]
At = Callable[[Scene, str, str], float]


def shapes(scene: Scene, frame: int) -> tuple[object, ...]:
    return scene.figure(frame).panes[0].shapes


def second_point(scene: Scene, frame: int) -> tuple[float, float]:
    (dot,) = [s for s in shapes(scene, frame) if isinstance(s, Dots) and s.role is Role.UPDATE]
    return float(dot.x[0]), float(dot.y[0])


def slope_of(scene: Scene, frame: int, role: Role) -> float:
    (line,) = [s for s in shapes(scene, frame) if isinstance(s, Line) and s.role is role]
    return float((line.y[1] - line.y[0]) / (line.x[1] - line.x[0]))


def test_slopes_of_the_lesson(scene: Build, at: At) -> None:
    built = scene("secant", SQUARE)
    for k, (h, slope) in enumerate(
        [(3, 5), (2, 4), (1, 3), (0.5, 2.5), (0.1, 2.1), (0.01, 2.01), (-1, 1)], start=1
    ):
        assert at(built, "h", f"h-{k}") == h
        assert at(built, "slope", f"h-{k}") == pytest.approx(slope)
        assert at(built, "slope", f"h-{k}") == pytest.approx(2 + h)
        assert (at(built, "x", f"h-{k}"), at(built, "f", f"h-{k}")) == (1, 1)
        assert at(built, "limit", f"h-{k}") == 2


def test_values_change_only_at_a_mark(scene: Build) -> None:
    built = scene("secant", SQUARE)
    frames = [mark.frame for mark in built.marks if mark.id.startswith("h-")]
    changes = np.flatnonzero(np.diff(built.values["h"].series)) + 1
    assert changes.tolist() == frames[1:]
    assert built.values["h"].series[0] == 3


def test_between_marks_the_second_point_slides_on_the_curve_and_the_line_follows(scene: Build) -> None:
    built = scene("secant", SQUARE)
    first, second = (m.frame for m in built.marks if m.id in {"h-1", "h-2"})
    places = [second_point(built, frame) for frame in range(first, second + 1)]
    xs = [x for x, _ in places]
    assert (xs[0], xs[-1]) == (4, 3)
    assert all(after < before for before, after in pairwise(xs))
    assert all(y == pytest.approx(x * x) for x, y in places)
    middle = (first + second) // 2
    x, _ = second_point(built, middle)
    assert slope_of(built, middle, Role.SLOPE) == pytest.approx(2 + (x - 1))


def test_rise_and_run_are_named_at_a_mark(scene: Build, picture: Callable[..., str]) -> None:
    built = scene("secant", SQUARE + "x: [-1, 4.2]\ny: [-2, 17]\n")
    assert "h = 3" in picture(built, "h-1")
    assert "rise 15" in picture(built, "h-1")
    assert "h = " not in picture(built, "start")


def test_the_tangent_comes_last_and_can_be_left_out(scene: Build) -> None:
    built = scene("secant", SQUARE)
    assert slope_of(built, built.frames - 1, Role.TARGET) == pytest.approx(2)
    assert built.marks[-2].caption == "The tangent at 1 has the slope 2."
    assert "limit" in [mark.id for mark in built.marks]
    without = scene("secant", SQUARE + "tangent: false\n")
    assert "limit" not in [mark.id for mark in without.marks]
    assert not [s for s in shapes(without, without.frames - 1) if s.role is Role.TARGET]
    assert without.marks[-2].id == "h-7"


def test_says_that_slopes_come_nearer_only_where_they_do(scene: Build) -> None:
    nearer = scene("secant", "function: x**2\nat: 1\nh: [2, 1, 0.1]\n")
    assert nearer.marks[-2].caption == "The slopes come ever nearer to 2, the slope of the tangent."
    apart = scene("secant", "function: x**2\nat: 1\nh: [0.1, 1, 2]\n")
    assert "nearer" not in apart.marks[-2].caption


def test_captions_and_stops(scene: Build) -> None:
    built = scene("secant", SQUARE + "captions: {h-4: Half a step.}\n")
    marks = {mark.id: mark for mark in built.marks}
    assert marks["h-1"].caption == "h = 3: the slope between the two points is 5."
    assert marks["h-7"].caption == "h = −1 to the left: the slope between the two points is 1."
    assert marks["h-4"].stop
    assert [name for name, mark in marks.items() if mark.stop] == ["h-1", "h-2", "h-4", "h-7"]


def test_at_a_kink_the_slopes_from_both_sides_differ_and_there_is_no_limit(scene: Build, at: At) -> None:
    built = scene("secant", "function: abs(x)\nat: 0\nh: [1, -1]\nundefined: [limit]\n")
    assert (at(built, "slope", "h-1"), at(built, "slope", "h-2")) == (1, -1)
    assert math.isnan(at(built, "limit", "end"))
    assert built.marks[-2].caption == "At 0 the curve itself has no slope."


def test_the_variable_has_its_own_name(scene: Build) -> None:
    assert next(iter(scene("secant", "function: w**2\nat: 1\nh: [1]\n").values)) == "w"


def test_the_slope_is_not_listed_before_its_line_stands(scene: Build) -> None:
    built = scene("secant", SQUARE)
    first = next(mark.frame for mark in built.marks if mark.id == "h-1")
    assert built.values["slope"].known_from == first
    assert built.values["h"].known_from == 0


@pytest.mark.parametrize(
    ("definitions", "function", "listed"),
    [
        ("  f(x): x**2\n  A(x): x**3/3\n", "f(x)", True),
        ("  f(x): x**2\n  A(x): x**3/3\n", "x**3/3", True),
        ("  A(x): x**3/3\n", "A(x)", True),
        ("  f(x): x**2\n  A(x): x**3/3\n", "A(x)", False),
    ],
)
def test_f_is_not_listed_where_the_lesson_calls_another_function_so(
    definitions: str, function: str, listed: bool
) -> None:
    head = "format: 1\nid: one\ntitle: One\nsummary: For tests.\ndefine:\n" + definitions
    step = "steps:\n  - id: only\n    title: One\n    text: Look.\n    scene:\n      kind: secant\n"
    lesson = load_text(head + step + f"      function: {function}\n      at: 2\n      h: [1]\n")
    assert lesson.steps[0].scene is not None
    built = lesson.steps[0].scene.build(lesson.scope())
    assert built.values["f"].listed is listed


def test_describes_both_points(scene: Build) -> None:
    built = scene("secant", SQUARE)
    words = built.describe(0)
    assert "x = 1 and x = 4" in words
    assert "slope" not in words
    first = next(mark.frame for mark in built.marks if mark.id == "h-1")
    assert "slope of the line is 5" in built.describe(first)
    assert "tangent at x = 1 has the slope 2" in built.describe(built.frames - 1)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("function: x**2\nat: 1\nh: [1, 0]\n", "h = 0 makes them one; write 0.01 instead"),
        ("function: x**2\nat: 1\nh: []\n", "1 to 12 distances"),
        (f"function: x**2\nat: 1\nh: [{', '.join('1' * 13)}]\n", "1 to 12 distances"),
        ("function: x**2\nat: log(0)\nh: [1]\n", "finite"),
        ("function: x**2\nat: 1\nh: [-log(0)]\n", "finite"),
        ("function: h**2\nat: 1\nh: [1]\n", "has a value h of its own"),
        ("function: x*z\nat: 1\nh: [1]\n", "one variable"),
        ("function: x**2\nat: 1\nh: [1]\nx: [2, 1]\n", "below the second"),
    ],
)
def test_refuses(fields: str, what: str, scene: Build) -> None:
    with pytest.raises(LessonError, match=what):
        scene("secant", fields)


@pytest.mark.parametrize("function", ["1/x", "log(x)", "sqrt(x)", "exp(x**2)", "floor(x)", "1e300*x"])
def test_draws_where_there_is_no_value(function: str, scene: Build, picture: Callable[..., str]) -> None:
    built = scene("secant", f"function: {function}\nat: 0\nh: [3, -3, 1e-9]\ndiverges: true\n")
    for frame in range(0, built.frames, 9):
        assert picture(built, frame).strip()
        assert "nan" not in built.describe(frame)
