"""Level curves lie where the function has their value, and the chosen values are few and round."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.maths.calculus import directional_derivative
from calctui.maths.function import Function
from calctui.maths.levels import level_curves, round_levels
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope

X, Y = np.linspace(-3, 3, 121), np.linspace(-2, 2, 91)


def function(text: str) -> Function:
    return Scope().function(parse(text), arity=2)


@pytest.mark.parametrize(
    "text", ["x^2 + 4*y^2", "x^2 + x*y + y^2", "x^2/2 + y^4/4 - y^2/2", "sin(2x)*cos(y)"]
)
def test_on_a_level_curve_the_function_has_its_value(text: str) -> None:
    f = function(text)
    z = np.asarray(f(X[None, :], Y[:, None]))
    levels = round_levels(z)
    for level, points in zip(levels, level_curves(X, Y, z, levels), strict=True):
        known = points[~np.isnan(points).any(axis=1)]
        assert len(known) > 10
        np.testing.assert_allclose(f(known[:, 0], known[:, 1]), level, atol=2e-2)


def test_an_ellipse_is_one_closed_line() -> None:
    z = X[None, :] ** 2 + 4 * Y[:, None] ** 2
    (points,) = level_curves(X, Y, z, [4])
    assert not np.isnan(points).any()
    np.testing.assert_array_equal(points[0], points[-1])
    assert np.ptp(points[:, 0]) == pytest.approx(4, abs=1e-2)
    assert np.ptp(points[:, 1]) == pytest.approx(2, abs=1e-2)


def test_two_lines_of_one_level_have_a_gap_between_them() -> None:
    (points,) = level_curves(X, Y, np.broadcast_to(X**2, (len(Y), len(X))), [1])
    assert np.isnan(points).any(axis=1).sum() == 1


@pytest.mark.parametrize("level", [0.0, 1.0, 1e308, np.inf, np.nan])
@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf, 1.7e308, -1.7e308])
def test_odd_heights_and_levels_are_quiet(odd: float, level: float) -> None:
    z = X[None, :] + Y[:, None]
    z[10:20, 30:40] = odd
    z[40] = -odd
    (points,) = level_curves(X, Y, z, [level])
    assert points.shape[1] == 2
    assert not np.isinf(points).any()


@pytest.mark.parametrize("scale", [1e-200, 1e-3, 1.0, 1e6, 1e200])
def test_levels_are_few_round_and_inside(scale: float) -> None:
    z = scale * (X[None, :] ** 2 + 4 * Y[:, None] ** 2)
    levels = round_levels(z)
    assert 3 <= len(levels) <= 5
    assert list(levels) == sorted(set(levels))
    assert z.min() < levels[0]
    assert levels[-1] < z.max()
    assert all(len(f"{level:e}".split("e")[0].rstrip("0").rstrip(".")) <= 3 for level in levels)


def test_where_there_are_heights_on_both_sides_of_zero_it_is_a_level() -> None:
    assert 0.0 in round_levels(X[None, :] ** 2 - Y[:, None] ** 2)
    assert 0.0 not in round_levels(1 + X**2)


@pytest.mark.parametrize(
    "z", [np.zeros((3, 3)), np.full((3, 3), np.nan), np.full((2, 2), np.inf), np.empty((0, 0))]
)
def test_of_nothing_there_are_no_levels(z: np.ndarray) -> None:
    assert round_levels(z) == ()


def test_the_rates_of_lesson_7() -> None:
    angles = np.deg2rad([0, 45, 63.4349488, 90, 153.4349488, 180, 243.4349488])
    ways = np.stack((np.cos(angles), np.sin(angles)), axis=-1)
    rates = directional_derivative(function("x^2 + 4y^2"), (2, 1), ways)
    np.testing.assert_allclose(rates, [4, 8.4853, 8.9443, 8, 0, -4, -8.9443], atol=5e-5)


def test_a_direction_may_have_any_length_but_none() -> None:
    f = function("x^2 + 4y^2")
    assert directional_derivative(f, (2, 1), [30, 0]) == pytest.approx(4)
    assert np.isnan(directional_derivative(f, (2, 1), [0, 0]))
    assert directional_derivative(f, (2, 1), [[1, 0], [0, 2]]).tolist() == [4, 8]


def test_a_rate_is_a_slope_along_the_way() -> None:
    f, h = function("sin(x)*exp(y/2)"), 1e-6
    for angle in np.linspace(0, 2 * np.pi, 9):
        way = np.array([np.cos(angle), np.sin(angle)])
        there, before = f(*(np.array([0.3, -0.2]) + h * way)), f(*(np.array([0.3, -0.2]) - h * way))
        assert directional_derivative(f, (0.3, -0.2), way) == pytest.approx(
            (there - before) / (2 * h), abs=1e-8
        )
