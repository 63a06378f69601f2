"""What stands over a lesson while its file has faults: the last good version plays on behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from calctui.errors import Problem
from calctui.layout.wrap import clip, pad, wrap
from calctui.roles import Role
from calctui.text import HARD_BLANK, Row, Run

CONTROL_ROWS = 2
"""The transport and the keys, which stay in sight."""
SHARE = 2
"""At most one row of so many is covered."""


def with_faults(rows: Sequence[Row], problems: Sequence[Problem], width: int) -> tuple[Row, ...]:
    """The rows of a screen with faults over the lowest of them, as many as there is room for.

    Args:
        rows: The rows of the screen.
        problems: What is wrong with the file; none leaves the rows as they are.
        width: Columns of the screen.
    """
    room = len(rows) // SHARE - CONTROL_ROWS
    if not problems or room < 2:
        return tuple(rows)
    panel = [_heading(problems, width)]
    for number, problem in enumerate(problems):
        words = _fault(problem, width)
        left = len(problems) - number
        if len(panel) + len(words) > room - (left > 1):
            panel.append(
                clip(
                    (Run(f"   and {left} more" if number else "   make the window taller", Role.MUTED),),
                    width,
                )
            )
            break
        panel += words
    below = len(rows) - CONTROL_ROWS
    covered = [pad(row, width) for row in panel]
    return (*rows[: below - len(covered)], *covered, *rows[below:])


def _heading(problems: Sequence[Problem], width: int) -> Row:
    faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
    words = f"── {PurePath(problems[0].file).name}: {faults}; the last good version plays on "
    return clip((Run(words + "─" * max(width - len(words), 0), Role.UPDATE, bold=True),), width)


def _fault(problem: Problem, width: int) -> list[Row]:
    place = Run(f"{HARD_BLANK}{problem.line}:{problem.column}", Role.UPDATE, bold=True)
    cure = f"; {problem.cure}" if problem.cure else ""
    return wrap([place, Run(" " + problem.what + cure)], width, indent=3)
