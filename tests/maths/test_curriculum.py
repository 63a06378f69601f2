"""The numbers of the course, each computed by the maths of this program."""

from __future__ import annotations

from math import degrees, e, hypot, pi, sqrt

import numpy as np
import pytest

from calctui.maths.calculus import Rule, central_difference, riemann_sum, secant_slope, tangent
from calctui.maths.function import Function
from calctui.maths.optimizers import Adam, GradientDescent, Momentum, Optimizer, Path, RMSProp, descend
from calctui.maths.parsing.formulas import parse
from calctui.maths.quadrature import accumulated, integral
from calctui.maths.scope import Scope


def function(text: str, *variables: str) -> Function:
    return Scope().function(parse(text), variables)


def descent(text: str, start: list[float], rate: float, updates: int, optimizer: Optimizer) -> Path:
    return descend(function(text), start, rate, updates, optimizer)


PLAIN = GradientDescent()
SQUARE = function("x^2")


def test_lesson_1_the_loop() -> None:
    path = descend(SQUARE, [5.0], 0.1, 51 + 1, PLAIN)
    xs = ["4.0000", "3.2000", "2.5600", "2.0480", "1.6384", "1.3107", "1.0486", "0.8389", "0.6711", "0.5369"]
    xs += ["0.4295", "0.3436", "0.2749", "0.2199", "0.1759", "0.1407", "0.1126", "0.0901", "0.0721", "0.0576"]
    fs = [
        "16.0000",
        "10.2400",
        "6.5536",
        "4.1943",
        "2.6844",
        "1.7180",
        "1.0995",
        "0.7037",
        "0.4504",
        "0.2882",
    ]
    fs += ["0.1845", "0.1181", "0.0756", "0.0484", "0.0309", "0.0198", "0.0127", "0.0081", "0.0052", "0.0033"]
    assert [f"{x:.4f}" for x in path.points[1:21, 0]] == xs
    assert [f"{f:.4f}" for f in path.values[1:21]] == fs
    assert path.gradients[0, 0] == 10.0
    assert np.log10(path.values[[0, 20]]) == pytest.approx([1.398, -2.478], abs=5e-4)
    printed = [f"{x:.4f}" for x in path.points[1:, 0]]
    assert printed.index("0.0000") == 51
    exact = function("5*(4/5)^k")(np.arange(21))
    np.testing.assert_allclose(path.points[:21, 0], exact, rtol=1e-12)


def test_lesson_2_the_derivative() -> None:
    h = np.array([3, 2, 1, 0.5, 0.1, 0.01, -1])
    np.testing.assert_allclose(secant_slope(SQUARE, 1.0, h), [5, 4, 3, 2.5, 2.1, 2.01, 1])
    line = tangent(SQUARE, 1.0)
    np.testing.assert_allclose(line([0.0, 4.0]), [-1.0, 7.0])
    w = np.array([2, 0.5, 0.1, 0.02])
    np.testing.assert_allclose(SQUARE(1 + w) - line(1 + w), [4, 0.25, 0.01, 0.0004], rtol=1e-9)


def test_lesson_3_rules() -> None:
    f = function("x^3 - 3x")
    np.testing.assert_allclose(f.slope([-1, 1, 2, 0.5]), [0, 0, 9, -9 / 4])
    np.testing.assert_allclose(f([-1, 1]), [2, -2])
    assert float(function("x^3").slope(0)) == 0.0
    np.testing.assert_array_equal(function("|x|").slope([-1, 0, 1]), [-1, np.nan, 1])
    np.testing.assert_array_equal(function("relu(x)").slope([-1, 0, 1]), [0, np.nan, 1])
    np.testing.assert_allclose(function("e^x").slope([0.5, 2]), np.exp([0.5, 2]))
    np.testing.assert_allclose(function("ln(x)").slope([0.5, 2]), [2, 0.5])
    np.testing.assert_allclose(function("sigmoid(x)").slope([0, 2, 5]), [0.25, 0.104994, 0.006648], atol=5e-7)


def test_lesson_4_descent() -> None:
    path = descend(SQUARE, [5.0], 0.1, 3, PLAIN)
    np.testing.assert_allclose(-np.diff(path.points[:, 0]), [1.0, 0.8, 0.64])
    assert descend(SQUARE, [-3.0], 0.1, 1, PLAIN).points[1, 0] == pytest.approx(-2.4)


@pytest.mark.parametrize(
    ("rate", "after_20"),
    [(0.01, 3.3380), (0.1, 0.0576), (0.5, 0.0), (0.9, 0.0576), (1.0, 5.0), (1.1, 191.69)],
)
def test_lesson_5_learning_rates(rate: float, after_20: float) -> None:
    path = descend(SQUARE, [5.0], rate, 20, PLAIN)
    assert path.points[20, 0] == pytest.approx(after_20, rel=5e-5, abs=5e-5)
    if rate == 1.1:
        assert abs(path.points[10, 0]) == pytest.approx(30.96, abs=5e-3)


