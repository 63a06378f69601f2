"""The program. Until it is ready, Ctrl+C ends it at once and without a traceback."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; gives the exit code of the process."""
    # No matrix of a lesson is large; else numpy starts a thread for each core of a shared host, and they spin.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with _interrupted_in_silence():
        from calctui.commands.dispatch import dispatch
    return dispatch(arguments)


@contextmanager
def _interrupted_in_silence() -> Iterator[None]:
    """Leaves Ctrl+C to the system, where Python would say which of its lines it has hit."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
