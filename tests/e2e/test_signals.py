"""The process is told to end at every kind of moment: the right exit code, the terminal as it was, all answers kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from calctui.progress.store import Store
from tests.e2e.terminal import PROGRAM, load, modes_left_on

HERE = Path(__file__).parent
SAMPLES = [
    sample
    for name in ("hostile_runtime.jsonl", "hostile_signals.jsonl")
    for line in (HERE / name).read_text("utf-8").splitlines()
    if (sample := json.loads(line))["kind"] == "signal"
]
ENDING = [sample for sample in SAMPLES if "exit" in sample["expected"]]
HARMLESS = [
    sample
    for sample in SAMPLES
    if "afterwards" in sample["expected"]
    and sample["input"]["signal"] not in {"SIGUSR1", "SIGALRM", "SIGQUIT"}
]
LESSON = """\
format: 1
id: faults
title: Faults
summary: For signals.
steps:
  - id: number
    title: A number
    text: Words.
    question: {kind: number, prompt: How many?, answer: 3, explain: Three.}
  - id: formula
    title: A formula
    text: Words.
    question: {kind: expression, of: [x], prompt: Which one?, answer: ln(x), explain: It is.}
"""
_PART = "(10**19+atan(x)+atan(1/x)+sqrt(x+2))**7"
HEAVY = f"ln(x)+{_PART}-{_PART}*(sin(x)**2+cos(x)**2)"
"""An answer that exact algebra works on for more than a second."""
RIGHT, CTRL_Q = "\x1b[C", "\x11"
WITHIN = 2.5
"""So long may leaving take on a machine that does nothing else; in seconds."""


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, path.read_text().split())
    return found


def wait_until_stalled(pid: int) -> None:
    """Waits, without taking in what a program writes, until it has long written nothing more."""
    written = -1
    for _ in range(100):
        before, written = written, int(Path(f"/proc/{pid}/io").read_text().split("wchar:")[1].split()[0])
        if written == before:
            return
        time.sleep(0.4)
    pytest.fail("the line does not stall")


def lives(pid: int) -> bool:
    """Whether a process has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Scene:
    """A program at a moment, with an answer that was given before."""

    def __init__(self, start_program: Callable[..., object], folder: Path, when: str, how: str) -> None:
        (folder / "faults.yaml").write_text(LESSON)
        self.data = folder / "data"
        self.answered = 0
        self.helpers: list[int] = []
        arguments: list[str] = ["play", str(folder / "faults.yaml")]
        if when == "lesson list":
            arguments = []
        elif when in {"animation", "reader stalled (no bytes taken for 3 s)"}:
            arguments = ["play", "introduction#repeat"]
        if "SIGHUP ignored" in how:
            self.terminal = start_program(
                "-c", f"trap '' HUP; exec {PROGRAM} {' '.join(arguments)}", program="/bin/sh",
                CALCTUI_DATA=str(self.data),
            )  # fmt: skip
        else:
            self.terminal = start_program(*arguments, CALCTUI_DATA=str(self.data))
        self.before = termios.tcgetattr(self.terminal.fd)
        getattr(self, "_" + when.split(" (", maxsplit=1)[0].replace(" ", "_").replace("-", "_"))()

    def _lesson_list(self) -> None:
        self.terminal.wait_for("Enter open")

    def _animation(self) -> None:
        self.terminal.wait_for("Update ")

    def _first_200_ms_after_start(self) -> None:
        self.terminal.read(0.15)

    def _reader_stalled(self) -> None:
        self._animation()
        self.terminal.press("rr>>>")
        wait_until_stalled(self.terminal.pid)

    def _answered(self) -> None:
        self.terminal.wait_for("How many?")
        self.terminal.press("3\r")
        self.terminal.wait_for("✓ Right.")
        self.answered = 1

    def _quiz_with_half_typed_answer(self) -> None:
        self._answered()
        self.terminal.press(RIGHT)
        self.terminal.wait_for("Which one?")
        self.terminal.press("ln(")
        self.terminal.wait_for("ln(")

    def _sympy_worker_busy(self) -> None:
        self._quiz_with_half_typed_answer()
        self.terminal.press(HEAVY.removeprefix("ln(") + "\r")
        end = time.monotonic() + 10
        while not (found := children(self.terminal.pid)) and time.monotonic() < end:
            self.terminal.read(0.02)
        assert found, "no helper has started"
        self.helpers = found

    def _during_save(self) -> None:
        self._answered()


