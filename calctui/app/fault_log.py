"""What went wrong inside the program, with its details, in a file of bounded size that the learner can send in."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from calctui import __version__
from calctui.folders import state_folder
from calctui.text import clean, clean_line

if TYPE_CHECKING:
    from logging import LogRecord

FAULT = 70
"""The exit code after a fault of the program's own."""
FILE = "faults.log"
MAX_BYTES = 128 * 1024
"""Of the file; there is one older file beside it at most."""
MAX_CHARACTERS = 8_000
"""Of one fault; the end of a longer one is kept, which says what happened."""
MAX_FAULTS = 100
"""That are written by one run; a fault at every frame says no more than the first ones."""

_written = 0


def note_fault(error: BaseException, where: str) -> Path | None:
    """Writes a fault down.

    Args:
        error: What was raised.
        where: What was being done.

    Returns:
        The file; None where it cannot be written.
    """
    global _written  # noqa: PLW0603 - a count of this process
    _written += 1
    try:
        path = state_folder() / FILE
        if _written <= MAX_FAULTS:
            _write(path, f"calctui {__version__}, {clean_line(where)}\n{_details(error)}")
    except (OSError, RuntimeError):
        return None
    return path


def words_for_fault(error: BaseException, where: str = "outside of a step") -> str:
    """Writes a fault down; gives one clean line for the user."""
    log = note_fault(error, where)
    details = f" The details are in {clean_line(str(log))}" if log else ""
    return f"Something went wrong inside calctui ({type(error).__name__}).{details}"


def _details(error: BaseException) -> str:
    import traceback

    # An exception may fail even to say what it is.
    try:
        lines = traceback.format_exception(error, limit=40)
    except Exception:
        lines = [f"{type(error).__name__}, which cannot be told\n"]
    return clean("".join(lines))[-MAX_CHARACTERS:]


def _write(path: Path, words: str) -> None:
    from logging import ERROR, Formatter, LogRecord
    from logging.handlers import RotatingFileHandler

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink():
        raise OSError(f"{path} is a link")
    # Only who runs the program may read what it says.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600))
    handler = RotatingFileHandler(
        path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace"
    )
    handler.setFormatter(Formatter("%(asctime)s %(message)s"))
    handler.handleError = _raise  # type: ignore[method-assign]
    try:
        handler.handle(LogRecord("calctui", ERROR, "", 0, words, None, None))
        path.chmod(0o600)
    finally:
        with suppress(OSError):
            handler.close()


def _raise(record: LogRecord) -> None:
    """Lets the caller know, where logging would print a traceback."""
    del record
    error = sys.exc_info()[1]
    if error is not None:
        raise error
