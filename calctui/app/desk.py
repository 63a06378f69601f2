"""What a lesson screen works with besides its lesson."""

from __future__ import annotations

from collections.abc import Callable

from calctui.app.grader import Grader
from calctui.frozen import frozen
from calctui.lesson.entry import Entry
from calctui.player.player import Player

Note = Callable[[Player, Entry], None]
"""Keeps a moment of a lesson."""


@frozen
class Desk:
    """What a lesson screen works with.

    Attributes:
        grader: Gives verdicts on answers.
        note: Keeps what the learner does.
        dropped: Tells how many frames the line did not carry so far.
    """

    grader: Grader
    note: Note
    dropped: Callable[[], int]
