"""How long the check of one file may take: what it computes, and what it waits for exact algebra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, thread_time

from calctui.maths.symbolic import SymbolicHelper

SECONDS = 4.0
"""For one file, so that the whole command ends within 5; a lesson of the course takes about one."""
_SHORTEST_WAIT = 0.05


class Budget:
    """The time of one check.

    What other programs do meanwhile is not counted, so that a busy machine gives the same findings.

    Attributes:
        seconds: How long it may take.
        step: The index of the step that is looked at.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.step = 0
        self._begun = thread_time()
        self._waited = 0.0

    @property
    def left(self) -> float:
        """How many seconds are left; not above 0 where there is no time left."""
        return self.seconds - (thread_time() - self._begun) - self._waited

    @contextmanager
    def waiting(self, helper: SymbolicHelper) -> Iterator[None]:
        """Counts the time that passes while the helper is asked, and bounds it by what is left."""
        limit = helper.time_limit
        helper.time_limit = min(limit, max(self.left, _SHORTEST_WAIT))
        begun, computed = monotonic(), thread_time()
        try:
            yield
        finally:
            helper.time_limit = limit
            self._waited += monotonic() - begun - (thread_time() - computed)
