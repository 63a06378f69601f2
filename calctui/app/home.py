"""The app as far as the contents go: what was chosen, how it looks, which lessons there are."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache

from calctui.app import quiet_start
from calctui.app.contents_screen import ContentsScreen
from calctui.app.look import Look, depth_of, look_of
from calctui.app.options import Options
from calctui.app.sturdy import SturdyApp
from calctui.app.themes import DARK, DARK_16, THEMES
from calctui.lesson.entry import Entry
from calctui.progress.keeper import Keeper


class HomeApp(SturdyApp):
    """Shows the contents of a course.

    Attributes:
        options: What the user chose.
        entries: Gives the lessons of the contents.
        keeper: Keeps what the learner does.
    """

    TITLE = "calctui"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; }"

    def __init__(self, entries: Callable[[], Sequence[Entry]], options: Options, keeper: Keeper) -> None:
        """Prepares the app.

        Args:
            entries: Gives the lessons of the contents; called once, where they are needed.
            options: What the user chose.
            keeper: Keeps what the learner does.
        """
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.options = options
        self.entries: Callable[[], Sequence[Entry]] = cache(entries)
        self.keeper = keeper
        for theme in THEMES:
            self.register_theme(theme)
        depth = depth_of(self.console.color_system, no_color=self.no_color)
        self.theme = options.theme or (DARK if depth == "truecolor" else DARK_16)

    def refresh_css(self, animate: bool = True) -> None:
        """Reads the style sheets again, in the colours of another theme; before the first screen none has been read."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    @property
    def look(self) -> Look:
        """How roles look in the present theme."""
        return look_of(self.current_theme, no_color=self.no_color)

    def dropped(self) -> int:
        """How many frames the line did not carry so far."""
        return getattr(self._driver, "dropped", 0)

    def contents_screen(self) -> ContentsScreen:
        """The list of the lessons."""
        return ContentsScreen(self.entries(), self.keeper)

    def on_mount(self) -> None:
        """Says what is to be said at the start."""
        self.set_timer(quiet_start.SECONDS, quiet_start.is_up)
        self.keeper.tell(self._complain)
        if self.options.note:
            self.notify(self.options.note, severity="warning", timeout=12, markup=False)

    def _complain(self, words: str) -> None:
        """Says once why progress is not kept; may come from any thread."""
        self.call_later(self.notify, words, title="Progress", severity="warning", timeout=12, markup=False)
