"""Where lessons play: opens them, and what lies beside them when it is first asked for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from calctui.app.contents_screen import ContentsScreen
from calctui.app.desk import Desk
from calctui.app.fault_log import words_for_fault
from calctui.app.grader import Grader
from calctui.app.home import HomeApp
from calctui.app.lesson_screen import LessonScreen
from calctui.errors import CalctuiError
from calctui.lesson.kept_lessons import open_lesson
from calctui.lesson.model import Lesson
from calctui.player.update import start
from calctui.progress.lesson_key import key_of
from calctui.progress.remember import resumed
from calctui.text import clean

if TYPE_CHECKING:
    from calctui.app.beside import Beside
    from calctui.lesson.entry import Entry
    from calctui.player.player import Player


class Rooms:
    """Opens the lessons that a learner asks for; all but `_load` and `kill` in the app's own thread.

    Attributes:
        desk: What a screen works with on which a lesson plays.
    """

    def __init__(self, app: HomeApp, *, leave_app: bool) -> None:
        """Prepares the rooms.

        Args:
            app: Shows them.
            leave_app: Whether leaving a review leaves the app.
        """
        self._app = app
        self._keeper = app.keeper
        self._leave_app = leave_app
        self._grader = Grader()
        self.desk = Desk(self._grader, app.keeper.note, app.dropped)
        self._opening = False

    @cached_property
    def beside(self) -> Beside:
        """What lies beside lessons; no lesson waits for it to be loaded."""
        from calctui.app.beside import Beside

        return Beside(self._app, self, leave_app=self._leave_app)

    def close(self) -> None:
        """Ends what runs beside the app."""
        self._grader.close()

    def kill(self) -> None:
        """Ends the helper for exact algebra, also while it works; from any thread."""
        self._grader.kill()

    # Lessons

    def open(self, entry: Entry, step: str = "") -> None:
        """Opens a lesson, once for any number of quick Enters."""
        if self._opening or not isinstance(self._app.screen, ContentsScreen | LessonScreen):
            return
        self._opening = True
        self._app.run_worker(partial(self._load, entry, step), thread=True, group="open")

    def _load(self, entry: Entry, step: str) -> None:
        found: Lesson | CalctuiError
        try:
            found = open_lesson(entry.path)
        except CalctuiError as error:
            found = error
        except Exception as error:  # the boundary around a lesson that fails
            found = CalctuiError(words_for_fault(error))
        self._app.call_from_thread(self._opened, found, entry, step)

    def _opened(self, found: Lesson | CalctuiError, entry: Entry, step: str) -> None:
        """Plays the lesson in place of the one that is open; a broken one says what is wrong."""
        self._opening = False
        if isinstance(found, CalctuiError):
            self._app.notify(
                clean(str(found)), title="This lesson cannot be opened", severity="warning", markup=False
            )
            return
        ids = [known.id for known in found.steps]
        kept = self._keeper.lessons.get(key_of(entry))
        self.play(start(found, ids.index(step)) if step in ids else resumed(found, kept), entry)

    def play(self, player: Player, entry: Entry) -> None:
        """Plays a lesson, in place of the one that is open."""
        app = self._app
        if isinstance(app.screen, LessonScreen):
            app.screen.play(player, entry)
            return
        app.push_screen(self.lesson_screen(player, entry))

    def lesson_screen(self, player: Player, entry: Entry) -> LessonScreen:
        """A screen on which a lesson plays."""
        return LessonScreen(player, entry, self._app.look, self._app.options, self.desk)
