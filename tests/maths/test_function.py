"""Functions over arrays: shapes, slopes and the text."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.maths.function import Function
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope


def function(text: str, *variables: str) -> Function:
    return Scope({"a": 3.0}).function(parse(text), variables)


def test_values_and_slopes_in_the_shape_of_the_points() -> None:
    f = function("a*x^2")
    x = np.array([[0.0, 1.0], [2.0, -1.0]])
    np.testing.assert_array_equal(f(x), 3 * x**2)
    np.testing.assert_array_equal(f.slope(x), 6 * x)
    assert f(2.0).shape == ()
    assert float(f(2)) == 12.0
    assert f.text == "a x²"


def test_a_constant_has_the_shape_of_the_points() -> None:
    f = function("5", "x")
    np.testing.assert_array_equal(f(np.zeros(4)), np.full(4, 5.0))
    np.testing.assert_array_equal(f.slope(np.zeros(4)), np.zeros(4))
    value, partials = function("x + 0", "x", "y").gradient(np.zeros((3, 1)), np.zeros(2))
    assert value.shape == partials[0].shape == partials[1].shape == (3, 2)


def test_gradient() -> None:
    value, (by_x, by_y) = function("x^2 + x*y + y^2").gradient(1.0, 2.0)
    assert (float(value), float(by_x), float(by_y)) == (7.0, 4.0, 5.0)


def test_the_number_of_points_is_that_of_the_variables() -> None:
    with pytest.raises(TypeError):
        function("x*y")(1.0)
