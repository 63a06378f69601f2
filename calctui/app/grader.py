"""Grades answers beside the thread that draws; its helper for exact algebra ends when it has nothing to do."""

from __future__ import annotations

from threading import Lock, Timer
from typing import TYPE_CHECKING

from calctui.app.fault_log import note_fault
from calctui.player.events import Verdict
from calctui.player.player import Player

if TYPE_CHECKING:
    from calctui.maths.symbolic import SymbolicHelper

IDLE_SECONDS = 60.0
"""So long does the helper wait for another answer that needs it."""
CANNOT = (
    "This answer cannot be judged: something went wrong inside the program. ! and Enter shows the answer."
)


class Grader:
    """Gives verdicts on answers; may be called from any thread."""

    def __init__(self) -> None:
        self._helper: SymbolicHelper | None = None
        self._making = Lock()
        self._timer: Timer | None = None

    def verdict(self, player: Player) -> Verdict:
        """The verdict on the answer that a player has handed in."""
        question, answer = player.question, player.record.answer
        assert question is not None
        # What grades is loaded with the first answer.
        from calctui.grading.grade import grade

        try:
            found = grade(question, answer, player.lesson, player.current, self._ready())
        except Exception as error:  # the boundary around a question that fails
            note_fault(error, f"grading {player.lesson.id}, step {player.current.id}")
            return Verdict(player.current.id, answer, "undecided", CANNOT)
        self._end_later()
        return Verdict(player.current.id, answer, found.outcome, found.feedback)

    def close(self) -> None:
        """Ends the helper at once."""
        if self._timer is not None:
            self._timer.cancel()
        if self._helper is not None:
            self._helper.kill()
            self._helper.close()

    def kill(self) -> None:
        """Ends the helper without waiting for the answer it works on; from any thread."""
        if self._helper is not None:
            self._helper.kill()

    def _ready(self) -> SymbolicHelper:
        """The helper, which has no process before an answer needs it."""
        from calctui.maths.equivalence import EXACT_SECONDS
        from calctui.maths.symbolic import SymbolicHelper

        with self._making:
            if self._helper is None:
                self._helper = SymbolicHelper(time_limit=EXACT_SECONDS)
            return self._helper

    def _end_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = Timer(IDLE_SECONDS, self._ready().close)
        self._timer.daemon = True
        self._timer.start()
