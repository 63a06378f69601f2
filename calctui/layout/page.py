"""A page of rows that fills a terminal: a title above, what keys do below, and between them what can be scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from calctui.layout.wrap import pad
from calctui.roles import Role
from calctui.text import Row, Run


def page(
    title: str, body: Sequence[Row], closing: str, size: tuple[int, int], scroll: int = 0
) -> tuple[tuple[Row, ...], int]:
    """The rows of a page, each of the terminal's width, and how far it can be scrolled.

    Args:
        title: What the page is.
        body: Its rows.
        closing: What keys do.
        size: Columns and rows of the terminal.
        scroll: By how many rows the body is scrolled.
    """
    width, height = size
    room = max(height - 4, 1)
    most = max(len(body) - room, 0)
    scroll = min(max(scroll, 0), most)
    more = "↑ ↓ scroll · " if most else ""
    rows: list[Row] = [(Run(f" {title}", bold=True),), (), *body[scroll : scroll + room]]
    rows = rows[: max(height - 1, 0)]
    rows += [()] * (height - 1 - len(rows))
    rows.append((Run(f"  {more}{closing}", Role.MUTED),))
    return tuple(pad(row, width) for row in rows[:height]), most