def do(scene: Scene, how: str) -> None:
    """Does to the program what the sample says."""
    terminal, pid = scene.terminal, scene.terminal.pid
    number = getattr(signal, how.split(maxsplit=1)[0].split("+", maxsplit=1)[0], None)
    if "master closed" in how:
        terminal.hang_up()
    elif "twice" in how:
        os.kill(pid, number)
        time.sleep(0.005)
        if lives(pid):
            os.kill(pid, number)
    elif "while stopped" in how:
        os.kill(pid, signal.SIGSTOP)
        time.sleep(0.1)
        os.kill(pid, number)
        os.kill(pid, signal.SIGCONT)
    elif "+SIGCONT" in how:
        os.kill(pid, number)
        if lives(pid):
            os.kill(pid, signal.SIGCONT)
    else:
        os.kill(pid, number)


@pytest.mark.parametrize("sample", ENDING, ids=lambda s: f"{s['input']['signal']}, {s['input']['when']}")
def test_told_to_end(start_program, tmp_path: Path, sample):
    when, how = sample["input"]["when"], sample["input"]["signal"]
    scene = Scene(start_program, tmp_path, when, how)
    do(scene, how)
    code = scene.terminal.wait_end(WITHIN * load())
    expected = {sample["expected"]["exit"]}
    if when.startswith("first"):  # before Python has read our first line, the signal itself ends it
        expected.add(128 - sample["expected"]["exit"])
    assert code in expected
    end = time.monotonic() + WITHIN * load()
    while any(map(lives, scene.helpers)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not [pid for pid in scene.helpers if lives(pid)]
    assert b"Traceback" not in scene.terminal.raw
    if "master closed" not in how:
        assert termios.tcgetattr(scene.terminal.fd) == scene.before
        assert modes_left_on(bytes(scene.terminal.raw)) == []
    if scene.answered:
        with Store(scene.data) as store:
            (saved,) = (saved for key, saved in store.lessons().items() if key.lesson == "faults")
        assert saved.questions["number"].state == "right"


@pytest.mark.parametrize("moment", [0.02, 0.1, 0.2, 0.3, 0.5])
@pytest.mark.parametrize("how", ["SIGHUP", "SIGTERM", "pty master closed with SIGHUP ignored"])
def test_told_to_end_while_it_starts(start_program, how: str, moment: float):
    command = f"trap '' HUP; exec {PROGRAM} play introduction" if "ignored" in how else f"exec {PROGRAM}"
    terminal = start_program("-c", command, program="/bin/sh")
    time.sleep(moment)
    if "ignored" in how:
        terminal.hang_up()
        # Before the shell has read its first line, the signal itself ends it.
        assert terminal.wait_end() in {129, -signal.SIGHUP}
        return
    os.kill(terminal.pid, number := getattr(signal, how))
    # Before the program has read its first line, the signal itself ends it.
    assert terminal.wait_end() in {128 + number, -number}
    assert b"Traceback" not in terminal.raw
    assert modes_left_on(bytes(terminal.raw)) == []


@pytest.mark.parametrize("sample", HARMLESS, ids=lambda s: s["input"]["signal"])
def test_goes_on_after(lent, sample):
    how = sample["input"]["signal"]
    terminal = lent.take("play", "introduction#repeat")
    terminal.wait_for("Again and again")
    terminal.press("r")
    terminal.wait_for("▶")
    if how == "SIGSTOP then SIGCONT":
        os.kill(terminal.pid, signal.SIGSTOP)
        time.sleep(0.2)
        os.kill(terminal.pid, signal.SIGCONT)
    elif " to " in how:
        columns, rows = map(int, how.split(" to ")[1].split()[0].split("x"))
        terminal.resize(columns, rows, shown=False)
        terminal.read(0.3)
        terminal.resize(80, 24)
    else:
        name, _, rest = how.partition(" x ")
        for _ in range(int(rest.split()[0]) if rest else 1):
            os.kill(terminal.pid, getattr(signal, name))
            terminal.read(0.005)
    terminal.press("?")
    terminal.wait_for("play or pause")
    terminal.press("\x1b")
    terminal.wait_for("Again and again")
    lent.give_back(terminal)


def test_the_parent_has_gone(start_program, tmp_path: Path):
    """A wrapper is killed and leaves its terminal behind: the program does not stay on it alone."""
    wrapper = "import subprocess, sys; subprocess.run(sys.argv[1:])"
    command = f"{sys.executable} -c '{wrapper}' {PROGRAM} play introduction#repeat; sleep 1000"
    terminal = start_program("-c", command, program="/bin/sh")
    terminal.wait_for("Update ")
    (parent,) = children(terminal.pid)
    (pid,) = children(parent)
    os.kill(parent, signal.SIGKILL)
    end = time.monotonic() + 20
    while lives(pid) and time.monotonic() < end:
        terminal.read(0.05)
    assert not lives(pid)
    terminal.read(0.2)
    assert modes_left_on(bytes(terminal.raw)) == []


def test_no_busy_loop(start_program):
    """A paused lesson costs next to nothing."""
    terminal = start_program("play", "introduction#repeat")
    terminal.wait_for("Update ")
    terminal.press(RIGHT)
    terminal.wait_for("→ next")
    terminal.read(0.5)
    clock = os.sysconf("SC_CLK_TCK")

    def used() -> float:
        fields = Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / clock

    before = used()
    end = time.monotonic() + 2.0
    while time.monotonic() < end:
        terminal.read(0.1)
    assert used() - before < 1.0, "a whole core would be 2 seconds"


def test_stops_for_a_shell_and_comes_back(start_program):
    terminal = start_program("--norc", "-i", program="/bin/bash", PS1="shell> ")
    terminal.wait_for("shell>")
    terminal.press(f"{PROGRAM} play introduction#repeat\r")
    terminal.wait_for("Update ")
    terminal.press("\x1a")
    terminal.wait_for("Stopped")
    assert set(modes_left_on(bytes(terminal.raw))) <= {b"2004"}, "a shell pastes in brackets too"
    terminal.press("echo back in the $((1 + 1))nd\r")
    terminal.wait_for("back in the 2nd")
    terminal.press("fg\r")
    terminal.wait_for("Again and again")
    terminal.press(RIGHT)
    terminal.wait_for("→ next")
    terminal.press(CTRL_Q)
    terminal.wait_for(
        lambda t: t.raw.rfind(b"?1049h") < t.raw.rfind(b"?1049l") < t.raw.rfind(b"shell>"), "the prompt"
    )
    terminal.press("echo left with $?\r")
    terminal.wait_for("left with 0")
    assert set(modes_left_on(bytes(terminal.raw))) <= {b"2004"}
    terminal.press("exit\r")
    assert terminal.wait_end() == 0


def test_does_not_stop_where_no_shell_would_notice(start_program):
    """As under a forced command, where a stopped program would hold the line for ever."""
    terminal = start_program(
        "-c", f"{PROGRAM} play introduction#repeat; echo left with $?", program="/bin/sh"
    )
    terminal.wait_for("Update ")
    terminal.press("\x1a")
    terminal.wait_for("There is no shell above")
    terminal.press(CTRL_Q)
    terminal.wait_for("left with 0")
    assert terminal.wait_end() == 0


def test_closed_streams_are_no_traceback(tmp_path: Path):
    for shell, code in [
        (f"{PROGRAM} list >&-", 0),
        (f"{PROGRAM} play introduction >&-", 2),
        (f"{PROGRAM} play introduction < /dev/null", 2),
        (f"{PROGRAM} play nothing-such 2>&-", 2),
        (f"{PROGRAM} list > /dev/full", 74),
    ]:
        done = subprocess.run(
            ["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False,
            stdin=subprocess.DEVNULL, env={**os.environ, "HOME": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == code, shell
        assert "Traceback" not in done.stderr
        assert "Error" not in done.stderr


def test_errors_in_a_file_leave_the_picture_on_the_terminal(start_program, tmp_path: Path):
    command = f"{PROGRAM} play introduction#repeat 2> {tmp_path}/errors"
    terminal = start_program("-c", command, program="/bin/sh")
    terminal.wait_for("Update ")
    terminal.press(CTRL_Q)
    assert terminal.wait_end() == 0
    assert (tmp_path / "errors").read_text() == ""
