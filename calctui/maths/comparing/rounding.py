"""Values of a formula with a bound on what rounding may have done to them.

Along the tape of a formula goes, beside each value, a bound of its error: what the operands' errors become
by the operation's own slopes, and one rounding more (running error analysis: Higham, *Accuracy and
Stability of Numerical Algorithms*, section 3.3). So two formulas can be told apart as finely as the floats
at hand allow, and no finer: near a pole or after a cancellation the bound grows with the damage. The bound is
of first order; where that says too little, beside a branch point or a jump, a value is taken as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.frozen import frozen
from calctui.maths.autodiff import Array, Tape, tape
from calctui.maths.functions import FUNCTIONS
from calctui.maths.tree import Node

Bools = NDArray[np.bool_]

UNIT = 4 * float(np.finfo(np.float64).eps)
"""The relative error of one operation: numpy's functions are good to some units in the last place."""

_FLOOR, _SIGN = FUNCTIONS["floor"].value, FUNCTIONS["sign"].value
_PICKS = {np.negative, np.abs, np.minimum, np.maximum, _FLOOR, _SIGN, FUNCTIONS["relu"].value}
_WHOLE = {np.add, np.subtract, np.multiply, np.divide, np.power, np.sqrt}
_MAY_VANISH = {
    np.multiply,
    np.divide,
    np.power,
    np.exp,
    FUNCTIONS["sigmoid"].value,
    FUNCTIONS["softplus"].value,
}
"""What may give 0 for a number that is too small to be a float."""
_SMALLEST = float(np.finfo(np.float64).tiny)
_MOST = 2.0**53
"""Up to here every whole number is a float."""
_STEEP_AT_0 = {np.divide: 1, np.log: 0, np.sqrt: 0, np.power: 0}
"""Which operand of which operation must not be so uncertain that it might be 0."""
_STEEP_AT_1 = (np.arcsin, np.arccos)
_UNCERTAIN = 0.1
"""The relative error of an operand from which on a first-order bound says nothing near a branch point."""


@frozen
class Rounded:
    """The values of a formula at points, each known, surely undefined, or neither.

    Attributes:
        values: The values; NaN where they are not known.
        errors: How far off they may be; infinite where they are not known.
        undefined: Where there surely is no value, as of ln(-1) or 1/0.
    """

    values: Array
    errors: Array
    undefined: Bools

    @property
    def known(self) -> Bools:
        """Where there is a value with a bound."""
        return np.isfinite(self.values) & np.isfinite(self.errors)

    def at(self, places: Bools) -> Rounded:
        """The same at some of the points."""
        return Rounded(self.values[places], self.errors[places], self.undefined[places])


def rounded(
    tree: Node, env: Mapping[str, ArrayLike], count: int, errors: Mapping[str, float] | None = None
) -> Rounded:
    """The values of a tree at points.

    Args:
        tree: A tree without calls of a lesson's definitions.
        env: For each name a number, or an array of as many as there are points.
        count: How many points there are.
        errors: For some names how far off their values may be; others are off by rounding alone.

    Raises:
        KeyError: A name has no value.
    """
    with np.errstate(all="ignore"):
        lines = _forward(tape(tree), env, errors or {})
    last = lines[-1]
    known = np.isfinite(last.values) & np.isfinite(last.errors) & ~last.undefined
    return Rounded(
        np.broadcast_to(np.where(known, last.values, np.nan), count),
        np.broadcast_to(np.where(known, last.errors, np.inf), count),
        np.broadcast_to(last.undefined, count),
    )


def _forward(line: Tape, env: Mapping[str, ArrayLike], errors: Mapping[str, float]) -> list[Rounded]:
    done: list[Rounded] = []
    for leaf, operation in zip(line.leaves, line.operations, strict=True):
        if operation is not None:
            operands = [done[index] for index in operation.operands]
            values = operation.value(*[operand.values for operand in operands])
            partials = operation.partials(values, *[operand.values for operand in operands])
            done.append(_applied(operation.value, values, partials, operands))
        elif isinstance(leaf, str):
            done.append(_leaf(np.asarray(env[leaf], dtype=np.float64), errors.get(leaf)))
        else:
            done.append(_leaf(np.asarray(leaf, dtype=np.float64), None))
    return done


