"""Markdown to blocks, by markdown-it: what its tokens mean here, with live numbers and formulas put back in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from calctui.errors import FormulaError
from calctui.lesson.words.blocks import (
    Block,
    CodeBlock,
    Heading,
    Item,
    MathBlock,
    Paragraph,
    Spans,
    Table,
    TextProblem,
)
from calctui.lesson.words.hole_reader import read_hole
from calctui.lesson.words.holes import Hole, Span
from calctui.lesson.words.pieces import FIRST_STAND_IN, STAND_INS, Piece, take_out
from calctui.maths.typesetting.display import Display
from calctui.maths.typesetting.display_parser import parse_display
from calctui.text import Run, clean, clean_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MATH_FENCE = "math"
TAB = 4
"""The blanks that a tab in a listing is worth at most."""

_BRACES = re.compile(r"\{([^{}]*)\}")
_NOT_OFFERED = (
    "code",
    "blockquote",
    "hr",
    "lheading",
    "reference",
    "html_block",
    "html_inline",
    "backticks",
    "link",
    "image",
)
_HOW_SET = "write a formula such as x^2, ∂f/∂x or f'(x); \\$ for the character"


@cache
def _markdown() -> MarkdownIt:
    # Not loaded for words that were read before.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(_NOT_OFFERED)


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next entry, or -1 for bullets."""

    number: int


