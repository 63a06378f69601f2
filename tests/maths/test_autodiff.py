"""Gradients against sympy and against differences; powers at their corners; fan-outs; shapes."""

from __future__ import annotations

import random

import numpy as np
import pytest
import sympy

from calctui.maths.autodiff import gradient, tape, value
from calctui.maths.exact.sympy_trees import to_sympy
from calctui.maths.functions import FUNCTIONS
from calctui.maths.parsing.formulas import parse
from calctui.maths.tree import Binary, Call, Constant, Name, Neg, Node, Num

# Their derivatives are no functions in sympy.
JUMPS = {"sign", "floor"}
SMOOTH = sorted(set(FUNCTIONS) - JUMPS)
POINTS = [(0.31, 0.47), (0.83, 0.29), (-0.59, 0.71), (1.7, -1.1), (-2.3, 1.9), (0.11, 2.7)]


def grown(random_: random.Random, depth: int) -> Node:
    if depth == 0 or random_.random() < 0.15:
        return random_.choice(
            [Name("x"), Name("y"), Name("x"), Num(random_.randint(1, 4)), Constant("e"), Constant("pi")]
        )
    match random_.randrange(8):
        case 0:
            return Neg(grown(random_, depth - 1))
        case 1 | 2 | 3:
            operator = random_.choice(["+", "-", "*", "/"])
            return Binary(operator, grown(random_, depth - 1), grown(random_, depth - 1))  # type: ignore[arg-type]
        case 4:
            return Binary("^", grown(random_, depth - 1), Num(random_.choice([-2, -1, 0, 1, 2, 3])))
        case 5:
            return Binary("^", grown(random_, depth - 1), grown(random_, 1))
        case _:
            name = random_.choice(SMOOTH)
            args = tuple(grown(random_, depth - 1) for _ in range(FUNCTIONS[name].arity))
            return Call(name, args)


def test_random_formulas_agree_with_sympy_and_with_differences() -> None:
    x, y = sympy.Symbol("x", real=True), sympy.Symbol("y", real=True)
    random_ = random.Random(7)
    compared = differences = 0
    for _ in range(200):
        tree = grown(random_, 3)
        expression = to_sympy(tree)
        if expression.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I):
            continue
        forms = [expression, sympy.diff(expression, x), sympy.diff(expression, y)]
        functions = [sympy.lambdify([x, y], form, modules="numpy") for form in forms]
        for point in POINTS:
            ours, partials = gradient(tree, {"x": point[0], "y": point[1]}, ["x", "y"])
            with np.errstate(all="ignore"):
                theirs = [complex(function(*map(np.float64, point))) for function in functions]
            mine = [float(ours), *map(float, partials)]
            for own, their in zip(mine, theirs, strict=True):
                if np.isfinite(own) and np.isfinite(their) and not their.imag and abs(their) < 1e12:
                    assert own == pytest.approx(their.real, rel=1e-8, abs=1e-9), (tree, point)
                    compared += 1
            differences += agrees_with_differences(tree, point, mine)
    assert compared > 2000
    assert differences > 500


def agrees_with_differences(tree: Node, point: tuple[float, float], mine: list[float]) -> int:
    count = 0
    for index in range(2):
        steps = []
        for h in (1e-4, 5e-5):
            up = [one + h * (place == index) for place, one in enumerate(point)]
            down = [one - h * (place == index) for place, one in enumerate(point)]
            high, low = (float(value(tree, dict(zip("xy", at, strict=True)))) for at in (up, down))
            steps.append((high - low) / (2 * h))
        # Only where the differences themselves have settled.
        settled = np.isfinite(steps).all() and abs(steps[0] - steps[1]) < 1e-6 * max(1.0, abs(steps[1]))
        if settled and np.isfinite(mine[index + 1]) and abs(mine[0]) < 1e4:
            assert mine[index + 1] == pytest.approx(steps[1], rel=1e-5, abs=1e-5), (tree, point)
            count += 1
    return count


@pytest.mark.parametrize(
    ("text", "x", "expected", "slope"),
    [
        ("x^2", 0, 0, 0),
        ("x^2", -3, 9, -6),
        ("x^3", -2, -8, 12),
        ("x^1", 0, 0, 1),
        ("x^0", 0, 1, 0),
        ("x^0", -2, 1, 0),
        ("x^-1", -2, -0.5, -0.25),
        ("x^(2/1)", -3, 9, -6),
        ("x^0.5", 4, 2, 0.25),
        ("x^0.5", 0, 0, np.inf),
        ("x^-1", 0, np.inf, -np.inf),
        ("2^x", 3, 8, 8 * np.log(2)),
        ("0^x", 2, 0, 0),
        ("x^x", 2, 4, 4 * (np.log(2) + 1)),
        ("(-8)^(1/3) + x", 0, np.nan, 1),
        ("x*x + x", 3, 12, 7),
        ("x*x*x", 2, 8, 12),
        ("1/x", 0, np.inf, -np.inf),
        ("5", 1, 5, 0),
        ("x", 7, 7, 1),
    ],
)
def test_values_and_slopes(text: str, x: float, expected: float, slope: float) -> None:
    result, (partial,) = gradient(parse(text).tree, {"x": x}, ["x"])
    np.testing.assert_allclose(result, expected, rtol=1e-14)
    np.testing.assert_allclose(partial, slope, rtol=1e-14)


def test_an_exponent_that_is_a_parameter_needs_no_logarithm() -> None:
    assert float(gradient(parse("x^n").tree, {"x": -3.0, "n": 2.0}, ["x"])[1][0]) == -6.0


def test_arrays_broadcast_and_partials_have_the_shape_of_the_value() -> None:
    tree = parse("w*x + b").tree
    env = {"w": np.arange(3.0)[:, None], "x": np.arange(4.0), "b": 2.0}
    result, partials = gradient(tree, env, ["b", "w", "x", "q"])
    assert result.shape == (3, 4)
    assert [partial.shape for partial in partials] == [(3, 4)] * 4
    np.testing.assert_array_equal(partials[0], np.ones((3, 4)))
    np.testing.assert_array_equal(partials[1], np.broadcast_to(np.arange(4.0), (3, 4)))
    np.testing.assert_array_equal(partials[3], np.zeros((3, 4)))


def test_shared_parts_are_one_line_of_the_tape() -> None:
    part = parse("sin(x)").tree
    assert len(tape(Binary("*", part, part)).operations) == 3


def test_a_deep_tree_needs_no_recursion() -> None:
    tree: Node = Name("x")
    for _ in range(120):
        tree = Binary("+", tree, Name("x"))
    assert float(gradient(tree, {"x": 1.0}, ["x"])[1][0]) == 121.0


def test_big_constants_are_infinite() -> None:
    assert value(parse("(10^40)^10").tree, {}) == np.inf


def test_a_name_without_a_value_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        value(Name("x"), {})
    with pytest.raises(TypeError):
        value(Call("f", (Name("x"),)), {"x": 1.0})
