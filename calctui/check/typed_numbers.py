"""Numbers that are typed into words: neither computed while the lesson plays nor proved by a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from calctui.check.proved_numbers import proved_numbers, says
from calctui.check.words import words_of
from calctui.errors import Problem
from calctui.frozen import frozen
from calctui.lesson.live import stage_of
from calctui.lesson.model import Lesson
from calctui.lesson.words.pieces import Piece, fences, take_out

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_IN_WORDS = re.compile(
    rf"(?<![^\W_])(?<![^\W_]_)(?<!@)(?<![0-9]\.)(?P<first>{_NUMBER})(?:/(?P<below>[0-9]+))?(?P<power>[eE][+−-]?[0-9]+)?"
    r"(?P<hundredths>\s?%)?(?:st|nd|rd|th)?(?![^\W_])(?!_[^\W_])"
)
_RELATION = re.compile(r"<->|[<>!~=]=|->|<-|[=≈≠<>≤≥→←,]")
_BULLET = re.compile(r"^[ \t]*(?:(?:[-*+]|[0-9]+[.)])[ \t]+)+", re.MULTILINE)
_LINK_TARGET = re.compile(r"(?<=\])\([^()\s]*(?:\s+\"[^\"]*\")?\)")


@frozen
class TypedNumber:
    """A number in a text.

    Attributes:
        written: As it stands there.
        offset: Where, from 0.
        meant: The numbers that it may mean: 10% is also 0.1.
        decimals: With how many decimals it is written.
    """

    written: str
    offset: int
    meant: tuple[Fraction, ...]
    decimals: int


def typed_numbers(lesson: Lesson, index: int) -> Iterator[Problem]:
    """Each number in the words of a step that the step does not know from elsewhere.

    Options of a choice may be false, and what a program prints is its own.
    """
    stage = stage_of(lesson, lesson.steps[index], lesson.scope().parameters)
    known = proved_numbers(lesson, index, stage)
    for words in words_of(lesson, index, stage):
        if words.sort != "words":
            continue
        for number in numbers_in(words.text.source):
            if not any(says(known, meant, number.decimals) for meant in number.meant):
                what = f"`{number.written}` is typed into the words, and nothing in this step proves it"
                cure = "compute it in braces, as in {x:.2f}, or prove it under `claims`"
                yield lesson.problem(words.path, what, cure, offset=number.offset)


def numbers_in(text: str) -> tuple[TypedNumber, ...]:
    """The numbers in a text that its author typed as a statement.

    Not those in code, in braces, in the numbering of a list or in a word such as x2; of a formula in dollars
    only a side of a relation that is a number: the 4 of $x^2 = 4$, and not the 2.
    """
    _, pieces = take_out(text, [])
    words = list(text)
    found: list[TypedNumber] = []
    for start, end in _without_numbers(text, pieces):
        words[start:end] = " " * (end - start)
    plain = "".join(words)
    found += [_number(match, match.start()) for match in _IN_WORDS.finditer(plain)]
    for inside, offset in _formulas(text, pieces):
        found += _sides(inside, offset)
    return tuple(sorted(found, key=lambda number: number.offset))


def _without_numbers(text: str, pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """From where to where no words stand that state something."""
    yield from fences(text)
    for piece in pieces:
        opening = len(piece.written) - len(piece.written.lstrip("`")) or 1
        start = piece.offset - opening
        yield start, start + len(piece.written)
    for pattern in (_BULLET, _LINK_TARGET):
        yield from (match.span() for match in pattern.finditer(text))


def _formulas(text: str, pieces: list[Piece]) -> Iterator[tuple[str, int]]:
    """Each formula that is set, and where it stands."""
    yield from ((piece.inside, piece.offset) for piece in pieces if piece.kind == "maths")
    for start, end in fences(text):
        first, *lines = text[start:end].split("\n")
        offset = start + len(first) + 1
        for line in lines[:-1] if first.strip(" \t`~").lower() == "math" else ():
            yield line, offset
            offset += len(line) + 1


def _sides(formula: str, offset: int) -> Iterator[TypedNumber]:
    """The sides of the relations in a formula that are numbers."""
    place = 0
    for match in (*_RELATION.finditer(formula), None):
        end = match.start() if match else len(formula)
        side = formula[place:end]
        lead = len(side) - len(side.lstrip(" +-−"))
        if found := _IN_WORDS.fullmatch(side.strip(" +-−")):
            yield _number(found, offset + place + lead)
        place = match.end() if match else end


def _number(match: re.Match[str], offset: int) -> TypedNumber:
    first = match["first"].replace(",", "")
    power = (match["power"] or "").replace("−", "-")
    value = Fraction(first + power)
    decimals = len(first.partition(".")[2]) - int(power[1:] or 0)
    meant = [value]
    if match["below"] and int(match["below"]):
        meant = [value / int(match["below"])]
    if match["hundredths"]:
        meant += [value / 100]
    return TypedNumber(match[0].strip(), offset, tuple(meant), max(decimals, 0))
