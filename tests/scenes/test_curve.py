"""The kind curve: the slopes of lesson 3, critical points, what is drawn when, and refusals."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Line
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
CUBIC = """\
function: x**3 - 3*x
x: [-2.2, 2.2]
y: [-4.5, 4.5]
slope: true
slope_y: [-3.5, 12]
critical: true
"""
PROBE = "probe: {from: -2.2, to: 2.2}\n"


def lines(scene: Scene, frame: int, role: Role, pane: int = 0) -> list[Line]:
    shapes = scene.figure(frame).panes[pane].shapes
    return [shape for shape in shapes if isinstance(shape, Line) and shape.role is role]


def slope_at(scene: BUILD, function: str, x: float) -> float:
    built = scene("curve", f"function: {function}\nprobe: {{from: {x}, to: {x}}}\nundefined: [slope]\n")
    return float(built.values["slope"].series[-1])


def test_where_the_slope_is_zero(scene: BUILD, at: AT):
    built = scene("curve", CUBIC + PROBE)
    assert (at(built, "crit_1", "start"), at(built, "crit_2", "start")) == (-1, 1)
    assert (at(built, "x", "crit-1"), at(built, "f", "crit-1"), at(built, "slope", "crit-1")) == (-1, 2, 0)
    assert (at(built, "x", "crit-2"), at(built, "f", "crit-2"), at(built, "slope", "crit-2")) == (1, -2, 0)
    stops = [mark.caption for mark in built.marks if mark.stop]
    assert stops == ["The slope is 0 at x = −1: a maximum.", "The slope is 0 at x = 1: a minimum."]


def test_a_slope_of_zero_need_not_be_a_turn(scene: BUILD, picture: Callable[..., str]):
    built = scene("curve", "function: x**3\nx: [-2, 2]\ncritical: true\nprobe: {from: -2, to: 2}")
    (mark,) = (mark for mark in built.marks if mark.id == "crit-1")
    assert mark.caption == "The slope is 0 at x = 0: neither a minimum nor a maximum."
    assert "slope 0" in picture(built)
    assert "m at" not in picture(built)


@pytest.mark.parametrize(
    ("function", "x", "slope"),
    [
        ("x**3 - 3*x", 2, 9),
        ("x**3 - 3*x", 0.5, -9 / 4),
        ("abs(x)", -1, -1),
        ("abs(x)", 1, 1),
        ("relu(x)", -1, 0),
        ("relu(x)", 1, 1),
        ("exp(x)", 1.5, math.exp(1.5)),
        ("ln(x)", 4, 1 / 4),
        ("sigmoid(x)", 0, 1 / 4),
        ("sigmoid(x)", 2, 0.104994),
        ("sigmoid(x)", 5, 0.006648),
    ],
)
def test_the_slopes_of_the_lesson(scene: BUILD, function: str, x: float, slope: float):
    assert slope_at(scene, function, x) == pytest.approx(slope, abs=5e-7)


@pytest.mark.parametrize("function", ["abs(x)", "relu(x)"])
def test_at_a_kink_there_is_no_slope_and_its_sides_are_not_joined(scene: BUILD, function: str):
    assert math.isnan(slope_at(scene, function, 0))
    fields = f"function: {function}\nx: [-2, 2]\nslope: true\nprobe: {{from: -2, to: 2}}\nundefined: [slope]"
    built = scene("curve", fields)
    (collected,) = lines(built, built.frames - 1, Role.SLOPE, 1)
    (gap,) = np.flatnonzero(np.isnan(collected.y))
    assert abs(collected.x[gap]) < 0.02
    (curve,) = lines(built, 0, Role.CURVE)
    assert np.isfinite(curve.y).all()


@pytest.mark.parametrize("function", ["1/(x - 0.3)", "tan(x)", "floor(x)", "sign(x - 0.1)"])
def test_a_curve_is_not_joined_over_a_pole_or_a_jump(scene: BUILD, function: str):
    built = scene("curve", f"function: {function}\nx: [-2, 2]\ndiverges: true\nundefined: [slope]")
    (curve,) = lines(built, built.frames - 1, Role.CURVE)
    assert np.isnan(curve.y).any()


@pytest.mark.parametrize(
    "function", ["x**3", "sin(20*x)", "exp(5*x)", "abs(x)", "sqrt(abs(x))", "sigmoid(50*x)"]
)
def test_a_curve_without_jumps_is_not_broken(scene: BUILD, function: str):
    built = scene("curve", f"function: {function}\nx: [-2, 2]\nundefined: [slope]")
    (curve,) = lines(built, built.frames - 1, Role.CURVE)
    assert np.isfinite(curve.y).all()


def test_the_slopes_are_collected_as_the_point_moves(scene: BUILD):
    built = scene("curve", CUBIC + PROBE)
    for frame in (0, 20, 40, built.frames - 1):
        (collected,) = lines(built, frame, Role.SLOPE, 1)
        here = built.values["x"].series[frame]
        assert collected.x[-1] == here
        assert collected.x.max() <= here
        assert collected.y == pytest.approx(3 * collected.x**2 - 3)


def test_where_the_turns_are_is_not_listed_and_the_point_is_where_one_is_seen(scene: BUILD):
    def listed(fields: str) -> list[str]:
        return [name for name, value in scene("curve", fields).values.items() if value.listed]

    assert listed(CUBIC + PROBE) == ["x", "f", "slope"]
    assert listed(CUBIC) == ["x", "f", "slope"]
    assert listed("function: x**2") == []


def test_describes_the_slopes_below(scene: BUILD):
    built = scene("curve", CUBIC + PROBE)
    assert "Below it" not in built.describe(0)
    assert "Below it, its slope is drawn from x = −2.2 to x = 2.2" in built.describe(built.frames - 1)
    assert "Below" not in scene("curve", "function: x**2").describe(5)


def test_a_probe_may_move_to_the_left(scene: BUILD, at: AT):
    built = scene("curve", CUBIC + "probe: {from: 2, to: -2}\n")
    assert (at(built, "x", "start"), at(built, "x", "end")) == (2, -2)
    names = [mark.id for mark in built.marks]
    assert names.index("crit-2") < names.index("crit-1")
    (collected,) = lines(built, 10, Role.SLOPE, 1)
    assert collected.x.min() >= built.values["x"].series[10]


def test_a_curve_draws_itself_behind_a_point(scene: BUILD, picture: Callable[..., str]):
    built = scene("curve", "function: x**2\nx: [-2, 2]")
    (drawn,) = lines(built, 30, Role.CURVE)
    assert drawn.x.max() == pytest.approx(built.values["x"].series[30])
    assert "●" in picture(built, "start")
    assert "●" not in picture(built, "end")


def test_drawing_begins_where_there_is_something(scene: BUILD, picture: Callable[..., str]):
    built = scene("curve", "function: ln(x)\nx: [-1, 5]")
    assert 0 < built.values["x"].series[0] < 0.02
    assert np.isfinite(built.values["f"].series).all()
    assert picture(built, "start")


def test_several_curves_are_named_and_told_apart(scene: BUILD, at: AT, picture: Callable[..., str]):
    built = scene("curve", "functions: [x**2, x**3, sin(x)]\nx: [-2, 2]")
    drawn = picture(built)
    assert all(name in drawn for name in ("x²", "x³", "sin(x)"))
    assert [line.role for line in built.figure(built.frames - 1).panes[0].shapes] == [
        Role.RUN_1,
        Role.RUN_2,
        Role.RUN_3,
    ]
    assert at(built, "f", "end") == 4
    assert all(sign in picture(built, 15) for sign in "●▲■")


def test_many_critical_points_do_not_stop_at_each(scene: BUILD):
    built = scene("curve", "function: sin(x)\nx: [-20, 20]\nprobe: {from: -20, to: 20}\ncritical: true")
    assert sum(mark.id.startswith("crit-") for mark in built.marks) == 12
    assert sum(mark.stop for mark in built.marks) <= 4


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ("x: [0, 1]", "either function or functions"),
        ("function: x\nfunctions: [x]", "either function or functions"),
        ("functions: [x, x, x, x, x]", "at most 4"),
        ("function: x*y", "one variable"),
        ("function: slope**2", "give the variable another name"),
        ("function: x\nx: [1, 0]", r"write \[0, 1\]"),
        ("function: x\nprobe: {from: 0, to: -ln(0)}", "finite"),
        ("function: x\nalso: [{text: nowhere}]", "one of point, line and arrow"),
    ],
)
def test_refusals(scene: BUILD, fields: str, complaint: str):
    with pytest.raises(LessonError, match=complaint):
        scene("curve", fields)


def test_the_slope_at_a_critical_point_is_zero_without_rounding_noise(scene: BUILD, at: AT):
    built = scene("curve", "function: x**4 - 3*x**2 + x\nx: [-2.1, 1.9]\ncritical: true\n" + PROBE)
    assert [at(built, "slope", f"crit-{k}") for k in (1, 2, 3)] == [0.0, 0.0, 0.0]
    assert at(built, "slope", "end") == pytest.approx(4 * 2.2**3 - 6 * 2.2 + 1)
