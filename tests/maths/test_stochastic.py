"""Models fitted to data: numbers of lessons 12 and 13, slopes against differences, batches, the noise of descent."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.maths.stochastic import MODELS, draw_batches, fit

X, Y = np.arange(4.0), np.array([1.0, 3.0, 4.0, 6.0])
DATA = np.array([1.0, 2.0, 3.0, 6.0])
LINE, CONSTANT, LOGISTIC = MODELS["line"], MODELS["constant"], MODELS["logistic"]


def line(rate: float, updates: int):
    return fit(LINE, X, Y, start=[0, 0], rate=rate, updates=updates)


def test_the_line_of_the_capstone():
    run = line(0.1, 50)
    assert run.losses[0] == 15.5
    np.testing.assert_allclose(run.gradients[0], [-14.5, -7])
    np.testing.assert_allclose(run.points[1], [1.45, 0.7])
    assert run.losses[1] == pytest.approx(0.46875)
    assert run.losses[2] == pytest.approx(0.0834, abs=5e-5)
    assert run.losses[10] == pytest.approx(0.0588, abs=5e-5)
    np.testing.assert_allclose(run.points[50], [1.6063, 1.0866], atol=5e-5)
    assert run.losses[50] == pytest.approx(0.0501, abs=5e-5)
    best, gradient = LINE.losses(np.array([1.6, 1.1]), X, Y)
    assert float(best) == pytest.approx(0.05)
    np.testing.assert_allclose(gradient, 0, atol=1e-12)
    np.testing.assert_array_equal(run.gradients, run.full_gradients)


def test_beyond_the_limit_it_diverges():
    assert line(0.23, 400).losses[-1] < 0.06
    slowly, faster = line(0.24, 200).losses, line(0.25, 200).losses
    assert slowly[0] < slowly[-1] < faster[-1]
    assert not np.isfinite(line(1e6, 400).losses[-1])


def test_one_batch_gradient_is_wrong_and_their_mean_is_right():
    at_zero = np.array([0.0])
    each = [float(CONSTANT.losses(at_zero, DATA[[i]], DATA[[i]])[1][0]) for i in range(4)]
    assert each == [-2, -4, -6, -12]
    loss, slope = CONSTANT.losses(at_zero, DATA, DATA)
    assert (float(loss), float(slope[0]), np.mean(each)) == (12.5, -6, -6)
    assert float(CONSTANT.losses(np.array([3.0]), DATA, DATA)[0]) == 3.5


@pytest.mark.parametrize(("rate", "sd"), [(0.05, 0.429), (0.2, 0.935)])
def test_the_noise_that_stays(rate: float, sd: float):
    run = fit(CONSTANT, DATA, DATA, start=[0], rate=rate, updates=20000, batch=1, seed=1)
    w = run.points[200:, 0]
    assert w.mean() == pytest.approx(3, abs=0.06)
    assert w.std() == pytest.approx(sd, rel=0.04)
    assert sd == pytest.approx(np.sqrt(3.5 * 2 * rate / (2 - 2 * rate)), abs=5e-4)


def test_batches_are_drawn_with_replacement_and_with_a_seed():
    batches = draw_batches(4, 3, 5000, seed=7)
    assert batches.shape == (5000, 3)
    np.testing.assert_array_equal(batches, draw_batches(4, 3, 5000, seed=7))
    assert (batches != draw_batches(4, 3, 5000, seed=8)).any()
    np.testing.assert_allclose(np.bincount(batches.ravel()) / 15000, 0.25, atol=0.02)
    twice = np.mean([len(set(batch)) < 3 for batch in batches.tolist()])
    assert twice == pytest.approx(1 - 3 / 4 * 2 / 4, abs=0.03)


def test_the_batch_moves_and_all_data_measure():
    run = fit(LINE, X, Y, start=[1, 0], rate=0.05, updates=5, batch=2, seed=3)
    for k, batch in enumerate(run.batches[:-1]):
        _, own = LINE.losses(run.points[k], X[batch], Y[batch])
        np.testing.assert_allclose(run.gradients[k], own)
        np.testing.assert_allclose(run.points[k + 1], run.points[k] - 0.05 * own)
        loss, full = LINE.losses(run.points[k], X, Y)
        np.testing.assert_allclose(run.full_gradients[k], full)
        assert run.losses[k] == pytest.approx(float(loss))


def test_cross_entropy_stays_exact_where_a_probability_is_0_or_1():
    one, zero = np.array([1.0]), np.array([0.0])

    def at(z: float, target: np.ndarray) -> tuple[float, float]:
        loss, gradient = LOGISTIC.losses(np.array([0.0, z]), zero, target)
        return float(loss), float(gradient[1])

    assert at(0, one) == (pytest.approx(np.log(2)), -0.5)
    assert at(-4, one)[1] == pytest.approx(-0.9820, abs=5e-5)
    assert at(800, one) == (0, 0)
    assert at(-800, one) == (800, -1)
    assert at(800, zero) == (800, 1)
    assert at(40, one)[0] == pytest.approx(np.exp(-40), rel=1e-12)


def test_rounding_noise_counts_as_0():
    y = np.array([0.1, 0.3, 0.5, 0.7])
    for start, target in (([1.6, 1.1], Y), ([0.2, 0.1], y)):
        assert LINE.losses(np.array(start), X, target)[1].any(), "a case without noise says nothing"
        run = fit(LINE, X, target, start=start, rate=0.1, updates=0)
        assert run.gradients.tolist() == run.full_gradients.tolist() == [[0, 0]]


def test_a_small_slope_is_not_taken_for_noise():
    near = fit(LINE, X, Y, start=[1.6, 1.1 + 1e-10], rate=0.1, updates=0)
    np.testing.assert_allclose(near.gradients, [[3e-10, 2e-10]], rtol=1e-4)
    sure = fit(LOGISTIC, np.array([1.0]), np.array([1.0]), start=[0, 40], rate=1, updates=0)
    np.testing.assert_allclose(sure.gradients, -np.exp(-40), rtol=1e-12)
    far = fit(LINE, X, Y, start=[1e200, 0], rate=0.1, updates=1)
    assert far.gradients[0].all()


@pytest.mark.parametrize("name", list(MODELS))
def test_slopes_agree_with_differences(name: str):
    model = MODELS[name]
    y = np.array([0.0, 1.0, 0.0, 1.0])
    point = np.array([0.7, -0.3])[: len(model.parameters)]
    _, gradient = model.losses(point, X, y)
    for index in range(len(point)):
        step = np.eye(len(point))[index] * 1e-6
        high, low = (model.losses(point + sign * step, X, y)[0] for sign in (1, -1))
        assert gradient[index] == pytest.approx((high - low) / 2e-6, rel=1e-6)


def test_many_points_at_once():
    points = np.random.default_rng(1).normal(size=(7, 2))
    losses, gradients = LINE.losses(points, X, Y)
    assert losses.shape == (7,)
    assert gradients.shape == (7, 2)
    np.testing.assert_allclose(gradients[3], LINE.losses(points[3], X, Y)[1])
