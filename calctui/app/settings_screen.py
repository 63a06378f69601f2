"""The settings: each has a few values, and arrow keys go from one to the next. What is changed is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen

from calctui.app.left_once import LeftOnce
from calctui.app.look import Look
from calctui.app.options import Options
from calctui.app.rows import Rows
from calctui.frozen import frozen
from calctui.layout.page import page
from calctui.roles import Role
from calctui.text import Row, Run

_LABEL_COLUMN = 18


@frozen
class Setting:
    """One setting.

    Attributes:
        field: Its field of `Options`.
        label: Its name in words.
        values: What it may be.
        shown: How a value is written.
        note: What it is good for.
    """

    field: str
    label: str
    values: Sequence[Any]
    shown: Callable[[Any], str]
    note: str


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def settings(themes: Sequence[str]) -> tuple[Setting, ...]:
    """The settings there are.

    Args:
        themes: The names of the themes.
    """
    return (
        Setting("theme", "theme", themes, str, "calctui-light is for a light terminal"),
        Setting("markers", "markers", ("braille", "blocks", "ascii"), str, "what pictures are drawn with"),
        Setting("reduced_motion", "reduced motion", (False, True), _yes_no, "stills instead of movement"),
        Setting("fps", "frames a second", (5, 10, 15, 20, 30, 60), str, "fewer for a slow line"),
        Setting("mouse", "mouse", (True, False), _yes_no, "from the next start on"),
    )


class SettingsScreen(LeftOnce[None], ModalScreen[None]):
    """The list of settings."""

    class Changed(Message):
        """The options have changed."""

        def __init__(self, options: Options) -> None:
            super().__init__()
            self.options = options

    def __init__(self, look: Look, options: Options, themes: Sequence[str]) -> None:
        super().__init__()
        self._rows = Rows(look)
        self._options = options
        self._settings = settings(themes)
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._rows

    def on_resize(self) -> None:
        """Sets the page for the size."""
        self.show()

    def show(self, look: Look | None = None) -> None:
        """Shows the settings, in another look where the theme has changed."""
        body: list[Row] = []
        for index, setting in enumerate(self._settings):
            body += self._setting(setting, chosen=index == self._chosen)
        width, height = self.app.size
        rows, _ = page("Settings", body, "↑ ↓ choose · ← → change · Esc close", (width, height))
        self._rows.show(rows, look)

    def _setting(self, setting: Setting, *, chosen: bool) -> list[Row]:
        value = getattr(self._options, setting.field)
        sign = "▸" if chosen else " "
        return [
            (
                Run(f" {sign} {setting.label:<{_LABEL_COLUMN}}", bold=chosen),
                Run("◂ ", Role.MUTED),
                Run(setting.shown(value), Role.NOW if chosen else Role.TEXT, bold=chosen),
                Run(" ▸   ", Role.MUTED),
                Run(setting.note if chosen else "", Role.MUTED),
            ),
            (),
        ]

    def on_key(self, event: events.Key) -> None:
        """Chooses, changes or closes."""
        if event.key == "ctrl+q":
            return
        event.stop()
        if not self.in_front:
            return
        match event.key:
            case "up" | "down":
                step = 1 if event.key == "down" else -1
                self._chosen = (self._chosen + step) % len(self._settings)
                self.show()
            case "left" | "right" | "space" | "enter":
                self._change(-1 if event.key == "left" else +1)
            case "escape" | "q":
                self.leave()

    def _change(self, by: int) -> None:
        setting = self._settings[self._chosen]
        values = list(setting.values)
        value = getattr(self._options, setting.field)
        index = values.index(value) if value in values else 0
        self._options = replace(self._options, **{setting.field: values[(index + by) % len(values)]})
        self.post_message(self.Changed(self._options))
        self.show()
