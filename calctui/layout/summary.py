"""The end of a lesson as rows: what it was about, the answers given, the words it explained, and what comes next."""

from __future__ import annotations

from calctui.layout.page import page
from calctui.layout.wrap import wrap
from calctui.player.summary import Given, Summary
from calctui.roles import Role
from calctui.text import HARD_BLANK, Row, Run

_SIGNS = {"right": ("✓", Role.TARGET), "open": ("○", Role.MUTED)}
_NO_SIGN = ("·", Role.UPDATE)
_INDENT = 4


def summary_rows(
    summary: Summary, following: str, size: tuple[int, int], scroll: int = 0
) -> tuple[tuple[Row, ...], int]:
    """The page for a terminal of this size, and how far it can be scrolled.

    Args:
        summary: What the lesson came to.
        following: The title of the next lesson; empty where there is none.
        size: Columns and rows of the terminal.
        scroll: By how many rows it is scrolled.
    """
    columns = min(size[0] - 2, 90)
    body: list[Row] = wrap([Run(f"  {summary.said}".replace("  ", HARD_BLANK * 2, 1))], columns, indent=2)
    if summary.given:
        # No score: a guess that was off has done its work.
        body += [(), *_heading("What you answered")]
        for given in summary.given:
            body += wrap(_given(given), columns, indent=_INDENT)
    if summary.terms:
        body += [(), *_heading("Words of this lesson; / finds them again")]
        for term, meaning in summary.terms:
            lead = Run(f"{HARD_BLANK * 2}{term}".replace(" ", HARD_BLANK), Role.TARGET, bold=True)
            body += wrap([lead, Run(": ", Role.MUTED), *meaning], columns, indent=_INDENT)
    on = f"Enter next: {following}" if following else "Enter contents"
    return page(f"Done: {summary.title}", body, f"{on} · ← back to the lesson · Esc leave", size, scroll)


def _heading(words: str) -> list[Row]:
    return [(Run(f"  {words}", bold=True),)]


def _given(given: Given) -> Row:
    sign, role = _SIGNS.get(given.state, _NO_SIGN)
    lead = Run(f"{HARD_BLANK * 2}{sign}{HARD_BLANK}", role, bold=True)
    title = Run(f"{given.title}: ", Role.MUTED)
    match given.state:
        case "open":
            return (lead, title, Run("not answered yet"))
        case "right":
            tries = f" (at attempt {given.attempts})" if given.attempts > 1 else ""
            return (lead, title, Run(given.answer), Run(tries, Role.MUTED))
        case _:
            # A full stop of an option would stand in the middle of a sentence.
            said = Run(f"{given.answer.rstrip('.')}, but it is " if given.answer else "it is ")
            return (lead, title, said, Run(given.solution, Role.TARGET))
