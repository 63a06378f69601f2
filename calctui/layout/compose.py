"""A laid out view as the rows of the whole screen; from frame to frame only what changed is put together anew."""

from __future__ import annotations

from collections.abc import Sequence

from calctui.layout.screen import Layout
from calctui.layout.small import too_small_rows
from calctui.layout.wrap import pad
from calctui.roles import Role
from calctui.text import Row, Run

MORE_BELOW = "▼ more"
MORE_ABOVE = "▲ more"


class Composer:
    """Puts the rows of a screen together, and keeps those whose parts stay the same."""

    def __init__(self) -> None:
        self._kept: list[tuple[object, Row, Row, Row]] = []

    def compose(self, layout: Layout, chart: Sequence[Row] = (), scroll: int = 0) -> tuple[Row, ...]:
        """The rows of the whole screen, each of just the terminal's width.

        Args:
            layout: The laid out view.
            chart: The rows of the picture; may be missing while it is not drawn yet.
            scroll: By how many rows the words are scrolled.
        """
        if layout.boxes is None:
            return too_small_rows(layout.width, layout.height)
        text, box = layout.boxes.text, layout.boxes.chart
        column = _text_column(layout, scroll)
        parts: list[tuple[Row, Row]] = [(layout.heading, ())]
        for y in range(1, layout.height - 2):
            words = column[y - text.y] if text.y <= y < text.y + text.height else ()
            drawn = box is not None and box.y <= y < box.y + box.height and y - box.y < len(chart)
            parts.append((words, chart[y - box.y] if drawn and box is not None else ()))
        parts += [(layout.transport, ()), (layout.keys, ())]
        place = (layout.width, layout.boxes)
        if len(self._kept) != len(parts):
            self._kept = [(None, (), (), ())] * len(parts)
        last = len(parts) - 1
        for y, (words, picture) in enumerate(parts):
            kept = self._kept[y]
            if kept[0] != place or kept[1] != words or kept[2] != picture:
                whole = y == 0 or y >= last - 1
                row = pad(words, layout.width) if whole else _joined(layout, y, words, picture)
                self._kept[y] = (place, words, picture, row)
        return tuple(row for _, _, _, row in self._kept)


def compose(layout: Layout, chart: Sequence[Row] = (), scroll: int = 0) -> tuple[Row, ...]:
    """The rows of one screen; as `Composer.compose`."""
    return Composer().compose(layout, chart, scroll)


def _joined(layout: Layout, y: int, words: Row, picture: Row) -> Row:
    """Words and picture in one row."""
    assert layout.boxes is not None
    text, box = layout.boxes.text, layout.boxes.chart
    in_text = text.y <= y < text.y + text.height
    row: Row = (Run(" " * text.x), *pad(words, text.width)) if in_text else ()
    if box is not None and box.y <= y < box.y + box.height:
        row = (*row, Run(" " * (box.x - text.x - text.width)), *picture) if in_text and box.x else picture
    return pad(row, layout.width)


def _text_column(layout: Layout, scroll: int) -> list[Row]:
    """The words from where they are scrolled to, with a sign where there is more, and the pinned rows."""
    height = layout.words_height
    scroll = min(max(scroll, 0), layout.most_scroll)
    shown = list(layout.words[scroll : scroll + height])
    shown += [()] * (height - len(shown))
    if scroll < layout.most_scroll and shown:
        shown[-1] = _signed(shown[-1], MORE_BELOW, layout)
    if scroll > 0 and shown:
        shown[0] = _signed(shown[0], MORE_ABOVE, layout)
    return [*shown, *layout.pinned]


def _signed(row: Row, sign: str, layout: Layout) -> Row:
    assert layout.boxes is not None
    room = layout.boxes.text.width - len(sign) - 1
    return (*pad(row, max(room, 0)), Run(" "), Run(sign, Role.MUTED, bold=True))
