"""A list to pick from, made narrower by typing: the steps of a lesson, a search, everything by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from calctui.app.left_once import LeftOnce
from calctui.frozen import frozen

T = TypeVar("T")
MAX_QUERY = 100


@frozen
class Choice(Generic[T]):
    """Something to pick.

    Attributes:
        label: What it is called; clean.
        value: What it stands for.
        detail: A line about it; clean, may be empty.
    """

    label: str
    value: T
    detail: str = ""


Find = Callable[[str], Sequence[Choice[T]]]
"""What is typed -> what can be picked."""


def by_words(choices: Sequence[Choice[T]]) -> Find[T]:
    """Finds the choices that have every word that is typed, in their order."""

    def find(query: str) -> Sequence[Choice[T]]:
        words = query.casefold().split()
        return [choice for choice in choices if all(word in choice.label.casefold() for word in words)]

    return find


class PickScreen(LeftOnce[T], ModalScreen[T]):
    """Gives the value of what was picked, or None."""

    CSS = """
    PickScreen { align: center middle; }
    PickScreen > * { width: 76; max-width: 100%; background: $background; }
    PickScreen > .title { text-style: bold; padding: 0 1; height: 1; }
    PickScreen > Input { border: none; height: 1; padding: 0 1; margin: 0; }
    PickScreen > Input:focus { border: none; background: $background; background-tint: $background; }
    PickScreen > OptionList { height: auto; max-height: 75%; border: none; padding: 0 1; }
    PickScreen > .empty { padding: 0 1; color: $text-muted; }
    PickScreen > .keys { padding: 0 1; height: 1; color: $text-muted; }
    """

    def __init__(self, title: str, find: Find[T], *, prompt: str, empty: str, first: int = 0) -> None:
        """Prepares the list.

        Args:
            title: What it is.
            find: What can be picked for what is typed.
            prompt: What can be typed, shown while nothing is.
            empty: What is said where nothing is found.
            first: Which is chosen at first.
        """
        super().__init__()
        self._title = title
        self._find = find
        self._prompt = prompt
        self._empty = empty
        self._first = first
        self._choices: Sequence[Choice[T]] = ()
        self._pointed = 0

    def compose(self) -> ComposeResult:
        """Title, line to type in, list, keys."""
        yield Static(Content(self._title), classes="title")
        yield Input(placeholder=self._prompt, max_length=MAX_QUERY)
        yield OptionList()
        yield Static(Content(""), classes="empty")
        yield Static(Content("Enter open   ↑ ↓ choose   Esc close"), classes="keys")

    def on_mount(self) -> None:
        """Lists all there is."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).cursor_blink = False
        self._list("", self._first)

    def refill(self) -> None:
        """Lists again what can be picked, where more has become known."""
        self._list(self.query_one(Input).value, 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list."""
        self._list(event.value, 0)

    def _list(self, query: str, chosen: int) -> None:
        self._choices = self._find(query)
        listed = self.query_one(OptionList)
        listed.clear_options()
        self._pointed = chosen
        listed.add_options([Option(self._content(index)) for index in range(len(self._choices))])
        listed.display = bool(self._choices)
        listed.highlighted = chosen if self._choices else None
        empty = self.query_one(".empty", Static)
        empty.display = not self._choices
        empty.update(Content(self._empty if query.strip() or not self._prompt else self._prompt))

    def _content(self, index: int) -> Content:
        choice = self._choices[index]
        sign = "▸ " if index == self._pointed else "  "
        detail = Content.styled(f"\n    {choice.detail}", "$text-muted") if choice.detail else Content("")
        return Content(sign + choice.label) + detail

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Points to the chosen one, so that it has a sign besides its colour."""
        before, self._pointed = self._pointed, event.option_index
        for index in {before, self._pointed}:
            if index < len(self._choices):
                event.option_list.replace_option_prompt_at_index(index, self._content(index))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Gives what was picked."""
        self.leave(self._choices[event.option_index].value)

    def on_input_submitted(self) -> None:
        """Gives what is chosen."""
        listed = self.query_one(OptionList)
        if listed.highlighted is not None and listed.highlighted < len(self._choices):
            self.leave(self._choices[listed.highlighted].value)

    def on_key(self, event: events.Key) -> None:
        """Moves along the list, or closes without a choice."""
        listed = self.query_one(OptionList)
        match event.key:
            case "escape":
                self.leave()
            case "down":
                listed.action_cursor_down()
            case "up":
                listed.action_cursor_up()
            case _:
                return
        event.stop()
        event.prevent_default()
