"""The text of lessons: Markdown read once into blocks of runs and of holes for live numbers.

There is no HTML; a link or an image is the words that stand for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from calctui.frozen import frozen
from calctui.lesson.words.blocks import (
    Block,
    CodeBlock,
    Heading,
    Item,
    MathBlock,
    Paragraph,
    Spans,
    Table,
    fill_block,
    holes_in,
    holes_of,
)
from calctui.lesson.words.holes import Hole, Show, fill_spans
from calctui.lesson.words.markdown import Reader
from calctui.lesson.words.pieces import TextProblem
from calctui.text import Row

__all__ = [
    "Block",
    "CodeBlock",
    "Heading",
    "Hole",
    "Item",
    "Line",
    "MathBlock",
    "Paragraph",
    "Prose",
    "Spans",
    "Table",
    "parse_line",
    "parse_prose",
    "parse_template",
]


@frozen(slots=False)
class Prose:
    """A text of blocks.

    Attributes:
        source: As it was written.
        blocks: What it consists of.
        problems: What is wrong in it; what is wrong is shown as it was written.
    """

    source: str
    blocks: tuple[Block, ...]
    problems: tuple[TextProblem, ...] = ()

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """Every live number in it, in order."""
        return tuple(hole for block in self.blocks for hole in holes_of(block))

    def fill(self, show: Show) -> tuple[Block, ...]:
        """The blocks with every live number shown: their spans are runs alone."""
        return tuple(fill_block(block, show) for block in self.blocks)


@frozen(slots=False)
class Line:
    """A text of one paragraph.

    Attributes:
        source: As it was written.
        spans: What it consists of.
        problems: What is wrong in it.
    """

    source: str
    spans: Spans
    problems: tuple[TextProblem, ...] = ()

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """Every live number in it, in order."""
        return holes_in(self.spans)

    def fill(self, show: Show) -> Row:
        """The runs, with every live number shown."""
        return fill_spans(self.spans, show)


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
