"""Points at which two formulas are compared: seeded, so that a verdict is the same in every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.maths.autodiff import Array

SEED = 1
WHOLE = np.arange(-5.0, 11.0)
"""Whole numbers, at which formulas meet their poles, their corners and their jumps."""

Limits = Mapping[str, tuple[float, float]]

_BLOCKS = ((-3.0, 3.0, 32), (0.05, 2.0, 16), (-12.0, 12.0, 16))
"""Ranges and how many points fall in each: around 0, above 0 and well inside 1, and further out."""
_IN_LIMITS = 24
_WIDER = 160


@frozen
class Points:
    """Points at which formulas are computed.

    Attributes:
        env: For each name its value at every point.
        generic: Which of them are random, so that no formula has a reason to lack a value just there.
        shown: Which of them lie within the limits of the lesson.
    """

    env: Mapping[str, Array]
    generic: NDArray[np.bool_]
    shown: NDArray[np.bool_]

    @property
    def count(self) -> int:
        """How many points there are."""
        return len(self.generic)

    def at(self, places: NDArray[np.bool_]) -> dict[str, Array]:
        """For each name its values at some of the points."""
        return {name: series[places] for name, series in self.env.items()}


ONE_POINT = Points({}, np.zeros(1, dtype=np.bool_), np.ones(1, dtype=np.bool_))
"""Where formulas without variables are computed."""


def points(names: Sequence[str], limits: Limits) -> Points:
    """The points for the first look: 88 random ones, whole numbers, and the ends of the lesson's limits.

    Args:
        names: The variables in order.
        limits: Between which values a lesson shows some of them.
    """
    random = np.random.default_rng(SEED)
    env: dict[str, Array] = {}
    for index, name in enumerate(names):
        low, high = limits.get(name, (-1.0, 1.0))
        # In the blocks all variables are near, positive or far together; the whole numbers are mixed.
        env[name] = np.concatenate(
            [
                WHOLE if index == 0 else random.permutation(WHOLE),
                [low, high, low + (high - low) / 2],
                *(random.uniform(*block) for block in _BLOCKS),
                random.uniform(low, high, _IN_LIMITS),
            ]
        )
    special = len(WHOLE) + 3
    count = special + sum(size for _, _, size in _BLOCKS) + _IN_LIMITS
    return Points(env, np.arange(count) >= special, _shown(env, limits, count))


def more_points(names: Sequence[str], limits: Limits) -> Points:
    """Points for formulas that have few values at the first: over many sizes, and evenly further out."""
    random = np.random.default_rng(SEED + 1)
    env: dict[str, Array] = {}
    for name in names:
        sizes = 10.0 ** random.uniform(-3.0, 3.0, _WIDER)
        signs = np.where(np.arange(_WIDER) % 2 == 0, 1.0, random.choice([-1.0, 1.0], _WIDER))
        env[name] = np.concatenate([sizes * signs, random.uniform(-60.0, 60.0, _WIDER)])
    return Points(env, np.ones(2 * _WIDER, dtype=np.bool_), _shown(env, limits, 2 * _WIDER))


def near_points(names: Sequence[str], some: Mapping[str, Array], limits: Limits) -> Points:
    """Points around some at which formulas have values, for those that have few: close by and further off."""
    random = np.random.default_rng(SEED + 2)
    env: dict[str, Array] = {}
    for name in names:
        around = np.resize(some[name], _WIDER)
        env[name] = around + 10.0 ** random.uniform(-2.0, 0.3, _WIDER) * random.uniform(-1.0, 1.0, _WIDER)
    return Points(env, np.ones(_WIDER, dtype=np.bool_), _shown(env, limits, _WIDER))


def _shown(env: Mapping[str, Array], limits: Limits, count: int) -> NDArray[np.bool_]:
    shown = np.ones(count, dtype=np.bool_)
    for name, series in env.items():
        if name in limits:
            low, high = limits[name]
            shown &= (low <= series) & (series <= high)
    return shown
