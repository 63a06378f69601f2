"""Strips under a curve: the sums of lesson 11, how they are drawn, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Area, Line, Shape
from calctui.roles import Role
from calctui.scenes.scene import Scene

SQUARE = "function: x**2\nfrom: 0\nto: 3\ny: [0, 9.5]\nn: [3, 6, 12, 24]\n"

Build = Callable[[str, str], Scene]
At = Callable[[Scene, str, str], float]


def frame_of(scene: Scene, name: str) -> int:
    return next(mark.frame for mark in scene.marks if mark.id == name)


def strips(scene: Scene, when: str | int) -> list[Shape]:
    frame = when if isinstance(when, int) else frame_of(scene, when)
    areas = {Role.AREA_PLUS, Role.AREA_MINUS}
    return [shape for shape in scene.figure(frame).panes[0].shapes if shape.role in areas]


@pytest.mark.parametrize(
    ("rule", "sums"),
    [
        ("left", [5, 6.875, 7.90625, 8.4453125]),
        ("mid", [8.75, 8.9375, 8.984375, 8.99609375]),
        ("right", [14, 11.375, 10.15625, 9.5703125]),
        ("trapezoid", [9.5, 9.125, 9.03125, 9.0078125]),
    ],
)
def test_sums_of_the_lesson(rule: str, sums: list[float], scene: Build, at: At) -> None:
    built = scene("riemann", SQUARE + f"rule: {rule}\n")
    for n, total in zip([3, 6, 12, 24], sums, strict=True):
        assert at(built, "n", f"n-{n}") == n
        assert at(built, "sum", f"n-{n}") == pytest.approx(total, rel=1e-14)
        assert at(built, "exact", f"n-{n}") == pytest.approx(9, abs=1e-10)
        assert at(built, "error", f"n-{n}") == pytest.approx(total - 9, abs=1e-10)


def test_left_is_the_rule_and_three_sums_are_the_default(scene: Build, at: At) -> None:
    built = scene("riemann", "function: x**2\nfrom: 0\nto: 3\n")
    assert [mark.id for mark in built.marks if mark.id.startswith("n-")] == ["n-3", "n-6", "n-12"]
    assert at(built, "sum", "n-3") == 5


def test_area_below_zero_counts_as_negative_and_cancels_without_rounding(scene: Build, at: At) -> None:
    built = scene("riemann", "function: sin(x)\nfrom: 0\nto: 2*pi\nn: [8, 40]\nrule: mid\n")
    assert at(built, "exact", "end") == 0
    assert at(built, "sum", "n-8") == 0
    assert at(built, "error", "n-40") == 0
    assert {shape.role for shape in strips(built, "n-8")} == {Role.AREA_PLUS, Role.AREA_MINUS}
    assert at(scene("riemann", "function: sin(x)\nfrom: 0\nto: pi\n"), "exact", "end") == pytest.approx(2)


def test_few_strips_are_outlined_and_many_filled(scene: Build) -> None:
    built = scene("riemann", SQUARE)
    assert all(isinstance(shape, Line) for shape in strips(built, "n-12"))
    assert all(isinstance(shape, Area) for shape in strips(built, "n-24"))


def test_an_outline_reaches_from_zero_to_its_height(scene: Build) -> None:
    (outline,) = strips(scene("riemann", "function: x**2\nfrom: 0\nto: 2\nn: [2]\nrule: right\n"), "n-2")
    assert isinstance(outline, Line)
    known = ~np.isnan(outline.x) & ~np.isnan(outline.y)
    corners = set(zip(outline.x[known].tolist(), outline.y[known].tolist(), strict=True))
    assert corners == {(0, 0), (0, 1), (1, 1), (1, 0), (1, 4), (2, 4), (2, 0)}


def test_a_trapezoid_has_the_heights_of_both_edges(scene: Build) -> None:
    built = scene("riemann", "function: x**2\nfrom: 0\nto: 2\nn: [2]\nrule: trapezoid\n")
    (outline,) = strips(built, "n-2")
    assert isinstance(outline, Line)
    assert {(1.0, 1.0), (2.0, 4.0)} <= set(zip(outline.x.tolist(), outline.y.tolist(), strict=True))


def test_strips_split_and_then_rise_to_their_own_heights(scene: Build) -> None:
    built = scene("riemann", SQUARE)
    assert strips(built, 0) == []
    frame = frame_of(built, "n-3") + 1
    (outline,) = strips(built, frame)
    assert isinstance(outline, Line)
    # Six strips begin nearly as high as the three that they are made of: 0, 0, 1, 1, 4, 4.
    tops = outline.y.reshape(6, 6)[:, 1]
    assert tops == pytest.approx([0, 0, 1, 1, 4, 4], abs=0.02)
    assert built.values["n"].series[frame] == 3


def test_values_change_only_at_a_mark(scene: Build) -> None:
    built = scene("riemann", SQUARE)
    changes = np.flatnonzero(np.diff(built.values["sum"].series)) + 1
    assert changes.tolist() == [frame_of(built, f"n-{n}") for n in (6, 12, 24)]


def test_captions_say_the_sum_and_how_far_it_is_off(scene: Build) -> None:
    captions = {mark.id: mark.caption for mark in scene("riemann", SQUARE).marks}
    assert captions["n-3"] == "3 strips: the sum is 5, 4 too small."
    right = {mark.id: mark.caption for mark in scene("riemann", SQUARE + "rule: right\n").marks}
    assert right["n-3"] == "3 strips: the sum is 14, 5 too great."
    flat = scene("riemann", "function: 2\nfrom: 0\nto: 3\nn: [1]\n")
    assert flat.marks[1].caption == "1 strip: the sum is 6, exactly the area."


def test_a_thousand_strips_are_two_shapes(scene: Build, at: At, picture: Callable[..., str]) -> None:
    built = scene("riemann", "function: x**2\nfrom: 0\nto: 3\nn: [1000]\nrule: mid\n")
    assert at(built, "error", "n-1000") == pytest.approx(-9 / (4 * 1000**2))
    assert len(strips(built, "n-1000")) == 1
    assert "⣿" in picture(built, "n-1000")


def test_the_area_of_a_curve_above_zero_stands_on_the_frame(scene: Build) -> None:
    built = scene("riemann", "function: x**2\nfrom: 0\nto: 3\n")
    assert built.figure(0).panes[0].y[0] == 0


def test_an_undefined_area_is_said(scene: Build, at: At) -> None:
    built = scene("riemann", "function: 1/x\nfrom: -1\nto: 1\nn: [3, 4]\nrule: right\ndiverges: true\n")
    assert math.isnan(at(built, "exact", "end"))
    assert math.isinf(at(built, "sum", "n-4"))
    assert "no error can be told" in next(mark.caption for mark in built.marks if mark.id == "n-4")
    assert "nan" not in built.describe(built.frames - 1)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("from: 3\nto: 0\n", "must be below to; write from: 0 and to: 3"),
        ("from: 0\nto: 0\n", "must be below to"),
        ("from: 0\nto: log(0)\n", "finite"),
        ("from: -1e308\nto: 1.7e308\n", "too far"),
        ("from: 0\nto: 3\nn: []\n", "1 to 12 numbers"),
        (f"from: 0\nto: 3\nn: {list(range(1, 14))}\n", "1 to 12 numbers"),
        ("from: 0\nto: 3\nn: [0]\n", "0 strips cannot be drawn; write 1 to 1000"),
        ("from: 0\nto: 3\nn: [1001]\n", "1001 strips cannot be drawn"),
        ("from: 0\nto: 3\nn: [3, 3]\n", "3 stands here twice"),
        ("from: 0\nto: 3\nrule: middle\n", "rule"),
    ],
)
def test_refuses(fields: str, what: str, scene: Build) -> None:
    with pytest.raises(LessonError, match=what):
        scene("riemann", "function: x**2\n" + fields)


@pytest.mark.parametrize("rule", ["left", "right", "mid", "trapezoid"])
@pytest.mark.parametrize("function", ["1/x", "log(x)", "sqrt(x)", "exp(x**2)", "floor(x)", "1e300*x"])
def test_draws_where_there_is_no_value(
    function: str, rule: str, scene: Build, picture: Callable[..., str]
) -> None:
    fields = f"function: {function}\nfrom: -2\nto: 30\nrule: {rule}\nn: [4, 16, 1000]\ndiverges: true\n"
    built = scene("riemann", fields)
    for frame in range(0, built.frames, 9):
        assert picture(built, frame).strip()
        assert "nan" not in built.describe(frame)