class Reader:
    """Reads one text, once; what is wrong in it is among `problems`, and shown as it was written."""

    def __init__(self, text: str, functions: Collection[str], *, markdown: bool = True) -> None:
        self._text = text
        self._functions = functions
        self._problems: list[TextProblem] = []
        self._skeleton, self._pieces = take_out(text, self._problems, markdown=markdown)
        self._searched = 0

    @property
    def problems(self) -> tuple[TextProblem, ...]:
        """What is wrong, in order."""
        return tuple(sorted(self._problems, key=lambda problem: problem.offset))

    def verbatim(self) -> Spans:
        """The text with its live numbers, where nothing else has a meaning."""
        return tuple(self._words(self._skeleton, Run("")))

    def line(self) -> Spans:
        """The text as one paragraph."""
        if gap := re.search(r"\n[ \t]*\n", self._text.rstrip()):
            what = "one paragraph is expected here"
            self._problems.append(
                TextProblem(gap.start(), what, "join the paragraphs, or move one to the step's text")
            )
        (inline,) = _markdown().parseInline(self._skeleton.strip())
        return self._inline(inline.children or ())

    def blocks(self) -> tuple[Block, ...]:
        """The text as blocks."""
        return tuple(self._blocks(iter(_markdown().parse(self._skeleton))))

    def _blocks(self, tokens: Iterator[Token]) -> Iterator[Block]:
        lists: list[_List] = []
        bullet, level = "", 0
        for token in tokens:
            match token.type:
                case "bullet_list_open":
                    lists.append(_List(-1))
                case "ordered_list_open":
                    lists.append(_List(int(token.attrs.get("start", 1))))
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                    bullet = ""
                case "list_item_open":
                    bullet = _bullet(lists[-1])
                case "heading_open":
                    level = int(token.tag[1:])
                case "heading_close":
                    level = 0
                case "inline":
                    spans = self._inline(token.children or ())
                    if level:
                        yield Heading(spans, level)
                    elif lists:
                        yield Item(spans, len(lists) - 1, bullet)
                        bullet = " " * len(bullet)
                    else:
                        yield Paragraph(spans)
                case "fence":
                    yield self._fence(token)
                case "table_open":
                    yield self._table(tokens)

    def _table(self, tokens: Iterator[Token]) -> Table:
        rows: list[list[Spans]] = []
        align: list[str] = []
        for token in tokens:
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    rows.append([])
                case "th_open":
                    align.append(str(token.attrs.get("style", "text-align:left")).rpartition(":")[2])
                case "inline":
                    rows[-1].append(self._inline(token.children or ()))
        header, *others = (tuple(row) for row in rows)
        return Table(header, tuple(others), tuple(align))

    def _fence(self, token: Token) -> CodeBlock | MathBlock:
        lines = self._written(token.content).removesuffix("\n").split("\n")
        if token.info.strip().lower() == MATH_FENCE:
            return self._math_block(lines)
        return CodeBlock(tuple(clean(line).expandtabs(TAB) for line in lines))

    def _math_block(self, lines: Sequence[str]) -> MathBlock:
        displays: list[Display] = []
        holes: list[tuple[Hole, ...]] = []
        for line in filter(str.strip, lines):
            found = self._text.find(line, self._searched)
            offset = max(found, self._searched)
            self._searched = offset + len(line)
            read = self._display(line, offset)
            if read is not None:
                displays.append(read[0])
                holes.append(read[1])
        return MathBlock((), tuple(displays), tuple(holes))

    def _inline(self, tokens: Sequence[Token]) -> Spans:
        """The words of a paragraph."""
        spans: list[Span] = []
        bold = italic = 0
        for token in tokens:
            look = Run("", bold=bold > 0, italic=italic > 0)
            match token.type:
                case "strong_open" | "strong_close":
                    bold += token.nesting
                case "em_open" | "em_close":
                    italic += token.nesting
                case "softbreak":
                    spans.append(replace(look, text=" "))
                case "hardbreak":
                    spans.append(Run("\n"))
                case _:
                    spans += self._words(token.content, look)
        return _merged(spans)

    def _words(self, text: str, look: Run) -> Iterator[Span]:
        """A text of one look, with the live numbers and formulas put back in."""
        for part in STAND_INS.split(text):
            if not STAND_INS.fullmatch(part):
                if part:
                    yield replace(look, text=clean_line(part))
                continue
            for span in self._piece(self._pieces[ord(part) - FIRST_STAND_IN]):
                yield replace(span, bold=look.bold, italic=look.italic)

    def _piece(self, piece: Piece) -> Iterator[Span]:
        match piece.kind:
            case "code":
                yield _run(piece.inside, code=True)
            case "number":
                hole = self._hole(piece.inside, piece.offset)
                yield _run(piece.written) if hole is None else hole
            case "maths":
                read = self._display(piece.inside, piece.offset)
                if read is None:
                    yield _run(piece.written)
                    return
                display, holes = read
                for part in display.one_line():
                    yield holes[part] if isinstance(part, int) else _run(part)

    def _display(self, raw: str, offset: int) -> tuple[Display, tuple[Hole, ...]] | None:
        """A formula to be set, and its live numbers; None, and a problem, where it cannot be read."""
        try:
            display = parse_display(raw.replace("\n", " "))
        except FormulaError as error:
            self._refuse(error, offset, _HOW_SET)
            return None
        holes: list[Hole] = []
        for index, found in enumerate(_BRACES.finditer(raw)):
            hole = self._hole(found[1], offset + found.start() + 1)
            if hole is None:
                return None
            holes.append(replace(hole, tight=index in display.tight))
        return display, tuple(holes)

    def _hole(self, inside: str, offset: int) -> Hole | None:
        try:
            return read_hole(inside, offset, self._functions)
        except FormulaError as error:
            self._refuse(error, offset, "write {{ and }} for the characters")
            return None

    def _refuse(self, error: FormulaError, offset: int, cure: str) -> None:
        place = offset + max(error.column - 1, 0)
        self._problems.append(TextProblem(place, error.what, error.cure or cure))

    def _written(self, text: str) -> str:
        """The text as it was written, where nothing has a meaning."""
        return STAND_INS.sub(lambda found: self._pieces[ord(found[0]) - FIRST_STAND_IN].written, text)


def _run(text: str, *, code: bool = False) -> Run:
    """Outside text on one line."""
    return Run(clean_line(text), code=code)


def _bullet(of: _List) -> str:
    if of.number < 0:
        return "•"
    of.number += 1
    return f"{of.number - 1}."


def _merged(spans: Sequence[Span]) -> Spans:
    """The spans with neighbours of one look joined."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        alike = (
            isinstance(last, Run)
            and isinstance(span, Run)
            and replace(last, text="") == replace(span, text="")
        )
        if alike and isinstance(last, Run) and isinstance(span, Run) and "\n" not in (last.text, span.text):
            merged[-1] = replace(last, text=last.text + span.text)
        else:
            merged.append(span)
    return tuple(merged)
