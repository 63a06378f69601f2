"""Live numbers in text: what they compute, how they are written, and text in which they have been filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace

from calctui.frozen import frozen
from calctui.maths.formula import Formula
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
