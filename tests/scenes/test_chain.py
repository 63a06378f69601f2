"""Functions of functions: the numbers of lesson 9, longer chains, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Arrow
from calctui.roles import Role
from calctui.scenes.scene import Scene

SQUARE = "functions:\n  u: 3*x + 1\n  y: u**2\nat: 1\n"
LONG = "functions:\n  u: 1 - x\n  v: sigmoid(u)\n  w: 3*v\n  y: sin(w)\n  z: log(y)\nat: 0.5\nnudge: 1e-6\n"

Build = Callable[[str, str], Scene]
At = Callable[[Scene, str, str], float]


def test_lesson_9(scene: Build, at: At) -> None:
    built = scene("chain", SQUARE + "nudge: 0.01\n")
    expected = {"x": 1, "u": 4, "y": 16, "du_dx": 3, "dy_du": 8, "dy_dx": 24}
    expected |= {"change_x": 0.01, "change_u": 0.03, "change_y": 0.2409}
    assert set(expected) == set(built.values)
    for name, value in expected.items():
        assert at(built, name, "end") == pytest.approx(value, rel=1e-12), name
    finer = scene("chain", SQUARE + "nudge: 0.001\n")
    assert at(finer, "change_y", "end") == pytest.approx(0.024009, rel=1e-10)


def test_a_hundredth_is_the_default_nudge(scene: Build, at: At) -> None:
    assert at(scene("chain", SQUARE), "change_x", "end") == 0.01


def test_changes_are_zero_until_the_nudge_is_completed(scene: Build) -> None:
    built = scene("chain", SQUARE)
    nudge = next(mark.frame for mark in built.marks if mark.id == "nudge")
    change = built.values["change_y"].series
    assert not change[:nudge].any()
    assert change[nudge:] == pytest.approx(0.2409)
    for name in ("u", "dy_dx"):
        assert np.ptp(built.values[name].series) == 0


def test_a_longer_chain_has_the_slope_of_each_link_and_of_all(scene: Build, at: At) -> None:
    built = scene("chain", LONG)
    links = ["du_dx", "dv_du", "dw_dv", "dy_dw", "dz_dy"]
    assert at(built, "dz_dx", "end") == pytest.approx(math.prod(at(built, link, "end") for link in links))
    # A central difference of the whole chain says the same.
    moved = [math.log(math.sin(3 / (1 + math.exp(x - 1)))) for x in (0.5 - 1e-5, 0.5 + 1e-5)]
    assert at(built, "dz_dx", "end") == pytest.approx((moved[1] - moved[0]) / 2e-5, rel=1e-7)
    assert at(built, "change_z", "end") == pytest.approx(1e-6 * at(built, "dz_dx", "end"), rel=1e-4)


def test_one_function_is_a_chain(scene: Build, at: At) -> None:
    built = scene("chain", "functions: {y: x**2}\nat: 3\n")
    assert at(built, "dy_dx", "end") == 6
    assert set(built.values) == {"x", "y", "dy_dx", "change_x", "change_y"}


def test_phases_are_marks_with_captions(scene: Build) -> None:
    built = scene("chain", SQUARE)
    marks = {mark.id: mark for mark in built.marks}
    assert list(marks) == ["start", "forward", "nudge", "multiply", "end"]
    assert marks["forward"].caption == "x = 1, then u = 4, then y = 16."
    assert marks["nudge"].caption == "A nudge of 0.01 becomes 0.03, then 0.2409."
    assert marks["multiply"].caption.startswith("Slopes multiply: 3 · 8 = 24. So 0.01 becomes about 0.24;")
    assert [name for name, mark in marks.items() if mark.stop] == ["forward", "nudge"]


def test_values_appear_one_after_another_and_then_the_changes_and_slopes(
    scene: Build, picture: Callable[..., str]
) -> None:
    built = scene("chain", SQUARE)
    assert "16" not in picture(built, "start")
    forward = picture(built, "forward")
    assert all(words in forward for words in ("u = 3x + 1", "y = u²", "4", "16"))
    nudge = picture(built, "nudge")
    assert all(words in nudge for words in ("1 + 0.01 = 1.01", "4 + 0.03 = 4.03", "16 + 0.2409 = 16.2409"))
    end = picture(built, "end")
    assert all(words in end for words in ("↓ × 3", "↓ × 8", "dy/dx = 3 · 8 = 24"))


def test_changes_are_drawn_on_one_scale(scene: Build) -> None:
    built = scene("chain", SQUARE)
    nudge = next(mark.frame for mark in built.marks if mark.id == "nudge")
    arrows = [s for s in built.figure(nudge).panes[0].shapes if isinstance(s, Arrow)]
    lengths = [arrow.end[0] - arrow.start[0] for arrow in arrows if arrow.role is Role.UPDATE]
    assert lengths[0] > 0
    assert lengths[1] / lengths[0] == pytest.approx(3)
    assert lengths[2] / lengths[0] == pytest.approx(24.09)


@pytest.mark.parametrize(("first", "left"), [("forward", ["nudge", "multiply"]), ("nudge", ["multiply"])])
def test_what_was_shown_may_be_left_out(
    first: str, left: list[str], scene: Build, picture: Callable[..., str]
) -> None:
    whole, rest = scene("chain", SQUARE), scene("chain", SQUARE + f"show_from: {first}\n")
    assert [mark.id for mark in rest.marks] == ["start", *left, "end"]
    skipped = next(mark.frame for mark in whole.marks if mark.id == first)
    assert rest.frames == whole.frames - skipped
    for frame in range(0, rest.frames, 6):
        assert picture(rest, frame) == picture(whole, skipped + frame)
        assert rest.describe(frame) == whole.describe(skipped + frame)
    for name, value in rest.values.items():
        assert (value.series == whole.values[name].series[skipped:]).all(), name


def test_nothing_is_left_out_but_before_a_mark_of_its_own(scene: Build) -> None:
    with pytest.raises(
        LessonError, match="there is no mark forwards; the marks are forward, nudge, multiply"
    ):
        scene("chain", SQUARE + "show_from: forwards\n")
    with pytest.raises(LessonError, match="nothing is left to show"):
        scene("chain", SQUARE + "show_from: nudge\nshow_until: nudge\n")


def test_a_change_downwards_points_to_the_left(scene: Build, picture: Callable[..., str]) -> None:
    built = scene("chain", "functions: {y: 1 - x}\nat: 0.5\nnudge: 0.1\n")
    assert "0.5 − 0.1 = 0.4" in picture(built, "nudge")
    arrows = [s for s in built.figure(built.frames - 1).panes[0].shapes if isinstance(s, Arrow)]
    assert [arrow.end > arrow.start for arrow in arrows] == [True, False]
    assert "↓ × (−1)  dy/dx" in picture(built, "end")


def test_parameters_may_stand_in_a_link(scene: Build, at: At) -> None:
    built = scene("chain", "functions: {u: lr*x, y: well(u)}\nat: 10\n")
    assert at(built, "u", "end") == 1
    assert at(built, "dy_dx", "end") == pytest.approx((4 - 6 + 1) * 0.1)


def test_describes_what_has_happened(scene: Build) -> None:
    built = scene("chain", SQUARE)
    assert built.describe(0).endswith("x = 1, u = 4, y = 16.")
    assert "y by 0.2409" in built.describe(next(m.frame for m in built.marks if m.id == "nudge"))
    assert built.describe(built.frames - 1).endswith("The slopes multiply: 3 · 8 = 24.")


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("functions: {}\nat: 1\n", "1 to 5 functions"),
        ("functions: {a: x, b: a, c: b, d: c, f: d, g: f}\nat: 1\n", "1 to 5 functions"),
        ("functions: {u: 3*x + z}\nat: 1\n", "the first function needs one variable; write u: 3\\*x \\+ 1"),
        ("functions: {u: 3}\nat: 1\n", "the first function needs one variable"),
        ("functions: {u: x, y: u*x}\nat: 1\n", "y must be made of u alone; write it as in y: u\\*\\*2"),
        ("functions: {u: x, y: x}\nat: 1\n", "y must be made of u alone"),
        ("functions: {u: x, y: 3}\nat: 1\n", "y must be made of u alone"),
        ("functions: {sin: x}\nat: 1\n", "'sin' cannot be a name"),
        ("functions: {2u: x}\nat: 1\n", "'2u' cannot be a name"),
        ("functions: {u: x, x: u}\nat: 1\n", "two values would have the name x"),
        ("functions: {u: x**2}\nat: 1/0**x\n", "x is unknown"),
        ("functions: {u: x**2}\nat: log(0)\n", "finite"),
        ("functions: {u: x**2}\nat: 1\nnudge: 0\n", "0 does not move 1; write nudge: 0.01"),
        ("functions: {u: x**2}\nat: 1\nnudge: 1e-20\n", "does not move 1"),
    ],
)
def test_refuses(fields: str, what: str, scene: Build) -> None:
    with pytest.raises(LessonError, match=what):
        scene("chain", fields)


@pytest.mark.parametrize("function", ["1/x", "log(x)", "sqrt(x)", "-exp(1000 + x)", "1e300*(x + 1)"])
@pytest.mark.parametrize("outer", ["1/u", "log(u)", "u**3", "-u"])
def test_draws_where_there_is_no_value(
    function: str, outer: str, scene: Build, picture: Callable[..., str]
) -> None:
    built = scene("chain", f"functions: {{u: {function}, y: {outer}}}\nat: 0\ndiverges: true\n")
    for frame in range(0, built.frames, 11):
        for size in ((46, 18), (60, 8), (20, 5)):
            assert picture(built, frame, *size).strip()
        assert "nan" not in built.describe(frame)


def test_every_line_is_named_beside_it(scene: Build) -> None:
    built = scene("chain", LONG)
    names = [getattr(shape, "text", "") for shape in built.figure(0).panes[0].shapes if shape.still]
    assert names == ["x", "u", "v", "w", "y", "z"]


def test_a_chain_may_end_before_it_is_nudged(scene: Build, at: At) -> None:
    built = scene("chain", SQUARE + "show_until: forward\n")
    assert [mark.id for mark in built.marks] == ["start", "forward", "end"]
    assert at(built, "y", "end") == 16
    assert at(built, "change_y", "end") == 0
    nudged = scene("chain", SQUARE + "show_until: nudge\n")
    assert [mark.id for mark in nudged.marks] == ["start", "forward", "nudge", "end"]
    assert at(nudged, "change_y", "end") == pytest.approx(0.2409)
    assert "multiply" not in nudged.describe(nudged.frames - 1)


def test_the_mark_where_a_chain_ends_must_be_there(scene: Build) -> None:
    with pytest.raises(LessonError, match="there is no mark backward"):
        scene("chain", SQUARE + "show_until: backward\n")
