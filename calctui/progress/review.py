"""The questions that are due, each alone as a lesson of one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from calctui.errors import LessonError
from calctui.lesson.entry import Entry
from calctui.lesson.kept_lessons import open_lesson
from calctui.lesson.model import Lesson
from calctui.player.player import Player
from calctui.player.update import start
from calctui.progress.due import Due, due_questions
from calctui.progress.keeper import Keeper

MOST = 20
"""More questions than these are not asked in one go."""


def asked_alone(lesson: Lesson, step: str) -> Player | None:
    """A player of that question alone; None where the lesson no longer asks it."""
    for known in lesson.steps:
        if known.id == step and known.question is not None:
            return start(replace(lesson, title=f"Review: {lesson.title}", steps=(known,)))
    return None


def questions_to_ask(keeper: Keeper, entries: Iterable[Entry], now: float) -> list[tuple[Due, Player]]:
    """The questions to ask now, each as a player of that question alone, at most `MOST`.

    What is due of a lesson that is broken or no longer asks it is passed over.
    """
    found: list[tuple[Due, Player]] = []
    for due in due_questions(keeper, entries, now):
        try:
            player = asked_alone(open_lesson(due.entry.path), due.step)
        except LessonError:
            continue
        if player is None:
            keeper.pass_over(due.key, due.step)
        else:
            found.append((due, player))
        if len(found) == MOST:
            break
    return found
