"""Measures many learners at once: `python tests/bench/learners.py [N] [COMMAND...]`; by hand, not in CI.

Each learner plays in a terminal of 80 x 24 of its own and presses a key every two seconds, at times of its own,
while pictures move. Told are the memory of each and how long it takes from a key to the first bytes of its answer.
COMMAND, such as an SSH client that logs in to a class account, stands for the program.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import struct
import sys
import termios
import time
from pathlib import Path

SECONDS = 40.0
BETWEEN = 2.0
KEYS = [b"\x1b[C", b".", b",", b"r", b"\x1b[D", b"5"]


def begin(command: list[str], data: str) -> int:
    """Starts a learner; gives its terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", "CALCTUI_DATA": data})
    return terminal


def memories() -> list[float]:
    """The memory of each program that plays, shared pages counted by their share, in MB."""
    found = []
    for path in Path("/proc").glob("[0-9]*/smaps_rollup"):
        try:
            command = path.with_name("cmdline").read_bytes().split(b"\0")
            if any(part.endswith(b"bin/calctui") for part in command[:2]):
                found.append(int(path.read_text().split("Pss:")[1].split()[0]) / 1024)
        except OSError:
            continue
    return sorted(found)


def share(numbers: list[float], part: float) -> float:
    """The number below which this part of the numbers lies."""
    return sorted(numbers)[min(int(part * len(numbers)), len(numbers) - 1)]


def main() -> None:
    """Measures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    command = sys.argv[2:] or [str(Path(sys.executable).parent / "calctui"), "play", "descent"]
    chance = random.Random(1)
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    begun = time.monotonic()
    terminals = [begin(command, str(folder / f"learner-{number}")) for number in range(count)]
    came = dict.fromkeys(terminals, 0)
    poll = select.poll()
    for terminal in terminals:
        poll.register(terminal, select.POLLIN)
    pressed: dict[int, float] = {}
    next_key = dict.fromkeys(terminals, 0.0)
    waits: list[float] = []
    ready = 0.0
    while (now := time.monotonic()) - begun < SECONDS + (ready - begun if ready else SECONDS):
        for terminal, _ in poll.poll(10):
            came[terminal] += len(os.read(terminal, 65536))
            if terminal in pressed:
                waits.append(time.monotonic() - pressed.pop(terminal))
        if not ready and all(size > 3000 for size in came.values()):
            ready = time.monotonic()
            print(f"{count} learners see their lesson after {ready - begun:.1f} s")
            next_key = {terminal: ready + 3 + chance.random() * BETWEEN for terminal in terminals}
        if ready:
            for terminal in terminals:
                if now > next_key[terminal] and terminal not in pressed:
                    os.write(terminal, chance.choice(KEYS))
                    pressed[terminal], next_key[terminal] = now, now + BETWEEN * (0.5 + chance.random())
    each = memories()
    print(
        f"memory each: {share(each, 0.5):.0f} MB, at most {each[-1]:.0f} MB, {sum(each):.0f} MB in all ({len(each)})"
    )
    print(f"{len(waits)} keys: p50 {share(waits, 0.5) * 1000:.0f} ms, p95 {share(waits, 0.95) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
