"""The kind descent: the numbers of the lessons, every optimizer, compared runs, and runs that leave all bounds."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Arrow, Dots, Line, Shape
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
LIMITS = "x: [-5.5, 5.5]\ny: [0, 27]\n"


def square(rate: float | str = 0.1, updates: int = 20, start: float = 5, more: str = "") -> str:
    return f"function: x**2\nstart: {start}\nrate: {rate}\nupdates: {updates}\n{more}"


def well(rate: float, start: float, updates: int = 200, more: str = "") -> str:
    return (
        f"function: well(x)\nstart: {start}\nrate: {rate}\nupdates: {updates}\n"
        f"x: [-2.1, 1.9]\ny: [-4.2, 6]\n{more}"
    )


def shapes_at(scene: Scene, mark: str) -> tuple[Shape, ...]:
    frame = next(found.frame for found in scene.marks if found.id == mark)
    return scene.figure(frame).panes[0].shapes


# The numbers of lesson 1, 4 and 5


def test_the_loop_of_the_introduction(scene: BUILD, at: AT):
    built = scene("descent", square())
    printed = """
        1: 4.0000 16.0000 | 2: 3.2000 10.2400 | 3: 2.5600 6.5536 | 4: 2.0480 4.1943 | 5: 1.6384 2.6844 |
        6: 1.3107 1.7180 | 7: 1.0486 1.0995 | 8: 0.8389 0.7037 | 9: 0.6711 0.4504 | 10: 0.5369 0.2882 |
        11: 0.4295 0.1845 | 12: 0.3436 0.1181 | 13: 0.2749 0.0756 | 14: 0.2199 0.0484 | 15: 0.1759 0.0309 |
        16: 0.1407 0.0198 | 17: 0.1126 0.0127 | 18: 0.0901 0.0081 | 19: 0.0721 0.0052 | 20: 0.0576 0.0033"""
    for entry in printed.split("|"):
        k, x, f = entry.replace(":", "").split()
        mark = f"update-{k}"
        assert f"{at(built, 'x', mark):.4f} {at(built, 'f', mark):.4f}" == f"{x} {f}"
        assert at(built, "x", mark) == pytest.approx(5 * (4 / 5) ** int(k))
        assert at(built, "updates", mark) == int(k)
    assert at(built, "slope", "start") == 10
    assert at(built, "step", "update-1") == pytest.approx(-1)


def test_the_loss_falls_on_a_straight_line(scene: BUILD):
    built = scene("descent", square(more="loss: true"))
    line = next(s for s in built.figure(built.frames - 1).panes[1].shapes if isinstance(s, Line))
    assert (line.y[0], line.y[-1]) == (pytest.approx(1.398, abs=5e-4), pytest.approx(-2.478, abs=5e-4))
    assert np.diff(line.y) == pytest.approx(np.full(20, 2 * math.log10(0.8)))


def test_from_the_left_it_moves_right(scene: BUILD, at: AT):
    built = scene("descent", square(start=-3))
    assert at(built, "x", "update-1") == pytest.approx(-2.4)
    assert at(built, "step", "update-1") == pytest.approx(0.6)


def test_the_arrows_shrink(scene: BUILD):
    built = scene("descent", square(updates=3))
    lengths = []
    for k in (1, 2, 3):
        (arrow,) = (s for s in shapes_at(built, f"update-{k}") if isinstance(s, Arrow))
        lengths.append(abs(arrow.end[0] - arrow.start[0]))
    assert lengths == pytest.approx([1.0, 0.8, 0.64])


@pytest.mark.parametrize(
    ("rate", "x"), [(0.01, 3.3380), (0.1, 0.0576), (0.5, 0), (0.9, 0.0576), (1.0, 5), (1.1, 191.69)]
)
def test_learning_rates(scene: BUILD, at: AT, rate: float, x: float):
    built = scene("descent", square(rate))
    assert at(built, "x", "update-20") == pytest.approx(x, abs=5e-3 if x > 100 else 5e-5)


def test_what_the_learning_rates_do(scene: BUILD, at: AT):
    assert at(scene("descent", square(0.5)), "x", "update-1") == 0
    bounces = scene("descent", square(1.0, 3))
    assert [at(bounces, "x", mark) for mark in ("start", "update-1", "update-2", "update-3")] == [
        5,
        -5,
        5,
        -5,
    ]
    alternates = scene("descent", square(0.9, 2))
    assert at(alternates, "x", "update-1") == pytest.approx(-4)
    assert at(scene("descent", square(1.1)), "x", "update-10") == pytest.approx(30.96, abs=5e-3)


@pytest.mark.parametrize(("rate", "updates"), [(0.01, 308), (0.1, 28), (0.5, 1), (0.9, 28)])
def test_how_many_updates_until_it_is_near(scene: BUILD, at: AT, rate: float, updates: int):
    built = scene("descent", square(rate, 320))
    distances = [abs(at(built, "x", f"update-{k}")) for k in range(1, 321)]
    assert next(k for k, distance in enumerate(distances, 1) if distance < 0.01) == updates


@pytest.mark.parametrize(
    ("rate", "start", "x"),
    [
        (0.05, 1.8, 1.13090),
        (0.05, -1.8, -1.30084),
        (0.1, 1.8, 1.13090),
        (0.1, -1.8, -1.30084),
        (0.2, -1.8, 1.13090),
    ],
)
def test_valleys(scene: BUILD, at: AT, rate: float, start: float, x: float):
    built = scene("descent", well(rate, start))
    assert at(built, "x", "end") == pytest.approx(x, abs=5e-6)
    assert at(built, "f", "end") == pytest.approx(-1.07023 if x > 0 else -3.51391, abs=5e-6)
    assert not built.marks[-1].caption


def test_too_fast_it_bounces_in_the_left_valley_for_ever(scene: BUILD):
    built = scene("descent", well(0.2, 1.8))
    late = built.values["x"].series[-200:]
    assert late.min() == pytest.approx(-1.604, abs=5e-3)
    assert late.max() == pytest.approx(-0.426, abs=5e-3)
    assert not built.marks[-1].caption


# Optimizers


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("optimizer: gradient_descent", 4.0),
        ("optimizer: momentum\nmomentum: 0.9", 4.0),
        ("optimizer: nesterov\nmomentum: 0.9", 3.1),
        ("optimizer: adagrad", 4.9),
        ("optimizer: adagrad\neps: 10", 4.95),
        ("optimizer: rmsprop", 4.0),
        ("optimizer: rmsprop\nalpha: 0.75\neps: 1e-12", 4.8),
        ("optimizer: adam", 4.9),
        ("optimizer: adam\nbeta1: 0.5\nbeta2: 0.5\neps: 1e-12", 4.9),
    ],
)
def test_optimizers_and_their_options(scene: BUILD, at: AT, words: str, first: float):
    built = scene("descent", square(more=words))
    assert at(built, "x", "update-1") == pytest.approx(first)
    assert abs(at(built, "x", "end")) < 5


def test_momentum_keeps_a_share_of_the_last_move(scene: BUILD, at: AT):
    built = scene("descent", square(updates=2, more="optimizer: momentum\nmomentum: 0.5"))
    assert at(built, "step", "update-2") == pytest.approx(0.5 * -1 - 0.1 * 8)


# Compared runs


COMPARED = square(
    more=LIMITS
    + "label: slow\nloss: true\ncompare:\n  - {id: fast, label: quick, rate: 0.9}\n  - {id: left, start: -3}\n"
)


def test_compared_runs_have_values_of_their_own(scene: BUILD, at: AT):
    built = scene("descent", COMPARED)
    assert at(built, "x_fast", "update-1") == pytest.approx(-4)
    assert at(built, "x_left", "update-1") == pytest.approx(-2.4)
    assert at(built, "f_left", "start") == 9
    assert at(built, "f", "update-20") == pytest.approx(at(built, "f_fast", "update-20"))
    roles = [built.values[name].role for name in ("x", "f", "x_fast", "x_left")]
    assert roles == [Role.RUN_1, Role.RUN_1, Role.RUN_2, Role.RUN_3]


def test_compared_runs_are_told_apart_by_name_and_marker(scene: BUILD, picture: Callable[..., str]):
    drawn = picture(scene("descent", COMPARED), "update-3", 60, 30)
    assert all(sign in drawn for sign in ("●", "▲", "■", "slow", "quick", "left"))


def test_runs_that_stand_together_have_their_names_side_by_side(scene: BUILD, picture: Callable[..., str]):
    built = scene("descent", square(more=LIMITS + "label: one\ncompare:\n  - {id: other, rate: 0.9}\n"))
    assert "one, other" in picture(built, "end")


def test_runs_in_one_place_of_the_loss_pane_are_not_misnamed(scene: BUILD):
    built = scene("descent", COMPARED)
    frame = next(mark.frame for mark in built.marks if mark.id == "update-2")
    names = [s.name for s in built.figure(frame).panes[1].shapes if isinstance(s, Dots)]
    assert names == ["slow, quick, left", "", ""]


def test_an_own_run_without_a_label_is_the_first(scene: BUILD):
    built = scene("descent", square(more="compare:\n  - {id: b, rate: 0.2}\n"))
    assert 'the run "first" is at x = 5' in built.describe(0)


@pytest.mark.parametrize("rate", [0.01, 0.1, 0.5, 1.1])
def test_the_axis_of_the_loss_may_be_the_same_for_every_rate(scene: BUILD, rate: float):
    text = square(more="loss: true\ndiverges: true\n").replace("rate: 0.1", f"rate: {rate}")
    free, fixed = (scene("descent", text + more).figure(0).panes[1].y for more in ("", "loss_y: [-4, 8]\n"))
    assert fixed == (-4, 8)
    assert free != fixed


def test_a_title_does_not_change_what_the_curve_is_called_in_words(scene: BUILD):
    words = scene("descent", square(more="title: loss, closer\n")).describe(0)
    assert words.startswith("The curve f(x) = x². Before the first update, the point is at x = 5,")


def test_every_phase_shows_something_in_compared_runs(scene: BUILD, picture: Callable[..., str]):
    built = scene("descent", COMPARED)
    frames = {built.phase(frame): frame for frame in range(60, 0, -1)}
    pictures = {phase: picture(built, frame) for phase, frame in frames.items()}
    assert len(set(pictures.values())) == 3


# What is shown of time and place


def test_values_change_only_when_an_update_completes(scene: BUILD):
    built = scene("descent", COMPARED)
    ends = {mark.frame for mark in built.marks if mark.id.startswith("update-")}
    for name, value in built.values.items():
        assert set(np.flatnonzero(np.diff(value.series)) + 1) <= ends, name


def test_it_may_start_later(scene: BUILD, at: AT):
    built = scene("descent", square(more="show_from: 3"))
    assert at(built, "updates", "start") == 3
    assert at(built, "x", "start") == pytest.approx(2.56)
    assert at(built, "step", "start") == pytest.approx(-0.64)
    assert [mark.id for mark in built.marks][:2] == ["start", "update-4"]
    trail = [s for s in built.figure(0).panes[0].shapes if isinstance(s, Dots) and s.role is Role.PATH]
    assert trail[0].x == pytest.approx([5, 4, 3.2])


def test_no_updates_show_the_start_alone(scene: BUILD, at: AT):
    built = scene("descent", square(updates=0))
    assert built.frames == 1
    assert (at(built, "x", "end"), at(built, "step", "end")) == (5, 0)
    assert built.figure(0).panes[0].x == (-1.25, 11.25)


def test_a_closer_look(scene: BUILD):
    zoom = "zoom: {after: update-10, x: [-0.6, 0.6], y: [0, 0.4]}"
    built = scene("descent", square(more=LIMITS + zoom))
    marks = {mark.id: mark.frame for mark in built.marks}
    assert marks["update-10"] < marks["zoom"] < marks["update-11"]
    assert built.figure(marks["update-10"]).panes[0].x == (-5.5, 5.5)
    assert built.figure(marks["zoom"]).panes[0].x == (-0.6, 0.6)
    assert built.figure(marks["end"]).panes[0].y == (0, 0.4)
    widths = [
        np.ptp(built.figure(frame).panes[0].x) for frame in range(marks["update-10"], marks["zoom"] + 1)
    ]
    assert widths == sorted(widths, reverse=True)
    assert np.ptp(built.values["x"].series[marks["update-10"] : marks["zoom"] + 1]) == 0


def test_a_closer_look_may_come_at_once(scene: BUILD):
    built = scene("descent", square(more=LIMITS + "zoom: {after: start, x: [-1, 1], y: [0, 1]}"))
    assert [mark.id for mark in built.marks][:2] == ["start", "zoom"]
    assert built.figure(0).panes[0].x == (-5.5, 5.5)


def test_the_trail_leaves_no_signs_at_the_border(scene: BUILD, picture: Callable[..., str]):
    zoom = "zoom: {after: update-10, x: [-0.6, 0.6], y: [0, 0.4]}"
    drawn = picture(scene("descent", square(more=LIMITS + zoom)))
    assert not set(drawn) & set("▲▼◀▶")


# Beyond all bounds


def test_a_run_that_grows_is_said_to_run_away(scene: BUILD, at: AT, picture: Callable[..., str]):
    built = scene("descent", square(1.1, 200, more=LIMITS + "diverges: true\nloss: true"))
    assert at(built, "x", "end") == pytest.approx(5 * 1.2**200)
    assert built.marks[-1].caption == "It runs away: the steps grow."
    drawn = picture(built)
    assert "▲" in drawn.split("\n")[2]


def test_a_run_that_leaves_all_numbers_is_honest(scene: BUILD, at: AT, picture: Callable[..., str], no_hang):
    fields = f"function: x**4\nstart: 5\nrate: 1\nupdates: 200\n{LIMITS}diverges: true\nloss: true"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        built = scene("descent", fields)
        assert at(built, "x", "update-1") == -495
        assert at(built, "f", "update-5") == math.inf
        assert math.isnan(at(built, "x", "end"))
        with no_hang():
            pictures = [picture(built, frame) for frame in range(0, built.frames, 10)]
    assert built.marks[-1].caption == "It runs away: the steps grow."
    assert "x is undefined ▲" in pictures[-1]
    assert "undefined" in built.describe(built.frames - 1)


def test_of_compared_runs_the_one_that_runs_away_is_named(scene: BUILD):
    runs = "label: small\ncompare:\n  - {id: big, rate: 1.1}\n"
    assert scene("descent", square(more=runs)).marks[-1].caption == "big runs away: its steps grow."
    more = runs + "  - {id: huge, rate: 1.3}\n"
    assert scene("descent", square(more=more)).marks[-1].caption == "big and huge run away: their steps grow."


@pytest.mark.parametrize("fields", [square(0.99), square(1.0), well(0.2, 1.8, 30), well(0.1, 0.17, 5)])
def test_what_does_not_run_away_is_not_accused(scene: BUILD, fields: str):
    assert not scene("descent", fields).marks[-1].caption


@pytest.mark.parametrize(
    ("fields", "caption"),
    [
        (
            "function: abs(x)\nstart: 1\nrate: 0.5\nupdates: 5\ndiverges: true",
            "It has come to where there is no slope.",
        ),
        (
            "function: ln(x)\nstart: 1\nrate: 3\nupdates: 5\ndiverges: true\ncompare: [{id: b, start: 9}]",
            "first has come to where there is no slope.",
        ),
    ],
)
def test_a_run_that_comes_to_a_kink_or_leaves_the_domain_is_not_accused(
    scene: BUILD, fields: str, caption: str
):
    assert scene("descent", fields).marks[-1].caption == caption


def test_losses_without_a_logarithm_say_so(scene: BUILD, picture: Callable[..., str]):
    assert "a loss below 0 has no logarithm" in picture(scene("descent", well(0.1, 1.8, 5, "loss: true")))
    zero = scene("descent", square(0.5, 3, more="loss: true"))
    assert "▼" in picture(zero).split("\n")[-3]


def test_a_jump_is_not_joined(scene: BUILD):
    built = scene(
        "descent", "function: floor(x) + x**2\nstart: 1.5\nrate: 0.1\nupdates: 2\nundefined: [slope]"
    )
    curve = next(s for s in built.figure(0).panes[0].shapes if isinstance(s, Line) and s.still)
    assert np.isnan(curve.y).any()


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (square(updates=-1), "from 0 to 1000"),
        (square(updates=1001), "from 0 to 1000"),
        (square(more="show_from: 21"), "from 0 to updates, 20"),
        (square(rate="-ln(0)"), "`rate`: must be a finite number"),
        (square(start=float("inf")), "`?inf`? is unknown"),
        (square(more="optimizer: momentum"), "momentum needs momentum; write momentum: 0.9"),
        (square(more="momentum: 0.9"), "gradient_descent has no such option"),
        (square(more="optimizer: adma"), "adam"),
        (square(more="compare: [{id: a}, {id: b}, {id: c}, {id: d}]"), "at most 3 runs"),
        (square(more="compare: [{id: a}, {id: a}]"), "two runs have the id 'a'"),
        (square(more="compare: [{id: a b}]"), "use letters and digits"),
        (square(more="compare: [{id: a, start: [1, 2]}]"), "start must be one number"),
        (square(more="zoom: {after: update-99, x: [0, 1], y: [0, 1]}"), "there is no mark 'update-99'"),
        (square(more="zoom: {after: start, x: [1, 0], y: [0, 1]}"), "the first limit must be below"),
        ("function: step**2\nstart: 1\nrate: 0.1\nupdates: 1", "give the variable another name"),
        ("function: x*y\nstart: 1\nrate: 0.1\nupdates: 1", "one variable"),
    ],
)
def test_refusals(scene: BUILD, fields: str, complaint: str):
    with pytest.raises(LessonError, match=complaint):
        scene("descent", fields)


def test_values_have_the_name_of_the_variable(scene: BUILD, at: AT):
    fields = "function: (w - 3)**2\nstart: 0\nrate: lr\nupdates: 1\ncompare: [{id: b, start: 1}]"
    built = scene("descent", fields)
    assert at(built, "w", "update-1") == pytest.approx(0.6)
    assert at(built, "w_b", "update-1") == pytest.approx(1.4)
