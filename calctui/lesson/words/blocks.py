"""What a text consists of: paragraphs, headings, entries of lists, tables, code and set formulas."""

from __future__ import annotations

from dataclasses import replace

from calctui.frozen import frozen
from calctui.lesson.words.holes import Hole, Show, Span, fill_spans, shown
from calctui.maths.typesetting.display import Display

Spans = tuple[Span, ...]


@frozen
class TextProblem:
    """What is wrong at an offset of a text."""

    offset: int
    what: str
    cure: str = ""


@frozen
class Paragraph:
    """Words to be wrapped; a run that is a line break alone breaks the line."""

    spans: Spans


@frozen
class Heading:
    """A heading; its level counts from 1."""

    spans: Spans
    level: int = 1


@frozen
class Item:
    """An entry of a list.

    Attributes:
        spans: Its words.
        depth: In how many lists its list stands.
        bullet: What stands before it; blank for a further paragraph of the same entry.
    """

    spans: Spans
    depth: int
    bullet: str


@frozen
class Table:
    """A table.

    Attributes:
        header: The cells of its first row.
        rows: The cells of the others.
        align: For each column ``left``, ``center`` or ``right``.
    """

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    align: tuple[str, ...]


@frozen
class CodeBlock:
    """Lines that are shown as they are."""

    lines: tuple[str, ...]


@frozen
class MathBlock:
    """Formulas set in two dimensions, one below another.

    Attributes:
        lines: What is shown; empty until the holes are filled.
        displays: What is set.
        holes: For each of these its holes.
    """

    lines: tuple[str, ...]
    displays: tuple[Display, ...] = ()
    holes: tuple[tuple[Hole, ...], ...] = ()

    def fill(self, show: Show) -> MathBlock:
        """The lines with the live numbers in them."""
        lines: list[str] = []
        for display, holes in zip(self.displays, self.holes, strict=True):
            lines += display.block([shown(hole, show).text for hole in holes])
        return MathBlock(tuple(lines))


Block = Paragraph | Heading | Item | Table | CodeBlock | MathBlock


def fill_block(block: Block, show: Show) -> Block:
    """The block with every live number shown: its spans are runs alone."""
    match block:
        case Paragraph() | Heading() | Item():
            return replace(block, spans=fill_spans(block.spans, show))
        case Table(header, rows):
            filled = [tuple(fill_spans(cell, show) for cell in row) for row in (header, *rows)]
            return replace(block, header=filled[0], rows=tuple(filled[1:]))
        case MathBlock():
            return block.fill(show)
        case CodeBlock():
            return block


def holes_of(block: Block) -> tuple[Hole, ...]:
    """Every live number in a block, in order."""
    match block:
        case Paragraph(spans) | Heading(spans) | Item(spans):
            return holes_in(spans)
        case Table(header, rows):
            return tuple(hole for row in (header, *rows) for cell in row for hole in holes_in(cell))
        case MathBlock(_, _, holes):
            return tuple(hole for some in holes for hole in some)
        case CodeBlock():
            return ()


def holes_in(spans: Spans) -> tuple[Hole, ...]:
    """Every live number among spans, in order."""
    return tuple(span for span in spans if isinstance(span, Hole))
