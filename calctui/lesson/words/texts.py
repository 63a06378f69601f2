"""Markdown to the texts of a lesson.

There is no HTML; a link or an image is the words that stand for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from calctui.lesson.prose import Line, Prose
from calctui.lesson.words.holes import Hole
from calctui.lesson.words.markdown import Reader


def parse_prose(text: str, functions: Collection[str] = ()) -> Prose:
    """Reads a text of blocks.

    Args:
        text: Markdown with live numbers and formulas.
        functions: The names of the lesson's definitions, for the live numbers.
    """
    reader = Reader(text, functions)
    blocks = reader.blocks()
    return Prose(text, blocks, reader.problems)


def parse_line(text: str, functions: Collection[str] = ()) -> Line:
    """Reads a text of one paragraph, as `parse_prose`."""
    reader = Reader(text, functions)
    spans = reader.line()
    return Line(text, spans, reader.problems)


def parse_template(text: str, functions: Collection[str] = ()) -> Line:
    """Reads a line that a program prints: live numbers in it, and nothing else that has a meaning."""
    reader = Reader(text, functions, markdown=False)
    spans = (replace(span, plain=True) if isinstance(span, Hole) else span for span in reader.verbatim())
    return Line(text, tuple(spans), reader.problems)
