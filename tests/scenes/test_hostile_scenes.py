"""Scenes of numbers that are huge, tiny or none: every frame draws, and nothing warns (a warning is an error here)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.scenes.scene import Scene

HOSTILE = [
    ("gradient_check", "function: exp(x)\nat: 700\nh: [100, 1e300, 1e-300]"),
    ("gradient_check", "function: 1e200*x**3\nat: 1e50\nh: [1e-5]"),
    ("gradient_check", "function: 0*x\nat: 1\nh: [0.1, 0.01]"),
    ("gradient_check", "function: x\nat: 1e308\nh: [1e308]"),
    ("monte_carlo", "function: exp(600*x)\nfrom: 0\nto: 1\nsamples: 200"),
    ("monte_carlo", "function: 1e300*x\nfrom: -1e5\nto: 1e5\nsamples: 50"),
    ("monte_carlo", "function: 1e-300*x\nfrom: 0\nto: 1\nsamples: 50"),
    ("density", "density: 1e-300\nfrom: 0\nto: 1e300\nregion: [0, 1]"),
    ("density", "density: 1e300\nfrom: 0\nto: 1e-300\nregion: [0, 1e-300]"),
    ("curve", "function: exp(1000*x)\ncritical: true\nslope: true\nprobe: {from: -5, to: 5}"),
    ("curve", "function: 0*x + 2\ncritical: true\nslope: true"),
    ("curve", "function: sqrt(-1 - x**2)"),
    ("curve", "function: 1e308*x**3\nx: [-1e100, 1e100]\ncritical: true"),
    ("curve", "functions: [ln(x), sqrt(x), 1/x]"),
    (
        "contour_descent",
        "function: x + y\nstart: [1, 1]\nrate: 0.1\nupdates: 2\nx: [-5.5, 1e308]\ny: [-2, 1e308]",
    ),
    ("tangent", "function: 1/x\nat: 0"),
    ("tangent", "function: exp(x)\nprobe: {from: -1000, to: 1000}"),
    ("descent", "function: exp(x)\nstart: 700\nrate: 1\nupdates: 9\nloss: true"),
    ("descent", "function: ln(x)\nstart: 1\nrate: 3\nupdates: 9\nloss: true\ncompare: [{id: b, start: -1}]"),
    ("descent", "function: abs(x)\nstart: 0\nrate: 3\nupdates: 9\nloss: true"),
    ("descent", "function: 1/x\nstart: 0\nrate: 3\nupdates: 9\nloss: true"),
    (
        "descent",
        "function: x**2\nstart: 1e200\nrate: 1e200\nupdates: 9\nzoom: {after: start, x: [0, 1], y: [0, 1]}",
    ),
    ("descent", "function: x**4\nstart: 5\nrate: 1\nupdates: 9\nloss: true\ncompare: [{id: b, rate: 0.01}]"),
]


@pytest.mark.parametrize(("kind", "fields"), HOSTILE)
def test_every_frame_draws_and_nothing_warns(scene: Callable[[str, str], Scene], kind: str, fields: str):
    built, renderer = scene(kind, fields + "\ndiverges: true"), Renderer()
    for frame in range(0, built.frames):
        assert renderer.draw(built.figure(frame), 46, 18).text().strip()
    assert all("nan" not in built.describe(mark.frame) for mark in built.marks)


def test_limits_whose_distance_is_no_number_are_refused(scene: Callable[[str, str], Scene]):
    with pytest.raises(LessonError, match="too far apart"):
        scene("curve", "function: x\nx: [-1e308, 1e308]")
