"""A whole lesson played in a real terminal as a person would: guesses right, wrong, unreadable and given up."""

from __future__ import annotations

import re

import pytest

from calctui.grading.choices import LETTERS, offered
from calctui.grading.known import moment_of
from calctui.grading.solution import solution
from calctui.lesson.library import find
from calctui.lesson.load import load_lesson

RIGHT, CTRL_Q = "\x1b[C", "\x11"
LESSON = load_lesson(find("derivative", {}).path)
ASKING = [step for step in LESSON.steps if step.question]
NO_READING = "((("


def place(terminal) -> int:
    """The number of the step that the heading names."""
    found = re.search(r"step (\d+) of", terminal.text)
    return int(found[1]) if found else 0


def answering(terminal) -> bool:
    return "Esc picture" in terminal.rows[-1]


def flat(terminal) -> str:
    """What stands on the screen in the column of words, without line breaks."""
    return " ".join(terminal.text.split())


def right_answer(step) -> str:
    """What a learner who knows would type."""
    known = moment_of(LESSON, step, step.question)
    if step.question.kind == "choice":
        return LETTERS[offered(LESSON.id, step.id, step.question).index(step.question.answer)]
    return solution(known).replace("−", "-").replace("·", "*")


def wrong_answer(step) -> str:
    if step.question.kind == "choice":
        return next(letter for letter in LETTERS if letter != right_answer(step))
    return "12345"


def answer(terminal, step, manner: str) -> None:
    """Answers in one manner, and waits for what a person would see then."""
    enter = "" if step.question.kind == "choice" else "\r"
    match manner:
        case "right":
            terminal.press(right_answer(step) + enter)
            terminal.wait_for("✓ Right.")
        case "wrong":
            terminal.press(wrong_answer(step) + enter)
            terminal.wait_for(lambda t: "Not quite." in flat(t) or not answering(t), "the verdict")
            if answering(terminal):
                terminal.press(right_answer(step) + enter)
                terminal.wait_for(lambda t: not answering(t), "the end of the question")
        case "invalid":
            if enter:
                terminal.press(NO_READING + "\r")
                terminal.wait_for("cannot")
                terminal.press("\x15")
            terminal.press(right_answer(step) + enter)
            terminal.wait_for("✓ Right.")
        case "given up":
            terminal.press("?\r")
            terminal.wait_for("hint ")
            terminal.press("!\r")
            terminal.wait_for(lambda t: not answering(t), "the end of the question")


def play(terminal) -> list[str]:
    """Plays to the end; gives the ids of the steps whose questions were asked."""
    asked: list[str] = []
    manners = ["right", "wrong", "invalid", "given up"]
    terminal.wait_for(lambda t: place(t) == 1, "the first step")
    for _ in range(20 * len(LESSON.steps)):
        terminal.read(0.15)
        if " Done: " in terminal.text:
            return asked
        step = LESSON.steps[place(terminal) - 1]
        if answering(terminal):
            answer(terminal, step, manners[len(asked) % len(manners)])
            asked.append(step.id)
        elif place(terminal):
            before = terminal.text
            terminal.press(RIGHT)
            terminal.wait_for(lambda t, before=before: t.text != before, "that the key does something")
    pytest.fail(f"the lesson does not end; the screen is:\n{terminal.text}")


@pytest.mark.parametrize(
    ("size", "environ"),
    [((80, 24), {}), ((40, 12), {}), ((80, 24), {"NO_COLOR": "1"})],
    ids=["80x24", "40x12", "no-color"],
)
def test_a_whole_lesson_is_played_with_every_manner_of_answer(start_program, size, environ):
    terminal = start_program("play", "derivative", size=size, **environ)
    asked = play(terminal)
    assert asked == [step.id for step in ASKING]
    # The first was answered rightly.
    assert re.search("What you answered.*✓", flat(terminal))
    terminal.press("\x1b")
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw
    if environ:
        colours = re.findall(rb"\x1b\[[0-9;]*(?:38|48);[25];", terminal.raw)
        assert colours == []
        assert not re.search(
            rb"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])(?:;[0-9;]*)?m", terminal.raw
        )
