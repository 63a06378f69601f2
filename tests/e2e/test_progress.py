"""Progress in real terminals: a killed program, two at once, a home that cannot be written, a review."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "calctui")
RIGHT, CTRL_Q = "\x1b[C", "\x11"


def progress(data: Path) -> dict:
    environ = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "CALCTUI_DATA": str(data)}
    done = subprocess.run(
        [PROGRAM, "progress", "--json"], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    return {lesson["id"]: lesson for lesson in json.loads(done.stdout)}


def test_a_killed_program_goes_on_where_it_was(start_program, tmp_path):
    data = tmp_path / "data"
    terminal = start_program("play", "introduction#predict", CALCTUI_DATA=str(data))
    terminal.wait_for("Where is x after this update?")
    terminal.press("3.2\r")
    terminal.wait_for("✓ Right.")
    terminal.press(RIGHT + RIGHT)
    terminal.wait_for("Again and again")
    time.sleep(1.0)
    os.kill(terminal._pid, signal.SIGKILL)
    assert terminal.wait_end() == -signal.SIGKILL
    kept = progress(data)["introduction"]
    assert kept["at"] == "repeat"
    assert kept["questions"]["predict"]["state"] == "right"
    again = start_program(CALCTUI_DATA=str(data))
    again.wait_for("◐ Introduction")
    again.press("\r")
    again.wait_for("Again and again")
    again.press(CTRL_Q)
    assert again.wait_end() == 0


def test_two_sessions_keep_what_each_of_them_does(start_program, tmp_path):
    data = tmp_path / "data"
    one = start_program("play", "introduction#predict", CALCTUI_DATA=str(data))
    two = start_program("play", "derivative", CALCTUI_DATA=str(data))
    one.wait_for("Where is x after this update?")
    two.wait_for("step 1 of")
    one.press("3.2\r")
    two.press(RIGHT + RIGHT)
    one.wait_for("✓ Right.")
    two.wait_for("step 2 of")
    for terminal in (one, two):
        terminal.press(CTRL_Q)
        assert terminal.wait_end() == 0
    kept = progress(data)
    assert kept["introduction"]["questions"]["predict"]["state"] == "right"
    assert kept["derivative"]["seen"] == 2


@pytest.mark.parametrize("home", ["/proc/nowhere", "/dev/null"])
def test_a_home_that_cannot_be_written_is_told_and_the_lesson_plays(start_program, home):
    terminal = start_program("play", "introduction#predict", HOME=home)
    terminal.wait_for("Progress is not kept")
    terminal.wait_for("Where is x after this update?")
    terminal.press("3.2\r")
    terminal.wait_for("✓ Right.")
    terminal.press(CTRL_Q)
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw


def test_settings_last(start_program, tmp_path):
    data = tmp_path / "data"
    terminal = start_program(CALCTUI_DATA=str(data))
    terminal.wait_for("Enter open")
    terminal.press("s")
    terminal.wait_for("Settings")
    terminal.press("\x1b[B" + RIGHT + RIGHT)
    terminal.wait_for("◂ ascii ▸")
    terminal.press("q")
    terminal.wait_for("Enter open")
    terminal.press(CTRL_Q)
    assert terminal.wait_end() == 0
    again = start_program("play", "introduction", CALCTUI_DATA=str(data))
    again.wait_for("+---")
    again.press(CTRL_Q)
    assert again.wait_end() == 0


def test_a_review_is_asked_line_by_line_in_a_dumb_terminal(start_program, tmp_path):
    from calctui.lesson.library import find
    from calctui.progress.lesson_key import key_of
    from calctui.progress.store import Store

    data = tmp_path / "data"
    with Store(data) as store:
        store.plan(key_of(find("introduction", {})), "reach", 1.0, "")
    terminal = start_program("review", TERM="dumb", size=(80, 50), CALCTUI_DATA=str(data))
    terminal.wait_for("Question: Run it for ever")
    terminal.press("!\r")
    terminal.wait_for("That was all that is due.")
    assert terminal.wait_end() == 0
    with Store(data) as store:
        ((due, _),) = store.cards().values()
    assert due > time.time()
