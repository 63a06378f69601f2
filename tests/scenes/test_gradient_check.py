"""The kind gradient_check: errors that fall and rise again, points of no error, and refusals."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Dots, Line
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
EXP = "function: exp(x)\nat: 1"


def run_of(scene: Scene, role: Role, mark: str) -> tuple[Line, Dots]:
    frame = next(found.frame for found in scene.marks if found.id == mark)
    shapes = [shape for shape in scene.figure(frame).panes[0].shapes if shape.role is role]
    line = next(shape for shape in shapes if isinstance(shape, Line))
    return line, next(shape for shape in shapes if isinstance(shape, Dots))


@pytest.mark.parametrize(
    ("name", "mark", "between"),
    [
        ("error_forward", "h-1", (0.140, 0.142)),
        ("error_forward", "h-5", (1.3e-5, 1.4e-5)),
        ("error_forward", "h-8", (1e-9, 1e-7)),
        ("error_forward", "h-12", (1e-5, 1e-2)),
        ("error_forward", "h-16", (2.7, 2.8)),
        ("error_central", "h-5", (1e-12, 1e-9)),
        ("error_central", "h-12", (1e-6, 1e-2)),
    ],
)
def test_the_numbers_of_the_lesson(
    scene: BUILD, at: Callable[..., float], name: str, mark: str, between: tuple[float, float]
):
    built = scene("gradient_check", EXP)
    assert between[0] < at(built, name, mark) < between[1]
    assert at(built, "exact", mark) == math.e


def test_a_smaller_h_is_better_and_then_worse(scene: BUILD, at: Callable[..., float]):
    built = scene("gradient_check", EXP)
    for name, bottoms in (("error_forward", range(7, 11)), ("error_central", range(4, 9))):
        errors = [at(built, name, f"h-{k}") for k in range(1, 17)]
        best = int(np.argmin(errors)) + 1
        assert best in bottoms
        assert errors[0] > 100 * errors[best - 1] < errors[-1]


def test_it_says_where_the_errors_rise_again(scene: BUILD):
    built = scene("gradient_check", EXP)
    stops = [mark for mark in built.marks if mark.stop]
    assert [mark.caption.split(":")[0] for mark in stops] == [
        "The central error rises again",
        "The forward error rises again",
    ]
    assert "not always better" in built.marks[-1].caption


def test_without_rounding_in_sight_it_claims_nothing(scene: BUILD):
    built = scene("gradient_check", EXP + "\nh: [1, 0.1, 0.01]")
    assert not any(mark.caption or mark.stop for mark in built.marks)


def test_values_change_at_marks_only(scene: BUILD):
    built = scene("gradient_check", EXP)
    changes = np.flatnonzero(np.diff(built.values["h"].series)) + 1
    assert list(changes) == [mark.frame for mark in built.marks if mark.id.startswith("h-")][1:]


def test_two_markers_with_names(scene: BUILD, picture: Callable[..., str]):
    drawn = picture(scene("gradient_check", EXP))
    assert "● forward" in drawn
    assert "▲ central" in drawn


def test_no_error_is_a_gap_and_a_sign_on_the_floor(scene: BUILD, picture: Callable[..., str]):
    # Differences of x² at 0 are exact where central, and h where forward.
    built = scene("gradient_check", "function: x**2\nat: 0\nh: [0.5, 0.25, 0.125]")
    line, dots = run_of(built, Role.RUN_2, "h-3")
    assert np.isnan(line.y).all()
    assert np.isneginf(dots.y).all()
    assert "▼" in picture(built)


def test_a_difference_that_is_undefined_is_left_out(scene: BUILD, picture: Callable[..., str]):
    fields = "function: sqrt(x)\nat: 0.5\nh: [1, 0.1]\nundefined: [central, error_central]"
    built = scene("gradient_check", fields)
    assert np.isnan(built.values["central"].series[0])
    assert "forward" in picture(built, "start")


def test_the_order_is_the_author_s(scene: BUILD, at: Callable[..., float], picture: Callable[..., str]):
    built = scene("gradient_check", EXP + "\nh: [0.001, 0.1]")
    assert (at(built, "h", "h-1"), at(built, "h", "h-2")) == (0.001, 0.1)
    assert picture(built)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (EXP + "\nh: []", "from 1 to 20"),
        (EXP + "\nh: [" + ", ".join(["0.1"] * 21) + "]", "from 1 to 20"),
        (EXP + "\nh: [0.1, 0]", "above 0"),
        (EXP + "\nh: [0.1, -0.1]", "above 0"),
        (EXP + "\nh: [-ln(0)]", "finite"),
        ("function: abs(x)\nat: 0", "no slope at 0"),
        ("function: ln(x)\nat: -1", "no slope at -1"),
    ],
)
def test_refusals(scene: BUILD, fields: str, complaint: str):
    with pytest.raises(LessonError, match=complaint):
        scene("gradient_check", fields)
