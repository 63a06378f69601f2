"""What was typed, read as the kind of question has it; where that cannot be, what to write instead."""

from __future__ import annotations

import re

from calctui.errors import FormulaError
from calctui.grading.known import Known
from calctui.maths.comparing.answers import Typed, check_length, read_answer, read_point
from calctui.maths.functions import CONSTANTS, FUNCTIONS

_WORD = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = re.compile(r"\band\b|[^\W\d]\w*\s*=|[][(){}<>⟨⟩,;:|&\s]")
"""What may stand around the numbers of a list that somebody meant as a point."""
_ONE = re.compile(r"[-+−]?(?:\d+\.?\d*|\.\d+)(?:/\d+)?", re.ASCII)


def number_typed(text: str, known: Known) -> Typed:
    """Reads a number.

    Raises:
        FormulaError: It cannot be read; with what to write instead.
    """
    check_length(text)
    try:
        return read_answer(text, known.scope.definitions)
    except FormulaError:
        if _has_words(text, known):
            raise FormulaError("there are words in it", cure="write the number alone") from None
        raise


def point_typed(text: str, known: Known, count: int) -> tuple[Typed, ...]:
    """Reads a point.

    Args:
        text: What was typed.
        known: The moment of the question.
        count: How many numbers are asked for.

    Raises:
        FormulaError: It cannot be read, or is of more or fewer numbers; with what to write instead.
    """
    check_length(text)
    trouble = None
    typed: tuple[Typed, ...] = ()
    try:
        typed = read_point(text, known.scope.definitions)
    except FormulaError as error:
        trouble = error
    if len(typed) == count:
        return typed
    parts = [part.rstrip(".") for part in _BETWEEN.sub(" ", text).split()]
    if len(parts) == count and all(map(_ONE.fullmatch, parts)):
        what = "these go in brackets, with a comma between"
        raise FormulaError(what, cure=f"write it as ({', '.join(parts)})")
    example = f"({', '.join(map(str, range(1, count + 1)))})"
    if trouble is None:
        there = "this is one" if len(typed) == 1 else f"these are {len(typed)}"
        what = f"{count} numbers are asked for, and {there}"
        raise FormulaError(what, cure=f"write them as in {example}, with decimal points")
    if text.strip() and not set(text) & set(",;"):
        raise FormulaError(f"{count} numbers are asked for", cure=f"write them as in {example}")
    raise trouble


def _has_words(text: str, known: Known) -> bool:
    """Whether there is a word that means nothing in a formula."""
    meant = {*FUNCTIONS, *CONSTANTS, *known.parameters, *known.scope.definitions}
    return any(word.lower() not in meant and word not in meant for word in _WORD.findall(text))
