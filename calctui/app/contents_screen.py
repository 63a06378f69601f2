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
EMPTY = "There are no lessons here. README.md shows how to write one."


class ContentsScreen(Screen[None]):
    """The list of lessons; Enter opens one."""

    CSS = """
    ContentsScreen { layout: vertical; padding: 1 2 0 2; }
    ContentsScreen > Static { color: $text-muted; height: auto; }
    ContentsScreen > .title { text-style: bold; color: $foreground; }
    ContentsScreen > .promise { height: 2; }
    ContentsScreen > OptionList { height: auto; max-height: 1fr; border: none; padding: 0; background: $background; }
    ContentsScreen > .summary { height: 1fr; padding: 1 0; }
    ContentsScreen > .keys { height: 1; }
    ContentsScreen > .too-small { display: none; }
    ContentsScreen.-small { padding: 0; }
    ContentsScreen.-small > * { display: none; }
    ContentsScreen.-small > .too-small { display: block; color: $foreground; }
    """

    class Open(Message):
        """A lesson shall be opened."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """Title, promise, the lessons, what the chosen one is about, keys."""
        yield Static(Content("calctui"), classes="title")
        yield Static(Content(PROMISE), classes="promise")
        yield OptionList(*(Option(self._prompt(index)) for index in range(len(self._entries))))
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
        """Points to the chosen lesson, and tells what it is about or what is wrong with it."""
        before, self._chosen = self._chosen, event.option_index
        for index in (before, self._chosen):
            event.option_list.replace_option_prompt_at_index(index, self._prompt(index))
        entry = self._entries[self._chosen]
        words = str(entry.problems[0]) if entry.problems else entry.summary
        self.query_one(".summary", Static).update(Content(clean_line(words)))

    def _prompt(self, index: int) -> Content:
        """A lesson in the list: number, title and minutes; a broken one says so."""
        entry = self._entries[index]
        sign = "▸" if index == self._chosen else " "
        fate = "(broken: cannot be opened)" if entry.problems else f"· {entry.minutes} min"
        return Content(f"{sign} {index + 1:>2}  {clean_line(entry.title)}  {fate}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Opens the lesson."""
        self.post_message(self.Open(self._entries[event.option_index]))
