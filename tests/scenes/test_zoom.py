"""A closer look at a point: the gaps of lesson 2, the windows, and what it refuses."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Line, Pane
from calctui.roles import Role
from calctui.scenes.scene import Scene

SQUARE = "function: x**2\nat: 1\nwidth: [2, 0.5, 0.1, 0.02]\n"

Build = Callable[[str, str], Scene]
At = Callable[[Scene, str, str], float]


def frame_of(scene: Scene, name: str) -> int:
    return next(mark.frame for mark in scene.marks if mark.id == name)


def pane(scene: Scene, when: str | int) -> Pane:
    return scene.figure(when if isinstance(when, int) else frame_of(scene, when)).panes[0]


def test_gaps_of_the_lesson(scene: Build, at: At) -> None:
    built = scene("zoom", SQUARE)
    names = [mark.id for mark in built.marks]
    shares = ["50%", "12.5%", "2.5%", "0.5%"]
    for k, (width, share) in enumerate(zip([2, 0.5, 0.1, 0.02], shares, strict=True), start=1):
        assert at(built, "width", f"zoom-{k}") == width
        assert at(built, "gap", f"zoom-{k}") == pytest.approx(width**2)
        assert (at(built, "x", f"zoom-{k}"), at(built, "slope", f"zoom-{k}")) == (1, 2)
        assert f", {share} of the window's height." in built.marks[names.index(f"zoom-{k}")].caption


def test_a_window_is_as_high_as_the_tangent_rises_in_it(scene: Build) -> None:
    built = scene("zoom", SQUARE)
    assert (pane(built, "zoom-1").x, pane(built, "zoom-1").y) == ((-1, 3), (-3, 5))
    assert pane(built, "zoom-3").x == pytest.approx((0.9, 1.1))
    assert pane(built, "zoom-3").y == pytest.approx((0.8, 1.2))


@pytest.mark.parametrize(("function", "height"), [("x**2", 4), ("5", 2), ("abs(x)", 2), ("1e-9*x + x**2", 4)])
def test_where_the_tangent_is_flat_the_widest_window_holds_the_curve(
    function: str, height: float, scene: Build
) -> None:
    built = scene("zoom", f"function: {function}\nat: 0\nwidth: [2, 1]\nundefined: [slope, gap]\n")
    low, high = pane(built, "zoom-1").y
    assert (high - low) / 2 == pytest.approx(height)
    low, high = pane(built, "zoom-2").y
    assert (high - low) / 2 == pytest.approx(height / 2)


def test_the_window_shrinks_by_equal_factors_and_never_grows(scene: Build) -> None:
    built = scene("zoom", SQUARE)
    first, last = frame_of(built, "zoom-1"), frame_of(built, "zoom-2")
    widths = np.array([np.diff(pane(built, frame).x)[0] for frame in range(first, last + 1)])
    assert (widths[0], widths[-1]) == pytest.approx((4, 1))
    assert (np.diff(widths) < 0).all()
    assert np.sqrt(widths[0] * widths[-1]) == pytest.approx(widths[len(widths) // 2])


def test_values_change_only_at_a_mark(scene: Build) -> None:
    built = scene("zoom", SQUARE)
    changes = np.flatnonzero(np.diff(built.values["width"].series)) + 1
    assert changes.tolist() == [frame_of(built, f"zoom-{k}") for k in (2, 3, 4)]


def test_the_gap_is_drawn_at_the_edge_where_it_is_greatest(scene: Build) -> None:
    right = scene("zoom", "function: exp(x)\nat: 0\nwidth: [1]\n")
    (bar,) = [s for s in pane(right, "zoom-1").shapes if isinstance(s, Line) and s.role is Role.UPDATE]
    assert bar.x.tolist() == [1, 1]
    assert bar.y == pytest.approx([2, math.e])
    assert right.values["gap"].series[0] == pytest.approx(math.e - 2)


def test_the_next_window_is_outlined_until_it_is_reached(scene: Build) -> None:
    def outline(when: str) -> list[float]:
        found = [s for s in pane(built, when).shapes if isinstance(s, Line) and s.role is Role.MUTED]
        return [float(np.ptp(line.x)) for line in found]

    built = scene("zoom", SQUARE)
    assert outline("start") == []
    assert outline("zoom-1") == pytest.approx([1])
    assert outline("zoom-3") == pytest.approx([0.04])
    assert outline("zoom-4") == []


def test_starts_with_the_window_of_the_author(scene: Build) -> None:
    built = scene("zoom", SQUARE + "x: [-3, 4]\ny: [-2, 16]\n")
    assert (pane(built, "start").x, pane(built, "start").y) == ((-3, 4), (-2, 16))
    assert pane(built, "tangent").x == (-3, 4)
    assert pane(built, "zoom-1").x == (-1, 3)
    middle = pane(built, (frame_of(built, "tangent") + frame_of(built, "zoom-1")) // 2)
    assert -3 < middle.x[0] < -1
    assert not np.isfinite(built.values["gap"].series).sum() < built.frames


def test_the_curve_is_as_fine_in_every_window(scene: Build) -> None:
    built = scene("zoom", SQUARE)
    (curve,) = [s for s in pane(built, "zoom-4").shapes if isinstance(s, Line) and s.role is Role.CURVE]
    low, high = pane(built, "zoom-4").x
    assert ((curve.x >= low) & (curve.x <= high)).sum() >= 400


def test_a_kink_stays_a_kink(scene: Build, at: At) -> None:
    built = scene("zoom", "function: abs(x)\nat: 0\nwidth: [2, 0.1]\nundefined: [slope, gap]\n")
    assert math.isnan(at(built, "slope", "zoom-2"))
    assert built.marks[-1].frame == frame_of(built, "zoom-2")
    assert "no tangent" in next(mark.caption for mark in built.marks if mark.id == "zoom-2")
    assert "nan" not in built.describe(built.frames - 1)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("function: x**2\nat: 1\nwidth: []\n", "1 to 12 widths"),
        (f"function: x**2\nat: 1\nwidth: [{', '.join('1' * 13)}]\n", "1 to 12 widths"),
        ("function: x**2\nat: 1\nwidth: [1, 0]\n", "above 0"),
        ("function: x**2\nat: 1\nwidth: [-1]\n", "above 0"),
        ("function: x**2\nat: 1\nwidth: [1e-17]\n", "too small beside 1"),
        ("function: x**2\nat: log(-1)\nwidth: [1]\n", "finite"),
        ("function: gap**2\nat: 1\nwidth: [1]\n", "has a value gap of its own"),
    ],
)
def test_refuses(fields: str, what: str, scene: Build) -> None:
    with pytest.raises(LessonError, match=what):
        scene("zoom", fields)


@pytest.mark.parametrize("function", ["1/x", "log(x)", "sqrt(x)", "exp(x**2)", "floor(x)", "1e300*x"])
def test_draws_where_there_is_no_value(function: str, scene: Build, picture: Callable[..., str]) -> None:
    built = scene("zoom", f"function: {function}\nat: 0\nwidth: [30, 1, 1e-9]\ndiverges: true\n")
    for frame in range(0, built.frames, 9):
        assert picture(built, frame).strip()
        assert "nan" not in built.describe(frame)
