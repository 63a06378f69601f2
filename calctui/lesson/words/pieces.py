"""What is taken out of a text before Markdown reads it: live numbers, formulas and code.

One character of a private area stands for each; so nothing in a formula is taken for markup, a bar in one
ends no cell of a table, and every position is exact. Links are made plain words on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from calctui.frozen import frozen
from calctui.lesson.words.blocks import TextProblem

FIRST_STAND_IN = 0xF0000
"""The code point of the first stand-in, in a plane of Unicode that is for private use."""
STAND_INS = re.compile("([\U000f0000-\U000fffff])")
MAX_PIECES = 1000
"""Of one text; there are stand-ins for no more than 65,536."""

_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:`{3}|~{3}))")
_BACKTICKS = re.compile(r"\\.|(`+)", re.DOTALL)
_LINK = re.compile(r'(?<!\\)!?\[([^\[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)')
_HOLE = re.compile(r"\{([^{}`]*)\}")
_MATHS = re.compile(r"\$(?![\s$])((?:\\.|[^$`\\\n]|\n(?!\s*\n))*?)(?<![\s\\])\$(?!\d)")


@frozen
class Piece:
    """What was taken out of a text.

    Attributes:
        kind: A live number, a formula to be set, or code to be shown as it is.
        inside: What stands between its signs.
        offset: Where that stands in the text, from 0.
        written: All of it, with its signs.
    """

    kind: Literal["number", "maths", "code"]
    inside: str
    offset: int
    written: str


def take_out(text: str, problems: list[TextProblem], *, markdown: bool = True) -> tuple[str, list[Piece]]:
    """The text with a stand-in for each live number, formula and code span, and what was taken out.

    Args:
        text: Markdown, or a plain template.
        problems: Takes what is wrong.
        markdown: Whether it has `$...$`, code, links and escapes by a backslash.
    """
    scan = _Scan(STAND_INS.sub("\N{REPLACEMENT CHARACTER}", text), problems, markdown)
    place = 0
    for start, end in fences(scan.text) if markdown else ():
        scan.take_out(place, start)
        scan.done.append(scan.text[start:end])
        place = end
    scan.take_out(place, len(text))
    return "".join(scan.done), scan.pieces


class _Scan:
    """One pass over a text; `done` and `pieces` are what becomes of it."""

    def __init__(self, text: str, problems: list[TextProblem], markdown: bool) -> None:
        self.text = text
        self.done: list[str] = []
        self.pieces: list[Piece] = []
        self._out: list[str] = []
        self._problems = problems
        self._markdown = markdown
        self._signs = re.compile(r"[\\{}$]" if markdown else "[{}]")

    def take_out(self, place: int, end: int) -> None:
        """Takes out what stands between two places that have no fenced code between them."""
        for start, ticks, stop in _code_spans(self.text, place, end) if self._markdown else ():
            self._between(place, start)
            inside = self.text[start + ticks : stop - ticks].replace("\n", " ")
            if inside.startswith(" ") and inside.endswith(" ") and inside.strip():
                inside = inside[1:-1]
            place = self._keep(Piece("code", inside, start + ticks, self.text[start:stop]), stop)
        self._between(place, end)
        text = "".join(self._out)
        self._out.clear()
        self.done.append(_LINK.sub(r"\1", text) if self._markdown else text)

    def _between(self, place: int, end: int) -> None:
        """Takes out what stands between two places that have no code between them."""
        while found := self._signs.search(self.text, place, end):
            self._out.append(self.text[place : found.start()])
            place = self._sign(found[0], found.start(), end)
        self._out.append(self.text[place:end])

    def _sign(self, sign: str, place: int, end: int) -> int:
        """Deals with a sign, and returns the place behind what it begins."""
        after = self.text[place + 1 : min(place + 2, end)]
        if sign == "\\":
            self._out.append(after if after in {"$", "{", "}"} else sign + after)
            return place + 1 + len(after)
        if sign in "{}" and after == sign:
            self._out.append(sign)
            return place + 2
        if sign == "{" and (hole := _HOLE.match(self.text, place, end)):
            return self._keep(Piece("number", hole[1], place + 1, hole[0]), hole.end())
        if sign == "$" and (setting := _MATHS.match(self.text, place, end)):
            return self._keep(Piece("maths", setting[1], place + 1, setting[0]), setting.end())
        if sign == "$" and after == sign:
            self._refuse(place, "$$ has no meaning", "write one $, or a fenced block `math`")
            self._out.append(sign + after)
            return place + 2
        if sign != "$":
            what = (
                "a brace is opened and not closed"
                if sign == "{"
                else "a brace is closed that was never opened"
            )
            self._refuse(place, what, f"write {sign * 2} for the character")
        self._out.append(sign)
        return place + 1

    def _refuse(self, place: int, what: str, cure: str) -> None:
        self._problems.append(TextProblem(place, what, cure))

    def _keep(self, piece: Piece, end: int) -> int:
        """Puts a stand-in for a piece, and returns the place behind it."""
        if len(self.pieces) == MAX_PIECES:
            what = f"a text may have {MAX_PIECES} live numbers, formulas and code spans"
            self._refuse(piece.offset, what, "make two steps of it")
        else:
            self._out.append(chr(FIRST_STAND_IN + len(self.pieces)))
            self.pieces.append(piece)
        return end


def fences(text: str) -> Iterator[tuple[int, int]]:
    """From where to where fenced code stands, in order."""
    place = 0
    while place < len(text):
        if fence := _FENCE.match(text, place):
            close = re.compile(rf"^[ \t]*{fence[1]}{fence[1][0]}*[ \t]*$", re.MULTILINE)
            closed = close.search(text, fence.end())
            stop = closed.end() if closed else len(text)
            yield place, stop
            place = max(stop, place + 1)
        else:
            line_end = text.find("\n", place)
            place = line_end + 1 if line_end >= 0 else len(text)


def _code_spans(text: str, place: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Start, number of backticks and end of each code span: as many backticks close one as opened it."""
    while place < end:
        paragraph = _PARAGRAPH_END.search(text, place, end)
        stop = paragraph.end() if paragraph else end
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
                yield opening.start(), ticks, closing.end()
                place = closing.end()
        place = stop
