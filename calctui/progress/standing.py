"""How a lesson stands for the learner: new, begun or done, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from calctui.frozen import frozen
from calctui.lesson.entry import Entry
from calctui.progress.lesson_key import LessonKey, fingerprint, key_of
from calctui.progress.saved import SavedLesson

Stage = Literal["new", "begun", "done"]


@frozen
class Standing:
    """How a lesson stands.

    Attributes:
        stage: New, begun or done.
        seen: How many of its steps were seen.
        changed: Whether its file has changed since it was played last.
        played: When that was, in seconds since 1970; 0 for never.
    """

    stage: Stage = "new"
    seen: int = 0
    changed: bool = False
    played: float = 0.0


def standing(entry: Entry, kept: Mapping[LessonKey, SavedLesson]) -> Standing:
    """How a lesson stands by what is kept."""
    saved = kept.get(key_of(entry))
    if saved is None or not saved.begun:
        return Standing()
    changed = bool(saved.fingerprint) and saved.fingerprint != fingerprint(entry.path)
    return Standing("done" if saved.finished else "begun", len(saved.seen), changed, saved.played)


def to_go_on_with(standings: Sequence[Standing]) -> int:
    """Which lesson to go on with: the one begun last, or else the first new one after the last that was touched."""
    begun = [index for index, known in enumerate(standings) if known.stage == "begun"]
    if begun:
        return max(begun, key=lambda index: standings[index].played)
    done = [index for index, known in enumerate(standings) if known.stage == "done"]
    after = max(done, default=-1) + 1
    new = [index for index, known in enumerate(standings) if known.stage == "new"]
    return next((index for index in new if index >= after), new[0] if new else 0)
