"""The rows that stay below the words: what is printed, the caption, the guess, and the values of the moment."""

from __future__ import annotations

from calctui.layout.wrap import clip, wrap
from calctui.player.view import View
from calctui.roles import Role
from calctui.text import Row, Run

LEAST_PRINTED = 2
MOST_VALUE_ROWS = 2
LEAST_ROWS_FOR_VALUES = 8


def pinned_rows(view: View, columns: int, rows: int, free: int) -> list[Row]:
    """The rows that stay below the words: what is printed directly under them, caption and values at the bottom.

    Where few rows are free, these stand close, and only the last printed lines and the first row of values are left.
    """
    caption, values = [*_caption(view, columns), *_guess(view, columns)], _values(view, columns)
    latest = view.code.printed[-rows:] if view.code else ()
    printed = [clip((Run(line, code=True),), columns) for line in latest]
    roomy = free >= 2 + min(len(printed), LEAST_PRINTED) + len(caption) + len(values)
    if rows < LEAST_ROWS_FOR_VALUES:
        values = []
    elif not roomy:
        values = values[:1]
    gap: list[Row] = [()] if roomy else []
    below = [*(gap if caption else []), *caption, *(gap if values else []), *values]
    tail = printed[max(len(printed) - max(free - len(below) - len(gap), LEAST_PRINTED), 0) :]
    above = [*gap, *tail] if tail else []
    return [*above, *[()] * (free - len(above) - len(below)), *below]


def _guess(view: View, columns: int) -> list[Row]:
    """What the learner said; what is right stands with the question."""
    if not view.guess:
        return []
    return [clip((Run("you said ", Role.MUTED), Run(view.guess, Role.NOW, bold=True)), columns)]


def _caption(view: View, columns: int) -> list[Row]:
    if not view.caption:
        return []
    return wrap([Run("▸ ", Role.NOW, bold=True), *view.caption], columns, indent=2)


def _values(view: View, columns: int) -> list[Row]:
    """The values in one or two rows; those that do not fit are left out."""
    rows: list[list[Run]] = [[]]
    used = 0
    for value in view.values:
        length = len(value.name) + 1 + len(value.text)
        if used and used + 3 + length > columns:
            if len(rows) == MOST_VALUE_ROWS:
                break
            rows.append([])
            used = 0
        if used:
            rows[-1].append(Run("   "))
            used += 3
        rows[-1] += [Run(value.name + " ", Role.MUTED), Run(value.text, value.role, bold=True)]
        used += length
    return [clip(tuple(row), columns) for row in rows] if rows[0] else []
