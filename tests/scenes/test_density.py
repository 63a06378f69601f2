"""The kind density: probability as area, the mean, and what is no density."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Area, Dots
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
RAMP = "density: 2*x\nfrom: 0\nto: 1\nregion: [0, 1/2]"
NORMAL = "density: exp(-x**2/2)/sqrt(2*pi)\nfrom: -6\nto: 6\nregion: [-1, 1]"


def area_of(scene: Scene, frame: int) -> Area:
    return next(shape for shape in scene.figure(frame).panes[0].shapes if isinstance(shape, Area))


@pytest.mark.parametrize(
    ("fields", "probability", "mean"),
    [
        (RAMP, 1 / 4, 2 / 3),
        (NORMAL, math.erf(1 / math.sqrt(2)), 0),
        ("density: 1/2\nfrom: 1\nto: 3\nregion: [1.5, 3]", 0.75, 2),
        ("density: 1/(2*sqrt(x))\nfrom: 0\nto: 1\nregion: [0, 0.25]", 0.5, 1 / 3),
        ("density: exp(-t)\nfrom: 0\nto: 40\nregion: [0, ln(2)]", 0.5, 1),
    ],
)
def test_probability_and_mean(scene: BUILD, fields: str, probability: float, mean: float):
    built = scene("density", fields)
    for name, expected in (("probability", probability), ("mean", mean)):
        series = built.values[name].series
        assert series == pytest.approx(np.full(built.frames, expected), abs=1e-9)


def test_a_mean_of_zero_is_written_as_zero(scene: BUILD):
    assert not scene("density", NORMAL).values["mean"].series.any()


def test_the_fill_sweeps_the_region(scene: BUILD):
    built = scene("density", RAMP)
    fronts = [float(area_of(built, frame).x[-1]) for frame in range(61)]
    assert fronts == sorted(fronts)
    assert (fronts[0], fronts[-1]) == (0, 0.5)
    area = area_of(built, built.frames - 1)
    assert area.role is Role.AREA_PLUS
    heights = area.high - area.low
    assert np.sum((heights[1:] + heights[:-1]) / 2 * np.diff(area.x)) == pytest.approx(0.25)


def test_the_mean_is_marked_on_the_axis_at_the_end(scene: BUILD, picture: Callable[..., str]):
    built = scene("density", RAMP)
    target = [s for s in built.figure(built.frames - 1).panes[0].shapes if isinstance(s, Dots)][-1]
    assert target.role is Role.TARGET
    assert (target.x[0], target.y[0]) == (pytest.approx(2 / 3), 0)
    assert "◎ mean 0.6667" in picture(built)
    assert "◎" not in picture(built, "fill")
    assert "P = 0.25" in picture(built, "fill")


def test_it_stops_once_to_say_what_the_area_is(scene: BUILD):
    stops = [mark for mark in scene("density", RAMP).marks if mark.stop]
    assert [(mark.id, mark.caption) for mark in stops] == [
        ("fill", "The area from 0 to 0.5 is the probability: 0.25.")
    ]


def test_a_pole_does_not_flatten_the_rest(scene: BUILD):
    built = scene("density", "density: 1/(2*sqrt(x))\nfrom: 0\nto: 1\nregion: [0, 0.25]")
    assert 2 < built.figure(0).panes[0].y[1] < 20


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (
            "density: x\nfrom: 0\nto: 1\nregion: [0, 1]",
            r"its integral is 0\.5 and must be 1; divide it by 0\.5",
        ),
        ("density: 3*x**2 - x\nfrom: 0\nto: 1.2\nregion: [0, 1]", "negative"),
        ("density: 0\nfrom: 0\nto: 1\nregion: [0, 1]", "must be 1"),
        ("density: 1/x\nfrom: 0\nto: 1\nregion: [0, 1]", "no finite area"),
        ("density: 2*x\nfrom: 0\nto: 1\nregion: [-0.5, 0.5]", "between from and to"),
        ("density: 2*x\nfrom: 0\nto: 1\nregion: [0.5, 1.5]", "between from and to"),
        ("density: 2*x\nfrom: 0\nto: 1\nregion: [0.5, 0.5]", "below the second"),
        ("density: 2*x\nfrom: 1\nto: 0\nregion: [0, 1]", "below"),
        ("density: 2*x\nfrom: 0\nto: -ln(0)\nregion: [0, 1]", "finite"),
        ("density: 2*x\nfrom: 0\nto: 1", "region"),
    ],
)
def test_refusals(scene: BUILD, fields: str, complaint: str):
    with pytest.raises(LessonError, match=complaint):
        scene("density", fields)
