"""Two formulas at the same points: what is seen of them, and whether it settles something."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from calctui.frozen import frozen
from calctui.maths.autodiff import tape
from calctui.maths.comparing.ground import Ground
from calctui.maths.comparing.rounding import Bools, Rounded, rounded
from calctui.maths.comparing.sampling import Points, more_points, near_points, points
from calctui.maths.tree import Node

ENOUGH = 8
"""At how many points both formulas must have values that say something."""
SAME, SAME_AT_0 = 1e-12, 1e-9
"""Functions that differ by less than both, relative to their size and absolutely, are the same to every digit
that a lesson shows."""
HIDDEN = 1e-13
"""How small, beside the other, a part of a sum is that floats do not show."""
CAUTION = 4.0
"""How many times the bound of first order a rounding error is allowed."""
SHARP, SHARP_AT_0 = 1e-6, 1e-9
"""How far off, relative and absolute, a value may be that says something."""
NEAR = 0.02
"""Functions that differ by less than this nearly everywhere look like one that was rounded."""
MOSTLY = 0.9
"""The share of points that is nearly everywhere: a zero of the one is no zero of the other."""
SCENE = 1e-9
"""How far off, relative to its size, the values of a scene are taken to be: they come out of many steps."""


@frozen
class Sight:
    """Two formulas at points.

    Attributes:
        given: The values of the one.
        expected: The values of the other.
        clear: Where they certainly differ.
        sharp: Where both are known well enough to say something.
    """

    given: Rounded
    expected: Rounded
    clear: Bools
    sharp: Bools

    @property
    def both(self) -> Bools:
        """Where both are known."""
        return self.given.known & self.expected.known

    @property
    def settled(self) -> bool:
        """Whether they differ for certain, or agree at points enough."""
        return bool(self.clear.any() or self.sharp.sum() >= ENOUGH)

    @property
    def near(self) -> bool:
        """Whether they differ by little at nearly every point where both are known."""
        first, second = self.given.values[self.both], self.expected.values[self.both]
        return bool(np.mean(np.abs(first - second) <= NEAR * np.abs(second)) >= MOSTLY)


def looked(given: Node, expected: Node, ground: Ground) -> tuple[Points, Sight]:
    """The points that say most of two formulas, and what is seen there.

    Args:
        given: The tree of the one.
        expected: The tree of the other.
        ground: What their names stand for.

    Raises:
        KeyError: A name is neither a variable nor a number.
    """
    where = points(ground.variables, ground.limits)
    sight = look(given, expected, ground, where)
    if sight.settled:
        return where, sight
    where = more_points(ground.variables, ground.limits)
    sight = look(given, expected, ground, where)
    if sight.settled or not sight.both.any():
        return where, sight
    where = near_points(ground.variables, where.at(sight.both), ground.limits)
    return where, look(given, expected, ground, where)


def look(given: Node, expected: Node, ground: Ground, where: Points) -> Sight:
    """What is seen of two formulas at points; as `looked`."""
    env: dict[str, ArrayLike] = {**ground.numbers, **where.env}
    errors = {name: SCENE * abs(ground.numbers[name]) for name in ground.measured}
    first = rounded(given, env, where.count, errors)
    second = rounded(expected, env, where.count, errors)
    both = first.known & second.known
    with np.errstate(all="ignore"):
        size = np.maximum(np.abs(first.values), np.abs(second.values))
        room = CAUTION * (first.errors + second.errors)
        same = np.minimum(SAME * size, SAME_AT_0)
        clear = both & (np.abs(first.values - second.values) > room + same)
        sharp = both & ((room <= SHARP * size) | (room <= SHARP_AT_0))
    return Sight(first, second, clear, sharp)


def hides_a_part(tree: Node, ground: Ground, where: Points, places: Bools) -> bool:
    """Whether a formula has a sum of which the floats do not show one part, as in 10^20 + x."""
    env: dict[str, ArrayLike] = {**ground.numbers, **where.at(places)}
    line = tape(tree)
    with np.errstate(all="ignore"):
        values = line.forward(env)
        for operation in line.operations:
            if operation is not None and operation.value in (np.add, np.subtract):
                sizes = [np.abs(values[index]) for index in operation.operands]
                small, large = np.minimum(*sizes), np.maximum(*sizes)
                if np.mean((small > SAME_AT_0) & (small <= HIDDEN * large)) >= MOSTLY:
                    return True
    return False
