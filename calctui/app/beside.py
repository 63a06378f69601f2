"""What lies beside lessons: their end, review, search, the palette, settings, help. Loaded when first asked for."""

from __future__ import annotations

from functools import partial
from time import time
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from calctui.app.contents_screen import ContentsScreen
from calctui.app.ending import LEAVE, NEXT, STAY, ending
from calctui.app.home import HomeApp
from calctui.app.lesson_screen import LessonScreen
from calctui.app.options import Options
from calctui.app.page_screen import PageScreen
from calctui.app.picks import Picked, Place, palette_pick, steps_pick
from calctui.app.review_screen import ReviewScreen
from calctui.app.rooms import Rooms
from calctui.app.search_screen import SearchScreen, Shelf
from calctui.app.settings_screen import SettingsScreen
from calctui.app.themes import theme_names
from calctui.layout.help import help_rows
from calctui.lesson.library import following
from calctui.player.command import Command
from calctui.player.events import GoToStep
from calctui.player.summary import Summary, summary
from calctui.progress.review import questions_to_ask

if TYPE_CHECKING:
    from calctui.lesson.entry import Entry
    from calctui.player.player import Player
    from calctui.progress.due import Due
    from calctui.progress.saved import SavedQuestion


class Beside:
    """Opens what a learner asks for that is no lesson, and goes on from there; in the app's own thread."""

    def __init__(self, app: HomeApp, rooms: Rooms, *, leave_app: bool) -> None:
        """Prepares what can be asked for.

        Args:
            app: Shows it.
            rooms: Opens lessons.
            leave_app: Whether leaving a review leaves the app.
        """
        self._app = app
        self._rooms = rooms
        self._keeper = app.keeper
        self._leave_app = leave_app
        self._shelf = Shelf(app.entries)

    # The end of a lesson

    def finish(self, player: Player, entry: Entry) -> None:
        """Looks for the next lesson, and shows what this one came to."""
        look = partial(self._look_beyond, player, entry)
        self._app.run_worker(look, thread=True, exclusive=True, group="end")

    def _look_beyond(self, player: Player, entry: Entry) -> None:
        worker, beyond = get_current_worker(), following(entry)
        if not worker.is_cancelled:
            self._app.call_from_thread(self._sum_up, player, beyond)

    def _sum_up(self, player: Player, beyond: Entry | None) -> None:
        screen = self._app.screen
        if isinstance(screen, LessonScreen) and screen.player is player:
            self.show_end(summary(player), beyond)

    def show_end(self, whole: Summary, beyond: Entry | None) -> None:
        """Shows what a lesson or a review came to, and goes on from there."""
        screen = self._app.screen

        def go(result: str | None) -> None:
            if result == NEXT and beyond is not None:
                self._rooms.open(beyond)
            elif result in {NEXT, LEAVE} and isinstance(screen, LessonScreen):
                screen.leave()

        self._app.push_screen(ending(whole, beyond, self._app.look), go)

    # What is due again

    def begin_review(self) -> None:
        """Asks again what is due."""
        self._app.run_worker(self._look_what_is_due, thread=True, exclusive=True, group="review")

    def _look_what_is_due(self) -> None:
        found = questions_to_ask(self._keeper, self._app.entries(), time())
        self._app.call_from_thread(self._ask_again, found)

    def _ask_again(self, questions: list[tuple[Due, Player]]) -> None:
        app = self._app
        if not questions:
            app.notify("Nothing is due. What you answer in a lesson comes back in some days.", markup=False)
            if self._leave_app:
                app.push_screen(app.contents_screen())
            return

        def rate(due: Due, answered: SavedQuestion) -> None:
            self._keeper.review(due.key, due.step, answered)

        screen = ReviewScreen(questions, app.look, app.options, self._rooms.desk, rate)
        app.push_screen(screen, self._leave if self._leave_app else None)

    def _leave(self, _: None) -> None:
        self._app.exit()

    # What is not in a lesson

    def obey(self, command: Command) -> None:
        """Does what is asked for in the contents or in a lesson."""
        app, screen = self._app, self._app.screen
        if not isinstance(screen, ContentsScreen | LessonScreen):
            return
        in_lesson = isinstance(screen, LessonScreen)
        match command:
            case Command.HELP:
                app.push_screen(PageScreen(app.look, help_rows, {}, STAY))
            case Command.QUIT:
                app.exit()
            case Command.STOP:
                app.stop_to_shell()
            case Command.SETTINGS:
                app.push_screen(SettingsScreen(app.look, app.options, theme_names()))
            case Command.SEARCH:
                app.push_screen(SearchScreen(self._shelf), self._do)
            case Command.STEPS if isinstance(screen, LessonScreen):
                self._choose_step(screen)
            case Command.PALETTE:
                app.push_screen(palette_pick(app.entries(), in_lesson=in_lesson), self._do)
            case Command.REVIEW if not in_lesson:
                self.begin_review()
            case _:
                pass

    def _do(self, picked: Picked | None) -> None:
        """Does what was picked."""
        screen = self._app.screen
        match picked:
            case None:
                pass
            case Place(entry, step):
                self._rooms.open(entry, step)
            case _ if isinstance(screen, LessonScreen):
                screen.do(picked)
            case Command():
                self.obey(picked)

    def _choose_step(self, screen: LessonScreen) -> None:
        def go(index: int | None) -> None:
            if index is not None:
                screen.send(GoToStep(index))

        self._app.push_screen(steps_pick(screen.player), go)

    def use(self, options: Options) -> None:
        """Shows what is open with other options."""
        for screen in self._app.screen_stack:
            match screen:
                case LessonScreen():
                    screen.use(options, self._app.look)
                case SettingsScreen():
                    screen.show(self._app.look)
