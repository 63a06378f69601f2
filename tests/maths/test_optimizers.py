"""Optimizers against the formulas by hand, and paths that overflow."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.maths.optimizers import (
    OPTIMIZERS,
    Adagrad,
    Adam,
    GradientDescent,
    Momentum,
    Nesterov,
    Optimizer,
    RMSProp,
    descend,
)
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope

BOWL = Scope().function(parse("x^2"))


@pytest.mark.parametrize(
    ("optimizer", "first", "second"),
    [
        # f = x², from 1, rate 0.1: gradients 2 and 2*first, worked out by hand.
        (GradientDescent(), 0.8, 0.64),
        (Momentum(0.5), 0.8, 0.8 - 0.1 * (1 + 1.6)),
        (Nesterov(0.5), 1 - 0.1 * (2 + 1), 0.7 - 0.1 * (1.4 + 0.5 * (1 + 1.4))),
        (Adagrad(), 0.9, 0.9 - 0.1 * 1.8 / np.sqrt(4 + 3.24)),
        (RMSProp(), 1 - 0.1 * 2 / np.sqrt(0.04), 0.0),
        (
            Adam(),
            0.9,
            0.9 - 0.1 * ((0.18 + 0.18) / 0.19) / np.sqrt((0.003996 + 0.00324) / 0.001999),
        ),
    ],
)
def test_two_updates(optimizer: Optimizer, first: float, second: float) -> None:
    path = descend(BOWL, [1.0], 0.1, 2, optimizer)
    assert path.points[1, 0] == pytest.approx(first, abs=1e-7)
    assert path.points[2, 0] == pytest.approx(second, abs=1e-7)


def test_the_table_has_all_six_with_the_defaults_of_pytorch() -> None:
    assert list(OPTIMIZERS) == ["gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]
    assert OPTIMIZERS["adagrad"]() == Adagrad(eps=1e-10)
    assert OPTIMIZERS["rmsprop"]() == RMSProp(alpha=0.99, eps=1e-8)
    assert OPTIMIZERS["adam"]() == Adam(beta1=0.9, beta2=0.999, eps=1e-8)
    for name in ("momentum", "nesterov"):
        with pytest.raises(TypeError):
            OPTIMIZERS[name]()


def test_shapes_and_no_updates() -> None:
    two = Scope().function(parse("x^2 + 3*y"))
    path = descend(two, [1.0, 2.0], 0.1, 5, Adam())
    assert path.points.shape == path.gradients.shape == (6, 2)
    assert path.values.shape == (6,)
    assert path.updates == 5
    np.testing.assert_array_equal(path.gradients[0], [2.0, 3.0])
    assert descend(two, [1.0, 2.0], 0.1, 0, Adam()).points.tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_overflow_is_honest_and_quiet(name: str) -> None:
    options = {"momentum": 0.9} if name in {"momentum", "nesterov"} else {}
    steep = Scope().function(parse("exp(x^2)"))
    path = descend(steep, [5.0], 100.0, 50, OPTIMIZERS[name](**options))
    assert path.values.shape == (51,)
    if name == "gradient_descent":
        assert not np.isfinite(path.values[-1])
