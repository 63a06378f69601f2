"""Textual's driver for a terminal, made to outlive what terminals and lines do: sizes, bytes, stops, hang-ups."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import sys
import termios
import threading
from contextlib import suppress
from threading import Event, Lock
from time import monotonic, sleep
from typing import Any

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from calctui.app.guard import GUARD, HANGUP, has_job_control
from calctui.app.keyboard import Keyboard

WIDEST, TALLEST = 500, 200
"""Columns and rows that are drawn at most; every cell costs memory."""
USUAL = (80, 24)
"""The size taken where the terminal does not know its own."""

GIVE_UP = 0.8
"""So long a terminal may refuse to be restored; in seconds."""
_PATIENCE = 0.3
"""After so long, what still waits on a stalled line is thrown away; in seconds."""
_BURST = 100
"""So many keys may wait to be obeyed before more of them are read."""
_PIECE = 256
"""Bytes that are read at once."""
_FLOOD = 1024
"""So many bytes do not wait where people type."""
_MOMENT = 0.1

RESTORE = (
    b"\x18\x1b\\"  # ends a sequence that was cut in the middle
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Takes back every mode that Textual sets."""


class GuardedDriver(LinuxDriver):
    """A driver that gives the terminal back however the program ends."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if sys.__stdout__ is not None and sys.__stdout__.isatty():
            # Standard error may be a file; the terminal was asked for on standard output.
            self._file = sys.__stdout__
        assert self._file is not None
        self._output = self._file.fileno()
        self._mode = Lock()
        self._in_mode = False
        self._raw: list[Any] | None = None
        self._parent = os.getppid()
        self._stopping = self._continued = False
        signal.signal(signal.SIGTSTP, self._stop)
        signal.signal(signal.SIGCONT, self._go_on)
        GUARD.on_leaving(self.restore)

    # The size

    def _get_terminal_size(self) -> tuple[int, int]:
        """The columns and rows to draw in: those of the terminal, whatever the environment says."""
        for fileno in (self._output, self.fileno):
            with suppress(OSError):
                return _bounded(*os.get_terminal_size(fileno))
        return USUAL

    def process_message(self, message: Message) -> None:
        """Passes a message of the terminal on; a size that it reports is bounded like one that is asked for.

        Whether its window is in front is not passed on: a terminal that says so only of leaving would take the keys
        away from the answer for ever.
        """
        if isinstance(message, events.AppBlur | events.AppFocus):
            return
        if isinstance(message, events.Resize):
            size = _bounded(*message.size)
            message = events.Resize.from_dimensions(size, message.pixel_size or None)
        super().process_message(message)

    # Keys

    def run_input_thread(self) -> None:
        """Reads what the terminal sends until the app ends; ends the program where there is no terminal any more."""
        keyboard, waiting = Keyboard(), 0
        while not self.exit_event.is_set():
            if os.getppid() != self._parent:
                GUARD.leave(HANGUP)
            if select.select([self.fileno], [], [], _MOMENT)[0]:
                try:
                    data = os.read(self.fileno, _PIECE)
                except OSError:
                    data = b""
                if not data:
                    GUARD.leave(HANGUP)
                    return
                for message in keyboard.feed(data):
                    self.process_message(message)
                    waiting += 1
            else:
                waiting = 0
            for message in keyboard.tick():
                self.process_message(message)
            if waiting > _BURST:
                self._wait_until_obeyed()
                self._drop_flood()
                waiting = 0

    def _wait_until_obeyed(self) -> None:
        """Waits for the app and its screen, so that a flood of keys waits in the terminal and not in memory."""
        obeyed = Event()

        def after_screen() -> None:
            if not self._app.screen_stack or not self._app.screen.call_later(obeyed.set):
                obeyed.set()

        self._app.call_later(after_screen)
        while not (obeyed.wait(_MOMENT) or self.exit_event.is_set()):
            pass

    def _drop_flood(self) -> None:
        """Forgets keys that nobody can have typed: they came by the hundred while others were obeyed."""
        with suppress(OSError, termios.error):
            (unread,) = struct.unpack("i", fcntl.ioctl(self.fileno, termios.FIONREAD, bytes(4)))
            if unread > _FLOOD:
                termios.tcflush(self.fileno, termios.TCIFLUSH)

    # Taking the terminal and giving it back

    def start_application_mode(self) -> None:
        """Takes the terminal, unless the program is about to end."""
        with self._mode:
            if GUARD.leaving:
                return
            self._in_mode = True
            super().start_application_mode()  # type: ignore[no-untyped-call]
            with suppress(termios.error):
                self._raw = termios.tcgetattr(self.fileno)

    def stop_application_mode(self) -> None:
        """Gives the terminal back, as fast as the line takes it."""
        with self._mode:
            super().stop_application_mode()

    def close(self) -> None:
        """Waits until all is written."""
        super().close()
        self._in_mode = False

    def restore(self) -> None:
        """Gives the terminal back from any thread, without waiting for what a stalled line still holds."""
        self._mode.acquire(timeout=_PATIENCE)
        if not self._in_mode:
            return
        try:
            terminal = os.open(os.ttyname(self.fileno), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:
            return
        # A program in the background may restore too.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        # What the thread that writes has still to write must not come after what is written here.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._output)
        _interrupt_writers()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        _write_at_last(terminal, RESTORE)

    # Stopping and going on

    @property
    def can_suspend(self) -> bool:
        """Whether a shell would notice."""
        return has_job_control()

    def _stop(self, *_: object) -> None:
        """Gives the terminal back and stops, with its whole job as the terminal itself would; then goes on."""
        if not self.can_suspend or not self._in_mode or GUARD.leaving:
            return
        self._stopping, self._continued = True, False
        self.suspend_application_mode()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
        # The stop may come a moment after the call; where nobody could continue it, there is none.
        asked = monotonic()
        while not self._continued and monotonic() - asked < _PATIENCE:
            sleep(0.01)
        signal.signal(signal.SIGTSTP, self._stop)
        self._stopping = False
        self._must_signal_resume = True
        self.resume_application_mode()
        self._loop.call_soon_threadsafe(self._paint_again)

    def _go_on(self, *_: object) -> None:
        """Takes the terminal again after a stop that could not be noticed; does no harm where there was none."""
        self._continued = True
        if self._stopping or not self._in_mode or GUARD.leaving or not self._in_foreground:
            return
        if self._raw is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
        self._loop.call_soon_threadsafe(self._paint_again)

    def _paint_again(self) -> None:
        if self._in_mode:
            self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l")
            self._enable_mouse_support()
            self._app.refresh(layout=True)

    @property
    def _in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return False


def _bounded(columns: int, rows: int) -> tuple[int, int]:
    """A size that can be drawn."""
    if columns < 1 or rows < 1:
        return USUAL
    return min(columns, WIDEST), min(rows, TALLEST)


def _interrupt_writers() -> None:
    """Makes a thread that a stalled line holds in the middle of a write try again, now to nowhere."""
    for thread in threading.enumerate():
        if thread.ident not in {None, threading.get_ident()}:
            with suppress(OSError):
                # Its handler does nothing any more when the program is about to end.
                signal.pthread_kill(thread.ident or 0, signal.SIGCONT)


def _write_at_last(terminal: int, data: bytes) -> None:
    """Writes to a terminal that does not block, in the end at the cost of what waits before it."""
    begun = monotonic()
    while data and (passed := monotonic() - begun) < GIVE_UP:
        if passed > _PATIENCE:
            with suppress(termios.error):
                termios.tcflush(terminal, termios.TCOFLUSH)
        try:
            data = data[os.write(terminal, data) :]
        except BlockingIOError:
            sleep(0.02)
        except OSError:
            return
