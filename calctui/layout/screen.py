"""The whole lesson screen as rows of styled text: heading, words, picture, transport and keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from calctui.frozen import frozen
from calctui.layout.asked import AskedRows, asked_rows
from calctui.layout.boxes import Box, Boxes, boxes, too_small
from calctui.layout.controls import heading_row, keys_row, transport_row
from calctui.layout.pinned import pinned_rows
from calctui.layout.words import block_rows
from calctui.layout.wrap import wrap
from calctui.player.view import ShownCode, View
from calctui.roles import Role
from calctui.text import HARD_BLANK, Row, Run, row_text

KEPT_FOR_MOMENTS = 7
"""So many rows are left free for what comes and goes: a caption of two rows, two rows of values, blanks."""


@frozen
class _Words:
    """The rows of the text.

    Attributes:
        rows: The rows.
        lit: The index of the last of them that is lit code; None for none.
        first: The index of the first row of the question.
        asked: The question; None for none.
    """

    rows: tuple[Row, ...]
    lit: int | None
    first: int
    asked: AskedRows | None


@frozen(slots=False)
class Layout:
    """A view laid out for a terminal.

    Attributes:
        width: Columns of the terminal.
        height: Rows of the terminal.
        boxes: Where words and picture stand; None where the terminal is too small.
        words: The rows of the text; more than fit can be scrolled.
        pinned: The rows below them that always stay: printed lines, caption, values.
        lit: The index of the last of the words that is lit code; None for none.
        asked: The indices of the words that are the question; empty for none.
        focus: The indices of those of them that must be seen now.
        options: The indices of the words that are an option of a choice, by its letter.
        caret: The row among the words and the column at which typing goes on; None for none.
        heading: The first row of the screen.
        transport: The last row but one.
        keys: The last row.
    """

    width: int
    height: int
    boxes: Boxes | None
    words: tuple[Row, ...] = ()
    pinned: tuple[Row, ...] = ()
    lit: int | None = None
    asked: range = range(0)
    focus: range = range(0)
    options: Mapping[str, range] = field(default_factory=dict)
    caret: tuple[int, int] | None = None
    heading: Row = ()
    transport: Row = ()
    keys: Row = ()

    @property
    def words_height(self) -> int:
        """How many rows of the words are seen at once."""
        return max(self.boxes.text.height - len(self.pinned), 0) if self.boxes else 0

    @property
    def chart(self) -> Box | None:
        """Where the picture stands; None without one."""
        return self.boxes.chart if self.boxes else None

    @property
    def most_scroll(self) -> int:
        """How far the words can be scrolled."""
        return max(len(self.words) - self.words_height, 0)


def lay_out(view: View, width: int, height: int, *, slow: bool = False) -> Layout:
    """Lays the view out for a terminal of so many columns and rows.

    Args:
        view: What is to be seen.
        width: Columns of the terminal.
        height: Rows of the terminal.
        slow: Whether the line to the terminal does not carry all frames, which is told.
    """
    if too_small(width, height):
        return Layout(width, height, None)
    longest = max(map(len, (*view.code.lines, *view.code.printed)), default=0) if view.code else 0
    rooms = boxes(width, height, has_chart=view.figure is not None, longest_line=longest)
    columns, rows = rooms.text.width, rooms.text.height
    words = _words(view, columns, rows)
    free = rows - len(words.rows)
    pinned = pinned_rows(view, columns, rows, free)
    laid_out = Layout(
        width,
        height,
        rooms,
        words.rows,
        tuple(pinned[-max(free, rows // 2) :]) if pinned else (),
        words.lit,
        heading=heading_row(view, width),
        transport=transport_row(view, width, slow=slow),
        keys=keys_row(view, width),
    )
    if words.asked is None:
        return laid_out
    first, asked = words.first, words.asked
    return replace(
        laid_out,
        asked=range(first, first + len(asked.rows)),
        focus=_moved(asked.focus, first),
        options={letter: _moved(rows, first) for letter, rows in asked.options.items()},
        caret=(asked.caret[0] + first, asked.caret[1]) if asked.caret else None,
    )


def _moved(rows: range, by: int) -> range:
    return range(rows.start + by, rows.stop + by)


def scrolled_to(layout: Layout, scroll: int, rows: range) -> int:
    """How far to scroll so that these rows of the words are seen; their first ones where not all fit."""
    # A sign that there is more takes the end of the first and of the last row.
    top = max(rows.start - 1, 0) if len(rows) < layout.words_height else rows.start
    bottom = min(rows.stop + 1, len(layout.words)) - layout.words_height
    return min(max(min(max(scroll, bottom), top), 0), layout.most_scroll)


def followed(layout: Layout, scroll: int, *, reveal: bool, playing: bool) -> int:
    """How far to scroll after something happened.

    Args:
        layout: The laid out view.
        scroll: How far it was scrolled before.
        reveal: Whether the question must be seen.
        playing: Whether the picture moves; then the lit code must be seen.
    """
    if reveal and layout.asked:
        scroll = scrolled_to(layout, scroll, layout.focus)
    elif layout.lit is not None and playing:
        scroll = scrolled_to(layout, scroll, range(layout.lit, layout.lit + 1))
    return min(scroll, layout.most_scroll)


def _words(view: View, columns: int, rows: int) -> _Words:
    """The rows of the text, and where in them the lit code and the question are."""
    found = [*wrap([Run(view.title, bold=True)], columns), ()]
    found += block_rows(view.blocks, columns)
    lit = None
    if view.code is not None:
        found.append(())
        for index, line in enumerate(_code(view.code, columns)):
            found += line
            lit = len(found) - 1 if index in view.code.lit else lit
    scrolled = len(found) > rows
    asked = None
    first = len(found) + 1
    if view.question is not None:
        asked = asked_rows(view.question, columns)
        found += [(), *asked.rows]
    # What new words mean stands where there is room for it at every moment, or where one scrolls to read the text.
    # Below a question that alone takes the room, it would be more than what was said to an answer.
    terms = [(), *_terms(view, columns)]
    room = 0 if view.code else rows - len(found) - KEPT_FOR_MOMENTS
    if len(terms) > 1 and (len(terms) <= room or scrolled):
        found += terms
    return _Words(tuple(found), lit, first, asked)


def _code(code: ShownCode, columns: int) -> list[list[Row]]:
    """For each line of the listing its rows."""
    lines: list[list[Row]] = []
    for index, line in enumerate(code.lines):
        lit = index in code.lit
        lead = Run(f"▸{HARD_BLANK}", code.role, bold=True) if lit else Run(HARD_BLANK * 2)
        depth = len(line) - len(line.lstrip(" "))
        text = Run(line.lstrip(" "), code.role if lit else Role.TEXT, bold=lit, code=True)
        lines.append(
            wrap([lead, Run(HARD_BLANK * depth), text], columns, indent=min(depth + 4, columns // 2))
        )
    return lines


def _terms(view: View, columns: int) -> list[Row]:
    """What words mean that occur here for the first time."""
    return [
        row
        for term, meaning in view.terms
        for row in wrap(
            [
                Run(term.replace(" ", HARD_BLANK), Role.MUTED, bold=True),
                Run(": ", Role.MUTED),
                *_quiet(meaning),
            ],
            columns,
            indent=2,
        )
    ]


def _quiet(row: Row) -> Row:
    return tuple(replace(run, role=Role.MUTED) if run.role is Role.TEXT else run for run in row)


def text_of(rows: Sequence[Row]) -> str:
    """The bare text of the rows, without blanks at their ends."""
    return "\n".join(row_text(row).rstrip() for row in rows)
