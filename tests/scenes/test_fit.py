"""The kind fit: numbers of lessons 12 and 13, what each phase shows, batches, long runs, mistakes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.figure import Arrow, Dots, Line, Pane
from calctui.roles import Role
from calctui.scenes.parts.long_run import told_updates
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
LINE = "points: [[0, 1], [1, 3], [2, 4], [3, 6]]\nstart: [0, 0]\n"
SGD = "points: [1, 2, 3, 6]\nmodel: constant\nbatch: 1\nseed: 3\nrate: 0.05\nupdates: 100\n"
LOGISTIC = "points: [[0, 1], [-4, 1]]\nmodel: logistic\nrate: 1\nupdates: 0\nstart: [1, 0]\n"


def data(scene: Scene, frame: int) -> Pane:
    return scene.figure(frame).panes[0]


def frame_of(scene: Scene, mark: str) -> int:
    return next(found.frame for found in scene.marks if found.id == mark)


def test_the_line_of_the_capstone(scene: BUILD, at: AT):
    built = scene("fit", LINE + "rate: 0.1\nupdates: 50\n")
    assert at(built, "loss", "start") == 15.5
    assert at(built, "slope_w", "start") == -14.5
    assert at(built, "slope_b", "start") == -7
    assert at(built, "w", "update-1") == pytest.approx(1.45)
    assert at(built, "b", "update-1") == pytest.approx(0.7)
    assert at(built, "loss", "update-1") == pytest.approx(0.46875)
    assert at(built, "loss", "update-2") == pytest.approx(0.0834, abs=5e-5)
    assert at(built, "loss", "update-10") == pytest.approx(0.0588, abs=5e-5)
    assert at(built, "w", "update-50") == pytest.approx(1.6063, abs=5e-5)
    assert at(built, "b", "update-50") == pytest.approx(1.0866, abs=5e-5)
    assert at(built, "loss", "update-50") == pytest.approx(0.0501, abs=5e-5)
    assert at(built, "full_slope_w", "start") == -14.5
    assert "No line does better than 0.05" in built.marks[-1].caption


def test_values_change_only_when_an_update_completes(scene: BUILD):
    built = scene("fit", LINE + "rate: 0.1\nupdates: 5\n")
    w = built.values["w"].series
    changes = set(np.flatnonzero(np.diff(w)) + 1)
    assert changes == {frame_of(built, f"update-{k}") for k in range(1, 6)}


def test_each_phase_shows_what_it_is_about(scene: BUILD):
    built = scene("fit", LINE + "rate: 0.1\nupdates: 5\n")
    ends = {built.phase(frame): frame for frame in range(frame_of(built, "update-1"), 0, -1)}
    loss = next(frame for frame in range(built.frames) if built.phase(frame + 1) == "gradient")
    dashed = [s for s in data(built, loss).shapes if isinstance(s, Line) and s.style == "dashed"]
    assert [line.role for line in dashed] == [Role.CURVE]
    np.testing.assert_allclose(dashed[0].y[1::3], [1, 3, 4, 6])
    gradient = next(frame for frame in range(built.frames) if built.phase(frame + 1) == "update")
    arrows = [s for s in data(built, gradient).shapes if isinstance(s, Arrow)]
    assert len(arrows) == 4
    assert all(arrow.role is Role.SLOPE and arrow.end[1] > arrow.start[1] for arrow in arrows)
    assert set(ends) == {"loss", "gradient", "update"}


def test_the_line_moves_between_updates(scene: BUILD):
    built = scene("fit", LINE + "rate: 0.1\nupdates: 5\n")
    frame = frame_of(built, "update-1") - 15
    line = next(s for s in data(built, frame).shapes if isinstance(s, Line) and s.role is Role.CURVE)
    slope = (line.y[-1] - line.y[0]) / (line.x[-1] - line.x[0])
    assert 0 < slope < 1.45
    assert built.values["w"].series[frame] == 0


def test_one_sample_at_a_time(scene: BUILD, at: AT):
    built = scene("fit", SGD)
    assert at(built, "full_slope_w", "start") == -6
    assert at(built, "loss", "start") == 12.5
    assert at(built, "slope_w", "start") in {-2, -4, -6, -12}
    assert built.figure(0).notes == ("batches of 1 drawn at random, seed 3",)
    targets = [s for s in data(built, 0).shapes if isinstance(s, Dots) and s.role is Role.TARGET]
    assert [len(dots.x) for dots in targets] == [1]
    assert set(built.values) == {"updates", "w", "loss", "slope_w", "full_slope_w"}
    assert not np.isclose(at(built, "w", "end"), 3, atol=1e-3)


def test_a_point_drawn_twice_says_so(scene: BUILD):
    built = scene("fit", "points: [[0, 1], [1, 3]]\nbatch: 4\nseed: 1\nrate: 0.1\nupdates: 3\n")
    shapes = [s for frame in range(built.frames) for s in data(built, frame).shapes]
    assert any(s.name in {"×2", "×3", "×4"} for s in shapes)


def test_a_parameter_can_be_traced(scene: BUILD):
    built = scene("fit", SGD + "trace: w\n")
    traced = built.figure(built.frames - 1).panes[1]
    assert traced.title == "w after each update"
    target = next(s for s in traced.shapes if isinstance(s, Line) and s.role is Role.TARGET)
    np.testing.assert_allclose(target.y, 3)
    before = built.figure(built.frames - 2).panes[1]
    assert not any(s.role is Role.TARGET for s in before.shapes)


def test_the_axis_of_a_trace_can_be_set(scene: BUILD):
    built = scene("fit", SGD + "trace: w\ntrace_y: [-1, 7]\n")
    assert built.figure(0).panes[1].y == (-1, 7)


def test_logistic(scene: BUILD, at: AT):
    built = scene("fit", LOGISTIC)
    # z = 0 and z = -4, both with target 1: the slopes by z are -1/2 and -0.9820.
    assert at(built, "slope_b", "start") == pytest.approx((-0.5 - 0.98201379) / 2)
    learned = scene("fit", LOGISTIC.replace("updates: 0", "updates: 200"))
    assert at(learned, "loss", "end") < 0.1


def test_without_updates_the_residuals_stand(scene: BUILD):
    built = scene("fit", LINE + "rate: 0.1\nupdates: 0\n")
    assert built.frames == 1
    figure = built.figure(0)
    assert len(figure.panes) == 1
    assert "loss 15.5" in figure.panes[0].title
    assert any(isinstance(s, Line) and s.style == "dashed" for s in figure.panes[0].shapes)


def test_the_best_line_has_no_slope_and_no_rounding_noise_instead(scene: BUILD, at: AT):
    built = scene("fit", LINE.replace("[0, 0]", "[1.6, 1.1]") + "rate: 0.1\nupdates: 0\n")
    assert at(built, "slope_w", "start") == at(built, "slope_b", "start") == 0
    assert "Its slope is 0 by w and 0 by b." in built.describe(0)


@pytest.mark.parametrize("updates", [1, 3, 60, 400, 401, 1000, 1003, 2000])
def test_long_runs_last_seconds(scene: BUILD, updates: int):
    built = scene("fit", LINE + f"rate: 0.1\nupdates: {updates}\n")
    assert built.frames <= 30 * 22
    marks = [mark.id for mark in built.marks]
    assert [mark for mark in marks if mark.startswith("update-")] == [
        f"update-{k}" for k in told_updates(updates)
    ]
    assert f"update-{updates}" in marks
    assert built.values["updates"].series[-1] == updates
    assert len({mark.frame for mark in built.marks}) >= len(told_updates(updates)) + 1


def test_which_updates_have_a_mark():
    assert told_updates(400) == tuple(range(1, 401))
    told = set(told_updates(2000))
    assert {*range(1, 101), *range(100, 501, 5), *range(500, 2001, 10)} == told
    assert told_updates(1003)[-2:] == (1000, 1003)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("points: [1, 2]\nrate: 1\nupdates: 1", "a pair [x, y]"),
        ("points: [[1, 2]]\nmodel: constant\nrate: 1\nupdates: 1", "plain numbers"),
        ("points: []\nrate: 1\nupdates: 1", "from 1 to 500 points"),
        ("points: [[1, 2]]\nmodel: logistic\nrate: 1\nupdates: 1", "y is from 0 to 1"),
        ("points: [[1, exp(1000)]]\nrate: 1\nupdates: 1", "finite"),
        (LINE + "rate: 1\nupdates: 2001", "from 0 to 2000"),
        (LINE + "rate: 1\nupdates: -1", "from 0 to 2000"),
        (LINE + "rate: 1\nupdates: 1\nbatch: 0", "from 1 to 500"),
        (LINE + "rate: 1\nupdates: 1\nseed: -1", "from 0 to"),
        ("points: [[1, 2]]\nstart: 1\nrate: 1\nupdates: 1", "has w and b"),
        ("points: [1, 2]\nmodel: constant\nstart: [1, 2]\nrate: 1\nupdates: 1", "has w"),
        (LINE + "rate: 1\nupdates: 1\ntrace: v", "has w and b"),
        (LINE + "rate: 1\nupdates: 1\ntrace: w\ntrace_y: [1, 0]", "must be below the second"),
        (LINE + "rate: 1\nupdates: 1\nmodel: cubic", "model"),
    ],
)
def test_mistakes_are_named(load, fields: str, words: str):
    with pytest.raises(LessonError) as error:
        load("fit", fields)
    assert words in str(error.value)


@pytest.mark.parametrize(
    "fields",
    [
        LINE + "rate: 1e6\nupdates: 100\n",
        LINE + "rate: 0.25\nupdates: 300\n",
        "points: [[0, 1e300], [1e-300, -1e300]]\nrate: 1\nupdates: 5\n",
        "points: [1e308, -1e308]\nmodel: constant\nrate: 1\nupdates: 5\n",
        "points: [[1, 2]]\nrate: 0.1\nupdates: 5\n",
        "points: [2, 2, 2]\nmodel: constant\nrate: 0.5\nupdates: 5\n",
        "points: [[0, 0], [1, 1]]\nmodel: logistic\nrate: 1e5\nupdates: 5\n",
    ],
)
def test_values_without_bounds_draw(scene: BUILD, fields: str):
    built, renderer = scene("fit", fields + "diverges: true\n"), Renderer()
    for frame in range(0, built.frames, 7):
        assert renderer.draw(built.figure(frame), 46, 18).text().strip()
        assert "nan" not in built.describe(frame)


def test_it_tells_the_fit_in_words(scene: BUILD):
    built = scene("fit", LINE + "rate: 0.1\nupdates: 5\n")
    words = built.describe(frame_of(built, "update-1"))
    assert "4 data points" in words
    assert "After 1 update, w = 1.45 and b = 0.7; the loss is 0.4687" in words
