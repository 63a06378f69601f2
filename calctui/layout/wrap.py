"""Words into rows: wraps runs of styled text at blanks, never inside a live number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from calctui.text import HARD_BLANK, Row, Run, width

KEPT_LINES = 1024
"""Some screens of words, and what live numbers made of them lately."""


def wrap(runs: Iterable[Run], columns: int, indent: int = 0) -> list[Row]:
    """The runs in rows of at most `columns` cells; rows after the first start with `indent` blanks.

    A word longer than a row is cut; a run that is a line break alone breaks the line. There is at least one row.
    """
    rows: list[Row] = []
    line: list[Run] = []
    for run in runs:
        if run.text == "\n":
            rows += _wrap_line(tuple(line), columns, indent)
            line = []
        else:
            line.append(run)
    return [*rows, *_wrap_line(tuple(line), columns, indent)]


@lru_cache(maxsize=KEPT_LINES)
def _wrap_line(runs: tuple[Run, ...], columns: int, indent: int) -> tuple[Row, ...]:
    """The rows of one line; kept, since from frame to frame few lines change."""
    columns = max(columns, 1)
    indent = max(min(indent, columns - 2), 0)
    rows: list[list[Run]] = [[]]
    used = 0
    for word, blanks in _words(runs):
        length = sum(run.width for run in word)
        if used and used + blanks + length > columns:
            rows.append([Run(" " * indent)] if indent else [])
            used = indent
        elif blanks and used > (indent if len(rows) > 1 else 0):
            # A blank between words of one look wears that look, so that it may be reversed.
            rows[-1].append(
                word[0].wearing(" " * blanks) if rows[-1][-1].looks_like(word[0]) else Run(" " * blanks)
            )
            used += blanks
        for run in word:
            used = _place(rows, run, used, columns, indent)
    return tuple(merge(row) for row in rows)


def _place(rows: list[list[Run]], run: Run, used: int, columns: int, indent: int) -> int:
    """Adds the run to the last row, cut where it is longer than a row; gives the cells used then."""
    text = run.text
    while width(text) > columns - used:
        head, text = cut(text, columns - used)
        if head:
            rows[-1].append(run.wearing(head))
        rows.append([Run(" " * indent)] if indent else [])
        used = indent
        if not head and columns - used < 2:
            head, text = (
                text[:1],
                text[1:],
            )  # a wide character in one column: let it overflow rather than loop
            rows[-1].append(run.wearing(head))
    rows[-1].append(run.wearing(text))
    return used + width(text)


def _words(runs: Iterable[Run]) -> Iterator[tuple[list[Run], int]]:
    """Words of one or more runs, each with the number of blanks before it."""
    word: list[Run] = []
    blanks = before = 0
    for run in runs:
        for piece in _pieces(run.text):
            if piece[0] in " \n\t":
                if word:
                    yield word, before
                    word = []
                    blanks = 0
                blanks = max(blanks, 1) if piece[0] != " " else blanks + len(piece)
            else:
                if not word:
                    before, blanks = blanks, 0
                word.append(run.wearing(piece))
    if word:
        yield word, before


def _pieces(text: str) -> Iterator[str]:
    """The text cut between blanks and other characters."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or (text[index] in " \n\t") != (text[start] in " \n\t"):
            yield text[start:index]
            start = index


def cut(text: str, columns: int) -> tuple[str, str]:
    """The most of the text that fits into so many cells, and the rest."""
    if text.isascii():
        return text[:columns], text[columns:]
    used = 0
    for index, character in enumerate(text):
        used += width(character)
        if used > columns:
            return text[:index], text[index:]
    return text, ""


def clip(row: Row, columns: int) -> Row:
    """The row cut to so many cells, with `…` where something is missing."""
    if sum(run.width for run in row) <= columns:
        return row
    kept: list[Run] = []
    left = max(columns - 1, 0)
    for run in row:
        head, rest = cut(run.text, left)
        kept.append(run.wearing(head))
        left -= width(head)
        if rest:
            break
    if columns > 0:
        kept.append(Run("…"))
    return merge(kept)


def pad(row: Row, columns: int) -> Row:
    """The row clipped or filled with blanks to just so many cells."""
    used = sum(run.width for run in row)
    if used > columns:
        row = clip(row, columns)
        used = sum(run.width for run in row)
    return (*row, Run(" " * (columns - used))) if used < columns else row


def merge(runs: Iterable[Run]) -> Row:
    """Neighbours of one look as one run, and hard blanks as blanks."""
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        shown = run.wearing(run.text.replace(HARD_BLANK, " "))
        if merged and merged[-1].looks_like(shown):
            merged[-1] = shown.wearing(merged[-1].text + shown.text)
        else:
            merged.append(shown)
    return tuple(merged)
