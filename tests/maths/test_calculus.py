"""Secants, differences, tangents and strips."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.maths.calculus import Rule, central_difference, riemann_sum, secant_slope, tangent
from calctui.maths.function import Function
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope


def function(text: str) -> Function:
    return Scope().function(parse(text), ["x"])


def test_secants_and_differences() -> None:
    f = function("x^3")
    np.testing.assert_allclose(secant_slope(f, 1.0, [1.0, -1.0, 0.5]), [7.0, 1.0, 4.75])
    np.testing.assert_allclose(central_difference(f, 1.0, [1.0, 0.5]), [4.0, 3.25])
    assert np.isnan(secant_slope(f, 1.0, 0.0))


def test_tangent() -> None:
    line = tangent(function("x^2"), 3.0)
    assert (line.x, line.y, line.slope) == (3.0, 9.0, 6.0)
    np.testing.assert_allclose(line([3.0, 4.0]), [9.0, 15.0])
    assert np.isnan(tangent(function("abs(x)"), 0.0).slope)


@pytest.mark.parametrize(
    ("rule", "total"), [("left", 5.0), ("right", 14.0), ("mid", 8.75), ("trapezoid", 9.5)]
)
def test_strips(rule: Rule, total: float) -> None:
    strips = riemann_sum(function("x^2"), 0.0, 3.0, 3, rule)
    assert strips.total == pytest.approx(total)
    np.testing.assert_allclose(strips.edges, [0.0, 1.0, 2.0, 3.0])
    assert strips.left.shape == strips.right.shape == (3,)
    backwards = riemann_sum(function("x^2"), 3.0, 0.0, 3, "mid")
    assert backwards.total == pytest.approx(-8.75)


def test_a_trapezoid_leans() -> None:
    strips = riemann_sum(function("x"), 0.0, 2.0, 2, "trapezoid")
    np.testing.assert_allclose(strips.left, [0.0, 1.0])
    np.testing.assert_allclose(strips.right, [1.0, 2.0])
