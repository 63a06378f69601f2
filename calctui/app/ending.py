"""The page at the end of a lesson or of a review."""

from __future__ import annotations

from calctui.app.look import Look
from calctui.app.page_screen import PageScreen
from calctui.layout.summary import summary_rows
from calctui.lesson.entry import Entry
from calctui.player.summary import Summary
from calctui.text import Row, clean_line

NEXT, STAY, LEAVE = "next", "stay", "leave"
_KEYS = {
    **dict.fromkeys(("enter", "right", "n", "pagedown"), NEXT),
    **dict.fromkeys(("left", "p", "pageup"), STAY),
    **dict.fromkeys(("escape", "q"), LEAVE),
}


def ending(whole: Summary, beyond: Entry | None, look: Look) -> PageScreen:
    """The page, which gives `NEXT`, `STAY` or `LEAVE`.

    Args:
        whole: What the lesson came to.
        beyond: The next lesson; None where there is none.
        look: How roles look.
    """
    title = clean_line(beyond.title) if beyond else ""

    def rows(width: int, height: int, scroll: int) -> tuple[tuple[Row, ...], int]:
        return summary_rows(whole, title, (width, height), scroll)

    return PageScreen(look, rows, _KEYS)
