"""What is kept of a lesson as plain data, and how two accounts of one question become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from calctui.frozen import frozen

State = Literal["open", "right", "missed", "given-up"]
STATES: tuple[State, ...] = ("open", "given-up", "missed", "right")
"""How a question can stand, the better the later: what was once right stays so."""


@frozen
class SavedQuestion:
    """What became of a question.

    Attributes:
        state: How it stands.
        attempts: How many answers were right or wrong.
        hints: How many hints were shown.
        answer: What was handed in last.
    """

    state: State = "open"
    attempts: int = 0
    hints: int = 0
    answer: str = ""


@frozen
class SavedLesson:
    """What is kept of a lesson.

    Attributes:
        step: The id of the step where the learner was; empty for none.
        share: How much of its animation was shown, 0 to 1.
        finished: Whether the lesson was played to its end.
        fingerprint: Of the lesson's file when it was played last.
        played: When, in seconds since 1970.
        seen: The ids of the steps that were arrived at.
        questions: By the ids of their steps.
    """

    step: str = ""
    share: float = 0.0
    finished: bool = False
    fingerprint: str = ""
    played: float = 0.0
    seen: frozenset[str] = frozenset()
    questions: Mapping[str, SavedQuestion] = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        """Whether there is anything to go on with."""
        return bool(self.seen)


def better(one: SavedQuestion, other: SavedQuestion) -> SavedQuestion:
    """Of two accounts of one question the one to keep: the better state, and of equals the later account."""
    return one if STATES.index(one.state) > STATES.index(other.state) else other
