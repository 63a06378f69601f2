"""Terminals of every kind and size, storms of resizes, pastes and bytes that nobody would type."""

from __future__ import annotations

import base64
import json
import os
import random
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CTRL_Q, RIGHT = "\x11", "\x1b[C"
SECONDS_OF_BYTES = float(os.environ.get("CALCTUI_FUZZ_SECONDS", "5"))
"""A run by hand takes 60."""


def samples(kind: str) -> list[dict]:
    found = []
    for name in ("hostile_runtime.jsonl", "hostile_terminals.jsonl"):
        for line in (HERE / name).read_text("utf-8").splitlines():
            sample = json.loads(line)
            if sample["kind"] == kind:
                found.append(sample)
    return found


def quits(terminal) -> None:
    """The program answers, ends as asked, and has shown no traceback."""
    terminal.press(CTRL_Q)
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw
    assert b"Something went wrong" not in terminal.raw


def memory(pid: int) -> float:
    """The most memory a process has had, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


@pytest.mark.parametrize("sample", samples("terminal_size"), ids=lambda s: "{}x{}".format(*s["input"]))
def test_every_size(start_program, sample):
    columns, rows = (min(side, 65535) for side in sample["input"])
    shown = 1 <= columns <= 500 and 1 <= rows <= 200
    terminal = start_program("play", "introduction#repeat", size=(80, 24))
    terminal.wait_for("Again and again")
    terminal.resize(columns, rows, shown=shown)
    terminal.read(0.6)
    if shown and (columns < 40 or rows < 12) and columns >= 20 and rows >= 2:
        terminal.wait_for("40 x")
    elif shown and columns >= 40 and rows >= 12:
        terminal.wait_for(lambda t: "Esc" in t.rows[-1], "the footer")
    assert memory(terminal._pid) < 250
    quits(terminal)


@pytest.mark.parametrize(
    "term", ["xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100", "ansi", ""]
)
def test_every_kind_of_terminal(start_program, term: str):
    terminal = start_program("play", "introduction#repeat", TERM=term, COLORTERM="")
    terminal.wait_for("Again and again")
    terminal.press(RIGHT)
    terminal.wait_for("→ next")
    quits(terminal)


@pytest.mark.parametrize(
    "sample", samples("environment"), ids=lambda s: ",".join(map("=".join, s["input"].items()))
)
def test_every_environment(start_program, tmp_path: Path, sample):
    environ = dict(sample["input"])
    terminal = start_program("play", "introduction#repeat", **environ)
    terminal.wait_for("Again and again")
    terminal.press(RIGHT)
    terminal.wait_for(lambda t: "next" in t.rows[-1], "the footer")
    quits(terminal)
    assert not list(Path.cwd().glob("*.svg"))


@pytest.mark.parametrize(
    "environ",
    [{"LANG": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LANG": "POSIX"}],
)
def test_without_unicode_pictures_are_ascii_and_it_is_said(start_program, environ):
    terminal = start_program("play", "introduction#repeat", **environ)
    terminal.wait_for("has no Unicode")
    terminal.wait_for("+----")
    terminal.press(RIGHT)
    terminal.wait_for("> next")
    quits(terminal)
    assert terminal.raw.isascii()


def test_a_storm_of_resizes(start_program):
    terminal = start_program("play", "introduction#repeat")
    terminal.wait_for("Again and again")
    chance = random.Random(3)
    for _ in range(200):
        terminal.resize(chance.randint(1, 500), chance.randint(1, 200), shown=False)
        end = time.monotonic() + 0.01
        while time.monotonic() < end:
            terminal.read(0.003)
    terminal.resize(80, 24)
    terminal.wait_for(lambda t: "Esc" in t.rows[-1], "the footer")
    quits(terminal)


@pytest.fixture
def asked(start_program) -> Callable[[], object]:
    def begin():
        terminal = start_program("play", "introduction#predict")
        terminal.wait_for("Where is x after this update?")
        return terminal

    return begin


@pytest.mark.parametrize("sample", samples("keyboard_bytes"), ids=lambda s: s["input"]["name"])
def test_every_byte(asked, sample):
    terminal = asked()
    data = base64.b64decode(sample["input"]["b64"])
    data = (
        (data * (1 + sample["input"].get("repeat_to", 0) // max(len(data), 1)))[: 1 << 20] if data else data
    )
    flood(terminal, data)
    terminal.read(1.3)
    quits(terminal)
    assert b"\x1b]52" not in terminal.raw
    assert not re.search("[\x80-\x9f]", terminal.raw.decode())


def flood(terminal, data: bytes) -> None:
    """Types as fast as the program reads."""
    for start in range(0, len(data), 1024):
        terminal.press(data[start : start + 1024])
        terminal.read(0.001)


def test_a_paste_of_a_megabyte_into_an_answer(asked):
    terminal = asked()
    flood(terminal, b"\x1b[200~" + b"3+" * (1 << 19) + b"\x1b[201~")
    terminal.wait_for("as long as an answer may be")
    assert memory(terminal._pid) < 250
    quits(terminal)


def test_a_paste_without_an_end_does_not_swallow_the_keys(asked):
    terminal = asked()
    terminal.press("\x1b[200~3.")
    terminal.read(1.5)
    terminal.press("2\r")
    terminal.wait_for("✓ Right.")
    quits(terminal)


def test_a_pasted_answer(asked):
    terminal = asked()
    terminal.press("\x1b[200~3.2\x1b[201~\r")
    terminal.wait_for("✓ Right.")
    quits(terminal)


def test_bytes_by_chance(start_program):
    """Whatever comes, it stands or it has left in good order, since chance also types q and Ctrl+Q."""
    chance = random.Random(11)
    end = time.monotonic() + SECONDS_OF_BYTES
    ended = 0
    terminal = start_program("play", "introduction#predict")
    terminal.wait_for("Where is x")
    most = 0.0
    while time.monotonic() < end:
        data = chance.randbytes(64).replace(b"\x11", b"").replace(b"\x1a", b"")
        with suppress(OSError):
            terminal.press(data)
        terminal.read(0.002)
        if not Path(f"/proc/{terminal._pid}/fd/0").exists():
            assert terminal.wait_end() == 0
            assert b"Traceback" not in terminal.raw
            assert b"Something went wrong" not in terminal.raw
            ended += 1
            terminal = start_program("play", "introduction#predict")
            terminal.read(1.0)
        else:
            most = max(most, memory(terminal._pid))
    terminal.press("\x1b\x1b")
    terminal.read(1.5)
    quits(terminal)
    assert most < 250
