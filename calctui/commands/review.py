"""`calctui review`: asks again what is due, in the app or, in a terminal that cannot draw, line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from time import time
from typing import Any

from calctui.app.guard import GUARD
from calctui.commands.read import asked_once, columns_of_terminal
from calctui.lesson.library import entries
from calctui.maths.equivalence import EXACT_SECONDS
from calctui.maths.symbolic import SymbolicHelper
from calctui.player.player import Player
from calctui.progress.due import Due, due_questions
from calctui.progress.keeper import Keeper
from calctui.progress.remember import saved_question
from calctui.progress.review import questions_to_ask
from calctui.text import clean_line

NOTHING = "Nothing is due. What you answer in a lesson comes back in some days."


def review(choices: Mapping[str, Any]) -> int:
    """Asks what is due; where nobody can be asked, lists it. Gives the exit code.

    Args:
        choices: What was chosen for this time, by the fields of the app's options.
    """
    keeper = Keeper(trouble=lambda words: print(clean_line(words), file=sys.stderr))
    GUARD.on_leaving(keeper.close)
    try:
        due = due_questions(keeper, entries(), time())
        if not due:
            print(NOTHING)
        elif not (sys.stdin.isatty() and sys.stdout.isatty()):
            _list(due)
        elif os.environ.get("TERM") == "dumb":
            _ask(questions_to_ask(keeper, entries(), time()), keeper)
        else:
            from calctui.app.run import run

            return run(entries, choices, keeper, review=True)
    finally:
        keeper.close()
    return 0


def _list(due: Sequence[Due]) -> None:
    print(f"{len(due)} question{'' if len(due) == 1 else 's'} to review:")
    for one in due:
        print(f"  {clean_line(one.entry.id)}#{clean_line(one.step)}")


def _ask(questions: Sequence[tuple[Due, Player]], keeper: Keeper) -> None:
    columns = columns_of_terminal()
    with SymbolicHelper(time_limit=EXACT_SECONDS) as helper:
        for due, player in questions:
            print(f"\n{clean_line(player.lesson.title)}")
            answered = asked_once(player, columns, helper)
            if answered.record.settled:
                keeper.review(due.key, due.step, saved_question(answered.record))
    print("\nThat was all that is due.")
