"""The kind contour_descent: the numbers of lesson 8, what is seen in each phase, and runs that leave all bounds."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.figure import Arrow, Contours, Dots, Heat, Line, Shape
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
KIND = "contour_descent"
OTHERS = """\
compare:
  - {id: mom, label: momentum, optimizer: momentum, momentum: 0.5, rate: 0.6}
  - {id: adam, label: Adam, optimizer: adam, rate: 0.3}
  - {id: rms, label: RMSProp, optimizer: rmsprop, alpha: 0.9, rate: 0.4}
"""


def ravine(rate: float = 0.4, updates: int = 20, more: str = "") -> str:
    return (
        f"function: 0.1*x**2 + 2*y**2\nstart: [-5, -2]\nrate: {rate}\nupdates: {updates}\n"
        f"x: [-5.5, 1.5]\ny: [-2.6, 2.6]\n{more}"
    )


def saddle(y: float, updates: int) -> str:
    return f"function: x**2/2 + y**4/4 - y**2/2\nstart: [1, {y}]\nrate: 0.1\nupdates: {updates}\n"


def shapes_at(scene: Scene, frame: int) -> tuple[Shape, ...]:
    return scene.figure(frame).panes[0].shapes


def frame_of(scene: Scene, mark: str) -> int:
    return next(found.frame for found in scene.marks if found.id == mark)


# The numbers of lesson 8


@pytest.mark.parametrize(("rate", "loss", "off"), [(0.4, 0.0890, 5e-5), (0.49, 1.603, 5e-4)])
def test_the_loss_in_the_ravine_after_20_updates(scene: BUILD, at: AT, rate: float, loss: float, off: float):
    built = scene(KIND, ravine(rate))
    assert at(built, "f", "update-20") == pytest.approx(loss, abs=off)
    factors = 1 - 0.2 * rate, 1 - 4 * rate
    for k in range(1, 21):
        assert at(built, "x", f"update-{k}") == pytest.approx(-5 * factors[0] ** k)
        assert at(built, "y", f"update-{k}") == pytest.approx(-2 * factors[1] ** k)
        assert at(built, "updates", f"update-{k}") == k


def test_the_values_at_the_start(scene: BUILD, at: AT):
    built = scene(KIND, ravine())
    found = [at(built, name, "start") for name in ("updates", "x", "y", "f", "slope_x", "slope_y", "norm")]
    assert found == pytest.approx([0, -5, -2, 10.5, -1, -8, np.hypot(1, 8)])


def test_at_point_6_it_runs_away_and_says_so(scene: BUILD, at: AT):
    built = scene(KIND, ravine(0.6) + "diverges: true\n")
    assert at(built, "y", "update-2") / at(built, "y", "update-1") == pytest.approx(-1.4)
    assert at(built, "f", "end") > 1e5
    assert "runs away" in built.marks[-1].caption


def test_the_other_optimizers_beside_it(scene: BUILD, at: AT):
    built = scene(KIND, ravine(more=OTHERS))
    assert at(built, "x_mom", "end") == pytest.approx(0.0072, abs=5e-5)
    assert at(built, "y_mom", "end") == pytest.approx(0.0026, abs=5e-5)
    assert at(built, "f_mom", "end") == pytest.approx(1.8e-5, abs=5e-7)
    first = [at(built, f"{name}_adam", "update-1") for name in ("x", "y")]
    assert first == pytest.approx([-4.7, -1.7], abs=1e-6)
    assert at(built, "f_adam", "end") == pytest.approx(0.156, abs=5e-4)
    first = [at(built, f"{name}_rms", "update-1") for name in ("x", "y")]
    assert first == pytest.approx([-3.7351, -0.7351], abs=5e-5)
    assert at(built, "f_rms", "end") == pytest.approx(1e-5, abs=5e-6)


@pytest.mark.parametrize(("beta", "limit"), [(0, 0.5), (0.25, 0.625), (0.5, 0.75), (0.9, 0.95)])
def test_the_limit_of_the_rate_with_momentum(scene: BUILD, at: AT, beta: float, limit: float):
    for rate, settles in ((limit - 0.02, True), (limit + 0.02, False)):
        more = f"optimizer: momentum\nmomentum: {beta}\ndiverges: true\n"
        built = scene(KIND, ravine(round(rate, 4), 600, more))
        assert (at(built, "f", "end") < 1e-3) is settles


def test_on_the_ridge_of_the_saddle_it_stops_at_the_saddle(scene: BUILD, at: AT):
    built = scene(KIND, saddle(0, 80))
    assert (built.values["y"].series == 0).all()
    assert at(built, "norm", "end") < 1e-3
    assert at(built, "f", "end") == pytest.approx(0, abs=1e-6)


def test_beside_the_ridge_it_leaves_the_saddle_late(scene: BUILD, at: AT):
    built = scene(KIND, saddle(0.01, 80))
    found = [at(built, "y", f"update-{k}") for k in (20, 40, 80)]
    assert found == pytest.approx([0.0671, 0.4168, 0.9996], abs=5e-5)
    assert at(built, "y", "update-42") < 0.5 < at(built, "y", "update-43")
    further = scene(KIND, saddle(0.1, 80))
    assert at(further, "y", "update-18") < 0.5 < at(further, "y", "update-19")


# What is seen


def test_the_phases_show_level_gradient_then_arrow_then_the_move(scene: BUILD):
    built = scene(KIND, ravine())
    ends = built.timeline.ends
    level = [s for s in shapes_at(built, ends[0]) if isinstance(s, Line) and s.role is Role.CURVE]
    x, y = level[0].x[~np.isnan(level[0].x)], level[0].y[~np.isnan(level[0].y)]
    np.testing.assert_allclose(0.1 * x**2 + 2 * y**2, 10.5, rtol=1e-3)
    (gradient,) = [s for s in shapes_at(built, ends[1]) if isinstance(s, Arrow)]
    assert gradient.role is Role.SLOPE
    across, up = gradient.end[0] + 5, gradient.end[1] + 2
    assert across / up == pytest.approx(1 / 8)
    assert up < 0, "uphill, away from the valley"
    arrows = [s for s in shapes_at(built, ends[1] + 8) if isinstance(s, Arrow)]
    assert [arrow.role for arrow in arrows] == [Role.SLOPE, Role.UPDATE]
    assert arrows[1].end[1] > -2, "downhill"
    (here,) = [s for s in shapes_at(built, ends[1] + 8) if isinstance(s, Dots) and s.role is Role.NOW]
    assert (here.x[0], here.y[0]) == (-5, -2)
    (here,) = [s for s in shapes_at(built, ends[2]) if isinstance(s, Dots) and s.role is Role.NOW]
    assert (here.x[0], here.y[0]) == pytest.approx((-4.6, 1.2))


def test_values_change_only_when_an_update_completes(scene: BUILD):
    built = scene(KIND, ravine(updates=6, more=OTHERS))
    marks = {mark.frame for mark in built.marks}
    for name, value in built.values.items():
        changed = set((np.flatnonzero(np.diff(value.series)) + 1).tolist())
        assert changed <= marks, name


def test_the_ground_is_the_same_object_in_every_frame(scene: BUILD):
    built = scene(KIND, ravine(more="heat: true\nlevels: [0.5, 2, 4, 8]\n"))
    heat, contours = (shapes_at(built, 0)[i] for i in (0, 1))
    assert isinstance(heat, Heat)
    assert isinstance(contours, Contours)
    assert contours.levels == (0.5, 2, 4, 8)
    for frame in range(0, built.frames, 13):
        assert shapes_at(built, frame)[:2] == (heat, contours)


def test_runs_are_told_apart_by_signs_and_names(scene: BUILD, picture: Callable[..., str]):
    drawn = picture(scene(KIND, ravine(more="label: plain\n" + OTHERS)), "update-6")
    for sign, name in (("●", "plain"), ("◆", "RMSProp"), ("■", "Adam"), ("▲", "momentum")):
        assert sign in drawn
        assert name in drawn


def test_runs_that_stand_together_have_one_name_and_each_its_own_as_soon_as_they_part(scene: BUILD):
    built = scene(KIND, ravine(more="label: plain\n" + OTHERS))
    names = [[shape.name for shape in shapes_at(built, frame) if shape.name] for frame in range(built.frames)]
    parted = next(frame for frame, found in enumerate(names) if found != ["start"])
    assert 0 < parted <= built.marks[1].frame
    assert all(set(found) == {"plain", "RMSProp", "Adam", "momentum"} for found in names[parted:])


def test_the_loss_stands_beside_or_below_as_there_is_room(scene: BUILD):
    figure = scene(KIND, ravine(more="loss: true\n" + OTHERS)).figure(0)
    assert [pane.title for pane in figure.panes] == ["f(x, y) = 0.1x² + 2y²", "log₁₀ loss"]
    assert figure.arranged == "either"
    assert {shape.role for shape in figure.panes[1].shapes} == {
        Role.RUN_1,
        Role.RUN_2,
        Role.RUN_3,
        Role.RUN_4,
    }


def test_a_zoom_moves_the_axes_and_draws_levels_for_the_closer_look(scene: BUILD):
    built = scene(KIND, ravine(more="zoom: {after: update-10, x: [-3, 0.5], y: [-0.2, 0.2]}\n"))
    before, after = frame_of(built, "update-10"), frame_of(built, "update-11")
    assert built.figure(before).panes[0].x == (-5.5, 1.5)
    assert built.figure(after).panes[0].x == (-3, 0.5)
    wide, near = (next(s for s in shapes_at(built, f) if isinstance(s, Contours)) for f in (before, after))
    assert max(near.levels) < max(wide.levels)
    assert not any(shape.still for shape in shapes_at(built, before + 20))


def test_show_from_starts_later(scene: BUILD, at: AT):
    built = scene(KIND, ravine(more="show_from: 18\n"))
    assert at(built, "updates", "start") == 18
    assert [mark.id for mark in built.marks] == ["start", "update-19", "update-20", "end"]


def test_values_have_the_names_of_the_variables(scene: BUILD, at: AT):
    built = scene(
        KIND,
        "function: (2*w + b - 4)**2\nstart: [3, -1]\nrate: 0.05\nupdates: 3\ncompare: [{id: b2, rate: 0.01}]",
    )
    assert {"w", "b", "slope_w", "slope_b", "w_b2", "b_b2", "f_b2"} <= set(built.values)
    assert [at(built, "w", f"update-{k}") for k in (1, 2, 3)] == pytest.approx([2.8, 2.7, 2.65])
    assert [at(built, "b", f"update-{k}") for k in (1, 2, 3)] == pytest.approx([-1.1, -1.15, -1.175])


def test_a_run_that_has_left_the_picture_does_not_fill_it(scene: BUILD):
    built = scene(KIND, ravine(0.6, 60, "diverges: true\n"))
    (way,) = [s for s in shapes_at(built, built.frames - 1) if isinstance(s, Line) and s.role is Role.PATH]
    assert np.isfinite(way.y[:6]).any()
    assert not np.isfinite(way.y[:-1] + way.y[1:])[8:].any()


# What may go wrong


@pytest.mark.parametrize(
    "fields",
    [
        ravine(0.6, 200),
        ravine(1e200, 20, "loss: true\n"),
        "function: ln(x) + ln(y)\nstart: [1, 1]\nrate: 3\nupdates: 12\nloss: true\nheat: true",
        "function: ln(x*y)\nstart: [-1, 1]\nrate: 1\nupdates: 5",
        "function: 1/x + 1/y\nstart: [1, -1]\nrate: 5\nupdates: 30\nheat: true",
        "function: 1/(x*y)\nstart: [0, 0]\nrate: 5\nupdates: 3",
        "function: exp(x**2 + y**2)\nstart: [5, 5]\nrate: 100\nupdates: 50",
        "function: 0*x + 0*y\nstart: [5, 5]\nrate: 1\nupdates: 2",
        "function: abs(x) + abs(y)\nstart: [0, 1]\nrate: 1\nupdates: 5",
        "function: x**4 - y**4\nstart: [1e100, 1]\nrate: 1\nupdates: 9\nx: [-1e-9, 1e300]",
    ],
)
def test_wild_runs_are_drawn_quietly(scene: BUILD, fields: str, no_hang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        built = scene(KIND, fields + "\ndiverges: true\n")
        renderer = Renderer()
        renderer.draw(built.figure(0), 46, 18)
        frames = range(1, built.frames, max(built.frames // 60, 1))
        with no_hang():
            for frame in frames:
                assert renderer.draw(built.figure(frame), 46, 18).text().strip()
                assert "nan" not in built.describe(frame)


def test_values_say_honestly_that_they_are_infinite(scene: BUILD, at: AT):
    built = scene(KIND, "function: x**4 + y**4\nstart: [9, 9]\nrate: 1\nupdates: 40\ndiverges: true")
    assert not np.isfinite(at(built, "f", "end"))
    assert built.figure(built.frames - 1).notes == ("x and y have outgrown all numbers",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (ravine(updates=-1), "updates"),
        (ravine(updates=1001), "from 0 to 1000"),
        (ravine(more="show_from: 21\n"), "from 0 to updates, 20"),
        (ravine(more="levels: [exp(1000)]\n"), "finite"),
        (ravine(more=f"levels: {list(range(30))}\n"), "at most 20"),
        (ravine(more="optimizer: momentum\n"), "needs momentum"),
        (ravine(more="zoom: {after: update-99, x: [0, 1], y: [0, 1]}\n"), "no mark"),
        (ravine(more="compare: [{id: a, start: 5}]\n"), "two numbers"),
        (ravine(more="compare: [{id: a}, {id: b}, {id: c}, {id: d}]\n"), "at most 3"),
        ("function: x + y + z\nstart: [0, 0]\nrate: 1\nupdates: 1", "variables"),
        ("function: f + y\nstart: [0, 0]\nrate: 1\nupdates: 1", "f"),
    ],
)
def test_bad_fields_are_refused_with_words(scene: BUILD, fields: str, words: str):
    with pytest.raises(LessonError, match=words):
        scene(KIND, fields)
