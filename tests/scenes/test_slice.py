"""The kind slice: the numbers of lesson 6, what is frozen and what slides, and functions with holes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.figure import Arrow, Bars, Dots, Line
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
LESSON_6 = "function: x**2 + x*y + y**2\nat: [1, 2]\nx: [-3.2, 3.2]\ny: [-2.4, 2.8]\n"


def frame_of(scene: Scene, mark: str) -> int:
    return next(found.frame for found in scene.marks if found.id == mark)


def curve_at(scene: Scene, frame: int) -> Line:
    return next(
        shape
        for shape in scene.figure(frame).panes[1].shapes
        if isinstance(shape, Line) and shape.role is Role.CURVE
    )


def test_the_slopes_of_lesson_6(scene: BUILD, at: AT):
    built = scene("slice", LESSON_6 + "freeze: y\n")
    assert [at(built, name, "start") for name in ("x", "y", "f", "slope_x", "slope_y")] == [1, 2, 7, 4, 5]
    assert [mark.id for mark in built.marks] == ["start", "freeze", "slice", "slope", "end"]
    assert "frozen at 2, the slope in x is 4" in built.marks[3].caption


def test_the_words_for_the_picture_do_not_tell_the_slope_before_it_is_drawn(scene: BUILD):
    built = scene("slice", LESSON_6 + "freeze: y\n")
    start, freeze, cut, slope = (
        built.describe(frame_of(built, mark)) for mark in ("start", "freeze", "slice", "slope")
    )
    assert "slope" not in start + freeze + cut
    assert "y is frozen" in freeze
    assert "y is frozen" in cut
    assert "With y frozen at 2, the slope in x is 4." in slope


def test_with_y_frozen_at_2_the_slice_is_a_parabola(scene: BUILD):
    built = scene("slice", LESSON_6 + "freeze: y\n")
    curve = curve_at(built, frame_of(built, "slope"))
    np.testing.assert_allclose(curve.y, curve.x**2 + 2 * curve.x + 4, atol=1e-12)
    tangent = next(
        s
        for s in built.figure(built.frames - 1).panes[1].shapes
        if isinstance(s, Line) and s.role is Role.SLOPE
    )
    np.testing.assert_allclose(np.diff(tangent.y) / np.diff(tangent.x), 4)


def test_with_x_frozen_the_slope_is_5(scene: BUILD):
    built = scene("slice", LESSON_6 + "freeze: x\n")
    curve = curve_at(built, frame_of(built, "slope"))
    np.testing.assert_allclose(curve.y, 1 + curve.x + curve.x**2, atol=1e-12)
    assert "frozen at 1, the slope in y is 5" in built.marks[3].caption
    assert built.figure(built.frames - 1).panes[1].x_label == "y"


def test_without_freeze_both_are_frozen_in_turn(scene: BUILD):
    built = scene("slice", LESSON_6)
    ids = [mark.id for mark in built.marks]
    assert ids == ["start", "freeze-1", "slice-1", "slope-1", "freeze-2", "slice-2", "slope-2", "end"]
    captions = [mark.caption for mark in built.marks]
    assert "y frozen" in captions[3]
    assert "x frozen" in captions[6]
    assert [built.figure(frame_of(built, mark)).panes[1].x_label for mark in ("slope-1", "slope-2")] == [
        "x",
        "y",
    ]


def test_sliding_y_to_0_makes_the_slope_in_x_2(scene: BUILD, at: AT):
    built = scene("slice", LESSON_6 + "freeze: y\nslide: {from: 2, to: 0}\n")
    assert [at(built, name, "slide") for name in ("x", "y", "f", "slope_x", "slope_y")] == [1, 0, 1, 2, 1]
    slopes = built.values["slope_x"].series
    np.testing.assert_allclose(slopes, 2 + built.values["y"].series)
    assert (np.diff(slopes) <= 0).all()
    assert len(np.unique(slopes)) > 50


@pytest.mark.parametrize(("freeze", "marks"), [("freeze: y\n", "slope"), ("", "slope-2")])
def test_a_nudge_beside_what_the_slopes_say(scene: BUILD, at: AT, freeze: str, marks: str):
    built = scene("slice", LESSON_6 + freeze + "nudge: [0.01, 0.01]\n")
    assert (at(built, "change", marks), at(built, "predicted", marks)) == (0, 0)
    assert at(built, "f", "nudge") == pytest.approx(7.0903)
    assert at(built, "change", "nudge") == pytest.approx(0.0903)
    assert at(built, "predicted", "nudge") == pytest.approx(0.09)
    assert (at(built, "x", "nudge"), at(built, "y", "nudge")) == pytest.approx((1.01, 2.01))
    assert (at(built, "slope_x", "nudge"), at(built, "slope_y", "nudge")) == (4, 5)
    assert "from 7 to 7.0903: a change of 0.0903. The slopes said 0.09." in built.describe(built.frames - 1)


@pytest.mark.parametrize(("nudge", "f"), [("[0.01, 0]", 7.0401), ("[0, 0.01]", 7.0501)])
def test_a_nudge_of_one_alone(scene: BUILD, at: AT, nudge: str, f: float):
    built = scene("slice", LESSON_6 + f"freeze: y\nnudge: {nudge}\n")
    assert at(built, "f", "nudge") == pytest.approx(f)


def test_a_nudge_after_a_slide_starts_where_that_ended(scene: BUILD, at: AT):
    built = scene("slice", LESSON_6 + "freeze: y\nslide: {from: 2, to: 0}\nnudge: [0.1, 0.2]\n")
    assert (at(built, "x", "end"), at(built, "y", "end")) == pytest.approx((1.1, 0.2))
    assert at(built, "predicted", "end") == pytest.approx(0.4)
    assert at(built, "change", "end") == pytest.approx(1.1**2 + 1.1 * 0.2 + 0.2**2 - 1)


def test_the_bars_of_a_nudge_stand_on_each_other(scene: BUILD):
    built = scene("slice", LESSON_6 + "freeze: y\nnudge: [0.01, -0.02]\n")
    bars = [s for s in built.figure(built.frames - 1).panes[1].shapes if isinstance(s, Bars)]
    assert [(bar.base, float(bar.height[0])) for bar in bars] == [
        (0, pytest.approx(0.04)),
        (pytest.approx(0.04), pytest.approx(-0.06)),
        (0, pytest.approx(built.values["change"].series[-1])),
    ]
    arrows = [s for s in built.figure(built.frames - 1).panes[0].shapes if isinstance(s, Arrow)]
    assert [arrow.name for arrow in arrows] == ["+0.01", "−0.02"]
    assert arrows[1].end[1] < arrows[1].start[1]


def test_values_of_a_frozen_point_change_only_by_slide_and_nudge(scene: BUILD):
    built = scene("slice", LESSON_6 + "nudge: [0.01, 0.01]\n")
    for value in built.values.values():
        assert len(np.unique(value.series[:-1])) == 1


def test_the_point_is_the_same_in_both_panes(scene: BUILD):
    built = scene("slice", LESSON_6 + "freeze: y\nslide: {from: 2, to: -1}\n")
    for frame in (0, 60, 130, built.frames - 1):
        left, right = (
            next(s for s in pane.shapes if isinstance(s, Dots)) for pane in built.figure(frame).panes
        )
        assert left.x[0] == right.x[0]
        assert right.y[0] == built.values["f"].series[frame]


@pytest.mark.parametrize(
    "fields",
    [
        "function: 1/x + y\nat: [0, 1]\nfreeze: y\nnudge: [0.1, 0.1]",
        "function: ln(x*y)\nat: [-1, 1]\nslice_y: [-1, 1]\nnudge: [1, 1]",
        "function: 1/x + y\nat: [1, 1]\nfreeze: x\nslide: {from: -1, to: 1}\nheat: true",
        "function: exp(x*y)\nat: [300, 300]\nnudge: [1, 1]",
        "function: 0*x + 0*y\nat: [0, 0]\nnudge: [0, 0]",
        "function: abs(x) + abs(y)\nat: [0, 0]\nfreeze: x\nslide: {from: -2, to: 2}\nnudge: [0.1, 0]",
        "function: x + 0*y\nat: [1e150, -1e150]\nnudge: [1, 1]",
    ],
)
def test_functions_with_holes_are_drawn_quietly(scene: BUILD, fields: str):
    built, renderer = scene("slice", fields + "\ndiverges: true\n"), Renderer()
    for frame in range(0, built.frames, 5):
        assert renderer.draw(built.figure(frame), 46, 18).text().strip()
        assert "nan" not in built.describe(frame)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (LESSON_6 + "freeze: z\n", "no variable of the function; write x or y"),
        (LESSON_6 + "slide: {from: 2, to: 0}\n", "write freeze: y"),
        (LESSON_6 + "freeze: y\nslide: {from: 2, to: exp(1000)}\n", "finite"),
        (LESSON_6 + "nudge: [exp(1000), 0]\n", "finite"),
        ("function: x + change\nat: [0, 0]\n", "change"),
    ],
)
def test_bad_fields_are_refused_with_words(scene: BUILD, fields: str, words: str):
    with pytest.raises(LessonError, match=words):
        scene("slice", fields)
