"""What is due to be asked again."""

from __future__ import annotations

from collections.abc import Iterable

from calctui.frozen import frozen
from calctui.lesson.entry import Entry
from calctui.progress.keeper import Keeper
from calctui.progress.lesson_key import LessonKey, key_of


@frozen
class Due:
    """A question that is due.

    Attributes:
        key: The name of its lesson in what is kept.
        entry: Its lesson.
        step: The id of its step.
    """

    key: LessonKey
    entry: Entry
    step: str


def due_questions(keeper: Keeper, entries: Iterable[Entry], now: float) -> list[Due]:
    """The questions that are due and whose lessons are there, the longest due first.

    Args:
        keeper: What was kept.
        entries: The lessons that are there.
        now: Seconds since 1970.
    """
    known = {key_of(entry): entry for entry in entries if not entry.problems}
    return [Due(key, known[key], step) for key, step in keeper.due(now) if key in known]
