"""A terminal at the end of a line: so many bytes a second, so long each way; it reads what a program shows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyte

_TICK = 0.002
_BUFFER = 4096
"""Bytes that wait for a slow line before it lets the program wait, as a small buffer of SSH or the kernel would."""
_ASK = re.compile(rb"\x1b\[(\d+;\d+)H\x1b\[6n")
"""Asks for the cursor where it was put."""
_FRAME = re.compile(r"\d+/\d+")
"""Which frame of how many is shown."""


@dataclass
class Line:
    """A line between the program and the terminal.

    Attributes:
        rate: Bytes a second towards the terminal; None for as many as come.
        delay: Seconds each way.
    """

    rate: float | None = None
    delay: float = 0.0


@dataclass
class Measured:
    """What a run came to.

    Attributes:
        seconds: How long was measured.
        bytes: How many reached the terminal.
        cpu: Seconds of processor time of the program.
        shown: How many frames were seen, by their number in the watched row.
        delays: From each key to the first change that it made on the screen, in seconds.
        memory: Resident memory at the end, in bytes.
    """

    seconds: float = 0.0
    bytes: int = 0
    cpu: float = 0.0
    shown: int = 0
    delays: list[float] = field(default_factory=list)
    memory: int = 0


class Run:
    """A program in a terminal behind a line."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        size: tuple[int, int],
        line: Line | None = None,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.screen.write_process_input = lambda reply: self.type(reply.encode())
        self._stream = pyte.ByteStream(self.screen)
        self._line = line or Line()
        self._arriving: deque[tuple[float, bytes]] = deque()
        self._typing: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0
        self.received = 0
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execve(command[0], list(command), dict(environ))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self._pid, signal.SIGWINCH)

    def close(self) -> None:
        """Ends the program."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def cpu(self) -> float:
        """Seconds of processor time of the program so far."""
        with open(f"/proc/{self._pid}/stat") as file:  # noqa: PTH123 - a file of the kernel
            parts = file.read().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Resident memory of the program, in bytes."""
        with open(f"/proc/{self._pid}/statm") as file:  # noqa: PTH123 - a file of the kernel
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def type(self, keys: bytes) -> None:
        """Types; the keys take their way along the line."""
        self._typing.append((time.monotonic() + self._line.delay, keys))

    def step(self, wait: float = _TICK) -> None:
        """Lets a moment pass."""
        now = time.monotonic()
        while self._typing and self._typing[0][0] <= now:
            os.write(self._fd, self._typing.popleft()[1])
        # What is under way along the line does not wait for it.
        waiting = (self._free_at - now) * (self._line.rate or 0)
        if waiting >= _BUFFER:
            time.sleep(wait)
        elif select.select([self._fd], [], [], wait)[0]:
            self._take()
        while self._arriving and self._arriving[0][0] <= time.monotonic():
            data = self._arriving.popleft()[1]
            self.received += len(data)
            self._stream.feed(data)

    def _take(self) -> None:
        try:
            data = os.read(self._fd, 512 if self._line.rate else 65536)
        except OSError:
            return
        now = time.monotonic()
        self._free_at = max(self._free_at, now)
        if self._line.rate:
            self._free_at += len(data) / self._line.rate
        self._arriving.append((self._free_at + self._line.delay, data))

    def row(self, index: int) -> str:
        """The text of a row."""
        cells = self.screen.buffer[index]
        return "".join(cells[x].data for x in range(self.screen.columns))

    def frame(self, row: int) -> str:
        """Which frame a row says is shown; nothing where it says none."""
        found = _FRAME.search(self.row(row))
        return found[0] if found else ""

    def wait_for(self, text: str, seconds: float = 30.0) -> None:
        """Waits until a text is seen."""
        end = time.monotonic() + seconds
        while not any(text in row for row in self.screen.display):
            if time.monotonic() > end:
                raise TimeoutError("\n".join(self.screen.display))
            self.step(0.02)

    def burn(self, seconds: float) -> float:
        """Lets it play and only takes its bytes: to emulate a terminal can take longer than to paint.

        Returns:
            Seconds of processor time a second.
        """
        begun, cpu = time.monotonic(), self.cpu()
        while (left := begun + seconds - time.monotonic()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                for place in _ASK.findall(os.read(self._fd, 65536)):
                    os.write(self._fd, b"\x1b[" + place + b"R")
        return (self.cpu() - cpu) / (time.monotonic() - begun)

    def watch(
        self, seconds: float, row: int, keys: Sequence[tuple[bytes, str]] = (), every: float = 0.0
    ) -> Measured:
        """Measures for a while.

        Args:
            seconds: How long.
            row: The row that tells which frame is shown.
            keys: Keys that are typed one after another, over and over, and what the row shows then.
            every: Seconds between them.
        """
        found = Measured()
        begun, cpu, received = time.monotonic(), self.cpu(), self.received
        before, states = self.frame(row), 0
        next_key, typed, count = begun + every, None, 0
        expected = ""
        while (now := time.monotonic()) < begun + seconds:
            self.step()
            if (frame := self.frame(row)) != before:
                before = frame
                states += 1
            if typed is not None and expected in self.row(row):
                found.delays.append(time.monotonic() - typed)
                typed = None
            if keys and typed is None and now >= next_key:
                key, expected = keys[count % len(keys)]
                self.type(key)
                typed, count = now, count + 1
                next_key = now + every
        found.seconds = time.monotonic() - begun
        found.bytes = self.received - received
        found.cpu = self.cpu() - cpu
        found.shown = states
        found.memory = self.memory()
        return found
