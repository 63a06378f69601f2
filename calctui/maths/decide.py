"""Whether a claim is true: by numbers where they suffice, else by sampling and exact algebra."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.errors import SymbolicError
from calctui.maths.autodiff import gradient, value
from calctui.maths.claims import Claim, Comparison, free_names, variable
from calctui.maths.functions import OPERATIONS
from calctui.maths.parsing.bounds import exact
from calctui.maths.quadrature import integral
from calctui.maths.scope import At, Scope
from calctui.maths.symbolic import SymbolicHelper
from calctui.maths.tree import Call, Name, Node, children, number, preorder, rebuilt, substitute

Array = NDArray[np.float64]
RELATIVE = 1e-9
"""How far apart, relative to their size, two floats may be that count as equal."""
CLEAR = 1e-7
"""The same at sampled points, where rounding adds up."""
ABSOLUTE = 1e-12
"""How far apart two floats near 0 may be that count as equal."""
POINTS = 64
"""At how many a claim with free names is tried."""
ENOUGH = 8
"""At how many of the points both sides must be numbers."""
SEED = 1


def decide_numerically(claim: Claim, scope: Scope, at: At | None = None) -> bool | None:
    """Whether a claim without free names is true.

    Rational numbers are compared exactly, others with `RELATIVE`; ``~=`` to the last digit written.

    Args:
        claim: What is claimed.
        scope: Parameters and definitions; free names are those that are no parameters.
        at: The value of a name at a mark.

    Returns:
        None where there are free names, or an operation has no value in floats (a limit, or one inside
        another), or a side is not a number.

    Raises:
        FormulaError: A definition cannot be put in.
    """
    left, right = scope.expand(claim.left), scope.expand(claim.right)
    if set(claim.names) - set(scope.parameters):
        return None
    exact_sides = exact(left), exact(right)
    if exact_sides[0] is not None and exact_sides[1] is not None:
        return _compares(exact_sides[0], claim.op, exact_sides[1], claim.tolerance)
    env = _environment(claim, scope, at)
    sides = _evaluated(left, env), _evaluated(right, env)
    if sides[0] is None or sides[1] is None:
        return None
    first, second = float(sides[0]), float(sides[1])
    if np.isnan(first) or np.isnan(second):
        return None
    return _floats_compare(first, claim, second)


def decide(claim: Claim, scope: Scope, helper: SymbolicHelper, at: At | None = None) -> bool | None:
    """Whether a claim is true, for all values of its free names.

    A claim is first tried in floats, at seeded points where it has free names: a clear difference settles
    it. What is left must be proved by exact algebra, unless it rests on values at marks.

    Args:
        claim: What is claimed.
        scope: Parameters and definitions.
        helper: For exact algebra.
        at: The value of a name at a mark.

    Returns:
        None where it cannot be decided, or not in time.

    Raises:
        FormulaError: A definition cannot be put in.
    """
    in_floats = decide_numerically(claim, scope, at)
    rests_on_floats = claim.moments or claim.op == "~="
    if in_floats is False or (in_floats and (rests_on_floats or claim.op != "==")):
        return in_floats
    left, right = scope.expand(claim.left), scope.expand(claim.right)
    if in_floats is None and _refuted(claim, left, right, _environment(claim, scope, at)):
        return False
    if claim.moments:
        return None
    fixed = {name: _exact_number(size) for name, size in scope.parameters.items() if np.isfinite(size)}
    differentiated = {
        variable(node)
        for tree in (left, right)
        for node in preorder(tree)
        if isinstance(node, Call) and node.function in OPERATIONS
    }
    kept = {name: node for name, node in fixed.items() if name not in differentiated}
    try:
        return _proved(claim, substitute(left, kept), substitute(right, kept), helper)
    except SymbolicError:
        return None


def _proved(claim: Claim, left: Node, right: Node, helper: SymbolicHelper) -> bool | None:
    match claim.op:
        case "==":
            return helper.equal(left, right)
        case "<" | "<=":
            return helper.less(left, right, or_equal=claim.op == "<=")
        case ">" | ">=":
            return helper.less(right, left, or_equal=claim.op == ">=")
        case "~=":
            simple = helper.simplified(left), helper.simplified(right)
            sizes = [None if tree is None or free_names(tree) else value(tree, {}) for tree in simple]
            if sizes[0] is None or sizes[1] is None:
                return None
            return _floats_compare(float(sizes[0]), claim, float(sizes[1]))


def _environment(claim: Claim, scope: Scope, at: At | None) -> dict[str, ArrayLike]:
    """The values of parameters and of moments; NaN for a moment that nobody knows."""
    env: dict[str, ArrayLike] = dict(scope.parameters)
    for moment in claim.moments:
        known = float("nan") if at is None else at(moment.name, moment.mark)
        env[f"{moment.name}@{moment.mark}"] = known
    return env


def _refuted(claim: Claim, left: Node, right: Node, known: Mapping[str, ArrayLike]) -> bool:
    """Whether a claim is clearly wrong at one of some points, the same in every run."""
    names = sorted(set(claim.names) - set(known))
    if not names:
        return False
    random = np.random.default_rng(SEED)
    env = dict(known)
    for name in names:
        near = random.uniform(-3.0, 3.0, POINTS // 2)
        positive = random.uniform(0.05, 2.0, POINTS - POINTS // 2)
        env[name] = np.concatenate([near, positive])
    first, second = _evaluated(left, env), _evaluated(right, env)
    if first is None or second is None:
        return False
    first, second = np.broadcast_arrays(first, second, np.empty(POINTS))[:2]
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < ENOUGH:
        return False
    with np.errstate(all="ignore"):
        room = CLEAR * np.maximum(np.abs(first), np.abs(second)) + ABSOLUTE + float(claim.tolerance)
        gap = (first - second)[both]
    clear = np.abs(gap) > room[both]
    match claim.op:
        case "==" | "~=":
            return bool(clear.any())
        case "<" | "<=":
            return bool((clear & (gap > 0)).any())
        case ">" | ">=":
            return bool((clear & (gap < 0)).any())


def _evaluated(tree: Node, env: Mapping[str, ArrayLike]) -> Array | None:
    """The value of a side of a claim in floats; None where an operation has none."""
    operations = [node for node in preorder(tree) if isinstance(node, Call) and node.function in OPERATIONS]
    if not operations:
        return value(tree, env)
    values = dict(env)
    replaced: dict[int, Node] = {}
    for index, call in enumerate(operations):
        if any(isinstance(part, Call) and part.function in OPERATIONS for part in _below(call)):
            return None
        result = _operation(call, env)
        if result is None:
            return None
        key = f"#{index}"
        values[key] = result
        replaced[id(call)] = Name(key)
    return value(_with(tree, replaced), values)


def _operation(call: Call, env: Mapping[str, ArrayLike]) -> Array | None:
    name = variable(call)
    if call.function == "diff" and name in env:
        return gradient(call.args[0], env, [name])[1][0]
    if call.function != "integrate":
        return None
    body, _, low, high = call.args
    others = [other for other in free_names(call) if other in env]
    shape = np.broadcast_shapes(*(np.shape(env[other]) for other in others))
    results = np.empty(shape)
    for place in np.ndindex(shape):
        here = {other: float(np.broadcast_to(env[other], shape)[place]) for other in others}

        def curve(x: Array, here: Mapping[str, float] = here) -> Array:
            return np.broadcast_to(value(body, {**here, name: x}), x.shape)

        results[place] = integral(curve, float(value(low, here)), float(value(high, here)))
    return results


def _below(call: Call) -> list[Node]:
    return [node for part in call.args for node in preorder(part)]


def _with(tree: Node, replaced: Mapping[int, Node]) -> Node:
    """The tree with some of its parts replaced, found by their identity."""
    if id(tree) in replaced:
        return replaced[id(tree)]
    return rebuilt(tree, tuple(_with(part, replaced) for part in children(tree)))


def _exact_number(size: float) -> Node:
    """A parameter as the decimal that it was written as."""
    return number(Fraction(repr(size)))


def _floats_compare(left: float, claim: Claim, right: float) -> bool:
    if claim.op == "~=":
        return abs(left - right) <= float(claim.tolerance) * (1.0 + RELATIVE)
    near = left == right or abs(left - right) <= RELATIVE * max(abs(left), abs(right)) + ABSOLUTE
    match claim.op:
        case "==" | "<=" | ">=" if near:
            return True
    return _compares(left, claim.op, right, 0)


def _compares(
    left: float | Fraction, op: Comparison, right: float | Fraction, tolerance: float | Fraction
) -> bool:
    match op:
        case "==":
            return left == right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "~=":
            return -tolerance <= left - right <= tolerance
