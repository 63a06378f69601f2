"""Answers that are a formula: the trees to compare, and what to say of where they have values."""

from __future__ import annotations

from collections.abc import Mapping

from calctui.grading.known import Known
from calctui.maths.comparing.answers import Typed, check_names
from calctui.maths.equivalence import Comparison
from calctui.maths.formula import Formula
from calctui.maths.tree import Node
from calctui.numbers import format_number


def given_tree(typed: Typed, known: Known) -> Node:
    """The tree of what was typed, with definitions put in.

    Raises:
        FormulaError: It uses a name or a function that does not exist.
    """
    check_names(typed.formula, known.names, known.offered)
    return known.scope.expand(typed.formula)


def key_tree(formula: Formula, known: Known) -> Node:
    """The tree of a formula of the lesson, with definitions put in."""
    return known.scope.expand(formula)


def remark(found: Comparison) -> list[str]:
    """What to say of places where one of two formulas has a value and the other has none."""
    if found.lacks is None and found.adds is None:
        return []
    if found.lacks is None:
        assert found.adds is not None
        return [f"Yours has a value also at {_place(found.adds)}, where the answer has none."]
    if found.follows:
        return [
            f"Yours has no value at {_place(found.lacks)}, where the answer has one: it holds where both have."
        ]
    return [
        f"This is right wherever it has a value, but it has none at {_place(found.lacks)}.",
        "The answer has one there: can you write it so that it holds there too?",
    ]


def _place(point: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {format_number(size)}" for name, size in point.items())
