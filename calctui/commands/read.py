"""`calctui read`: a lesson as linear text; in a terminal it asks its questions, in a pipe it tells the answers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace

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
from calctui.progress.keeper import Keeper
from calctui.progress.lesson_key import key_of
from calctui.progress.remember import resumed
from calctui.text import clean_line

WIDEST, NARROWEST = 100, 20
GO_ON = "[Enter goes on, b goes back, q ends] "
PROMPT = "> "


def read(address: str) -> int:
    """Reads a lesson out, from a step on if the address names one; gives the exit code.

    Raises:
        CalctuiError: There is no such lesson or step, or it is broken.
    """
    where = parse_address(address)
    entry = find(where.lesson)
    lesson = load_lesson(entry.path)
    step = step_index(lesson, where.step) if where.step else None
    first = step or 0
    columns = columns_of_terminal()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _print(reading.whole((told(lesson, index) for index in range(first, len(lesson.steps))), columns))
        return 0
    _print(reading.opening(lesson, columns))
    keeper = Keeper(trouble=lambda words: print(clean_line(words), file=sys.stderr))
    player = start(lesson, step) if step is not None else resumed(lesson, keeper.lessons.get(key_of(entry)))
    try:
        with SymbolicHelper(time_limit=EXACT_SECONDS) as helper:
            _read_and_ask(player, columns, helper, lambda now: keeper.note(now, entry))
    finally:
        keeper.close()
    return 0


def columns_of_terminal() -> int:
    """How long lines may be."""
    return min(max(shutil.get_terminal_size().columns - 1, NARROWEST), WIDEST)


def _read_and_ask(
    player: Player, columns: int, helper: SymbolicHelper, note: Callable[[Player], None]
) -> None:
    """Reads step by step, until the lesson or the reader's wish for it ends."""
    while True:
        player = asked_once(player, columns, helper, note)
        print()
        said = _input(GO_ON)
        if said is None or said in {"q", "quit"}:
            return
        if said == "b":
            player = update(player, ev.Back())
            continue
        if player.is_last:
            note(replace(player, frame=player.limit, finished=True))
            print("That was the last step.")
            return
        player = update(player, ev.GoToStep(player.step + 1))


def asked_once(
    player: Player, columns: int, helper: SymbolicHelper, note: Callable[[Player], None] | None = None
) -> Player:
    """Reads a step and asks its question; gives the player with what became of it.

    Args:
        player: The step.
        columns: How long lines may be.
        helper: Exact algebra, for the grader.
        note: Keeps what was done; None to keep nothing.
    """
    note = note or _keep_nothing
    note(player)
    _print(reading.before_question(player, columns))
    if player.open_question is not None:
        player = update(player, ev.OpenQuestion())
        _print(reading.question_lines(_question(player), columns))
        print(reading.HOW_TO_ANSWER)
        player = _ask(player, columns, helper)
        note(player)
    _print(reading.after_question(player, columns))
    return player


def _keep_nothing(player: Player) -> None:
    del player


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
