"""`calctui read`: a lesson as linear text; in a terminal it asks its questions, in a pipe it tells the answers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable

from calctui.export import reading
from calctui.grading.grade import grade
from calctui.lesson.library import find, parse_address
from calctui.lesson.load import load_lesson
from calctui.maths.equivalence import EXACT_SECONDS
from calctui.maths.symbolic import SymbolicHelper
from calctui.player import events as ev
from calctui.player.player import Player
from calctui.player.question_view import ShownQuestion
from calctui.player.update import start, step_index, told, update
from calctui.player.view import view

WIDEST, NARROWEST = 100, 20
GO_ON = "[Enter goes on, b goes back, q ends] "
PROMPT = "> "


def read(address: str) -> int:
    """Reads a lesson out, from a step on if the address names one; gives the exit code.

    Raises:
        CalctuiError: There is no such lesson or step, or it is broken.
    """
    where = parse_address(address)
    lesson = load_lesson(find(where.lesson).path)
    first = step_index(lesson, where.step) if where.step else 0
    columns = min(max(shutil.get_terminal_size().columns - 1, NARROWEST), WIDEST)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _print(reading.whole((told(lesson, index) for index in range(first, len(lesson.steps))), columns))
        return 0
    _print(reading.opening(lesson, columns))
    with SymbolicHelper(time_limit=EXACT_SECONDS) as helper:
        _read_and_ask(start(lesson, first), columns, helper)
    return 0


def _read_and_ask(player: Player, columns: int, helper: SymbolicHelper) -> None:
    """Reads step by step, until the lesson or the reader's wish for it ends."""
    while True:
        player = _read_step(player, columns, helper)
        print()
        said = _input(GO_ON)
        if said is None or said in {"q", "quit"}:
            return
        if said == "b":
            player = update(player, ev.Back())
            continue
        if player.is_last:
            print("That was the last step.")
            return
        player = update(player, ev.GoToStep(player.step + 1))


def _read_step(player: Player, columns: int, helper: SymbolicHelper) -> Player:
    """Reads a step and asks its question; gives the player with what became of it."""
    _print(reading.before_question(player, columns))
    if player.open_question is not None:
        player = update(player, ev.OpenQuestion())
        _print(reading.question_lines(_question(player), columns))
        print(reading.HOW_TO_ANSWER)
        player = _ask(player, columns, helper)
    _print(reading.after_question(player, columns))
    return player


def _ask(player: Player, columns: int, helper: SymbolicHelper) -> Player:
    """Asks until the question is settled, or the reader goes on without an answer."""
    while player.open_question is not None:
        answer = _input(PROMPT)
        if answer is None or (not answer and player.may_go_on):
            return player
        hints = player.record.hints
        player = update(player, ev.Submit(answer))
        if player.record.checking:
            question = player.open_question
            assert question is not None
            found = grade(question, player.record.answer, player.lesson, player.current, helper)
            verdict = ev.Verdict(player.current.id, player.record.answer, found.outcome, found.feedback)
            player = update(player, verdict)
        if player.record.hints > hints:
            _print(reading.hint_line(_question(player), columns))
        elif player.notice:
            print(player.notice)
        else:
            _print(reading.feedback_lines(_question(player), columns))
    return player


def _question(player: Player) -> ShownQuestion:
    question = view(player).question
    assert question is not None
    return question


def _input(prompt: str) -> str | None:
    """A line that was typed, without blanks at its ends; None where there will be no more."""
    try:
        return input(prompt).strip()
    except EOFError:
        print()
        return None


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