def _leaf(values: Array, error: float | None) -> Rounded:
    """A number or a name; what is not whole may stand for a decimal that no float is."""
    bound = np.abs(values) * UNIT if error is None and values.ndim == 0 else error or 0.0
    exact = (values == np.rint(values)) & (np.abs(values) < _MOST) if error is None else False
    return Rounded(values, np.where(exact, 0.0, bound), np.zeros(values.shape, dtype=np.bool_))


def _applied(
    function: object, values: Array, partials: Sequence[Array | None], operands: Sequence[Rounded]
) -> Rounded:
    zeros = [(operand.values == 0) & (operand.errors == 0) for operand in operands]
    some_zero: Bools = np.logical_or.reduce(np.broadcast_arrays(*zeros))
    rounding = UNIT * np.abs(values)
    if function in _MAY_VANISH:
        rounding = rounding + np.where(some_zero, 0.0, _SMALLEST)
    bound = np.where(_exact(function, values, operands), 0.0, rounding)
    undefined = np.zeros((), dtype=np.bool_)
    unsure = np.zeros((), dtype=np.bool_)
    for operand, partial in zip(operands, partials, strict=True):
        if partial is not None:
            # At a kink a slope is NaN; on both sides of every kink here it is at most 1 in size.
            steepness = np.where(np.isnan(partial), 1.0, np.abs(partial))
            bound = bound + np.where(operand.errors == 0, 0.0, steepness * operand.errors)
        undefined = undefined | operand.undefined
        unsure = unsure | ~(np.isfinite(operand.values) & np.isfinite(operand.errors))
    unsure = unsure | _too_near(function, operands)
    without = np.isnan(values) & ~_defined_nearby(function, operands)
    # An infinity is a pole where an operand is exactly 0; else it is a number beyond the floats.
    pole = np.isinf(values) & some_zero
    undefined = undefined | (~unsure & (without | pole))
    known = ~unsure & ~undefined & np.isfinite(values)
    return Rounded(np.where(known, values, np.nan), np.where(known, bound, np.inf), undefined)


def _exact(function: object, values: Array, operands: Sequence[Rounded]) -> Bools:
    """Where an operation does not round: it picks or turns a number, or makes a whole one of whole ones."""
    if function in _PICKS:
        return np.ones((), dtype=np.bool_)
    if function not in _WHOLE:
        return np.zeros((), dtype=np.bool_)
    exact: Bools = (values == np.rint(values)) & (np.abs(values) < _MOST)
    for operand in operands:
        small = (operand.values == np.rint(operand.values)) & (np.abs(operand.values) < _MOST)
        exact = exact & small & (operand.errors == 0)
    if function is np.divide:
        exact = exact & (values * operands[1].values == operands[0].values)
    if function is np.sqrt:
        exact = exact & (values * values == operands[0].values)
    return exact


def _too_near(function: object, operands: Sequence[Rounded]) -> Bools:
    """Where an operand is too uncertain for a place where the operation jumps or is infinitely steep."""
    none = np.zeros((), dtype=np.bool_)
    first = operands[0]
    for steep, index in _STEEP_AT_0.items():
        if function is steep:
            operand = operands[index]
            none = none | ((operand.errors > 0) & (operand.errors >= _UNCERTAIN * np.abs(operand.values)))
    if any(function is steep for steep in _STEEP_AT_1):
        gap = np.abs(1.0 - np.abs(first.values))
        none = none | ((first.errors > 0) & (first.errors >= _UNCERTAIN * gap))
    if function is np.power:
        # Below 0 there are whole powers only, and an uncertain exponent may be whole.
        exponent = operands[1]
        whole = np.abs(exponent.values - np.rint(exponent.values)) <= exponent.errors
        none = none | ((first.values < 0) & (exponent.errors > 0) & whole)
    if function is _FLOOR:
        none = none | (
            (first.errors > 0) & (np.abs(first.values - np.rint(first.values)) <= 2 * first.errors)
        )
    if function is _SIGN:
        none = none | ((first.errors > 0) & (np.abs(first.values) <= 2 * first.errors))
    return none


def _defined_nearby(function: object, operands: Sequence[Rounded]) -> Bools:
    """Where the operation has a value if its operands are off by their errors, as sqrt has of -1e-17."""
    nearby = np.zeros((), dtype=np.bool_)
    if isinstance(function, np.ufunc) and any(np.any(operand.errors > 0) for operand in operands):
        for side in (-1.0, 1.0):
            moved = [operand.values + side * operand.errors for operand in operands]
            nearby = nearby | np.isfinite(np.asarray(function(*moved)))
    return np.asarray(nearby)
