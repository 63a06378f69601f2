"""The Textual app: opens the contents or a lesson, and keeps what a lesson must not reach out of reach."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.theme import BUILTIN_THEMES

from calctui.app.contents_screen import ContentsScreen
from calctui.app.help_screen import HelpScreen
from calctui.app.lesson_screen import LessonScreen
from calctui.app.look import Look
from calctui.app.options import Options
from calctui.app.themes import DARK, THEMES
from calctui.errors import CalctuiError, NotFoundError
from calctui.lesson.course import Entry
from calctui.lesson.load import load_lesson
from calctui.player.player import Player, start
from calctui.text import clean, clean_line


class CalctuiApp(App[None]):
    """The contents of a course, and the lessons that are opened from it.

    Attributes:
        options: What the user chose.
    """

    TITLE = "calctui"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; }"

    def __init__(self, entries: Sequence[Entry], options: Options, player: Player | None = None) -> None:
        """Prepares the app.

        Args:
            entries: The lessons of the contents; none are needed where a lesson is opened at once.
            options: What the user chose.
            player: A lesson to open at once; leaving it leaves the app.
        """
        super().__init__()
        self.options = options
        self._entries = tuple(entries)
        self._player = player
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = options.theme or DARK

    @property
    def look(self) -> Look:
        """How roles look in the present theme."""
        colours = self.theme_variables
        return Look(
            dark=self.current_theme.dark,
            foreground=colours["foreground"],
            background=colours["background"],
        )

    def on_mount(self) -> None:
        """Opens the contents, or the lesson that was asked for."""
        if self._player is None:
            self.push_screen(ContentsScreen(self._entries))
        else:
            self.push_screen(LessonScreen(self._player, self.look, self.options), lambda _: self.exit())

    def on_contents_screen_open(self, message: ContentsScreen.Open) -> None:
        """Opens a lesson from the contents, once for any number of quick Enters; a broken one says what is wrong."""
        if not isinstance(self.screen, ContentsScreen):
            return
        try:
            player = start(load_lesson(message.entry.path))
        except CalctuiError as error:
            self.notify(
                clean(str(error)), title="This lesson cannot be opened", severity="warning", markup=False
            )
            return
        self.push_screen(LessonScreen(player, self.look, self.options))

    def on_key(self, event: events.Key) -> None:
        """Keys of the contents; a lesson has its own."""
        if event.key == "question_mark" and isinstance(self.screen, ContentsScreen):
            self.push_screen(HelpScreen(self.look))

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Opens nothing: no text of a lesson may start a program."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Writes nothing: no text of a lesson may write a file."""


def run(entries: Sequence[Entry], options: Options, player: Player | None = None) -> int:
    """Runs the app until it is left; gives the exit code of the process.

    Raises:
        NotFoundError: There is no such theme; names those that there are.
    """
    names = {theme.name for theme in THEMES} | set(BUILTIN_THEMES)
    if options.theme and options.theme not in names:
        known = ", ".join(sorted(names))
        raise NotFoundError(f"there is no theme {clean_line(options.theme)!r}; the themes are {known}")
    app = CalctuiApp(entries, options, player)
    app.run(mouse=options.mouse)
    return app.return_code or 0
