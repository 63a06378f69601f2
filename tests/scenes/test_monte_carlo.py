"""The kind monte_carlo: estimates that near the exact area, the same for the same seed, at a bounded cost."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calctui.errors import LessonError
from calctui.figure import Line
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]


def square(samples: int, seed: int = 7) -> str:
    return f"function: x**2\nfrom: 0\nto: 3\nsamples: {samples}\nseed: {seed}"


def marks_of(scene: Scene) -> list[str]:
    return [mark.id for mark in scene.marks if mark.id.startswith("n-")]


def test_the_estimate_is_the_width_times_the_mean_height(scene: BUILD, at: Callable[..., float]):
    built = scene("monte_carlo", square(1000))
    places = np.random.default_rng(7).uniform(0, 3, 1000)
    for n in (10, 100, 1000):
        assert at(built, "n", f"n-{n}") == n
        assert at(built, "estimate", f"n-{n}") == pytest.approx(3 * np.mean(places[:n] ** 2))
        assert at(built, "exact", f"n-{n}") == pytest.approx(9)
        difference = at(built, "estimate", f"n-{n}") - at(built, "exact", f"n-{n}")
        assert at(built, "error", f"n-{n}") == difference


def test_the_typical_error_is_that_of_the_lesson(scene: BUILD):
    for n, expected in ((10, 2.55), (100, 0.80), (1000, 0.25)):
        errors = [scene("monte_carlo", square(n, seed)).values["error"].series[-1] for seed in range(60)]
        assert np.std(errors) == pytest.approx(expected, rel=0.35)


def test_the_envelope_has_the_width_of_the_typical_error(scene: BUILD):
    built = scene("monte_carlo", square(10000))
    muted = [s for s in built.figure(0).panes[1].shapes if isinstance(s, Line) and s.role is Role.MUTED]
    upper, lower = muted
    for n, expected in ((10, 2.5456), (100, 0.80498), (1000, 0.25456), (10000, 0.080498)):
        width = np.interp(np.log10(n), upper.x, (upper.y - lower.y) / 2)
        assert width == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        (1, ["n-1"]),
        (7, ["n-7"]),
        (10, ["n-10"]),
        (250, ["n-10", "n-100", "n-250"]),
        (100000, ["n-10", "n-100", "n-1000", "n-10000", "n-100000"]),
    ],
)
def test_marks(scene: BUILD, samples: int, expected: list[str]):
    built = scene("monte_carlo", square(samples))
    assert marks_of(built) == expected
    assert sum(mark.stop for mark in built.marks) <= 4
    n = built.values["n"].series
    assert (n[0], n[-1]) == (1, samples)
    assert (np.diff(n) >= 0).all()


def test_a_seed_says_which_numbers_and_is_shown(scene: BUILD, picture: Callable[..., str]):
    seven, again, eight = (scene("monte_carlo", square(100, seed)) for seed in (7, 7, 8))
    estimates = [built.values["estimate"].series for built in (seven, again, eight)]
    assert np.array_equal(estimates[0], estimates[1])
    assert not np.array_equal(estimates[0], estimates[2])
    assert "seed 7" in picture(seven)
    assert "seed 8" in picture(eight)


def test_an_exact_area_of_zero_is_written_as_zero(scene: BUILD):
    built = scene("monte_carlo", "function: sin(x)\nfrom: 0\nto: 2*pi\nsamples: 100")
    assert not built.values["exact"].series.any()
    roles = {shape.role for shape in built.figure(built.frames - 1).panes[0].shapes}
    assert {Role.AREA_PLUS, Role.AREA_MINUS} <= roles


def test_many_samples_cost_what_few_cost(scene: BUILD, picture: Callable[..., str]):
    built = scene("monte_carlo", square(100000))
    drawn = sum(
        len(shape.x)
        for pane in built.figure(built.frames - 1).panes
        for shape in pane.shapes
        if isinstance(shape, Line) and not shape.still
    )
    assert drawn < 1000


def test_a_function_that_leaves_all_numbers_is_drawn(scene: BUILD, picture: Callable[..., str]):
    built = scene("monte_carlo", "function: 1/sqrt(x)\nfrom: 0\nto: 1\nsamples: 1000")
    assert built.values["exact"].series[0] == pytest.approx(2)
    assert picture(built)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (square(0), "from 1 to 100000"),
        (square(100001), "from 1 to 100000"),
        (square(10, -1), "not be negative"),
        ("function: 1/x\nfrom: -1\nto: 1\nsamples: 10", "no finite integral"),
        ("function: x\nfrom: 1\nto: 1\nsamples: 10", "below"),
        ("function: x*y\nfrom: 0\nto: 1\nsamples: 10", "one variable"),
    ],
)
def test_refusals(scene: BUILD, fields: str, complaint: str):
    with pytest.raises(LessonError, match=complaint):
        scene("monte_carlo", fields)
