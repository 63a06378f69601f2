"""A real pseudo-terminal with the installed program in it; pyte reads the screen as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte
import pytest

PROGRAM = Path(sys.executable).parent / "calctui"
CTRL_Q = "\x11"
MODES = (b"1049", b"1000", b"1003", b"1015", b"1006", b"1004", b"2004")
"""What the program switches on while it plays."""
PATIENCE = 20.0
"""So long may a busy machine take before the screen must show what is waited for; in seconds."""


def load() -> float:
    """How many times slower than on its own a program may be now, since others work besides."""
    return max(1.0, 2.0 * os.getloadavg()[0] / (os.cpu_count() or 1))


def modes_left_on(raw: bytes) -> list[bytes]:
    """Modes that were set later than they were taken back."""
    return [mode for mode in MODES if raw.rfind(b"?%sh" % mode) > raw.rfind(b"?%sl" % mode)]


class Terminal:
    """A program in a pseudo-terminal.

    Attributes:
        raw: All bytes that the program has written.
        screen: What stands on the screen, cell by cell.
    """

    def __init__(self, arguments: Sequence[str], size: tuple[int, int], environ: Mapping[str, str]) -> None:
        columns, rows = size
        self.raw = bytearray()
        self.screen = pyte.Screen(columns, rows)
        self.screen.write_process_input = self._reply
        self._stream = pyte.ByteStream(self.screen)
        self._status: int | None = None
        self._faults = Path(environ["HOME"], ".local", "state", "calctui", "faults.log")
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            # Whoever runs the tests may ignore them, as under nohup; a terminal does not.
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(arguments[0], list(arguments), dict(environ))
        self._before = termios.tcgetattr(self._fd)
        self.resize(columns, rows)

    @property
    def pid(self) -> int:
        """The process that was started."""
        return self._pid

    @property
    def fd(self) -> int:
        """The outer end of the terminal."""
        return self._fd

    def resize(self, columns: int, rows: int, *, shown: bool = True) -> None:
        """Changes the size of the window; one that is not shown may be of any size."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if shown:
            self.screen.resize(rows, columns)
        os.kill(self._pid, signal.SIGWINCH)

    def hang_up(self) -> None:
        """Closes the line, as when a connection drops."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)

    def press(self, keys: str | bytes) -> None:
        """Types; a program that does not read what is typed fails the test."""
        if not select.select([], [self._fd], [], PATIENCE)[1]:
            pytest.fail(f"the program reads no keys; {self._told}")
        os.write(self._fd, keys if isinstance(keys, bytes) else keys.encode())

    def read(self, seconds: float = 0.05) -> None:
        """Takes in what the program writes in this time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._fd], [], [], left)[0]:
                return
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                return
            if not data:
                return
            self.raw += data
            self._stream.feed(data)

    def _reply(self, data: str) -> None:
        """What a terminal says when it is asked, such as where its cursor is."""
        with suppress(OSError):  # the program may have ended
            os.write(self._fd, data.encode())

    @property
    def rows(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """What stands on the screen, as one text."""
        return "\n".join(self.rows)

    def wait_for(self, expected: str | Callable[[Terminal], bool], what: str = "") -> None:
        """Waits until a text stands on the screen, or something is true of it."""
        end = time.monotonic() + PATIENCE
        while True:
            self.read()
            if expected in self.text if isinstance(expected, str) else expected(self):
                return
            if time.monotonic() > end:
                pytest.fail(f"never saw {what or expected!r}; {self._told}")

    @property
    def _told(self) -> str:
        """What is seen, and the last that was written, for who looks into a failure."""
        state = "ended" if self._status is not None or self.has_ended else "running"
        faults = self._faults.read_text()[-2000:] if self._faults.exists() else "none"
        last = bytes(self.raw[-600:])
        return f"the screen is:\n{self.text}\nlast written was:\n{last!r}\n{state}, faults: {faults}"

    def wait_quiet(self, seconds: float = 0.15) -> None:
        """Waits until the program has written nothing for so long."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            before = len(self.raw)
            self.read(seconds)
            if len(self.raw) == before:
                return
        pytest.fail(f"the program writes without end; {self._told}")

    def quit(self) -> None:
        """The program answers, ends as asked, leaves the terminal as it was, and has shown no traceback."""
        self.press(CTRL_Q)
        assert self.wait_end() == 0
        assert b"Traceback" not in self.raw
        assert b"Something went wrong" not in self.raw
        assert termios.tcgetattr(self._fd) == self._before
        assert modes_left_on(bytes(self.raw)) == []

    def wait_end(self, patience: float = PATIENCE) -> int:
        """Waits until the program has ended; gives its exit code."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            self.read()
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.read(0.1)
                self._status = os.waitstatus_to_exitcode(status)
                return self._status
        pytest.fail(f"the program does not end; {self._told}")

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended, though nobody may have asked for its exit code."""
        state = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state in {"Z", "X"}

    def close(self) -> None:
        """Ends the program, if it still runs."""
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._fd)


def begin(
    arguments: Sequence[str],
    home: Path,
    *,
    size: tuple[int, int] = (80, 24),
    program: str = str(PROGRAM),
    **environ: str,
) -> Terminal:
    """Starts a program in a terminal of its own, with an environment of its own."""
    clean = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
        **environ,
    }
    return Terminal([program, *arguments], size, clean)


class Lent:
    """Programs that go from test to test: each test takes one, and gives it back as it found it, or not at all."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._free: dict[tuple[str, ...], Terminal] = {}
        self._taken: dict[int, tuple[str, ...]] = {}
        self._all: list[Terminal] = []

    def take(self, *arguments: str) -> Terminal:
        """A program that runs with these arguments."""
        terminal = self._free.pop(arguments, None)
        if terminal is None:
            terminal = begin(arguments, self._home)
            self._all.append(terminal)
        self._taken[id(terminal)] = arguments
        return terminal

    def give_back(self, terminal: Terminal) -> None:
        """Keeps a program for the next test."""
        self._free[self._taken.pop(id(terminal))] = terminal

    def quit_all(self) -> None:
        """What was given back must still end as asked."""
        try:
            for terminal in self._free.values():
                terminal.quit()
        finally:
            for terminal in self._all:
                terminal.close()
