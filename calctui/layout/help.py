"""The page of keys as rows of a given size."""

from __future__ import annotations

from collections.abc import Iterable

from calctui.layout.page import page
from calctui.layout.wrap import wrap
from calctui.player.keys import ANSWERING, KEYS
from calctui.roles import Role
from calctui.text import Row, Run

KEYS_COLUMN = 18


def help_lines() -> list[tuple[str, str]]:
    """How each key is written and what it does; the ten digits stand in one line."""
    lines = [(key.shown, key.does) for key in KEYS if not key.shown.isdigit()]
    place = next(i for i, (shown, _) in enumerate(lines) if shown == "[") + 1
    return [*lines[:place], ("0 to 9", "to that tenth of the animation"), *lines[place:]]


def help_rows(width: int, height: int, scroll: int = 0) -> tuple[tuple[Row, ...], int]:
    """The page for a terminal of this size, and how far it can be scrolled."""
    body = [
        *_lines(help_lines(), width),
        (),
        (Run(" While you answer", bold=True),),
        (),
        *_lines(ANSWERING, width),
    ]
    return page("Keys", body, "any other key goes back", (width, height), scroll)


def _lines(lines: Iterable[tuple[str, str]], width: int) -> list[Row]:
    """Each key with what it does."""
    pairs = [(Run(f"  {shown:<{KEYS_COLUMN}}", Role.NOW, bold=True), Run(does)) for shown, does in lines]
    return [row for pair in pairs for row in wrap(pair, width - 1, indent=KEYS_COLUMN + 2)]
