"""Texts of lessons that have been read: blocks of runs, and of holes for live numbers."""

from __future__ import annotations

from functools import cached_property

from calctui.frozen import frozen
from calctui.lesson.words.blocks import (
    Block,
    Spans,
    TextProblem,
    fill_block,
    holes_in,
    holes_of,
)
from calctui.lesson.words.holes import Hole, Show, fill_spans
from calctui.text import Row


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
