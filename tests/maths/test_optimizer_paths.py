"""Paths of the optimizers against a second implementation: plain floats, and slopes worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np
import pytest

from calctui.maths.optimizers import OPTIMIZERS, descend
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope

Slopes = Callable[[float, float], tuple[float, float]]

LANDSCAPES: dict[str, tuple[str, tuple[float, float], float, Slopes]] = {
    "rosenbrock": (
        "(1 - x)^2 + 100*(y - x^2)^2",
        (-1.2, 1.0),
        2e-4,
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    ),
    "beale": (
        "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
        (0.5, 0.5),
        1e-3,
        lambda x, y: (
            2 * (1.5 - x + x * y) * (y - 1)
            + 2 * (2.25 - x + x * y**2) * (y**2 - 1)
            + 2 * (2.625 - x + x * y**3) * (y**3 - 1),
            2 * (1.5 - x + x * y) * x
            + 4 * (2.25 - x + x * y**2) * x * y
            + 6 * (2.625 - x + x * y**3) * x * y**2,
        ),
    ),
    "himmelblau": (
        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        (0.0, 0.0),
        1e-3,
        lambda x, y: (
            4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
            2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
        ),
    ),
    "ravine": (".1*x^2 + 2*y^2", (-5.0, -2.0), 0.1, lambda x, y: (0.2 * x, 4 * y)),
}
OPTIONS: dict[str, dict[str, float]] = {
    "gradient_descent": {},
    "momentum": {"momentum": 0.6},
    "nesterov": {"momentum": 0.6},
    "adagrad": {},
    "rmsprop": {"alpha": 0.9},
    "adam": {},
}


def naive(
    name: str, slopes: Slopes, start: tuple[float, float], rate: float, updates: int
) -> list[tuple[float, float]]:
    """Each coordinate by itself, with variables named as in the documentation of torch.optim."""
    p = list(start)
    buffer, total, mean_square, m, v = ([0.0, 0.0] for _ in range(5))
    path = [start]
    for t in range(1, updates + 1):
        g = slopes(*p)
        for i in (0, 1):
            if name == "gradient_descent":
                p[i] -= rate * g[i]
            elif name == "momentum":
                buffer[i] = 0.6 * buffer[i] + g[i]
                p[i] -= rate * buffer[i]
            elif name == "nesterov":
                buffer[i] = 0.6 * buffer[i] + g[i]
                p[i] -= rate * (g[i] + 0.6 * buffer[i])
            elif name == "adagrad":
                total[i] += g[i] ** 2
                p[i] -= rate * g[i] / (sqrt(total[i]) + 1e-10)
            elif name == "rmsprop":
                mean_square[i] = 0.9 * mean_square[i] + 0.1 * g[i] ** 2
                p[i] -= rate * g[i] / (sqrt(mean_square[i]) + 1e-8)
            else:
                m[i] = 0.9 * m[i] + 0.1 * g[i]
                v[i] = 0.999 * v[i] + 0.001 * g[i] ** 2
                p[i] -= rate * (m[i] / (1 - 0.9**t)) / (sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
        path.append((p[0], p[1]))
    return path


@pytest.mark.parametrize("landscape", LANDSCAPES)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_path_is_that_of_the_naive_implementation(name: str, landscape: str) -> None:
    text, start, rate, slopes = LANDSCAPES[landscape]
    function = Scope().function(parse(text), ("x", "y"))
    path = descend(function, start, rate, 200, OPTIMIZERS[name](**OPTIONS[name]))
    np.testing.assert_allclose(path.points, naive(name, slopes, start, rate, 200), rtol=0, atol=1e-9)
    assert path.values[-1] < path.values[0]
