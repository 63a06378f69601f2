"""Live numbers in text: where they stand, what they compute, and text without them that Markdown can read.

Before Markdown sees a text, each live number and each formula in it is taken out and one character of a
private area stands for it; so nothing in a formula is taken for markup, and every position is exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

from calctui.errors import FormulaError
from calctui.lesson.numbers import spec_problem
from calctui.maths.formula import Formula, parse
from calctui.text import HARD_BLANK, Row, Run, clean_line

FIRST_STAND_IN = 0xF0000
MAX_PIECES = 2000
_STAND_INS = re.compile("[\U000f0000-\U000fffff]")

_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:`{3}|~{3}))")
_BACKTICKS = re.compile(r"\\.|(`+)", re.DOTALL)
_HOLE = re.compile(r"\{([^{}`]*)\}")
_MATHS = re.compile(r"\$(?![\s$])((?:\\.|[^$`\\\n]|\n(?!\s*\n))*?)(?<![\s\\])\$(?!\d)")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong at an offset of a text."""

    offset: int
    what: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What was taken out of a text.

    Attributes:
        raw: As it was written.
        offset: Where.
        maths: Whether it is a formula to be set, not a number to be shown.
    """

    raw: str
    offset: int
    maths: bool


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


def take_out(text: str, problems: list[TextProblem], *, markdown: bool = True) -> tuple[str, list[Piece]]:
    """The text with a stand-in for each live number and formula outside of code, and what was taken out.

    Args:
        text: Markdown, or a plain template.
        problems: Takes what is wrong.
        markdown: Whether it has `$...$`, code and escapes by a backslash.
    """
    scan = _Scan(_STAND_INS.sub("\N{REPLACEMENT CHARACTER}", text), problems, markdown)
    place = 0
    for start, end in code_places(scan.text) if markdown else ():
        scan.take_out(place, start)
        scan.out.append(scan.text[start:end])
        place = end
    scan.take_out(place, len(text))
    return "".join(scan.out), scan.pieces


class _Scan:
    """One pass over a text; `out` and `pieces` are what becomes of it."""

    def __init__(self, text: str, problems: list[TextProblem], markdown: bool) -> None:
        self.text = text
        self.out: list[str] = []
        self.pieces: list[Piece] = []
        self._problems = problems
        self._signs = re.compile(r"[\\{}$]" if markdown else "[{}]")

    def take_out(self, place: int, end: int) -> None:
        """Takes out what stands between two places that have no code between them."""
        while found := self._signs.search(self.text, place, end):
            self.out.append(self.text[place : found.start()])
            place = self._sign(found[0], found.start(), end)
        self.out.append(self.text[place:end])

    def _sign(self, sign: str, place: int, end: int) -> int:
        """Deals with a sign, and returns the place behind what it begins."""
        after = self.text[place + 1 : min(place + 2, end)]
        if sign == "\\":
            self.out.append(after if after in {"$", "{", "}"} else sign + after)
            return place + 1 + len(after)
        if sign in "{}" and after == sign:
            self.out.append(sign)
            return place + 2
        if sign == "{" and (hole := _HOLE.match(self.text, place, end)):
            return self._keep(Piece(hole[1], place + 1, maths=False), hole.end())
        if sign == "$" and (setting := _MATHS.match(self.text, place, end)):
            return self._keep(Piece(setting[1], place + 1, maths=True), setting.end())
        self._refuse(sign, place, after)
        self.out.append(sign)
        return place + 1

    def _refuse(self, sign: str, place: int, after: str) -> None:
        if sign == "$" and after == "$":
            self._problems.append(
                TextProblem(place, "$$ has no meaning", "write one $, or a fenced block `math`")
            )
        elif sign != "$":
            what = (
                "a brace is opened and not closed"
                if sign == "{"
                else "a brace is closed that was never opened"
            )
            self._problems.append(TextProblem(place, what, f"write {sign * 2} for the character"))

    def _keep(self, piece: Piece, end: int) -> int:
        if len(self.pieces) == MAX_PIECES:
            what = f"a text may have {MAX_PIECES} live numbers and formulas"
            self._problems.append(TextProblem(piece.offset, what, "make two steps of it"))
        else:
            self.out.append(chr(FIRST_STAND_IN + len(self.pieces)))
            self.pieces.append(piece)
        return end


def code_places(text: str) -> Iterator[tuple[int, int]]:
    """From where to where code stands in Markdown, fences and spans, in order."""
    place = 0
    while place < len(text):
        fence = _FENCE.match(text, place)
        if fence:
            close = re.compile(rf"^[ \t]*{fence[1]}{fence[1][0]}*[ \t]*$", re.MULTILINE)
            closed = close.search(text, fence.end())
            stop = closed.end() if closed else len(text)
            yield place, stop
        else:
            paragraph = _PARAGRAPH_END.search(text, place)
            stop = paragraph.end() if paragraph else len(text)
            yield from _code_spans(text, place, stop)
        place = max(stop, place + 1)


def _code_spans(text: str, place: int, stop: int) -> Iterator[tuple[int, int]]:
    """Code spans of a paragraph: as many backticks close one as opened it."""
    never_closed: set[int] = set()
    while opening := _BACKTICKS.search(text, place, stop):
        place = opening.end()
        ticks = len(opening[1] or "")
        if not ticks or ticks in never_closed:
            continue
        closing = re.compile(f"(?<!`)`{{{ticks}}}(?!`)").search(text, place, stop)
        if closing is None:
            never_closed.add(ticks)
        else:
            yield opening.start(), closing.end()
            place = closing.end()


def clean_run(text: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Run:
    """A run of outside text on one line."""
    return Run(clean_line(text), bold=bold, italic=italic, code=code)
