"""A question as rows: what is asked, the options, the line of the answer, hints, verdict and explanation."""

from __future__ import annotations

from calctui.frozen import frozen
from calctui.layout.wrap import cut, wrap
from calctui.player.question_view import ShownOption, ShownQuestion
from calctui.roles import Role
from calctui.text import HARD_BLANK, Row, Run, width

RIGHT, NOT_QUITE, ANSWER, EXPLAINS, ENTRY = "✓", "·", "◎", "→", "▸"
_INDENT = 2
_OPTION_INDENT = 5


@frozen
class AskedRows:
    """The rows of a question.

    Attributes:
        rows: The rows.
        options: For each option of a choice, the rows it takes, by its letter.
        caret: The row and the column at which typing goes on; None while nothing is typed.
        focus: The rows that must be seen now: what was said last, or what is typed, or else all.
    """

    rows: tuple[Row, ...]
    options: dict[str, range]
    caret: tuple[int, int] | None
    focus: range


def asked_rows(question: ShownQuestion, columns: int) -> AskedRows:
    """The rows of a question, of at most so many cells."""
    rows = wrap([Run(f"?{HARD_BLANK}", Role.TARGET, bold=True), *question.prompt], columns, indent=_INDENT)
    places: dict[str, range] = {}
    for option in question.options:
        taken = _option(option, columns)
        places[option.letter] = range(len(rows), len(rows) + len(taken))
        rows += taken
    caret = None
    entered = len(rows)
    if question.open:
        entry, at = _entry(question, columns)
        caret = (len(rows), at) if question.answering else None
        rows.append(entry)
    to_say = len(rows)
    for hint in question.hints:
        rows += _said("hint", Role.MUTED, hint, columns)
    if question.checking:
        rows += _said("…", Role.MUTED, (Run("one moment", Role.MUTED),), columns)
    if question.feedback:
        sign, role = (RIGHT, Role.TARGET) if question.right else (NOT_QUITE, Role.UPDATE)
        rows += _said(sign, role, (Run(question.feedback),), columns)
    if question.solution:
        answer = Run(question.solution, Role.TARGET, bold=True)
        rows += _said(ANSWER, Role.TARGET, (Run("The answer is "), answer), columns)
    if question.explain:
        rows += _said(EXPLAINS, Role.TARGET, question.explain, columns)
    if len(rows) > to_say:
        focus = range(entered, len(rows))
    else:
        focus = range(entered, len(rows)) if question.draft else range(len(rows))
    return AskedRows(tuple(rows), places, caret, focus)


def _option(option: ShownOption, columns: int) -> list[Row]:
    sign = ANSWER if option.right else ENTRY if option.chosen else HARD_BLANK
    role = Role.TARGET if option.right else Role.NOW if option.chosen else Role.MUTED
    lead = Run(f"{sign}{HARD_BLANK}{option.letter}{HARD_BLANK * 2}", role, bold=option.chosen or option.right)
    return wrap([lead, *option.words], columns, indent=_OPTION_INDENT)


def _entry(question: ShownQuestion, columns: int) -> tuple[Row, int]:
    """The line of the answer, and the column of the cursor in it."""
    if not question.answering:
        return (Run("  a", bold=True), Run(" to answer", Role.MUTED)), 0
    if question.options and not question.draft:
        return (Run(f"{ENTRY} ", Role.NOW, bold=True), Run("press its letter", Role.MUTED)), _INDENT
    room = columns - _INDENT - 1
    # A draft that is longer than the line shows the part around the cursor.
    before = question.draft[: question.cursor]
    while width(before) > room - 1:
        before = before[1:]
    behind, _ = cut(question.draft[question.cursor :], room - width(before))
    under, rest = behind[:1] or HARD_BLANK, behind[1:]
    row = [Run(f"{ENTRY} ", Role.NOW, bold=True), Run(before), Run(under, reverse=True), Run(rest)]
    used = _INDENT + width(before) + width(under) + width(rest)
    if question.room and used + len(question.room) + 2 <= columns:
        row.append(Run(" " * (columns - used - len(question.room)) + question.room, Role.MUTED))
    return tuple(run for run in row if run.text), _INDENT + width(before)


def _said(sign: str, role: Role, words: Row, columns: int) -> list[Row]:
    return wrap([Run(f"{sign}{HARD_BLANK}", role, bold=True), *words], columns, indent=_INDENT)
