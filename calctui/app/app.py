"""The Textual app: shows the contents at once, and what lies behind them when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from calctui.app.contents_screen import ContentsScreen
from calctui.app.home import HomeApp
from calctui.app.options import Options, kept_settings
from calctui.lesson.entry import Entry
from calctui.player.command import Command
from calctui.progress.keeper import Keeper

if TYPE_CHECKING:
    from calctui.app.lesson_screen import LessonScreen
    from calctui.app.review_screen import ReviewScreen
    from calctui.app.rooms import Rooms
    from calctui.app.settings_screen import SettingsScreen
    from calctui.player.player import Player

_CONTENTS_KEYS = {
    "question_mark": Command.HELP,
    "slash": Command.SEARCH,
    "ctrl+p": Command.PALETTE,
    "s": Command.SETTINGS,
    "v": Command.REVIEW,
    "ctrl+z": Command.STOP,
}


class CalctuiApp(HomeApp):
    """The contents of a course, and the lessons that are opened from it.

    What plays lessons takes longer to load than the contents to show, and is loaded in a thread behind them.
    """

    def __init__(
        self,
        entries: Callable[[], Sequence[Entry]],
        options: Options,
        keeper: Keeper,
        first: tuple[Player, Entry] | None = None,
        *,
        review: bool = False,
    ) -> None:
        """Prepares the app.

        Args:
            entries: Gives the lessons of the contents; called once, where they are needed.
            options: What the user chose.
            keeper: Keeps what the learner does.
            first: A lesson to open at once; leaving it leaves the app.
            review: Whether to ask at once what is due; then leaving that leaves the app.
        """
        super().__init__(entries, options, keeper)
        self._first = first
        self._asks_at_once = review
        self._rooms: Rooms | None = None

    def get_default_screen(self) -> Screen[Any]:
        """The first screen of all: what was asked for, since a screen below it would be laid out in vain."""
        if self._first is not None:
            return self._enter().lesson_screen(*self._first)
        # What is due has to be looked up first.
        return Screen() if self._asks_at_once else self.contents_screen()

    def on_mount(self) -> None:
        """Asks what is due, if that was asked for; loads what lies behind the contents."""
        if self._asks_at_once:
            self._enter().beside.begin_review()
        elif self._first is None:
            self.call_after_refresh(self._in_rooms, lambda _: None)

    def on_unmount(self) -> None:
        """Ends what runs beside the app."""
        if self._rooms is not None:
            self._rooms.close()

    def let_go(self) -> None:
        """Ends the helper for exact algebra, also while it works."""
        if self._rooms is not None:
            self._rooms.kill()

    # What lies behind the contents

    def _in_rooms(self, do: Callable[[Rooms], None]) -> None:
        """Does this in the rooms, which are loaded in a thread if they are not yet."""
        if self._rooms is not None:
            do(self._rooms)
            return

        def load() -> None:
            import_module("calctui.app.rooms")
            self.call_from_thread(lambda: do(self._enter()))
            # Neither the first picture nor the first help should wait.
            import_module("calctui.charts.draw")
            import_module("calctui.app.beside")

        self.run_worker(load, thread=True, group="rooms")

    def _enter(self) -> Rooms:
        """The rooms; loads them where they are not loaded yet."""
        if self._rooms is None:
            from calctui.app.rooms import Rooms

            self._rooms = Rooms(self, leave_app=self._asks_at_once)
        return self._rooms

    def on_contents_screen_open(self, message: ContentsScreen.Open) -> None:
        """Opens a lesson from the contents."""
        self._in_rooms(lambda rooms: rooms.open(message.entry))

    def on_key(self, event: events.Key) -> None:
        """Keys of the contents; a lesson has its own."""
        command = _CONTENTS_KEYS.get(event.key)
        if command is not None and isinstance(self.screen, ContentsScreen):
            self._in_rooms(lambda rooms: rooms.beside.obey(command))

    # What screens send

    def on_lesson_screen_wants(self, message: LessonScreen.Wants) -> None:
        """What a learner asks for that is not in the lesson."""
        self._enter().beside.obey(message.command)

    def on_lesson_screen_finished(self, message: LessonScreen.Finished) -> None:
        """The learner has gone on from the end of the last step."""
        self._enter().beside.finish(message.player, message.entry)

    def on_review_screen_over(self, message: ReviewScreen.Over) -> None:
        """Shows how the questions were answered."""
        self._enter().beside.show_end(message.given, None)

    def on_settings_screen_changed(self, message: SettingsScreen.Changed) -> None:
        """Goes on with other options."""
        self.options = message.options
        self.keeper.keep_settings(kept_settings(self.options))
        if self.options.theme:
            self.theme = self.options.theme
        self._enter().beside.use(self.options)
