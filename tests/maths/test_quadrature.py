"""Areas: known integrals, poles and kinks, infinite ends, and the area up to each place."""

from __future__ import annotations

from math import e, inf, pi, sqrt

import numpy as np
import pytest

from calctui.maths.function import Function
from calctui.maths.parsing.formulas import parse
from calctui.maths.quadrature import accumulated, integral
from calctui.maths.scope import Scope


def function(text: str) -> Function:
    return Scope().function(parse(text), ["x"])


@pytest.mark.parametrize(
    ("text", "start", "end", "area"),
    [
        ("x^2", 0, 3, 9),
        ("x^2", 3, 0, -9),
        ("x", 2, 2, 0),
        ("sin(x)", 0, pi, 2),
        ("sin(x)", 0, 2 * pi, 0),
        ("1e6*sin(x)", 0, 2 * pi, 0),
        ("sqrt(x)", 0, 1, 2 / 3),
        ("1/sqrt(x)", 0, 1, 2),
        ("abs(x - 0.3)", 0, 1, 0.29),
        ("ln(x)", 0, 1, -1),
        ("exp(-1000*(x - 0.5)^2)", 0, 1, sqrt(pi / 1000)),
        ("exp(-x)", 0, inf, 1),
        ("exp(-x^2)", -inf, inf, sqrt(pi)),
        ("exp(x)", -inf, 1, e),
        ("1/x^2", 1, inf, 1),
        ("cos(40*x)", 0, 1, np.sin(40) / 40),
    ],
)
def test_known_areas(text: str, start: float, end: float, area: float) -> None:
    found = integral(function(text), start, end)
    assert found == pytest.approx(area, rel=1e-10, abs=1e-3 if "1e6" in text else 2e-10)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1/x", 0, 1),
        ("1/x", -1, 2),
        ("1/x", -1, 1),
        ("tan(x)", 0, 2),
        ("sqrt(x)", -1, 1),
        ("x", 0, inf),
        ("sin(1/x)/x", 0, 1),
    ],
)
def test_no_area_is_nan(text: str, start: float, end: float) -> None:
    assert np.isnan(integral(function(text), start, end))


def test_accumulated() -> None:
    places = np.linspace(0.0, 3.0, 31)
    np.testing.assert_allclose(accumulated(function("x^2"), places), places**3 / 3, atol=1e-12)
    np.testing.assert_allclose(accumulated(function("abs(x - 1.03)"), places)[-1], 2.47090, atol=1e-9)
    np.testing.assert_array_equal(accumulated(function("x^2"), [2.0]), [0.0])
    broken = accumulated(function("1/(x - 1.03)"), places)
    assert np.isfinite(broken[:11]).all()
    assert np.isnan(broken[11:]).all()
