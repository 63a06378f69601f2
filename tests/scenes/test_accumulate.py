"""The growing area: closed forms at every frame, its two panes, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Area, Line
from calctui.roles import Role
from calctui.scenes.scene import Scene

SQUARE = "function: x**2\nfrom: 0\nto: 3\n"

Build = Callable[[str, str], Scene]
At = Callable[[Scene, str, str], float]


@pytest.mark.parametrize(
    ("fields", "area"),
    [
        (SQUARE, lambda x: x**3 / 3),
        ("function: x**2\nfrom: -1\nto: 3\n", lambda x: (x**3 + 1) / 3),
        ("function: sin(x)\nfrom: 0\nto: 2*pi\n", lambda x: 1 - np.cos(x)),
        ("function: exp(-x)\nfrom: 0\nto: 9\n", lambda x: -np.expm1(-x)),
        ("function: 1/(1 + x**2)\nfrom: -4\nto: 4\n", lambda x: np.arctan(x) + math.atan(4)),
        ("function: abs(x)\nfrom: -1\nto: 2\n", lambda x: (x * np.abs(x) + 1) / 2),
        ("function: log(x)\nfrom: 0\nto: 3\ndiverges: true\n", lambda x: x * np.log(np.fmax(x, 1e-300)) - x),
    ],
)
def test_the_area_is_that_of_the_closed_form_at_every_frame(
    fields: str, area: Callable[[np.ndarray], np.ndarray], scene: Build
) -> None:
    built = scene("accumulate", fields)
    np.testing.assert_allclose(built.values["area"].series, area(built.values["x"].series), atol=1e-10)


def test_lesson_11(scene: Build, at: At) -> None:
    assert at(scene("accumulate", SQUARE), "area", "end") == pytest.approx(9, abs=1e-10)
    half, whole = (scene("accumulate", f"function: sin(x)\nfrom: 0\nto: {end}*pi\n") for end in (1, 2))
    assert at(half, "area", "sweep") == pytest.approx(2, abs=1e-10)
    assert at(whole, "area", "sweep") == 0
    assert at(whole, "f", "end") == 0


def test_the_slope_of_the_area_is_the_height_of_the_curve(scene: Build) -> None:
    def area_to(end: float) -> float:
        return float(scene("accumulate", f"function: x**2\nfrom: 0\nto: {end}\n").values["area"].series[-1])

    assert (area_to(2.1) - area_to(2)) / 0.1 == pytest.approx(4.2033, abs=5e-5)
    assert (area_to(2.01) - area_to(2)) / 0.01 == pytest.approx(4.02, abs=5e-5)


def test_sweeps_at_a_steady_pace_from_end_to_end(scene: Build) -> None:
    x = scene("accumulate", SQUARE).values["x"].series
    assert (x[0], x[-1]) == (0, 3)
    np.testing.assert_allclose(np.diff(x), 3 / 120)


def test_the_filled_area_ends_at_the_moving_place(scene: Build) -> None:
    built = scene("accumulate", SQUARE)
    for frame in (1, 60, 120):
        (filled,) = [s for s in built.figure(frame).panes[0].shapes if isinstance(s, Area)]
        assert filled.role is Role.AREA_PLUS
        assert (filled.x[0], filled.x[-1]) == (0, built.values["x"].series[frame])
        assert filled.high[-1] == built.values["f"].series[frame]
    assert not [s for s in built.figure(0).panes[0].shapes if isinstance(s, Area)]


def test_area_below_zero_has_its_own_role(scene: Build) -> None:
    built = scene("accumulate", "function: sin(x)\nfrom: 0\nto: 2*pi\n")
    roles = [s.role for s in built.figure(built.frames - 1).panes[0].shapes if isinstance(s, Area)]
    assert roles == [Role.AREA_PLUS, Role.AREA_MINUS]


def test_the_pane_below_draws_the_area_so_far(scene: Build) -> None:
    built = scene("accumulate", SQUARE + "area_y: [0, 12]\n")
    upper, lower = built.figure(40).panes
    assert (lower.x, lower.y) == (upper.x, (0, 12))
    (grown,) = [s for s in lower.shapes if isinstance(s, Line) and s.role is Role.AREA_PLUS]
    np.testing.assert_array_equal(grown.y, built.values["area"].series[:41])


def test_marks_and_words(scene: Build) -> None:
    built = scene("accumulate", SQUARE)
    assert [mark.id for mark in built.marks] == ["start", "sweep", "end"]
    assert built.marks[1].caption == "From 0 to 3 the area is 9."
    assert "filled from 0 to 1.5" in built.describe(60)
    assert "That area is 1.125" in built.describe(60)


def test_marks_of_the_author_stand_in_both_panes(scene: Build, picture: Callable[..., str]) -> None:
    also = "also:\n  - {point: [1, 5], text: above}\n  - {point: [1, 8], text: below, pane: 2}\n"
    built = scene("accumulate", SQUARE + also)
    assert [[s.name for s in p.shapes if s.name] for p in built.figure(3).panes] == [["above"], ["below"]]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("from: 3\nto: 0\n", "must be below to; write from: 0 and to: 3"),
        ("from: log(0)\nto: 0\n", "finite"),
        ("from: 0\nto: 1\narea_y: [1, 0]\n", "below the second"),
        ("from: 0\n", "`to`"),
    ],
)
def test_refuses(fields: str, what: str, scene: Build) -> None:
    with pytest.raises(LessonError, match=what):
        scene("accumulate", "function: x**2\n" + fields)


def test_refuses_a_variable_with_the_name_of_a_value(scene: Build) -> None:
    with pytest.raises(LessonError, match="has a value area of its own"):
        scene("accumulate", "function: area**2\nfrom: 0\nto: 1\n")


@pytest.mark.parametrize("function", ["1/x", "log(x)", "sqrt(x)", "exp(x**2)", "floor(x)", "1e300*x"])
def test_draws_where_there_is_no_value(function: str, scene: Build, picture: Callable[..., str]) -> None:
    built = scene("accumulate", f"function: {function}\nfrom: -2\nto: 30\ndiverges: true\n")
    for frame in range(0, built.frames, 9):
        assert picture(built, frame).strip()
        assert "nan" not in built.describe(frame)
