"""The table of functions: values, slopes against differences, kinks, and no overflow."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.maths.autodiff import gradient, value
from calctui.maths.functions import FUNCTIONS, sigmoid, softplus
from calctui.maths.parsing.formulas import parse

NAMES = {
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "ln", "sqrt"),
    *("abs", "min", "max", "sign", "floor", "sigmoid", "relu", "softplus"),
}


def slope(text: str, x: float) -> float:
    return float(gradient(parse(text).tree, {"x": x}, ["x"])[1][0])


def test_the_table_is_what_lessons_may_use() -> None:
    assert set(FUNCTIONS) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_slopes_are_those_of_differences(name: str) -> None:
    rule = FUNCTIONS[name]
    points = np.array([0.13, 0.37, 0.71]) if rule.arity == 1 else np.array([0.2, 0.9])
    shifts = [points, -points] if name not in {"log", "ln", "sqrt"} else [points]
    h = 1e-6
    for x in shifts:
        args = [x] if rule.arity == 1 else [x, x[::-1] + 0.1]
        partials = rule.partials(rule.value(*args), *args)
        assert len(partials) == rule.arity
        for index, partial in enumerate(partials):
            up = [arg + h * (place == index) for place, arg in enumerate(args)]
            down = [arg - h * (place == index) for place, arg in enumerate(args)]
            difference = (rule.value(*up) - rule.value(*down)) / (2 * h)
            np.testing.assert_allclose(np.broadcast_to(partial, x.shape), difference, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(
    ("text", "x"),
    [("abs(x)", 0), ("relu(x)", 0), ("sign(x)", 0), ("floor(x)", 2), ("max(x, 1)", 1), ("min(x, -x)", 0)],
)
def test_a_kink_has_no_slope(text: str, x: float) -> None:
    assert np.isnan(slope(text, x))


@pytest.mark.parametrize(
    ("text", "x"), [("ln(x)", -1), ("sqrt(x)", -1), ("asin(x)", 2), ("acos(x)", -2), ("x^0.5", -1)]
)
def test_outside_the_domain_there_is_neither_value_nor_slope(text: str, x: float) -> None:
    assert np.isnan(value(parse(text).tree, {"x": x}))
    assert np.isnan(slope(text, x))


def test_infinite_slopes_are_infinite() -> None:
    assert slope("sqrt(x)", 0) == np.inf
    assert slope("ln(x)", 0) == np.inf
    assert slope("asin(x)", 1) == np.inf


def test_sigmoid_and_softplus_do_not_overflow() -> None:
    x = np.array([-1000.0, -40.0, 0.0, 40.0, 1000.0])
    with np.errstate(over="raise", invalid="raise"):
        np.testing.assert_allclose(sigmoid(x), [0.0, 4.248354255291589e-18, 0.5, 1.0, 1.0], rtol=1e-12)
        np.testing.assert_allclose(softplus(x), [0.0, 4.248354255291589e-18, np.log(2), 40.0, 1000.0])
    assert slope("sigmoid(x)", 40) == pytest.approx(4.248354255291589e-18)


def test_logs_are_natural() -> None:
    for name in ("log", "ln"):
        assert float(value(parse(f"{name}(e^3)").tree, {})) == pytest.approx(3.0)
