"""Measures many learners at once: `python tests/bench/learners.py [N] [COMMAND...]`; by hand, not in CI.

Each learner plays in a terminal of 80 x 24 of its own, lets its picture begin anew and asks for the keys, every two
seconds and at times of its own; then it goes back. Told are the memory of each, and how long it takes from the key
until a word of its answer is there: bytes of the picture that moves meanwhile do not count.
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
ASK, BACK = b"r?", b"\x1b"
ANSWER = b"Backspace"
"""A word of the page of keys that stands nowhere in a lesson."""
WHERE_IS_THE_CURSOR, CURSOR_IS_HERE = b"\x1b[6n", b"\x1b[1;1R"


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
    said: dict[int, bytes] = {}
    go_back: dict[int, float] = {}
    next_key = dict.fromkeys(terminals, 0.0)
    waits: list[float] = []
    ready = 0.0
    while (now := time.monotonic()) - begun < SECONDS + (ready - begun if ready else SECONDS):
        for terminal, _ in poll.poll(10):
            data = os.read(terminal, 65536)
            came[terminal] += len(data)
            os.write(terminal, CURSOR_IS_HERE * data.count(WHERE_IS_THE_CURSOR))
            if terminal in pressed:
                said[terminal] += data
                if ANSWER in said[terminal]:
                    waits.append(time.monotonic() - pressed.pop(terminal))
                    go_back[terminal] = time.monotonic() + BETWEEN / 2
        if not ready and all(size > 3000 for size in came.values()):
            ready = time.monotonic()
            print(f"{count} learners see their lesson after {ready - begun:.1f} s")
            next_key = {terminal: ready + 3 + chance.random() * BETWEEN for terminal in terminals}
        if ready:
            for terminal in terminals:
                if now > go_back.get(terminal, now):
                    del go_back[terminal]
                    os.write(terminal, BACK)
                    next_key[terminal] = now + BETWEEN * (0.5 + chance.random()) / 2
                elif now > next_key[terminal] and terminal not in pressed and terminal not in go_back:
                    os.write(terminal, ASK)
                    pressed[terminal], said[terminal] = now, b""
    each = memories()
    print(
        f"memory each: {share(each, 0.5):.0f} MB, at most {each[-1]:.0f} MB, {sum(each):.0f} MB in all ({len(each)})"
    )
    p50, p95 = (share(waits, part) * 1000 for part in (0.5, 0.95))
    print(f"{len(waits)} keys: p50 {p50:.0f} ms, p95 {p95:.0f} ms, {len(pressed)} without an answer yet")


if __name__ == "__main__":
    main()
