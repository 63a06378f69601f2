"""The Textual app: opens the contents or a lesson, and keeps what a lesson must not reach out of reach."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.app import App
from textual.worker import get_current_worker

from calctui.app.contents_screen import ContentsScreen
from calctui.app.grader import Grader
from calctui.app.lesson_screen import LessonScreen
from calctui.app.look import Look
from calctui.app.options import Options
from calctui.app.page_screen import PageScreen
from calctui.app.pick_screen import PickScreen, by_words
from calctui.app.picks import Picked, Place, palette_choices, search_choices, step_choices
from calctui.app.settings_screen import SettingsScreen
from calctui.app.themes import DARK, DARK_16, THEMES, theme_names
from calctui.charts.palette import Depth
from calctui.errors import CalctuiError
from calctui.layout.help import help_rows
from calctui.layout.summary import summary_rows
from calctui.lesson.course import Entry
from calctui.lesson.library import following
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.lesson.search import Passage, passages
from calctui.player.events import GoToStep
from calctui.player.keys import Command
from calctui.player.player import Player
from calctui.player.summary import summary
from calctui.player.update import start
from calctui.text import Row, clean, clean_line

NEXT, STAY, LEAVE = "next", "stay", "leave"
_AFTER_THE_END = {
    **dict.fromkeys(("enter", "right", "n", "pagedown"), NEXT),
    **dict.fromkeys(("left", "p", "pageup"), STAY),
    **dict.fromkeys(("escape", "q"), LEAVE),
}
_CONTENTS_KEYS = {
    "question_mark": Command.HELP,
    "slash": Command.SEARCH,
    "ctrl+p": Command.PALETTE,
    "s": Command.SETTINGS,
}


class CalctuiApp(App[None]):
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
        first: tuple[Player, Entry] | None = None,
    ) -> None:
        """Prepares the app.

        Args:
            entries: Gives the lessons of the contents; called where they are needed.
            options: What the user chose.
            first: A lesson to open at once; leaving it leaves the app.
        """
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.options = options
        self._entries = entries
        self._first = first
        self._passages: tuple[Passage, ...] | None = None
        self._opening = False
        self._grader = Grader()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = options.theme or (DARK if self._depth == "truecolor" else DARK_16)

    @property
    def _depth(self) -> Depth:
        """The colours that are shown; of 256 the nearest are taken where the screen is written."""
        if self.no_color:
            return "none"
        return "truecolor" if self.console.color_system in {"truecolor", "256"} else "16"

    @property
    def look(self) -> Look:
        """How roles look in the present theme."""
        theme = self.current_theme
        if theme.ansi:
            depth: Depth = "none" if self.no_color else "16"
            return Look(dark=theme.dark, foreground="default", background="default", depth=depth)
        colours = theme.to_color_system().generate()
        return Look(dark=theme.dark, foreground=colours["foreground"], background=colours["background"])

    def on_mount(self) -> None:
        """Opens the contents, or the lesson that was asked for."""
        if self._first is None:
            self.push_screen(ContentsScreen(self._entries()))
        else:
            self._play(*self._first)

    def on_unmount(self) -> None:
        """Ends what runs beside the app."""
        self._grader.close()

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
        self._play(start(found, ids.index(step) if step in ids else 0), entry)

    def _play(self, player: Player, entry: Entry) -> None:
        if isinstance(self.screen, LessonScreen):
            self.screen.play(player, entry)
            return
        screen = LessonScreen(player, entry, self.look, self.options, self._grader)
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
        screen = self.screen
        if not isinstance(screen, LessonScreen) or screen.player is not player:
            return
        whole, title = summary(player), clean_line(beyond.title) if beyond else ""

        def rows(width: int, height: int, scroll: int) -> tuple[tuple[Row, ...], int]:
            return summary_rows(whole, title, (width, height), scroll)

        def go(result: str | None) -> None:
            if result == NEXT and beyond is not None:
                self._open(beyond)
            elif result in {NEXT, LEAVE}:
                screen.leave()

        self.push_screen(PageScreen(self.look, rows, _AFTER_THE_END), go)

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
            case Command.SETTINGS:
                self.push_screen(SettingsScreen(self.look, self.options, theme_names()))
            case Command.SEARCH:
                self._search()
            case Command.STEPS if isinstance(screen, LessonScreen):
                self._choose_step(screen)
            case Command.PALETTE:
                choices = palette_choices(self._entries(), in_lesson=isinstance(screen, LessonScreen))
                self.push_screen(
                    PickScreen(
                        "Everything by name",
                        by_words(choices),
                        prompt="type a word",
                        empty="Nothing has that name.",
                    ),
                    self._do,
                )
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

        player = screen.player
        pick: PickScreen[int] = PickScreen(
            "Steps of this lesson",
            by_words(step_choices(player)),
            prompt="type a word of a title, or choose with ↑ ↓",
            empty="No step has that in its title.",
            first=player.step,
        )
        self.push_screen(pick, go)

    def _search(self) -> None:
        pick: PickScreen[Place] = PickScreen(
            "Search all lessons",
            lambda query: search_choices(self._passages or (), query),
            prompt="a word, such as gradient",
            empty="No lesson speaks of that.",
        )
        self.push_screen(pick, self._do)
        if self._passages is None:
            self.run_worker(partial(self._read_all, pick), thread=True, exclusive=True, group="search")

    def _read_all(self, pick: PickScreen[Place]) -> None:
        found = tuple(passages(self._entries()))
        self.call_from_thread(self._use_passages, found, pick)

    def _use_passages(self, found: tuple[Passage, ...], pick: PickScreen[Place]) -> None:
        self._passages = found
        if pick.is_current:
            pick.refill()

    def on_settings_screen_changed(self, message: SettingsScreen.Changed) -> None:
        """Goes on with other options."""
        self.options = message.options
        if self.options.theme:
            self.theme = self.options.theme
        for screen in self.screen_stack:
            match screen:
                case LessonScreen():
                    screen.use(self.options, self.look)
                case SettingsScreen():
                    screen.show(self.look)

    # What no text of a lesson may do

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Opens nothing: no text of a lesson may start a program."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Writes nothing: no text of a lesson may write a file."""
