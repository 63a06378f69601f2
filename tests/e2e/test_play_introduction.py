"""The installed program in a real terminal, played by keys to the end of the introduction."""

from __future__ import annotations

import re

import pytest

RIGHT, ESCAPE, CTRL_Q = "\x1b[C", "\x1b", "\x11"
ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"
SHOW_CURSOR = b"\x1b[?25h"


def place(terminal) -> tuple[int, int]:
    """The number of the step and how many there are, as the heading says."""
    found = re.search(r"step (\d+) of (\d+)", terminal.text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def settled(terminal) -> bool:
    """Whether the step has come to its end: the footer offers the next one, or asks."""
    return not {"to the end", "to the question"} & set(re.findall("to the [a-z]+", terminal.rows[-1]))


def run_on(terminal, step: int) -> None:
    """To the end of the step, or to its question."""
    terminal.press(RIGHT)
    terminal.wait_for(settled, f"the end of step {step}")


def test_plays_to_the_end_by_keys_through_resizes(start_program):
    terminal = start_program()
    terminal.wait_for("Introduction")
    terminal.press("\r")
    terminal.wait_for(lambda t: place(t)[0] == 1, "the first step")
    steps = place(terminal)[1]
    sizes = {3: (40, 15), 5: (160, 50), 7: (80, 24)}
    for step in range(1, steps + 1):
        if step in sizes:
            terminal.resize(*sizes[step])
        terminal.wait_for(lambda t, step=step: place(t)[0] == step, f"step {step}")
        terminal.wait_for(lambda t: "Esc" in t.rows[-1], "the footer")
        if not settled(terminal):
            run_on(terminal, step)
        if "Esc picture" in terminal.rows[-1]:
            terminal.press("!\r")
            terminal.wait_for(lambda t: "Esc picture" not in t.rows[-1], "the end of the question")
            if not settled(terminal):
                run_on(terminal, step)
        if step < steps:
            terminal.press(RIGHT)
    terminal.press(RIGHT)
    terminal.wait_for("Done: Introduction")
    terminal.press("q")
    terminal.wait_for(lambda t: "Enter open" in t.text, "the contents")
    terminal.press(CTRL_Q)
    assert terminal.wait_end() == 0
    assert ALTERNATE_SCREEN_OFF in terminal.raw
    assert SHOW_CURSOR in terminal.raw[terminal.raw.rfind(ALTERNATE_SCREEN_OFF) - 200 :]


def test_the_picture_moves_within_three_seconds(start_program):
    terminal = start_program("play", "introduction#repeat")
    terminal.wait_for("▶")
    terminal.wait_for("●")
    before = terminal.text
    terminal.read(3.0)
    assert terminal.text != before


def test_the_preview_prints_its_lines_beside_the_picture(start_program):
    terminal = start_program("play", "introduction#preview")
    terminal.wait_for("import numpy as np")
    terminal.wait_for("┌")
    terminal.press(RIGHT)
    terminal.wait_for("Step 19: x = 0.0576, f(x) = 0.0033")
    terminal.press("[")
    terminal.wait_for("Step 18: x = 0.0721, f(x) = 0.0052")
    assert "Step 19" not in terminal.text


def test_a_small_terminal_says_what_it_needs_and_comes_back(start_program):
    terminal = start_program("play", "introduction#downhill", size=(20, 5))
    terminal.wait_for("calctui needs 40 x")
    terminal.resize(80, 24)
    terminal.wait_for("Which way is down?")


def test_help_shows_every_key_and_closes(start_program):
    terminal = start_program("play", "introduction")
    terminal.wait_for("How wrong")
    terminal.press("?")
    terminal.wait_for("play or pause")
    terminal.press(ESCAPE)
    terminal.wait_for("How wrong")
    terminal.press("q")
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("hurry", ["\r\r\r\r", "\r?qqq", "\rt\r\rqq\rqq"])
def test_keys_in_a_hurry_break_nothing(start_program, hurry: str):
    terminal = start_program()
    terminal.wait_for("Enter open")
    terminal.press(hurry)
    terminal.read(1.5)
    terminal.press(CTRL_Q)
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw
    assert b"Error" not in terminal.raw
