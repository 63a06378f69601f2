"""What a click means: the mouse is a convenience, and does only what a key does too."""

from __future__ import annotations

from calctui.layout.controls import BAR_FROM, frame_of_bar, hint_places, parameter_places
from calctui.layout.screen import Layout
from calctui.player import events as ev
from calctui.player.command import Command
from calctui.player.view import View


def hit(view: View, layout: Layout, scroll: int, x: int, y: int) -> ev.Event | Command | str | None:
    """What a click on a cell asks for: an event, a command, or the name of a key; None for nothing.

    Args:
        view: What is shown.
        layout: Where it is shown.
        scroll: By how many rows the words are scrolled.
        x: The column.
        y: The row.
    """
    if layout.boxes is None:
        return None
    if y == 0:
        return Command.STEPS if x >= layout.width // 2 else None
    if y == layout.height - 2:
        return _on_transport(view, layout.width, x)
    if y == layout.height - 1:
        return next((name for name, cells in hint_places(view, layout.width) if x in cells), None)
    return _on_words(view, layout, scroll, x, y)


def _on_transport(view: View, width: int, x: int) -> ev.Event | None:
    if view.notice:
        return None
    if x < BAR_FROM:
        return ev.PlayOrPause()
    for by, cells in parameter_places(view, width):
        if x in cells:
            return ev.Tune(by)
    frame = frame_of_bar(view, width, x)
    return None if frame is None or view.frames == 1 else ev.SeekFrame(frame)


def _on_words(view: View, layout: Layout, scroll: int, x: int, y: int) -> ev.Event | None:
    assert layout.boxes is not None
    text = layout.boxes.text
    row = y - text.y + scroll
    in_words = text.x <= x < text.x + text.width and 0 <= y - text.y < layout.words_height
    if not in_words or row not in layout.asked or view.question is None or not view.question.open:
        return None
    for letter, rows in layout.options.items():
        if row in rows:
            return ev.Take(letter)
    return ev.OpenQuestion()
