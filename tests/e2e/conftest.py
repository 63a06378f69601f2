"""A real pseudo-terminal with the installed program in it; pyte reads the screen as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte
import pytest

PROGRAM = Path(sys.executable).parent / "calctui"
WHERE_IS_THE_CURSOR, CURSOR_IS_HERE = b"\x1b[6n", b"\x1b[1;1R"
"""What a program may ask, and what every terminal answers."""
PATIENCE = 20.0
"""So long may a busy machine take before the screen must show what is waited for; in seconds."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A developer without a tool may skip its tests; in CI a skip is a failure."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Gives the path of a system tool, or skips the test and says what is missing."""

    def find(name: str) -> str:
        path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find


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
        self._stream = pyte.ByteStream(self.screen)
        self._status: int | None = None
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(arguments[0], list(arguments), dict(environ))
        self.resize(columns, rows)

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
            pytest.fail(f"the program reads no keys; the screen is:\n{self.text}")
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
            with suppress(OSError):  # the program may have ended
                os.write(self._fd, CURSOR_IS_HERE * data.count(WHERE_IS_THE_CURSOR))

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
                pytest.fail(f"never saw {what or expected!r}; the screen is:\n{self.text}")

    def wait_end(self) -> int:
        """Waits until the program has ended; gives its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read()
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.read(0.1)
                self._status = os.waitstatus_to_exitcode(status)
                return self._status
        pytest.fail(f"the program does not end; the screen is:\n{self.text}")

    def close(self) -> None:
        """Ends the program, if it still runs."""
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._fd)


@pytest.fixture
def start_program(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the installed program in a terminal of its own, in an empty home."""
    started: list[Terminal] = []

    def start(
        *arguments: str, size: tuple[int, int] = (80, 24), program: str = str(PROGRAM), **environ: str
    ) -> Terminal:
        clean = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
            **environ,
        }
        terminal = Terminal([program, *arguments], size, clean)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.close()
