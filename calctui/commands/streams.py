"""What is true before any command begins: streams that can be written to, and no orders from the environment."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

from calctui.commands.charset import is_unicode, write_lookalikes
from calctui.text import clean

BROKEN_PIPE = 141
NO_FILE = 2
LOST = 74
"""The exit code where the output cannot be written, as on a full disk."""


def prepare_streams() -> None:
    """Makes every stream one that can be written to."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # It was closed when the program was started; nobody wants to read it.
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            # Where the output has no Unicode, something like it is better than a traceback.
            stream.reconfigure(errors="replace")
            if not is_unicode():
                write_lookalikes(stream)


_DRIVERS = {"textual.drivers.web_driver:WebDriver", "textual.drivers.linux_driver:LinuxDriver"}
"""Textual's own drivers, which may be asked for: that of a browser, and the plain one, to compare with."""
_DRIVER = "TEXTUAL_DRIVER"


def ignore_orders() -> None:
    """Forgets what Textual would obey: to press keys, to write logs and pictures, to load a driver of anybody's."""
    kept = {_DRIVER, "TEXTUAL_COLOR_SYSTEM"} if os.environ.get(_DRIVER) in _DRIVERS else set()
    for name in [name for name in os.environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        if name not in kept:
            del os.environ[name]


def without_prompt(run: Callable[[], int]) -> int:
    """The exit code of what is run.

    Where Python was told to stay with a prompt at the end, the process ends first: a prompt is a way to a shell.
    """
    if not sys.flags.inspect:
        return run()
    try:
        code = run()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def complain(words: str) -> None:
    """Says what is wrong on standard error; where nobody can read it, the exit code says it alone."""
    try:
        print(clean(words), file=sys.stderr, flush=True)
    except OSError:
        # What Python would still write at exit must go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def output_lost(error: OSError) -> int:
    """Says why the output cannot be written, or a file not be read; gives the exit code.

    What Python would still write at exit must go nowhere.
    """
    if error.filename is not None:
        complain(f"calctui: {error.strerror}: {str(error.filename)[:80]}")
        return NO_FILE
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has gone, and needs no word of it.
        return BROKEN_PIPE
    complain(f"calctui: {error.strerror or error}")
    return LOST