@pytest.mark.parametrize(("rate", "updates"), [(0.01, 308), (0.1, 28), (0.5, 1), (0.9, 28)])
def test_lesson_5_updates_until_near(rate: float, updates: int) -> None:
    path = descend(SQUARE, [5.0], rate, 400, PLAIN)
    assert int(np.argmax(np.abs(path.points[:, 0]) < 0.01)) == updates


WELL = "x^4 - 3x^2 + x"


@pytest.mark.parametrize(
    ("rate", "start", "end"),
    [
        (0.05, 1.8, 1.1309),
        (0.05, -1.8, -1.3008),
        (0.1, 1.8, 1.1309),
        (0.1, -1.8, -1.3008),
        (0.2, -1.8, 1.1309),
    ],
)
def test_lesson_5_the_double_well(rate: float, start: float, end: float) -> None:
    path = descent(WELL, [start], rate, 400, PLAIN)
    assert path.points[-1, 0] == pytest.approx(end, abs=5e-5)


def test_lesson_5_bouncing_for_ever() -> None:
    path = descent(WELL, [1.8], 0.2, 2000, PLAIN)
    late = path.points[1000:, 0]
    assert late.min() == pytest.approx(-1.604, abs=2e-3)
    assert late.max() == pytest.approx(-0.426, abs=2e-3)


def test_lesson_6_partial_derivatives() -> None:
    f = function("x^2 + x y + y^2")
    value, partials = f.gradient(1.0, 2.0)
    assert (float(value), *map(float, partials)) == (7.0, 4.0, 5.0)
    assert float(f.gradient(1.0, 0.0)[1][0]) == 2.0
    nudged = [float(f(1.01, 2.01)), float(f(1.01, 2.0)), float(f(1.0, 2.01))]
    np.testing.assert_allclose(nudged, [7.0903, 7.0401, 7.0501])


def test_lesson_7_the_gradient() -> None:
    by_x, by_y = (float(one) for one in function("x^2 + 4y^2").gradient(2.0, 1.0)[1])
    assert (by_x, by_y) == (4.0, 8.0)
    assert hypot(by_x, by_y) == pytest.approx(4 * sqrt(5)) == pytest.approx(8.9443, abs=5e-5)
    assert degrees(np.arctan2(by_y, by_x)) == pytest.approx(63.43, abs=5e-3)
    rates = {0: 4, 45: 8.4853, 63.4349: 8.9443, 90: 8, 153.4349: 0, 180: -4, 243.4349: -8.9443}
    for angle, rate in rates.items():
        turned = np.deg2rad(angle)
        assert by_x * np.cos(turned) + by_y * np.sin(turned) == pytest.approx(rate, abs=5e-5)


RAVINE = ".1x^2 + 2y^2"


def test_lesson_8_gradient_descent_in_the_ravine() -> None:
    assert descent(RAVINE, [-5, -2], 0.4, 20, PLAIN).values[-1] == pytest.approx(0.0890, abs=5e-5)
    first = descent(RAVINE, [-5, -2], 0.4, 1, PLAIN).points
    np.testing.assert_allclose(first[1] / first[0], [0.92, -0.6])
    assert descent(RAVINE, [-5, -2], 0.49, 20, PLAIN).values[-1] == pytest.approx(1.603, abs=5e-4)
    assert descent(RAVINE, [-5, -2], 0.6, 20, PLAIN).values[-1] > 1e5


def test_lesson_8_other_optimizers_in_the_ravine() -> None:
    momentum = descent(RAVINE, [-5, -2], 0.6, 20, Momentum(0.5))
    np.testing.assert_allclose(momentum.points[-1], [0.0072, 0.0026], atol=5e-5)
    assert momentum.values[-1] == pytest.approx(1.8e-5, abs=5e-7)
    adam = descent(RAVINE, [-5, -2], 0.3, 20, Adam())
    np.testing.assert_allclose(adam.points[1], [-4.7, -1.7], atol=1e-6)
    assert adam.values[-1] == pytest.approx(0.156, abs=5e-4)
    rmsprop = descent(RAVINE, [-5, -2], 0.4, 20, RMSProp(alpha=0.9))
    np.testing.assert_allclose(rmsprop.points[1], [-3.7351, -0.7351], atol=5e-5)
    assert rmsprop.values[-1] == pytest.approx(1e-5, abs=5e-6)


@pytest.mark.parametrize(("beta", "limit"), [(0.0, 0.5), (0.25, 0.625), (0.5, 0.75), (0.9, 0.95)])
def test_lesson_8_the_limit_of_momentum(beta: float, limit: float) -> None:
    for rate, converges in ((limit - 0.01, True), (limit + 0.01, False)):
        path = descent(RAVINE, [0.1, 0.1], rate, 2000, Momentum(beta))
        assert bool(path.values[-1] < 1e-3) is converges


