"""The kind network: what training does to XOR, its picture without colour, long runs, mistakes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.figure import Contours, Dots, Heat, Line
from calctui.roles import Role
from calctui.scenes.parts.long_run import told_updates
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
XOR = "data: xor\nhidden: [3]\nactivation: tanh\nrate: 1\nseed: 1\n"


def frame_of(scene: Scene, mark: str) -> int:
    return next(found.frame for found in scene.marks if found.id == mark)


def test_xor_is_learned(scene: BUILD, at: AT):
    built = scene("network", XOR + "updates: 200\n")
    assert at(built, "right", "start") < 4
    assert at(built, "right", "end") == 4
    assert at(built, "loss", "end") < 0.05 < at(built, "loss", "start")
    assert set(built.values) == {"updates", "loss", "right"}
    assert "All 4 points are on the right side" in " ".join(mark.caption for mark in built.marks)
    assert sum(mark.stop for mark in built.marks) <= 4


def test_the_boundary_moves_and_shades_class_1(scene: BUILD):
    built = scene("network", XOR + "updates: 200\n")
    before, after = (built.figure(frame).panes[0].shapes for frame in (0, built.frames - 1))
    heat = next(s for s in after if isinstance(s, Heat))
    contour = next(s for s in after if isinstance(s, Contours))
    assert contour.levels == (0.5,)
    assert not np.allclose(heat.z, next(s for s in before if isinstance(s, Heat)).z)
    for x, y, label in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)):
        column, row = np.argmin(np.abs(heat.x - x)), np.argmin(np.abs(heat.y - y))
        assert (heat.z[row, column] > 0.5) == bool(label)


def test_the_classes_are_told_without_colour(scene: BUILD):
    built = scene("network", XOR + "updates: 3\n")
    signs = [s.glyph for s in built.figure(0).panes[0].shapes if isinstance(s, Dots)]
    assert signs == ["0", "1"]
    for markers in ("braille", "blocks", "ascii"):
        text = Renderer(markers).draw(built.figure(0), 46, 18).text()  # type: ignore[arg-type]
        assert text.count("seed 1") == 1
        assert markers != "ascii" or text.isascii()


def test_the_slope_shows_in_the_pane_of_the_loss(scene: BUILD):
    built = scene("network", XOR + "updates: 3\n")
    gradient = next(frame for frame in range(built.frames) if built.phase(frame + 1) == "update")
    slope = next(s for s in built.figure(gradient).panes[1].shapes if s.role is Role.SLOPE)
    assert isinstance(slope, Line)
    assert slope.y[1] < slope.y[0]


def test_the_picture_moves_between_updates_and_the_values_do_not(scene: BUILD):
    built = scene("network", XOR + "updates: 3\n")
    last = frame_of(built, "update-1")
    heats = [
        next(s for s in built.figure(f).panes[0].shapes if isinstance(s, Heat)).z
        for f in (last - 20, last - 10, last)
    ]
    assert not np.allclose(heats[0], heats[1])
    assert not np.allclose(heats[1], heats[2])
    assert (built.values["loss"].series[:last] == built.values["loss"].series[0]).all()


def test_points_with_classes(scene: BUILD, at: AT):
    built = scene(
        "network", "data: [[-1, 0, 0], [lr, 1, 1], [2, 0, 1]]\nhidden: []\nrate: 1\nupdates: 100\nseed: 2\n"
    )
    assert at(built, "right", "end") == 3


def test_a_net_that_gets_stuck_says_so(scene: BUILD, at: AT):
    built = scene("network", XOR.replace("seed: 1", "seed: 3") + "updates: 300\n")
    assert at(built, "right", "end") < 4
    assert "got stuck" in built.marks[-1].caption


@pytest.mark.parametrize("updates", [0, 1, 200, 400, 1000, 2000])
def test_long_runs_last_seconds(scene: BUILD, updates: int):
    built = scene("network", XOR + f"updates: {updates}\n")
    assert built.frames <= 30 * 22
    marks = {mark.id for mark in built.marks}
    assert {f"update-{k}" for k in told_updates(updates)} <= marks
    assert built.values["updates"].series[-1] == updates


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("data: spiral\nrate: 1\nupdates: 1", "data"),
        ("data: [[0, 1, 2]]\nrate: 1\nupdates: 1", "0 or 1"),
        ("data: [[0, 1]]\nrate: 1\nupdates: 1", "too few"),
        ("data: []\nrate: 1\nupdates: 1", "from 1 to 500 points"),
        ("hidden: [0]\nrate: 1\nupdates: 1", "from 1 to 32 units"),
        ("hidden: [2, 2, 2, 2]\nrate: 1\nupdates: 1", "at most 3 hidden layers"),
        ("activation: softmax\nrate: 1\nupdates: 1", "activation"),
        ("rate: 1\nupdates: 2001", "from 0 to 2000"),
        ("rate: exp(1000)\nupdates: 1", "finite"),
        ("rate: 1\nupdates: 1\nseed: -1", "from 0 to"),
    ],
)
def test_mistakes_are_named(load, fields: str, words: str):
    with pytest.raises(LessonError) as error:
        load("network", fields)
    assert words in str(error.value)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_a_rate_far_too_large_draws(scene: BUILD, activation: str):
    fields = f"activation: {activation}\nrate: 1e200\nupdates: 20\ndiverges: true\n"
    built, renderer = scene("network", fields), Renderer()
    for frame in range(0, built.frames, 9):
        assert renderer.draw(built.figure(frame), 46, 18).text().strip()
        assert "nan" not in built.describe(frame)


def test_it_tells_the_training_in_words(scene: BUILD):
    built = scene("network", XOR + "updates: 200\n")
    words = built.describe(built.frames - 1)
    assert "After 200 updates, 4 of 4 points are on the right side" in words
    assert "at (0, 1)" in words
