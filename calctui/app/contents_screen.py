"""The contents of the course: its lessons with how each stands, the one to go on with chosen."""

from __future__ import annotations

from collections.abc import Sequence
from time import time

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from calctui.layout.boxes import too_small
from calctui.layout.contents import grouped, lesson_row, standing_words, widest_title
from calctui.layout.small import too_small_rows
from calctui.lesson.entry import Entry
from calctui.progress.due import due_questions
from calctui.progress.keeper import Keeper
from calctui.progress.standing import Standing, standing, to_go_on_with
from calctui.roles import Role
from calctui.text import Row, clean_line, row_text

PROMISE = (
    "Calculus for machine learning, one moving picture at a time.",
    "Calculus for machine learning in moving pictures.",
    "Calculus in moving pictures.",
)
KEYS = (
    "Enter open  ↑ ↓ choose  / search  s settings  ? keys  Ctrl+Q quit",
    "Enter open  ↑ ↓ choose  ? keys  Ctrl+Q quit",
    "Enter open  ? keys  Ctrl+Q",
)
"""The widest that fits is shown."""
EMPTY = "There are no lessons here. README.md shows how to write one."
_STYLES = {Role.MUTED: "$text-muted", Role.NOW: "$accent", Role.TARGET: "$success"}
_MARGIN = 4
_OTHER_ROWS = 7
"""What stands above and below the list, with a line about the chosen lesson."""


class ContentsScreen(Screen[None]):
    """The list of lessons; Enter opens one."""

    DEFAULT_CSS = """
    ContentsScreen { layout: vertical; padding: 1 2 0 2; }
    ContentsScreen > Static { color: $text-muted; height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    ContentsScreen > .title { text-style: bold; color: $foreground; }
    ContentsScreen > .promise { height: 2; }
    ContentsScreen > OptionList {
        height: auto; border: none; scrollbar-size-vertical: 1; padding: 0; background: $background;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    ContentsScreen > OptionList:focus { border: none; background-tint: $background 0%; }
    ContentsScreen > .summary { height: 1fr; padding: 1 0 0 0; text-wrap: wrap; }
    ContentsScreen > .keys { height: 1; }
    ContentsScreen > .too-small { display: none; text-wrap: wrap; }
    ContentsScreen.-small { padding: 0; }
    ContentsScreen.-small > * { display: none; }
    ContentsScreen.-small > .too-small { display: block; color: $foreground; }
    """

    class Open(Message):
        """A lesson shall be opened."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, entries: Sequence[Entry], keeper: Keeper) -> None:
        super().__init__()
        self._entries = grouped(entries)
        self._widest = widest_title(self._entries)
        self._keeper = keeper
        self._standings: list[Standing] = []
        self._words = ""
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """Title, how far one is, the lessons, what the chosen one is about, keys."""
        yield Static(Content("calctui"), classes="title")
        yield Static(Content(PROMISE[0]), classes="promise")
        yield OptionList()
        yield Static(Content("" if self._entries else EMPTY), classes="summary")
        yield Static(Content(KEYS[0]), classes="keys")
        yield Static(Content(""), classes="too-small")

    def on_mount(self) -> None:
        """Chooses the lesson to go on with."""
        self._look_up()
        self._chosen = to_go_on_with(self._standings) if self._entries else 0

    def on_screen_resume(self) -> None:
        """Shows how the lessons stand now."""
        self._look_up()
        self._list()

    def _look_up(self) -> None:
        self._standings = [standing(entry, self._keeper.lessons) for entry in self._entries]
        due = len(due_questions(self._keeper, self._entries, time()))
        self._words = standing_words(self._standings, due)
        self._say()

    def _say(self) -> None:
        """Says how far one is and which keys there are, as far as there is room."""
        self.query_one(".promise", Static).update(Content(self._words or self._fitting(PROMISE)))
        self.query_one(".keys", Static).update(Content(self._fitting(KEYS)))

    def _fitting(self, texts: Sequence[str]) -> str:
        """The first that fits the width; else the last."""
        return next((text for text in texts if len(text) <= self.app.size.width - _MARGIN), texts[-1])

    def on_resize(self, event: events.Resize) -> None:
        """Sets the list for the width; says what is needed where the terminal is too small."""
        width, height = event.size
        small = too_small(width, height)
        self.set_class(small, "-small")
        if small:
            words = "\n".join(row_text(row).rstrip() for row in too_small_rows(width, height))
            self.query_one(".too-small", Static).update(Content(words))
        else:
            self._say()
            self._list()

    def _list(self) -> None:
        listed, chosen = self.query_one(OptionList), self._chosen
        listed.styles.max_height = self._rows
        listed.set_options(Option(self._prompt(index)) for index in range(len(self._entries)))
        listed.highlighted = chosen if self._entries else None

    @property
    def _rows(self) -> int:
        """How many lessons are seen at once."""
        return max(self.app.size.height - _OTHER_ROWS, 1)

    def _prompt(self, index: int) -> Content:
        scroll_bar = len(self._entries) > self._rows
        columns = max(self.app.size.width - _MARGIN - scroll_bar, 1)
        chosen = index == self._chosen
        return _content(
            lesson_row(self._entries, self._standings, index, columns, self._widest, chosen=chosen)
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Points to the chosen lesson, and tells what it is about or what is wrong with it."""
        before, self._chosen = self._chosen, event.option_index
        for index in {before, self._chosen}:
            event.option_list.replace_option_prompt_at_index(index, self._prompt(index))
        entry = self._entries[self._chosen]
        words = str(entry.problems[0]) if entry.problems else entry.summary
        self.query_one(".summary", Static).update(Content(clean_line(words)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Opens the lesson."""
        self.post_message(self.Open(self._entries[event.option_index]))


def _content(row: Row) -> Content:
    """A row in the styles of the theme; its text is only text."""
    return Content.assemble(
        *((run.text, f"{'bold ' if run.bold else ''}{_STYLES.get(run.role, '$foreground')}") for run in row)
    )
