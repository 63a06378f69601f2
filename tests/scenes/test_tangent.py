"""The kind tangent: where it touches, how it grows and moves, and refusals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Line
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
TOUCH = "function: x**2\nat: 1\nx: [-1, 4.2]\ny: [-2, 17]\n"


def tangent_of(scene: Scene, frame: int) -> Line:
    shapes = scene.figure(frame).panes[0].shapes
    found = [s for s in shapes if isinstance(s, Line) and s.role is Role.SLOPE and s.style != "dashed"]
    return found[-1]


def test_the_tangent_of_the_lesson(scene: BUILD, at: AT):
    built = scene("tangent", TOUCH)
    assert [at(built, name, "end") for name in ("x", "f", "slope")] == [1, 1, 2]
    line = tangent_of(built, built.frames - 1)
    assert line.y == pytest.approx(2 * line.x - 1)
    assert (line.x[0], line.x[-1]) == (pytest.approx(1 - 5.2), pytest.approx(1 + 5.2))


def test_it_grows_while_its_values_stand(scene: BUILD):
    built = scene("tangent", TOUCH)
    lengths = [np.ptp(tangent_of(built, frame).x) for frame in range(built.frames)]
    assert lengths[0] == 0
    assert lengths == sorted(lengths)
    assert all(np.ptp(value.series) == 0 for value in built.values.values())


def test_a_probe_moves_the_touch(scene: BUILD, at: AT):
    built = scene("tangent", "function: x**2\nprobe: {from: -1, to: 3}")
    assert [at(built, "x", mark) for mark in ("start", "end")] == [-1, 3]
    assert built.values["slope"].series == pytest.approx(2 * built.values["x"].series)
    line = tangent_of(built, 60)
    x = built.values["x"].series[60]
    assert line.y == pytest.approx(x * x + 2 * x * (line.x - x))


def test_rise_and_run_show_one_unit(scene: BUILD):
    built = scene("tangent", TOUCH)
    dashed = [
        s for s in built.figure(built.frames - 1).panes[0].shapes if getattr(s, "style", "") == "dashed"
    ]
    run, rise = dashed
    assert list(run.x) == [1, 2]
    assert list(rise.y) == [1, 3]
    assert not [s for s in built.figure(5).panes[0].shapes if getattr(s, "style", "") == "dashed"]


def test_at_a_kink_there_is_no_tangent_and_no_error(scene: BUILD, picture: Callable[..., str]):
    built = scene("tangent", "function: abs(x)\nat: 0\nundefined: [slope]")
    assert np.isnan(built.values["slope"].series).all()
    assert "●" in picture(built)
    assert "undefined" in built.describe(built.frames - 1)


def test_an_empty_title_is_no_title(scene: BUILD):
    assert not scene("tangent", TOUCH + 'title: ""\n').figure(0).panes[0].title
    assert scene("tangent", TOUCH).figure(0).panes[0].title == "f(x) = x²"


def test_author_s_marks_are_drawn(scene: BUILD, picture: Callable[..., str]):
    also = "also:\n  - {point: [3, 9], text: there}\n  - {line: [[0, 5], [2, 5]], role: muted}\n"
    built = scene("tangent", TOUCH + also)
    assert "◎" in picture(built)
    assert "there" in picture(built)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ("function: x**2", "either at or probe"),
        ("function: x**2\nat: 1\nprobe: {from: 0, to: 1}", "either at or probe"),
        ("function: x**2\nat: -ln(0)", "finite"),
        ("function: x*y\nat: 1", "one variable"),
        ("function: f**2\nat: 1", "give the variable another name"),
    ],
)
def test_refusals(scene: BUILD, fields: str, complaint: str):
    with pytest.raises(LessonError, match=complaint):
        scene("tangent", fields)
