"""What a learner has done with a question, and what follows from that: is it settled, does its gate open?"""

from __future__ import annotations

from typing import Literal

from calctui.frozen import frozen
from calctui.lesson.model import Question

State = Literal["open", "right", "missed", "given-up", "told"]
"""How a question stands. ``missed``: the attempts are used up; ``told``: nobody was asked, as in an export."""

MAX_DRAFT = 300
"""Characters of an answer; no formula may have more."""


@frozen
class Record:
    """The record of one question.

    Attributes:
        asked: Whether the picture has reached its moment, so that it is seen.
        state: How it stands.
        attempts: How many answers were right or wrong.
        hints: How many hints are shown.
        draft: What is typed and not yet handed in.
        cursor: Where in the draft typing goes on.
        answer: What was handed in last.
        checking: Whether that is being graded.
        feedback: What was said to it.
    """

    asked: bool = False
    state: State = "open"
    attempts: int = 0
    hints: int = 0
    draft: str = ""
    cursor: int = 0
    answer: str = ""
    checking: bool = False
    feedback: str = ""

    @property
    def settled(self) -> bool:
        """Whether the question is done with."""
        return self.state != "open"


UNASKED = Record()


def attempts_allowed(question: Question) -> int | None:
    """How many answers may be wrong before the question is settled all the same; None for any number."""
    return 1 if question.hold and question.gate != "right" else None


def opens(question: Question, record: Record) -> bool:
    """Whether the gate of a question lets *Next* pass."""
    if record.settled:
        return True
    match question.gate:
        case "none":
            return True
        case "try":
            return record.attempts > 0
        case "right":
            return False
