"""The contents of the course: its lessons, one of them to go on with."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from calctui.layout.boxes import too_small
from calctui.layout.screen import too_small_rows
from calctui.lesson.course import Entry
from calctui.text import clean_line, row_text

PROMISE = "Calculus for machine learning, one moving picture at a time."
KEYS = "Enter open   ↑ ↓ choose   ? keys   Ctrl+Q quit"
EMPTY = "There are no lessons here. Write one: lessons/AUTHORING.md says how."


class ContentsScreen(Screen[None]):
    """The list of lessons; Enter opens one."""

    CSS = """
    ContentsScreen { layout: vertical; padding: 1 2 0 2; }
    ContentsScreen .title { text-style: bold; height: 1; }
    ContentsScreen .promise { color: $text-muted; height: 2; }
    ContentsScreen OptionList { height: 1fr; border: none; padding: 0; background: $background; }
    ContentsScreen .summary { height: auto; max-height: 4; color: $text-muted; padding: 1 0 0 0; }
    ContentsScreen .keys { height: 1; color: $text-muted; }
    ContentsScreen.-small { padding: 0; }
    ContentsScreen.-small > .title, ContentsScreen.-small > .promise, ContentsScreen.-small > OptionList,
    ContentsScreen.-small > .summary, ContentsScreen.-small > .keys { display: none; }
    ContentsScreen .too-small { display: none; }
    ContentsScreen.-small > .too-small { display: block; }
    """

    class Open(Message):
        """A lesson shall be opened."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)

    def compose(self) -> ComposeResult:
        """Title, promise, the lessons, what the chosen one is about, keys."""
        yield Static(Content("calctui"), classes="title")
        yield Static(Content(PROMISE), classes="promise")
        yield OptionList(
            *(Option(Content(_line(number, entry))) for number, entry in enumerate(self._entries, 1))
        )
        yield Static(Content("" if self._entries else EMPTY), classes="summary")
        yield Static(Content(KEYS), classes="keys")
        yield Static(Content(""), classes="too-small")

    def on_mount(self) -> None:
        """Chooses the first lesson."""
        if self._entries:
            self.query_one(OptionList).highlighted = 0

    def on_resize(self, event: events.Resize) -> None:
        """Says what is needed where the terminal is too small."""
        width, height = event.size
        small = too_small(width, height)
        self.set_class(small, "-small")
        if small:
            words = "\n".join(row_text(row).rstrip() for row in too_small_rows(width, height))
            self.query_one(".too-small", Static).update(Content(words))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tells what the lesson is about, or what is wrong with it."""
        entry = self._entries[event.option_index]
        words = str(entry.problems[0]) if entry.problems else entry.summary
        self.query_one(".summary", Static).update(Content(clean_line(words)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Opens the lesson."""
        self.post_message(self.Open(self._entries[event.option_index]))


def _line(number: int, entry: Entry) -> str:
    """A lesson in the list: number, title and minutes; a broken one says so."""
    title = clean_line(entry.title)
    if entry.problems:
        return f"{number:>3}  {title}  (broken: cannot be opened)"
    return f"{number:>3}  {title}  · {entry.minutes} min"
