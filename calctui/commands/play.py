"""`calctui` and `calctui play`: opens the app, where there is a terminal to open it in."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from calctui.app.guard import GUARD, HANGUP, line_dropped
from calctui.app.quiet_start import quiet_start
from calctui.errors import CalctuiError, LessonError
from calctui.lesson.entry import Entry
from calctui.lesson.library import course_problems, entries, find, find_course, parse_address

BROWSER = "textual.drivers.web_driver:WebDriver"
"""What textual-serve has Textual draw with: the terminal is in a browser, at the other end of pipes."""


@quiet_start()
def contents(choices: Mapping[str, Any], lessons: Sequence[Entry] | None = None) -> int:
    """Opens the contents of the course, or of these lessons.

    Args:
        choices: What was chosen for this time, by the fields of the app's options.
        lessons: The lessons; default: all that are found by id.
    """
    need_terminal("calctui list")
    from calctui.app.run import run
    from calctui.progress.keeper import Keeper

    return run(entries if lessons is None else lambda: lessons, choices, Keeper())


@quiet_start()
def play(address: str, choices: Mapping[str, Any], *, watch: bool) -> int:
    """Opens a lesson where it was left, at a step if the address names one, or the contents of a folder.

    A lesson that is watched is loaded again on every save.
    """
    where = parse_address(address)
    if Path(where.lesson).is_dir() and all(entry.id != where.lesson for entry in entries()):
        if watch:
            raise CalctuiError("--watch needs one lesson; name a file of the folder")
        return contents(choices, _sound_course(where.lesson))
    from calctui.lesson.kept_lessons import open_lesson
    from calctui.player.update import start, step_index

    entry = find(where.lesson)
    lesson = open_lesson(entry.path)
    step = step_index(lesson, where.step) if where.step else None
    need_terminal(f"calctui show {lesson.id}")
    from calctui.app.run import run
    from calctui.progress.keeper import Keeper
    from calctui.progress.lesson_key import key_of
    from calctui.progress.remember import resumed

    keeper = Keeper()
    player = start(lesson, step) if step is not None else resumed(lesson, keeper.lessons.get(key_of(entry)))
    watched = {"watched": entry.path} if watch else {}
    return run(entries, {**choices, **watched}, keeper, (player, entry))


def _sound_course(folder: str) -> Sequence[Entry]:
    """The lessons of a folder; a broken lesson is one of them, a broken course is refused.

    Raises:
        LessonError: Two lessons have one id, or lessons require each other or what is not there.
    """
    course = find_course(folder)
    wrong = [problem for problem in course_problems(course) if problem.severity == "error"]
    if wrong:
        raise LessonError(wrong)
    return course.entries


def need_terminal(instead: str) -> None:
    """Refuses to start where keys cannot be read or the screen cannot be drawn.

    Raises:
        CalctuiError: Standard input or output is no terminal, or a dumb one, and no browser stands behind them.
    """
    if os.environ.get("TEXTUAL_DRIVER") == BROWSER:
        return
    if any(line_dropped(fileno) for fileno in (0, 1)):
        GUARD.leave(HANGUP)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CalctuiError(
            f"calctui needs a terminal to play in, and this is none; without one, try: {instead}"
        )
    if os.environ.get("TERM") == "dumb":
        raise CalctuiError(f"TERM=dumb cannot show moving pictures; try: {instead}")
