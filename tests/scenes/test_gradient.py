"""The kind gradient: the numbers of lesson 7, the right angle, the probe, and points without a gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.figure import Arrow, Line
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
LESSON_7 = "function: x**2 + 4*y**2\nat: [2, 1]\nlevels: [0.5, 2, 4, 8, 12]\nx: [-3.2, 3.2]\ny: [-2.4, 2.4]\n"


def arrows(scene: Scene, mark: str) -> list[Arrow]:
    frame = next(found.frame for found in scene.marks if found.id == mark)
    return [shape for shape in scene.figure(frame).panes[0].shapes if isinstance(shape, Arrow)]


def way(arrow: Arrow) -> np.ndarray:
    return np.subtract(arrow.end, arrow.start)


def test_the_gradient_of_lesson_7(scene: BUILD, at: AT):
    built = scene("gradient", LESSON_7)
    found = [at(built, name, "start") for name in ("f", "slope_x", "slope_y", "norm", "angle", "rate")]
    assert found == pytest.approx([8, 4, 8, 8.9443, 63.4349, 8.9443], abs=5e-5)
    assert at(built, "norm", "end") == pytest.approx(4 * np.sqrt(5))
    assert [mark.id for mark in built.marks] == ["start", "partials", "arrow", "end"]


def test_the_rates_of_lesson_7(scene: BUILD, at: AT):
    own = "atan(2)*180/pi"
    rates = {"0": 4, "45": 8.4853, own: 8.9443, "90": 8, f"{own} + 90": 0, "180": -4, f"{own} + 180": -8.9443}
    built = scene("gradient", LESSON_7 + f"turn: [{', '.join(rates)}]\n")
    for index, rate in enumerate(rates.values(), 1):
        assert at(built, "rate", f"turn-{index}") == pytest.approx(rate, abs=5e-5)
    assert at(built, "angle", "turn-3") == pytest.approx(63.43, abs=5e-3)
    assert at(built, "angle", "turn-7") == pytest.approx(243.43, abs=5e-3)
    captions = {mark.id: mark.caption for mark in built.marks}
    assert "steepest way up" in captions["turn-3"]
    assert "along the level curve" in captions["turn-5"]
    assert "steepest way down" in captions["turn-7"]
    assert sum(mark.stop for mark in built.marks) <= 4


def test_a_turn_from_and_to_reads_out_every_direction_between(scene: BUILD, at: AT):
    built = scene("gradient", LESSON_7 + "turn: {from: 0, to: 360}\n")
    assert (at(built, "angle", "turn-1"), at(built, "angle", "turn-2")) == (0, 360)
    angle, rate = built.values["angle"].series, built.values["rate"].series
    assert (np.diff(angle) >= 0).all()
    np.testing.assert_allclose(
        rate, 4 * np.cos(np.deg2rad(angle)) + 8 * np.sin(np.deg2rad(angle)), atol=1e-12
    )


def test_values_before_the_probe_are_those_of_its_first_direction(scene: BUILD, at: AT):
    built = scene("gradient", LESSON_7 + "turn: [90, 0]\n")
    assert (at(built, "angle", "start"), at(built, "rate", "start")) == (90, 8)


def test_two_partials_make_one_arrow_at_a_right_angle_to_the_level_curve(scene: BUILD):
    built = scene("gradient", LESSON_7 + "turn: [0]\n")
    first, second = map(way, arrows(built, "partials"))
    assert first[1] == second[0] == 0
    gradient = way(arrows(built, "arrow")[-1])
    np.testing.assert_allclose(gradient, first + second)
    np.testing.assert_allclose(gradient[1] / gradient[0], 2)
    pane = built.figure(built.frames - 1).panes[0]
    assert pane.equal
    (tangent,) = [s for s in pane.shapes if isinstance(s, Line) and s.role is Role.SLOPE]
    along = np.array([tangent.x[1] - tangent.x[0], tangent.y[1] - tangent.y[0]])
    assert along @ gradient == pytest.approx(0, abs=1e-12)
    assert along[0] / along[1] == pytest.approx(8 / -4)
    level = next(s for s in pane.shapes if isinstance(s, Line) and s.role is Role.CURVE)
    np.testing.assert_allclose(level.x**2 + 4 * level.y**2, 8, rtol=1e-3)


def test_the_picture_waits_at_the_arrow_unless_the_one_direction_of_the_probe_is_tuned(scene: BUILD):
    for turn, stops in (("", True), ("turn: [0, 90]\n", True), ("turn: [30]\n", False)):
        built = scene("gradient", LESSON_7 + turn)
        assert next(mark for mark in built.marks if mark.id == "arrow").stop is stops


def test_the_tangent_of_the_level_curve_comes_with_the_probe(scene: BUILD):
    def tangents(built, mark):
        frame = next(known.frame for known in built.marks if known.id == mark)
        shapes = built.figure(frame).panes[0].shapes
        return [shape for shape in shapes if isinstance(shape, Line) and shape.role is Role.SLOPE]

    assert not tangents(scene("gradient", LESSON_7), "end")
    assert tangents(scene("gradient", LESSON_7 + "turn: [0]\n"), "turn-1")


def test_the_probe_points_where_its_angle_says(scene: BUILD):
    built = scene("gradient", LESSON_7 + "turn: [0, 45, 180]\n")
    for mark, direction in (("turn-1", (1, 0)), ("turn-2", (1, 1)), ("turn-3", (-1, 0))):
        probe = arrows(built, mark)[-1]
        assert probe.role is Role.UPDATE
        np.testing.assert_allclose(way(probe) / np.abs(way(probe)).max(), direction, atol=1e-12)
    assert arrows(built, "turn-3")[-1].name == "rate −4.00"


def test_arrows_stay_inside_where_they_can(scene: BUILD):
    for point in ((2, 1), (-2, -1), (0.5, 0.2), (-1.5, 0)):
        built = scene("gradient", LESSON_7.replace("[2, 1]", str(list(point))))
        end = arrows(built, "arrow")[-1].end
        assert -3.2 <= end[0] <= 3.2
        assert -2.4 <= end[1] <= 2.4


@pytest.mark.parametrize(
    "fields",
    [
        "function: x**2 + y**2\nat: [0, 0]\nturn: {from: 0, to: 90}",
        "function: x**2 + y**2\nat: [0, 0]",
        "function: abs(x) + y\nat: [0, 0]\nturn: [0, 90]",
        "function: 1/x + y\nat: [0, 1]\nturn: [0, 90]",
        "function: ln(x*y)\nat: [-1, 1]\nheat: true\nturn: [10]",
        "function: exp(x**2 + y**2)\nat: [26, 5]\nturn: [10]",
        "function: exp(x**2 + y**2)\nat: [30, 30]\nturn: [10]",
        "function: 1e-300*x\nat: [1, 1]\nturn: [10]",
        "function: x + y\nat: [1e200, -1e200]\nturn: [10]",
    ],
)
def test_points_without_a_plain_gradient_are_drawn_quietly(scene: BUILD, fields: str):
    built, renderer = scene("gradient", fields + "\ndiverges: true\n"), Renderer()
    for frame in range(0, built.frames, 5):
        assert renderer.draw(built.figure(frame), 46, 18).text().strip()
        assert "nan" not in built.describe(frame)
    assert all("nan" not in mark.caption for mark in built.marks)


@pytest.mark.parametrize("turned", [90, -90])
def test_a_rate_of_nothing_has_no_sign(scene: BUILD, turned: int):
    built = scene("gradient", LESSON_7 + f"turn: [atan(2)*180/pi + {turned}]\n")
    assert arrows(built, "end")[-1].name == "rate 0.00"
    assert built.describe(built.frames - 1).endswith("the rate is 0.")


def test_at_a_minimum_nothing_rises_anywhere(scene: BUILD, at: AT):
    built = scene("gradient", "function: x**2 + y**2\nat: [0, 0]\nundefined: [angle]\n")
    assert at(built, "norm", "end") == 0
    assert at(built, "rate", "end") == 0
    assert np.isnan(at(built, "angle", "end"))
    assert "points nowhere" in built.marks[2].caption


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (LESSON_7 + f"turn: {list(range(20))}\n", "at most 12"),
        (LESSON_7 + "turn: [exp(1000)]\n", "finite"),
        (LESSON_7.replace("[2, 1]", "[2, exp(1000)]"), "finite"),
        ("function: x + y + z\nat: [0, 0]\n", "variables"),
        ("function: rate + y\nat: [0, 0]\n", "rate"),
    ],
)
def test_bad_fields_are_refused_with_words(scene: BUILD, fields: str, words: str):
    with pytest.raises(LessonError, match=words):
        scene("gradient", fields)
