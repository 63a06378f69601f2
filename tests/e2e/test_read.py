"""`calctui read` in a terminal that can do nothing, and in a pipe."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = str(Path(sys.executable).parent / "calctui")
ENVIRON = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}


def test_a_pipe_gets_the_whole_lesson_and_is_asked_nothing():
    done = subprocess.run(
        [PROGRAM, "read", "introduction"],
        capture_output=True,
        text=True,
        env=ENVIRON,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Step 11 of 11" in done.stdout
    assert "The answer is 3.2." in done.stdout
    assert "\x1b" not in done.stdout


def test_a_dumb_terminal_is_asked_line_by_line(start_program):
    terminal = start_program("read", "introduction#predict", TERM="dumb", size=(80, 50))
    terminal.wait_for("Question: Where is x after this update?")
    for typed, answer in [
        ("3,,", "I cannot read that yet"),
        ("?", "Hint: How much is 0.1 times the slope?"),
        ("4.8", "That climbs."),
    ]:
        terminal.press(typed + "\r")
        terminal.wait_for(answer)
    terminal.wait_for("x = 3.2, f =")
    terminal.wait_for("Enter goes on")
    terminal.press("\r")
    terminal.wait_for("Again and again")
    terminal.wait_for("Enter goes on")
    terminal.press("q\r")
    assert terminal.wait_end() == 0
    assert b"\x1b" not in terminal.raw
    assert b"Traceback" not in terminal.raw


def test_giving_up_and_the_end_of_input_are_answers_too(start_program):
    terminal = start_program("read", "introduction#predict", TERM="dumb", size=(80, 50))
    terminal.wait_for("Question:")
    terminal.press("!\r")
    terminal.wait_for("The answer is 3.2.")
    terminal.press("\x04")
    assert terminal.wait_end() == 0
