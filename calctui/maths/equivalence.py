"""Is this formula the same function as that one?

Both are computed at many seeded points with bounds on their rounding errors, so a difference that the floats
can show is a proof, and agreement at points of many sizes is as good as one for the formulas that people
write. Where the numbers leave a doubt (few points with values, values that rounding has eaten, a part that
floats do not show beside another, long constants), exact algebra in the helper process decides, once
and bounded in time; what it cannot decide is unknown. Numbers first and algebra second is how STACK goes
(Sangwin, *Computer Aided Assessment of Mathematics*, 2013).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from calctui.errors import FormulaError, SymbolicError
from calctui.frozen import frozen
from calctui.maths.autodiff import Array, gradient
from calctui.maths.comparing.continuation import continued
from calctui.maths.comparing.ground import Ground
from calctui.maths.comparing.rounding import Bools
from calctui.maths.comparing.sampling import ONE_POINT, Points
from calctui.maths.comparing.sight import CAUTION, ENOUGH, SHARP, Sight, hides_a_part, look, looked
from calctui.maths.parsing.bounds import Exact, exact
from calctui.maths.symbolic import SymbolicHelper
from calctui.maths.tree import Moment, Name, Node, Num, number, preorder, substitute

EXACT_SECONDS = 2.0
"""How long exact algebra may take, so that a verdict comes within 2.5 seconds with all that is around it."""

SLOPES_AGREE = 1e-6
"""How far apart, relative to their size, the slopes of formulas of equal values may be."""
REGION = 2
"""At so many random points one formula lacks a value, and it lacks values in a whole region."""
FEW_DIGITS = 10
"""Formulas with fewer digits than this do not agree to fifteen digits by chance."""

Verdict = Literal["equal", "different", "domain", "unknown"]


class Judge:
    """Exact algebra for one answer: asked at most once, so that a verdict is bounded in time.

    Attributes:
        helper: Where it is asked; None where numbers alone shall decide.
    """

    def __init__(self, helper: SymbolicHelper | None) -> None:
        self.helper = helper

    def equal(self, left: Node, right: Node) -> bool | None:
        """Whether two trees are equal for all values; None where that is not known, or not in time."""
        helper, self.helper = self.helper, None
        if helper is None:
            return None
        try:
            return helper.equal(left, right)
        except SymbolicError:
            return None


@frozen
class Comparison:
    """What a formula is beside another.

    Attributes:
        verdict: They are one function; they are not; they agree wherever both have a value and one of them
            lacks values in a whole region; or that cannot be known.
        lacks: A point at which the given formula has no value and the other has one; None without a region
            of such points.
        adds: The same the other way round.
        follows: Whether the given formula, where it lacks a value, would have the other's value if complex
            numbers were used on the way, as 2 ln(x) for ln(x^2).
        nowhere: Whether the given formula has no value at all.
        near: Whether two different ones are so near that one looks like the other rounded.
    """

    verdict: Verdict
    lacks: Mapping[str, float] | None = None
    adds: Mapping[str, float] | None = None
    follows: bool = True
    nowhere: bool = False
    near: bool = False


def compare(given: Node, expected: Node, ground: Ground, judge: Judge) -> Comparison:
    """Compares a formula with another.

    Args:
        given: The tree of the one, without calls of a lesson's definitions.
        expected: The tree of the other.
        ground: What their names stand for.
        judge: Decides where numbers leave a doubt.

    Raises:
        KeyError: A name is neither a variable nor a number.
    """
    if given == expected:
        return Comparison("equal")
    used = _names(given, expected)
    ground = replace(ground, measured=used & set(ground.measured))
    if not used & set(ground.variables):
        return _compare_numbers(given, expected, ground, judge)
    where, sight = looked(given, expected, ground)
    if not sight.given.known.any() and sight.expected.known.sum() >= ENOUGH:
        return Comparison("domain", nowhere=True, follows=False)
    if sight.clear.any():
        return Comparison("different", near=sight.near)
    if sight.sharp.sum() < ENOUGH or _doubtful(given, expected, ground, where, sight.sharp):
        known = _exactly_equal(given, expected, ground, judge)
        if known is not True:
            return Comparison("unknown") if known is None else Comparison("different", near=True)
    return _compare_domains(given, sight, ground, where)


def _doubtful(given: Node, expected: Node, ground: Ground, where: Points, places: Bools) -> bool:
    """Whether formulas of equal values may yet differ by what floats do not show."""
    hidden = any(hides_a_part(tree, ground, where, places) for tree in (given, expected))
    return hidden or _slopes_differ(given, expected, ground, where, places)


def _slopes_differ(given: Node, expected: Node, ground: Ground, where: Points, places: Bools) -> bool:
    """Whether the slopes differ somewhere: 10^20 (1 + x/10^20) hides its x, and not its slope."""
    env: dict[str, ArrayLike] = {**ground.numbers, **where.at(places)}
    count = int(places.sum())
    slopes = [gradient(tree, env, ground.variables)[1] for tree in (given, expected)]
    for first, second in zip(*slopes, strict=True):
        one, other = np.broadcast_to(first, count), np.broadcast_to(second, count)
        with np.errstate(all="ignore"):
            size = np.maximum(np.abs(one), np.abs(other))
            if np.any(np.abs(one - other) > SLOPES_AGREE * np.maximum(size, 1.0)):
                return True
    return False


def _compare_domains(given: Node, sight: Sight, ground: Ground, where: Points) -> Comparison:
    """Of two formulas that agree where both have values: whether one lacks values in a region."""
    lacking = where.shown & sight.given.undefined & sight.expected.known
    adding = where.shown & sight.expected.undefined & sight.given.known
    lacks, adds = _point(where, lacking), _point(where, adding)
    if lacks is None and adds is None:
        return Comparison("equal")
    follows = True
    if lacks is not None:
        env: dict[str, ArrayLike] = {**ground.numbers, **where.at(lacking)}
        beyond = np.real(np.broadcast_to(continued(given, env), int(lacking.sum())))
        there = sight.expected.values[lacking]
        with np.errstate(all="ignore"):
            gap = np.abs(beyond - there)
        follows = bool(np.all(gap <= SHARP * np.maximum(np.abs(there), 1.0)))
    return Comparison("domain", lacks=lacks, adds=adds, follows=follows)


def _point(where: Points, places: Bools) -> dict[str, float] | None:
    """One of some points, whole numbers if there are such; None where the points are no region."""
    if (where.generic & places).sum() < REGION:
        return None
    distance: Array = np.max(np.abs(np.stack(list(where.env.values()))), axis=0)
    ranked = np.where(where.generic, distance + distance.max(), distance)
    index = int(np.argmin(np.where(places, ranked, np.inf)))
    return {name: float(series[index]) for name, series in where.env.items()}


def _compare_numbers(given: Node, expected: Node, ground: Ground, judge: Judge) -> Comparison:
    """Compares two formulas without variables: exactly, unless they rest on the values of a scene."""
    here = look(given, expected, ground, ONE_POINT)
    if not here.given.known[0]:
        return Comparison("domain", nowhere=True, follows=False)
    if not here.expected.known[0]:
        return Comparison("unknown")
    gap = abs(float(here.given.values[0]) - float(here.expected.values[0]))
    if gap > CAUTION * float(here.given.errors[0] + here.expected.errors[0]):
        return Comparison("different", near=here.near)
    first, second = _with_numbers(given, ground), _with_numbers(expected, ground)
    sizes = _exact(first), _exact(second)
    known: bool | None
    if sizes[0] is not None and sizes[1] is not None and not ground.measured:
        known = sizes[0] == sizes[1]
    elif here.sharp[0] and (ground.measured or _plain(first, second)):
        known = True
    else:
        known = _exactly_equal(given, expected, ground, judge)
    if known is None:
        return Comparison("unknown")
    return Comparison("equal") if known else Comparison("different", near=True)


def _exactly_equal(given: Node, expected: Node, ground: Ground, judge: Judge) -> bool | None:
    """What exact algebra says; what rests on the values of a scene is not exact to begin with."""
    if ground.measured:
        return None
    return judge.equal(_with_numbers(given, ground), _with_numbers(expected, ground))


def _exact(tree: Node) -> Exact | None:
    try:
        return exact(tree)
    except FormulaError:
        return None


def _plain(first: Node, second: Node) -> bool:
    """Whether two formulas of numbers alone are too short to agree by chance, and hide nothing."""
    few = _digits(first) + _digits(second) < FEW_DIGITS
    place = np.ones(1, dtype=np.bool_)
    return few and not any(hides_a_part(tree, Ground(), ONE_POINT, place) for tree in (first, second))


def _digits(tree: Node) -> int:
    """How many digits its numbers have, without the zeros at their ends."""
    sizes = (node.value for node in preorder(tree) if isinstance(node, Num))
    texts = (f"{size.numerator}{'' if size.denominator == 1 else size.denominator}" for size in sizes)
    return sum(len(text.strip("-0")) for text in texts)


def _with_numbers(tree: Node, ground: Ground) -> Node:
    """The tree with the numbers put in for their names, as the decimals that they were written as."""
    finite = {name: size for name, size in ground.numbers.items() if np.isfinite(size)}
    return substitute(tree, {name: number(Fraction(repr(float(size)))) for name, size in finite.items()})


def _names(*trees: Node) -> set[str]:
    """All names in trees, and the moments as the names that they have in a `Ground`."""
    found: set[str] = set()
    for node in (node for tree in trees for node in preorder(tree)):
        match node:
            case Name(name):
                found.add(name)
            case Moment(name, mark):
                found.add(f"{name}@{mark}")
    return found
