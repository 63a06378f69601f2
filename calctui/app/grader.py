"""Grades answers beside the thread that draws; its helper for exact algebra ends when it has nothing to do."""

from __future__ import annotations

from threading import Timer

from calctui.app.fault_log import note_fault
from calctui.grading.grade import grade
from calctui.maths.equivalence import EXACT_SECONDS
from calctui.maths.symbolic import SymbolicHelper
from calctui.player.events import Verdict
from calctui.player.player import Player

IDLE_SECONDS = 60.0
"""So long does the helper wait for another answer that needs it."""
CANNOT = (
    "This answer cannot be judged: something went wrong inside the program. ! and Enter shows the answer."
)


class Grader:
    """Gives verdicts on answers; may be called from any thread."""

    def __init__(self) -> None:
        self._helper = SymbolicHelper(time_limit=EXACT_SECONDS)
        self._timer: Timer | None = None

    def verdict(self, player: Player) -> Verdict:
        """The verdict on the answer that a player has handed in."""
        question, answer = player.question, player.record.answer
        assert question is not None
        try:
            found = grade(question, answer, player.lesson, player.current, self._helper)
        except Exception as error:  # the boundary around a question that fails
            note_fault(error, f"grading {player.lesson.id}, step {player.current.id}")
            return Verdict(player.current.id, answer, "undecided", CANNOT)
        self._end_later()
        return Verdict(player.current.id, answer, found.outcome, found.feedback)

    def close(self) -> None:
        """Ends the helper at once."""
        if self._timer is not None:
            self._timer.cancel()
        self._helper.kill()
        self._helper.close()

    def kill(self) -> None:
        """Ends the helper without waiting for the answer it works on; from any thread."""
        self._helper.kill()

    def _end_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = Timer(IDLE_SECONDS, self._helper.close)
        self._timer.daemon = True
        self._timer.start()
