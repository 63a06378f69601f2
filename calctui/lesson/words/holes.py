"""Live numbers in text: what they compute, how they are written, and text in which they have been filled in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import field, replace

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.maths.formula import Formula, parse
from calctui.numbers import spec_problem
from calctui.text import HARD_BLANK, Row, Run


@frozen
class Hole:
    """A live number in a text.

    Attributes:
        formula: What it shows, of the scene's values, the parameters and the definitions.
        spec: Its format, such as ``.2f``; empty for the default.
        text: As it was written, in braces.
        offset: Where its formula stands in the text, from 0.
        bold: Whether it stands in bold words.
        italic: Whether it stands in slanted words.
        tight: Whether it needs brackets while it is negative, as behind a minus sign in a formula.
        plain: Whether it is written as a program prints, in ASCII.
    """

    formula: Formula
    spec: str
    text: str
    offset: int = field(compare=False)
    bold: bool = False
    italic: bool = False
    tight: bool = False
    plain: bool = False


Span = Run | Hole
Show = Callable[[Hole], Run]


def fill_spans(spans: tuple[Span, ...], show: Show) -> Row:
    """The spans with each hole shown, in the weight of the words around it."""
    return tuple(
        replace(shown(span, show), bold=span.bold, italic=span.italic) if isinstance(span, Hole) else span
        for span in spans
    )


def shown(hole: Hole, show: Show) -> Run:
    """A live number as a run, in brackets where it needs them."""
    run = show(hole)
    if hole.tight and run.text.strip(HARD_BLANK).startswith("−"):
        return replace(run, text=f"({run.text.strip(HARD_BLANK)})".rjust(len(run.text), HARD_BLANK))
    return run


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
