"""The network: its gradients against autodiff and differences, and what training does to XOR."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.maths.autodiff import gradient
from calctui.maths.network import Activation, Network, train
from calctui.maths.tree import Binary, Call, Name, Neg, Node, Num

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LABELS = np.array([0.0, 1.0, 1.0, 0.0])


def as_formula(network: Network, x: np.ndarray, label: float) -> Node:
    """The cross-entropy of one point as a formula of the parameters p0, p1 ..."""
    names = iter(range(network.parameters))
    units: list[Node] = [Num(0) if one == 0 else Num(1) for one in x]
    for layer, after in enumerate(network.sizes[1:], 1):
        rows = [[Name(f"p{next(names)}") for _ in range(after)] for _ in units]
        sums: list[Node] = [Name(f"p{next(names)}") for _ in range(after)]
        for unit, weights in zip(units, rows, strict=True):
            sums = [Binary("+", old, Binary("*", w, unit)) for old, w in zip(sums, weights, strict=True)]
        last = layer == len(network.sizes) - 1
        units = sums if last else [Call(network.activation, (one,)) for one in sums]
    return Call("softplus", (Neg(units[0]) if label else units[0],))


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
@pytest.mark.parametrize("hidden", [(3,), (4, 2), ()])
def test_gradients_agree_with_autodiff_and_differences(activation: Activation, hidden: tuple[int, ...]):
    network = Network((2, *hidden, 1), activation)
    parameters = network.initial(5)
    names = [f"p{index}" for index in range(network.parameters)]
    env = dict(zip(names, parameters, strict=True))
    loss, found, _ = network.loss_and_gradient(parameters, X, LABELS)
    parts = [gradient(as_formula(network, *one), env, names) for one in zip(X, LABELS, strict=True)]
    assert loss == pytest.approx(np.mean([float(value) for value, _ in parts]), rel=1e-12)
    np.testing.assert_allclose(found, np.mean([partials for _, partials in parts], axis=0), atol=1e-14)
    for index in range(network.parameters):
        step = np.eye(network.parameters)[index] * 1e-6
        high, low = (network.loss_and_gradient(parameters + sign * step, X, LABELS)[0] for sign in (1, -1))
        assert found[index] == pytest.approx((high - low) / 2e-6, rel=1e-5, abs=1e-8)


def test_the_number_of_parameters():
    assert Network((2, 3, 1)).parameters == 13
    assert [(w.shape, b.shape) for w, b in Network((2, 3, 1)).layers(np.zeros(13))] == [
        ((2, 3), (3,)),
        ((3, 1), (1,)),
    ]


def test_xor_is_learned():
    history = train(Network((2, 3, 1)), X, LABELS, rate=1, updates=400, seed=1)
    assert history.right[-1] == 4
    assert history.losses[-1] < 0.02
    assert history.losses[0] > 0.6
    np.testing.assert_allclose(history.parameters[1], history.parameters[0] - history.gradients[0])
    said = Network((2, 3, 1)).probabilities(history.parameters[-1], X)
    np.testing.assert_array_equal(said > 0.5, LABELS == 1)


def test_without_a_hidden_layer_xor_cannot_be_learned():
    history = train(Network((2, 1)), X, LABELS, rate=1, updates=400, seed=1)
    assert history.right[-1] < 4
    assert history.losses[-1] == pytest.approx(np.log(2), abs=1e-6)


def test_a_seed_says_where_it_starts():
    network = Network((2, 3, 1))
    np.testing.assert_array_equal(network.initial(3), network.initial(3))
    assert (network.initial(3) != network.initial(4)).any()
    assert (np.abs(network.initial(3)) <= np.sqrt(6 / 4)).all()


def test_relu_trains_over_its_kink():
    parameters = np.zeros(13)
    _, found, _ = Network((2, 3, 1), "relu").loss_and_gradient(parameters, X, LABELS)
    assert np.isfinite(found).all()


def test_a_rate_far_too_large_is_no_error():
    history = train(Network((2, 3, 1), "relu"), X, LABELS, rate=1e200, updates=20, seed=1)
    assert not np.isfinite(history.losses[-1])
    assert ((history.right >= 0) & (history.right <= 4)).all()
    # What is no number is on no side, so it is not right.
    assert history.right[-1] == 0
