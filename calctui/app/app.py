"""The Textual app: opens the contents or a lesson, and keeps what a lesson must not reach out of reach."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from time import time

from textual import events
from textual.worker import get_current_worker

from calctui.app.contents_screen import ContentsScreen
from calctui.app.desk import Desk
from calctui.app.ending import LEAVE, NEXT, STAY, ending
from calctui.app.fault_log import words_for_fault
from calctui.app.grader import Grader
from calctui.app.lesson_screen import LessonScreen
from calctui.app.look import Look, depth_of, look_of
from calctui.app.options import Options, kept_settings
from calctui.app.page_screen import PageScreen
from calctui.app.picks import Picked, Place, palette_pick, steps_pick
from calctui.app.review_screen import ReviewScreen
from calctui.app.search_screen import SearchScreen, Shelf
from calctui.app.settings_screen import SettingsScreen
from calctui.app.sturdy import SturdyApp
from calctui.app.themes import DARK, DARK_16, THEMES, theme_names
from calctui.errors import CalctuiError
from calctui.layout.help import help_rows
from calctui.lesson.entry import Entry
from calctui.lesson.library import following
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.player.events import GoToStep
from calctui.player.keys import Command
from calctui.player.player import Player
from calctui.player.summary import Summary, summary
from calctui.player.update import start
from calctui.progress.folder import key_of
from calctui.progress.keeper import Keeper
from calctui.progress.remember import resumed
from calctui.progress.review import Due, questions_to_ask
from calctui.progress.saved import SavedQuestion
from calctui.text import clean

_CONTENTS_KEYS = {
    "question_mark": Command.HELP,
    "slash": Command.SEARCH,
    "ctrl+p": Command.PALETTE,
    "s": Command.SETTINGS,
    "v": Command.REVIEW,
    "ctrl+z": Command.STOP,
}


class CalctuiApp(SturdyApp):
    """The contents of a course, and the lessons that are opened from it.

    Attributes:
        options: What the user chose.
    """

    TITLE = "calctui"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; }"

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
            entries: Gives the lessons of the contents; called where they are needed.
            options: What the user chose.
            keeper: Keeps what the learner does.
            first: A lesson to open at once; leaving it leaves the app.
            review: Whether to ask at once what is due.
        """
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.options = options
        # The palette, a review and the search ask for them too: they are read once.
        self._entries = cache(entries)
        self._first = first
        self._keeper = keeper
        self._asks_at_once = review
        self._shelf = Shelf(self._entries)
        self._opening = False
        self._grader = Grader()
        self._desk = Desk(self._grader, keeper.note, self._dropped)
        for theme in THEMES:
            self.register_theme(theme)
        depth = depth_of(self.console.color_system, no_color=self.no_color)
        self.theme = options.theme or (DARK if depth == "truecolor" else DARK_16)

    @property
    def look(self) -> Look:
        """How roles look in the present theme."""
        return look_of(self.current_theme, no_color=self.no_color)

    def on_mount(self) -> None:
        """Opens the contents, or the lesson that was asked for."""
        self._keeper.tell(self._complain)
        if self.options.note:
            self.notify(self.options.note, severity="warning", timeout=12, markup=False)
        if self._first is not None:
            self._play(*self._first)
        elif self._asks_at_once:
            self._begin_review()
        else:
            self.push_screen(ContentsScreen(self._entries(), self._keeper))

    def on_unmount(self) -> None:
        """Ends what runs beside the app."""
        self._grader.close()

    def let_go(self) -> None:
        """Ends the helper for exact algebra, also while it works."""
        self._grader.kill()

    def _complain(self, words: str) -> None:
        """Says once why progress is not kept; may come from any thread."""
        self.call_later(self.notify, words, title="Progress", severity="warning", timeout=12, markup=False)

    def _dropped(self) -> int:
        """How many frames the line did not carry so far."""
        return getattr(self._driver, "dropped", 0)

    # Opening lessons

    def on_contents_screen_open(self, message: ContentsScreen.Open) -> None:
        """Opens a lesson from the contents."""
        self._open(message.entry)

    def _open(self, entry: Entry, step: str = "") -> None:
        """Opens a lesson, once for any number of quick Enters."""
        if self._opening or not isinstance(self.screen, ContentsScreen | LessonScreen):
            return
        self._opening = True
        self.run_worker(partial(self._load, entry, step), thread=True, group="open")

    def _load(self, entry: Entry, step: str) -> None:
        found: Lesson | CalctuiError
        try:
            found = load_lesson(entry.path)
        except CalctuiError as error:
            found = error
        except Exception as error:  # the boundary around a lesson that fails
            found = CalctuiError(words_for_fault(error))
        self.call_from_thread(self._opened, found, entry, step)

    def _opened(self, found: Lesson | CalctuiError, entry: Entry, step: str) -> None:
        """Plays the lesson in place of the one that is open; a broken one says what is wrong."""
        self._opening = False
        if isinstance(found, CalctuiError):
            self.notify(
                clean(str(found)), title="This lesson cannot be opened", severity="warning", markup=False
            )
            return
        ids = [known.id for known in found.steps]
        kept = self._keeper.lessons.get(key_of(entry))
        self._play(start(found, ids.index(step)) if step in ids else resumed(found, kept), entry)

    def _play(self, player: Player, entry: Entry) -> None:
        if isinstance(self.screen, LessonScreen):
            self.screen.play(player, entry)
            return
        screen = LessonScreen(player, entry, self.look, self.options, self._desk)
        self.push_screen(screen, None if self._first is None else lambda _: self.exit())

    # The end of a lesson

    def on_lesson_screen_finished(self, message: LessonScreen.Finished) -> None:
        """Looks for the next lesson, and shows what this one came to."""
        self.run_worker(
            partial(self._look_beyond, message.player, message.entry),
            thread=True,
            exclusive=True,
            group="end",
        )

    def _look_beyond(self, player: Player, entry: Entry) -> None:
        worker, beyond = get_current_worker(), following(entry)
        if not worker.is_cancelled:
            self.call_from_thread(self._sum_up, player, beyond)

    def _sum_up(self, player: Player, beyond: Entry | None) -> None:
        if isinstance(self.screen, LessonScreen) and self.screen.player is player:
            self._show_end(summary(player), beyond)

    def _show_end(self, whole: Summary, beyond: Entry | None) -> None:
        screen = self.screen

        def go(result: str | None) -> None:
            if result == NEXT and beyond is not None:
                self._open(beyond)
            elif result in {NEXT, LEAVE} and isinstance(screen, LessonScreen):
                screen.leave()

        self.push_screen(ending(whole, beyond, self.look), go)

    # What is due again

    def _begin_review(self) -> None:
        self.run_worker(self._look_what_is_due, thread=True, exclusive=True, group="review")

    def _look_what_is_due(self) -> None:
        found = questions_to_ask(self._keeper, self._entries(), time())
        self.call_from_thread(self._ask_again, found)

    def _ask_again(self, questions: list[tuple[Due, Player]]) -> None:
        if not questions:
            self.notify("Nothing is due. What you answer in a lesson comes back in some days.", markup=False)
            if self._asks_at_once:
                self.push_screen(ContentsScreen(self._entries(), self._keeper))
            return

        def rate(due: Due, answered: SavedQuestion) -> None:
            self._keeper.review(due.key, due.step, answered)

        screen = ReviewScreen(questions, self.look, self.options, self._desk, rate)
        self.push_screen(screen, (lambda _: self.exit()) if self._asks_at_once else None)

    def on_review_screen_over(self, message: ReviewScreen.Over) -> None:
        """Shows how the questions were answered."""
        self._show_end(message.given, None)

    # What is not in a lesson

    def on_key(self, event: events.Key) -> None:
        """Keys of the contents; a lesson has its own."""
        command = _CONTENTS_KEYS.get(event.key)
        if command is not None and isinstance(self.screen, ContentsScreen):
            self._obey(command)

    def on_lesson_screen_wants(self, message: LessonScreen.Wants) -> None:
        """What a learner asks for that is not in the lesson."""
        self._obey(message.command)

    def _obey(self, command: Command) -> None:
        screen = self.screen
        if not isinstance(screen, ContentsScreen | LessonScreen):
            return
        match command:
            case Command.HELP:
                self.push_screen(PageScreen(self.look, help_rows, {}, STAY))
            case Command.QUIT:
                self.exit()
            case Command.STOP:
                self.stop_to_shell()
            case Command.SETTINGS:
                self.push_screen(SettingsScreen(self.look, self.options, theme_names()))
            case Command.SEARCH:
                self.push_screen(SearchScreen(self._shelf), self._do)
            case Command.STEPS if isinstance(screen, LessonScreen):
                self._choose_step(screen)
            case Command.PALETTE:
                in_lesson = isinstance(screen, LessonScreen)
                self.push_screen(palette_pick(self._entries(), in_lesson=in_lesson), self._do)
            case Command.REVIEW if isinstance(screen, ContentsScreen):
                self._begin_review()
            case _:
                pass

    def _do(self, picked: Picked | None) -> None:
        """Does what was picked."""
        match picked:
            case None:
                pass
            case Place(entry, step):
                self._open(entry, step)
            case _ if isinstance(self.screen, LessonScreen):
                self.screen.do(picked)
            case Command():
                self._obey(picked)

    def _choose_step(self, screen: LessonScreen) -> None:
        def go(index: int | None) -> None:
            if index is not None:
                screen.send(GoToStep(index))

        self.push_screen(steps_pick(screen.player), go)

    def on_settings_screen_changed(self, message: SettingsScreen.Changed) -> None:
        """Goes on with other options."""
        self.options = message.options
        self._keeper.keep_settings(kept_settings(self.options))
        if self.options.theme:
            self.theme = self.options.theme
        for screen in self.screen_stack:
            match screen:
                case LessonScreen():
                    screen.use(self.options, self.look)
                case SettingsScreen():
                    screen.show(self.look)
