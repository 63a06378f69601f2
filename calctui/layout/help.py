"""The page of keys as rows of a given size."""

from __future__ import annotations

from calctui.layout.wrap import pad, wrap
from calctui.player.keys import KEYS
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
    body: list[Row] = []
    for shown, does in help_lines():
        lead = Run(f"  {shown:<{KEYS_COLUMN}}", Role.NOW, bold=True)
        body += wrap([lead, Run(does)], width - 1, indent=KEYS_COLUMN + 2)
    room = max(height - 4, 1)
    most = max(len(body) - room, 0)
    scroll = min(max(scroll, 0), most)
    title: Row = (Run(" Keys", bold=True),)
    closing = "  any other key goes back" if most == 0 else "  ↑ ↓ scroll · any other key goes back"
    rows = [title, (), *body[scroll : scroll + room]]
    rows += [()] * (height - 1 - len(rows))
    rows.append((Run(closing, Role.MUTED),))
    return tuple(pad(row, width) for row in rows[:height]), most
