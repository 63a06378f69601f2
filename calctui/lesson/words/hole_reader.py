"""Text between braces to a live number."""

from __future__ import annotations

from collections.abc import Collection

from calctui.errors import FormulaError
from calctui.lesson.words.holes import Hole
from calctui.maths.parsing.formulas import parse
from calctui.numbers import spec_problem


def read_hole(inside: str, offset: int, functions: Collection[str]) -> Hole:
    """Reads what stands between braces.

    Args:
        inside: The formula, and behind a colon its format.
        offset: Where it stands in the text.
        functions: The names of the lesson's definitions.

    Raises:
        FormulaError: Its column counts from the start of `inside`.
    """
    formula, colon, spec = inside.partition(":")
    problem = spec_problem(spec) if spec else "the format behind the colon is missing" if colon else ""
    if problem:
        cure = "write one such as .2f, .4g, +.2f, .2e, .1% or d"
        raise FormulaError(problem, cure=cure, column=len(formula) + 2)
    if not formula.strip():
        raise FormulaError(
            "there is no formula between the braces", cure="write {x}, or {{ and }} for the characters"
        )
    # A line break may stand in a formula, since texts are wrapped; offsets must not move.
    return Hole(parse(formula.replace("\n", " "), functions), spec, f"{{{inside}}}", offset)
