"""Leaves in good order when the process is told to end: progress written, the terminal as it was, no helper left.

Nothing here waits for the event loop: a stalled line may hold it for ever. A signal writes its number to a
pipe, even while Python computes; a thread of its own reads it, does what leaving needs and ends the process.
"""

from __future__ import annotations

import errno
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_NAMES = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGALRM", "SIGTERM", "SIGUSR1", "SIGUSR2")
LEAVING = {number for name in _NAMES if (number := getattr(signal, name, None)) is not None}
"""Signals that end the program; its exit code is then 128 and the number, as shells have it."""

HANGUP = 128 + 1
"""The exit code where the terminal or the parent has gone, as after SIGHUP."""

LONGEST = 5.0
"""So long may leaving take; in seconds. It takes far less, even on a stalled line."""


class Guard:
    """What is still to be done when the process is told to end.

    Attributes:
        leaving: Whether it has been told; from then on nobody may take the terminal again.
    """

    def __init__(self) -> None:
        self.leaving = False
        self._ends: list[Callable[[], object]] = []
        self._once = threading.Lock()

    def on_leaving(self, *ends: Callable[[], object]) -> None:
        """Does these too, in order; each must come to its end by itself, within a second, from any thread."""
        self._ends += ends

    @contextmanager
    def watching(self, wanted: bool = True) -> Iterator[None]:
        """Obeys the signals that end the program, if wanted, until the block is left."""
        if not wanted or os.name != "posix" or threading.current_thread() is not threading.main_thread():
            yield
            return
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        threading.Thread(target=self._watch, args=(reading,), name="guard", daemon=True).start()
        # The pipe comes first: what is told to a handler without it would be heard by nobody.
        woken = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        before = {number: signal.signal(number, self._told) for number in LEAVING if _may_be_told(number)}
        try:
            yield
        finally:
            if self.leaving:
                # Whatever has ended the block, the exit code is that of the signal.
                time.sleep(LONGEST)
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(woken)
            self._ends.clear()
            os.close(writing)

    def _told(self, number: int, frame: FrameType | None) -> None:
        """Marks in the main thread at once that it is time; the thread that watches does the rest."""
        del number, frame
        self.leaving = True

    def _watch(self, reading: int) -> None:
        while told := os.read(reading, 64):
            for number in told:
                if number in LEAVING:
                    self.leave(128 + number)
        os.close(reading)

    def leave(self, code: int) -> None:
        """Ends the process with this exit code, from any thread; the first who says so is heard."""
        self.leaving = True
        if not self._once.acquire(blocking=False):
            return
        for end in self._ends:
            # Whatever fails here, the next one is still to be done.
            with suppress(Exception):
                end()
        os._exit(code)


def line_dropped(fileno: int) -> bool:
    """Whether this was a terminal until its line dropped; not so of a file, a pipe, or a terminal that is there."""
    if os.name != "posix":
        return False
    import termios

    try:
        termios.tcgetattr(fileno)
    except termios.error as error:
        return bool(error.args[0] == errno.EIO)
    return False


def _may_be_told(number: int) -> bool:
    """Whether the signal is not ignored by the wish of who started the program, as under nohup."""
    return signal.getsignal(number) is not signal.SIG_IGN


GUARD = Guard()
"""Signals belong to the process, so there is one."""


def has_job_control() -> bool:
    """Whether there is a shell above that notices a stop and can make the program go on.

    Such a shell gives each job a process group of its own. Under a forced command of an SSH server, in a window
    opened for this program alone or in a script of such a window nobody would make it go on.
    """
    return os.name == "posix" and os.getpgrp() != os.getsid(0)
