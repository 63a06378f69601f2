"""A limit on what is computed in one piece: it ends a loop in its middle, where looking at the clock comes too late."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SHORTEST = 0.001


class OutOfTime(BaseException):
    """The time is up. No `except Exception` on the way may take it for a fault of what is computed."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Ends the block when this process has computed for so long in it; waiting does not count.

    Only in the main thread, and only where the system has such a timer; elsewhere the block runs to its end.

    Raises:
        OutOfTime: The time was up.
    """
    if not hasattr(signal, "ITIMER_PROF") or threading.current_thread() is not threading.main_thread():
        yield
        return
    armed = True

    def end(_number: int, _frame: FrameType | None) -> None:
        if armed:
            raise OutOfTime

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, max(seconds, SHORTEST))
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