SADDLE = "x^2/2 + y^4/4 - y^2/2"


def test_lesson_8_the_saddle() -> None:
    np.testing.assert_array_equal(descent(SADDLE, [1.0, 0.0], 0.1, 100, PLAIN).points[:, 1], np.zeros(101))
    path = descent(SADDLE, [1.0, 0.01], 0.1, 80, PLAIN)
    np.testing.assert_allclose(path.points[[20, 40, 80], 1], [0.0671, 0.4168, 0.9996], atol=5e-5)
    assert int(np.argmax(np.abs(path.points[:, 1]) > 0.5)) == 43
    nearer = descent(SADDLE, [1.0, 0.1], 0.1, 80, PLAIN)
    assert int(np.argmax(np.abs(nearer.points[:, 1]) > 0.5)) == 19


def test_lesson_9_the_chain_rule() -> None:
    f = function("(3x + 1)^2")
    assert float(f(1)) == 16.0
    assert float(f.slope(1)) == 24.0
    assert float(f(1.01) - f(1)) == pytest.approx(0.2409)
    assert float(f(1.001) - f(1)) == pytest.approx(0.024009)
    assert float(function("(1/4)^10", "x")(0)) == pytest.approx(9.54e-7, abs=5e-10)


def test_lesson_10_backpropagation() -> None:
    loss = function("(w x + b - t)^2", "w", "x", "b", "t")
    value, partials = loss.gradient(3.0, 2.0, -1.0, 4.0)
    assert float(value) == 1.0
    assert [float(one) for one in partials] == [4.0, 6.0, 2.0, -2.0]
    trained = descend(function("(2w + b - 4)^2"), [3.0, -1.0], 0.05, 3, PLAIN)
    np.testing.assert_allclose(trained.points[:, 0], [3, 2.8, 2.7, 2.65])
    np.testing.assert_allclose(trained.points[:, 1], [-1, -1.1, -1.15, -1.175])
    np.testing.assert_allclose(trained.values, [1, 0.25, 0.0625, 0.015625])
    assert float(function("x*x + x").slope(3)) == 7.0


def test_lesson_10_the_gradient_check() -> None:
    f = function("e^x")
    h = np.array([1e-1, 1e-5, 1e-16])
    forward = np.abs(secant_slope(f, 1.0, h) - e)
    np.testing.assert_allclose(forward, [0.141, 1.36e-5, 2.72], rtol=5e-3)
    assert abs(float(secant_slope(f, 1.0, 1e-8)) - e) < 5e-8
    assert 1e-6 < abs(float(secant_slope(f, 1.0, 1e-12)) - e) < 1e-2
    assert abs(float(central_difference(f, 1.0, 1e-5)) - e) < 5e-10
    assert 1e-6 < abs(float(central_difference(f, 1.0, 1e-12)) - e) < 1e-2


@pytest.mark.parametrize(
    ("rule", "totals"),
    [
        ("left", [5, 6.875, 7.90625, 8.44531]),
        ("mid", [8.75, 8.9375, 8.98438, 8.99609]),
        ("right", [14, 11.375, 10.15625, 9.57031]),
    ],
)
def test_lesson_11_the_sums(rule: Rule, totals: list[float]) -> None:
    found = [riemann_sum(SQUARE, 0.0, 3.0, n, rule).total for n in (3, 6, 12, 24)]
    np.testing.assert_allclose(found, totals, atol=5e-6)


def test_lesson_11_the_integral() -> None:
    assert integral(SQUARE, 0, 3) == pytest.approx(9, rel=1e-12)
    area = accumulated(SQUARE, [0.0, 2.0, 2.01, 2.1])
    assert (area[3] - area[1]) / 0.1 == pytest.approx(4.2033, abs=5e-5)
    assert (area[2] - area[1]) / 0.01 == pytest.approx(4.0200, abs=5e-5)
    sine = function("sin(x)")
    assert integral(sine, 0, pi) == pytest.approx(2, rel=1e-12)
    assert integral(sine, 0, 2 * pi) == pytest.approx(0, abs=1e-12)


def test_lesson_12_expectation() -> None:
    assert integral(function("2x"), 0, 0.5) == pytest.approx(0.25)
    assert integral(function("x*2x"), 0, 1) == pytest.approx(2 / 3)
    spread = sqrt(integral(function("(3x^2)^2/3"), 0, 3) - 81)
    assert spread == pytest.approx(8.0498, abs=5e-5)
    loss = function("((w-1)^2 + (w-2)^2 + (w-3)^2 + (w-6)^2)/4")
    assert (float(loss(3)), float(loss(0)), float(loss.slope(0))) == (3.5, 12.5, -6.0)
