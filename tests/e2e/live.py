"""A lesson played in the real program as by a learner who knows, and all that its terminal showed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyte
import pytest

from calctui.grading.choices import LETTERS, offered
from calctui.grading.known import moment_of
from calctui.grading.solution import solution
from calctui.lesson.model import Lesson, Step
from tests.e2e.terminal import Terminal

RIGHT, DOWN = "\x1b[C", "\x1b[B"
ASK = b"\x1b[6n"
MOST_KEYS = 2000
"""No lesson takes so many."""

Cell = tuple[str, str, str, bool, bool]
"""The character, its colour, the ground behind it, and whether it is bold and italic."""
Screen = tuple[tuple[Cell, ...], ...]


def cells(screen: pyte.Screen, colour: str = "default", ground: str = "default") -> Screen:
    """All that can be seen of a screen.

    Args:
        screen: The screen.
        colour: What the terminal's own colour is, as six hexadecimal digits.
        ground: What its own ground is.
    """
    own = {"default": colour}, {"default": ground}

    def cell(char: pyte.screens.Char) -> Cell:
        ink, behind = own[0].get(char.fg, char.fg), own[1].get(char.bg, char.bg)
        if char.reverse:
            ink, behind = behind, ink
        # Nothing is seen of a blank but the ground behind it.
        if not char.data.strip():
            return char.data, "", behind, False, False
        return char.data, ink, behind, char.bold, char.italics

    return tuple(tuple(cell(screen.buffer[y][x]) for x in range(80)) for y in range(24))


def text(screen: Screen) -> str:
    """The bare characters."""
    return "\n".join("".join(cell[0] for cell in row).rstrip() for row in screen)


def screens_of(raw: bytes) -> Iterator[Screen]:
    """Screens that a program has shown; it asks for the cursor at the end of some."""
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    for written in raw.split(ASK):
        stream.feed(written)
        yield cells(screen)


def play(terminal: Terminal, lesson: Lesson) -> list[Screen]:
    """Plays a lesson from its first step to its summary, scrolls where there is more to read, and answers rightly.

    Returns:
        What the learner saw at each moment at which the program waited for a key, in order.
    """
    seen: list[Screen] = []
    terminal.wait_for(f"step 1 of {len(lesson.steps)}")
    while len(seen) < MOST_KEYS:
        terminal.wait_for(_waits, "that the program waits for a key")
        if " Done: " in terminal.text:
            return [*seen, cells(terminal.screen)]
        for key in _keys(terminal, lesson):
            seen.append(cells(terminal.screen))
            before = terminal.text
            terminal.press(key)
            terminal.wait_for(lambda t, before=before: t.text != before, "that the key does something")
            if len(key) > 1 and key.isprintable():
                # What is typed may come in pieces.
                terminal.wait_for(lambda t, key=key: key in t.text and _stands(t), "what was typed")
    pytest.fail(f"the lesson does not end; the screen is:\n{terminal.text}")


def _stands(terminal: Terminal) -> bool:
    """Whether nothing moves for a moment."""
    before = cells(terminal.screen)
    terminal.read(0.1)
    return cells(terminal.screen) == before


def _waits(terminal: Terminal) -> bool:
    """Whether nothing moves, and nothing is said of the line, which a busy machine makes slow."""
    return _stands(terminal) and terminal.rows[-2][1:2] != "▶" and "slow line" not in terminal.rows[-2]


def _keys(terminal: Terminal, lesson: Lesson) -> tuple[str, ...]:
    """What a learner types who sees this, each part once the one before it can be seen."""
    if "Esc picture" in terminal.rows[-1]:
        number = re.search(r"step (\d+) of", terminal.text)
        assert number
        return _answer(lesson, lesson.steps[int(number[1]) - 1])
    place = re.search(r"  (\d+)/(\d+)  ", terminal.rows[-2])
    if place and place[1] != place[2]:
        return (" ",)
    return (DOWN,) if "▼ more" in terminal.text else (RIGHT,)


def _answer(lesson: Lesson, step: Step) -> tuple[str, ...]:
    """The right answer and Enter; a choice needs no Enter, and what no short text says is given up."""
    question = step.question
    assert question is not None
    if question.kind == "choice":
        return (LETTERS[offered(lesson.id, step.id, question).index(question.answer)],)
    if question.kind == "expression":
        formula = " ".join(question.answer.text.split())
        return ("!" if "@" in formula else formula, "\r")
    return (solution(moment_of(lesson, step, question)), "\r")
