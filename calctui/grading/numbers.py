"""Answers that are a number, or a number for each coordinate of a point."""

from __future__ import annotations

from collections.abc import Sequence

from calctui.errors import FormulaError
from calctui.grading.known import Known
from calctui.maths.comparing.answers import Typed, check_names
from calctui.maths.comparing.rounding import rounded
from calctui.maths.comparing.sight import CAUTION
from calctui.maths.tree import Neg, Num
from calctui.numbers import format_number

SLACK = 1e-9
"""How much wider, relative to its size, the room for an answer is, so that its ends count in floats too."""
EATEN = 0.5
"""The part of the room for an answer from which on rounding decides, and not the answer."""
_NEARLY = 10
"""An answer within so many times the tolerance is told that it is near."""


def typed_number(typed: Typed, known: Known, room: float) -> float:
    """The number that was typed.

    Args:
        typed: What was read.
        known: The moment of the question.
        room: How far off the answer may be.

    Raises:
        FormulaError: It uses a name that does not exist, or one of the picture's values; or it is no number,
            or one that rounding has eaten.
    """
    formula = typed.formula
    for name in formula.names:
        if name in known.scene:
            what = f"{name} stands for a number of the picture"
            raise FormulaError(what, cure="write the number itself")
    check_names(formula, tuple(known.parameters), ())
    found = rounded(known.scope.expand(formula), known.parameters, 1)
    if found.undefined[0]:
        raise FormulaError("this has no value among the real numbers", cure="write a number")
    if not found.known[0]:
        raise FormulaError("this is no number that can be computed", cure="write a smaller one")
    if CAUTION * found.errors[0] > EATEN * room:
        raise FormulaError("rounding eats the value of this", cure="write the number itself")
    return float(found.values[0])


def within(given: Sequence[float], expected: Sequence[float], rooms: Sequence[float]) -> bool:
    """Whether every number is near enough to the one that is expected."""
    return all(
        abs(one - other) <= room * (1 + SLACK)
        for one, other, room in zip(given, expected, rooms, strict=True)
    )


def distance(given: Sequence[float], expected: Sequence[float]) -> float:
    """How far off numbers are, at most."""
    return max(abs(one - other) for one, other in zip(given, expected, strict=True))


def nearly(given: Sequence[float], expected: Sequence[float], rooms: Sequence[float]) -> bool:
    """Whether numbers are so near that the learner should know how near they must be."""
    return within(given, expected, [_NEARLY * room for room in rooms])


def reading(typed: Typed, number: float) -> str:
    """What was read, where it is not plain from what was typed; else nothing."""
    tree = typed.formula.tree
    shown = format_number(number)
    if typed.per_cent:
        return f"I read {typed.per_cent}% as {shown}."
    plain = tree.operand if isinstance(tree, Neg) else tree
    return "" if isinstance(plain, Num) else f"I read {typed.formula.text.strip()} as {shown}."
