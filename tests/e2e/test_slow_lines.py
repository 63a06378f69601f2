"""On lines that carry little frames are dropped, never queued, so that keys are obeyed; a dead line costs nothing."""

from __future__ import annotations

import json
import os
import select
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.terminal import CTRL_Q, load

SAMPLES = [
    sample
    for line in (Path(__file__).parent / "hostile_runtime.jsonl").read_text("utf-8").splitlines()
    if (sample := json.loads(line))["kind"] == "slow_link"
]
WHERE_IS_THE_CURSOR, CURSOR_IS_HERE = b"\x1b[6n", b"\x1b[1;1R"
"""What a program may ask, and what every terminal answers."""
PIECES = 20
"""So often in a second something comes through the line."""
QUEUED = 8192
"""So many bytes may be on their way: a whole screen, and what the terminal has asked for."""


class SlowLine:
    """Takes in what a program writes no faster than a line would carry it, and replies as late as it would.

    Attributes:
        shown: How many bytes have come through.
    """

    def __init__(self, terminal, rate: int) -> None:
        self._terminal, self._rate = terminal, rate
        self._due = time.monotonic()
        self.shown = 0

    def carry(self) -> bool:
        """Carries one piece; whether the program still runs."""
        self._due += 1 / PIECES
        time.sleep(max(self._due - time.monotonic(), 0.0))
        self._due = max(self._due, time.monotonic() - 1.0)
        try:
            data = os.read(self._terminal.fd, max(self._rate // PIECES, 1)) if self._has_more else b""
        except OSError:
            return False
        self.shown += len(data)
        self._terminal.raw += data
        if asked := data.count(WHERE_IS_THE_CURSOR):
            self._terminal.press(CURSOR_IS_HERE * asked)
        return not self._terminal.has_ended

    @property
    def _has_more(self) -> bool:
        return bool(select.select([self._terminal.fd], [], [], 0)[0])


def playing(start_program):
    """A program whose picture has begun anew."""
    terminal = start_program("play", "introduction#repeat")
    terminal.wait_for("Update ")
    terminal.press("r")
    return terminal


def carried(terminal, rate: int) -> SlowLine:
    """A line that has carried for a while what the program writes."""
    line = SlowLine(terminal, rate)
    end = time.monotonic() + 2.0
    while time.monotonic() < end:
        assert line.carry()
    return line


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s['input']['bytes_per_s']} bytes a second")
def test_a_key_is_obeyed_soon_on_a_slow_line(start_program, sample):
    rate = sample["input"]["bytes_per_s"]
    terminal = playing(start_program)
    line = carried(terminal, rate)
    pressed = time.monotonic()
    terminal.press(CTRL_Q)
    while line.carry():
        assert time.monotonic() - pressed < sample["expected"]["quit_within_s_after_key"] * 2 * load()
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("rate", [10_000, 1000])
def test_frames_are_left_out_and_do_not_queue(start_program, rate: int):
    terminal = playing(start_program)
    carried(terminal, rate)
    os.kill(terminal.pid, signal.SIGSTOP)
    before = len(terminal.raw)
    terminal.wait_quiet()
    assert len(terminal.raw) - before < QUEUED
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.quit()


def used(pid: int) -> float:
    """The processor time of a process, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_line_that_carries_nothing_more_costs_next_to_nothing(start_program):
    """As when the network is silently dead: nothing is read, and no hang-up comes."""
    terminal = playing(start_program)
    time.sleep(1.0)
    before = used(terminal.pid)
    time.sleep(2.0)
    assert used(terminal.pid) - before < 1.0, "a whole core would be 2 seconds"
