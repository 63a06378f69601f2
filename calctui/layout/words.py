"""Blocks of prose into rows: paragraphs, lists, tables, code and set mathematics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from calctui.layout.wrap import clip, pad, wrap
from calctui.lesson.words.blocks import Block, CodeBlock, Heading, Item, MathBlock, Paragraph, Table
from calctui.roles import Role
from calctui.text import HARD_BLANK, Row, Run


def block_rows(blocks: Iterable[Block], columns: int) -> list[Row]:
    """The blocks as rows of at most `columns` cells, with a blank row between them.

    Items of one list stand together.
    """
    rows: list[Row] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not (isinstance(before, Item) and isinstance(block, Item)):
            rows.append(())
        rows += _rows(block, columns)
        before = block
    return rows


def _rows(block: Block, columns: int) -> list[Row]:
    match block:
        case Paragraph(spans):
            return wrap(_shown(spans), columns)
        case Heading():
            return wrap([replace(run, bold=True) for run in _shown(block.spans)], columns)
        case Item():
            lead = HARD_BLANK * (2 * block.depth) + (block.bullet or HARD_BLANK) + HARD_BLANK
            return wrap([Run(lead, Role.MUTED), *_shown(block.spans)], columns, indent=len(lead))
        case Table():
            return table_rows(
                [list(map(_shown, block.header)), *(list(map(_shown, row)) for row in block.rows)], columns
            )
        case MathBlock(lines):
            return [clip((Run("  "), Run(line, italic=True)), columns) for line in lines]
        case CodeBlock(lines):
            return [
                row
                for line in lines
                for row in wrap([Run(HARD_BLANK * 2), Run(line, code=True)], columns, indent=4)
            ]
    raise TypeError(f"no rows for {block!r}")


def _shown(spans: Sequence[object]) -> list[Run]:
    """The spans of a filled block, which are runs."""
    return [span for span in spans if isinstance(span, Run)]


def table_rows(cells: Sequence[Sequence[Sequence[Run]]], columns: int) -> list[Row]:
    """A table; its first row is the header. What does not fit is wrapped, or stacked where it is too narrow."""
    count = max(map(len, cells))
    gap = 2
    natural = [max(_natural(row[i]) for row in cells if i < len(row)) for i in range(count)]
    room = columns - gap * (count - 1)
    widths = _shares(natural, room)
    if min(widths) < 8 and sum(natural) > room:
        return _stacked(cells, columns)
    rows: list[Row] = []
    for number, row in enumerate(cells):
        looks = [[replace(run, bold=True) for run in cell] if number == 0 else list(cell) for cell in row]
        parts = [wrap(cell, width) for cell, width in zip(looks, widths, strict=False)]
        for line in range(max(map(len, parts))):
            filled = [
                pad(part[line] if line < len(part) else (), width)
                for part, width in zip(parts, widths, strict=False)
            ]
            rows.append(
                tuple(
                    run
                    for index, cell in enumerate(filled)
                    for run in ((Run(" " * gap), *cell) if index else cell)
                )
            )
        if number == 0:
            rows.append((Run("─" * (sum(widths) + gap * (count - 1)), Role.MUTED),))
        elif any(len(part) > 1 for part in parts) and number < len(cells) - 1:
            rows.append(())
    return rows


def _natural(cell: Sequence[Run]) -> int:
    return sum(run.width for run in cell)


def _shares(natural: list[int], room: int) -> list[int]:
    """Widths for the columns: narrow ones keep theirs, the others share what is left."""
    if sum(natural) <= room:
        return natural
    widths = [0] * len(natural)
    open_columns = sorted(range(len(natural)), key=lambda index: natural[index])
    left = room
    for place, index in enumerate(open_columns):
        widths[index] = max(min(natural[index], left // (len(open_columns) - place)), 1)
        left -= widths[index]
    return widths


def _stacked(cells: Sequence[Sequence[Sequence[Run]]], columns: int) -> list[Row]:
    """Each row of the table as a small list: its first cell in bold, under it the others, named."""
    header, rows = cells[0], list[Row]()
    for number, row in enumerate(cells[1:]):
        if number:
            rows.append(())
        rows += wrap([replace(run, bold=True) for run in row[0]], columns)
        for name, cell in zip(header[1:], row[1:], strict=False):
            label = "".join(run.text for run in name)
            rows += wrap([Run(f"{label}: ", Role.MUTED), *cell], columns, indent=2)
    return rows
