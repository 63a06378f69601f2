"""Terminals of every kind and size, storms of resizes, pastes and bytes that nobody would type."""

from __future__ import annotations

import base64
import json
import os
import random
import re
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from calctui.app.keyboard import PASTE_PAUSE
from tests.e2e.terminal import PATIENCE

HERE = Path(__file__).parent
CTRL_Q, CTRL_U, RIGHT = "\x11", "\x15", "\x1b[C"
SECONDS_OF_BYTES = float(os.environ.get("CALCTUI_FUZZ_SECONDS", "4"))
"""A run by hand takes 60."""


def samples(kind: str) -> list[dict]:
    found = []
    for name in ("hostile_runtime.jsonl", "hostile_terminals.jsonl"):
        for line in (HERE / name).read_text("utf-8").splitlines():
            sample = json.loads(line)
            if sample["kind"] == kind:
                found.append(sample)
    return found


def memory(pid: int) -> float:
    """The most memory a process has had, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def go_to(terminal, size: list[int]) -> None:
    """Makes the window so large, and waits for what must then be seen in it."""
    columns, rows = (min(side, 65535) for side in size)
    shown = 1 <= columns <= 500 and 1 <= rows <= 200
    terminal.resize(columns, rows, shown=shown)
    if shown and (columns < 40 or rows < 12) and columns >= 20 and rows >= 2:
        terminal.wait_for("40 x")
    elif shown and columns >= 40 and rows >= 12:
        terminal.wait_for(lambda t: "Esc" in t.rows[-1], "the footer")
    else:
        terminal.read(0.3)


@pytest.mark.parametrize("sample", samples("terminal_size"), ids=lambda s: "{}x{}".format(*s["input"]))
def test_every_size(lent, sample):
    """It plays and obeys keys at any size, and is whole again afterwards."""
    terminal = lent.take("play", "introduction#repeat")
    terminal.wait_for("Again and again")
    terminal.press("r")
    go_to(terminal, sample["input"])
    terminal.press("?")
    terminal.resize(80, 24)
    terminal.wait_for("play or pause")
    terminal.press("\x1b")
    terminal.wait_for("Again and again")
    assert memory(terminal.pid) < 250
    lent.give_back(terminal)


@pytest.mark.parametrize("size", [[0, 0], [1, 1], [39, 11], [500, 200], [65535, 65535]], ids=str)
def test_it_is_left_at_every_size(start_program, size):
    terminal = start_program("play", "introduction#repeat")
    terminal.wait_for("Again and again")
    go_to(terminal, size)
    terminal.quit()


@pytest.mark.parametrize(
    "term", ["xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100", "ansi", ""]
)
def test_every_kind_of_terminal(start_program, term: str):
    terminal = start_program("play", "introduction#repeat", TERM=term, COLORTERM="")
    terminal.wait_for("Again and again")
    terminal.press(RIGHT)
    terminal.wait_for("→ next")
    terminal.quit()


@pytest.mark.parametrize(
    "sample", samples("environment"), ids=lambda s: ",".join(map("=".join, s["input"].items()))
)
def test_every_environment(start_program, tmp_path: Path, sample):
    environ = dict(sample["input"])
    terminal = start_program("play", "introduction#repeat", **environ)
    terminal.wait_for("Again and again")
    terminal.press(RIGHT)
    terminal.wait_for(lambda t: "next" in t.rows[-1], "the footer")
    terminal.quit()
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
    terminal.quit()
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
    terminal.quit()


ASKS = ("play", "introduction#predict")


_UNFINISHED = re.compile(rb"\x1b(?:[\[O]?[0-9;:<?]*|[\]P_^X][^\x07\x1b]*)\Z")
"""A sequence at whose end a terminal would have more to send."""


def is_unfinished(data: bytes) -> bool:
    return data.rfind(b"\x1b[200~") > data.rfind(b"\x1b[201~") or bool(_UNFINISHED.search(data[-8192:]))


@pytest.fixture
def asked(start_program) -> Callable[[], object]:
    def begin():
        terminal = start_program(*ASKS)
        terminal.wait_for("Where is x after this update?")
        return terminal

    return begin


def plain(terminal) -> str:
    """The screen without the kinds of its blanks, of which one is the cursor."""
    return terminal.text.replace("\xa0", " ")


@pytest.mark.parametrize("sample", samples("keyboard_bytes"), ids=lambda s: s["input"]["name"])
def test_every_byte(lent, sample):
    """Keys are obeyed again after any bytes; where these have led elsewhere, the program can be left."""
    terminal = lent.take(*ASKS)
    terminal.wait_for("within 0.005")
    terminal.wait_quiet(0.3)
    before = plain(terminal)
    data = base64.b64decode(sample["input"]["b64"])
    data = (
        (data * (1 + sample["input"].get("repeat_to", 0) // max(len(data), 1)))[: 1 << 20] if data else data
    )
    flood(terminal, data)
    if is_unfinished(data):
        terminal.read(PASTE_PAUSE + 0.3)
    if not terminal.has_ended:
        # What the bytes have said of the size is forgotten with this.
        terminal.resize(80, 24)
        terminal.wait_quiet()
    assert b"\x1b]52" not in terminal.raw
    assert not re.search("[\x80-\x9f]", terminal.raw.decode())
    if not terminal.has_ended:
        terminal.press(CTRL_U)
        terminal.wait_quiet(0.3)
    if plain(terminal) == before:
        terminal.press("3")
        terminal.wait_quiet(0.3)
        obeyed = "▸ 3" in terminal.text
        terminal.press(CTRL_U)
        terminal.wait_quiet(0.3)
        if obeyed and plain(terminal) == before:
            lent.give_back(terminal)
            return
    # What is pressed into a flood that is still obeyed may be dropped with it, and is pressed again.
    for _ in range(int(PATIENCE)):
        if terminal.has_ended:
            break
        terminal.press(CTRL_Q)
        terminal.read(0.5)
    terminal.quit()


def test_keys_are_obeyed_also_after_the_window_was_said_to_be_behind(asked):
    """A terminal may say so and never take it back."""
    terminal = asked()
    terminal.press("\x1b[O")
    terminal.wait_quiet()
    terminal.press("3.2\r")
    terminal.wait_for("✓ Right.")
    terminal.quit()


def flood(terminal, data: bytes) -> None:
    """Types as fast as the program reads."""
    for start in range(0, len(data), 1024):
        terminal.press(data[start : start + 1024])
        terminal.read(0.001)


def test_a_paste_of_a_megabyte_into_an_answer(asked):
    terminal = asked()
    flood(terminal, b"\x1b[200~" + b"3+" * (1 << 19) + b"\x1b[201~")
    terminal.wait_for("as long as an answer may be")
    assert memory(terminal.pid) < 250
    terminal.quit()


def test_a_paste_without_an_end_does_not_swallow_the_keys(asked):
    terminal = asked()
    terminal.press("\x1b[200~3.")
    terminal.wait_for("▸ 3.")
    terminal.press("2\r")
    terminal.wait_for("✓ Right.")
    terminal.quit()


def test_a_pasted_answer(asked):
    terminal = asked()
    terminal.press("\x1b[200~3.2\x1b[201~\r")
    terminal.wait_for("✓ Right.")
    terminal.quit()


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
        if terminal.has_ended:
            # While the program begins or ends the terminal itself makes signals of Ctrl+C and Ctrl+\\.
            assert terminal.wait_end() in {0, 128 + signal.SIGINT, 128 + signal.SIGQUIT}
            assert b"Traceback" not in terminal.raw
            assert b"Something went wrong" not in terminal.raw
            ended += 1
            terminal = start_program("play", "introduction#predict")
            terminal.wait_for("Where is x")
        else:
            most = max(most, memory(terminal.pid))
    terminal.read(PASTE_PAUSE + 0.3)
    terminal.quit()
    assert most < 250
