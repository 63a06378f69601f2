"""`calctui list`: the lessons of the course, for people or as JSON."""

from __future__ import annotations

import json

from calctui.lesson.course import Entry
from calctui.lesson.library import entries
from calctui.text import clean_line, width


def print_lessons(*, as_json: bool) -> int:
    """Prints the lessons."""
    found = entries()
    print(_json(found) if as_json else _table(found))
    return 0


def _json(found: list[Entry] | tuple[Entry, ...]) -> str:
    return json.dumps(
        [
            {
                "id": entry.id,
                "title": entry.title,
                "summary": entry.summary,
                "minutes": entry.minutes,
                "steps": entry.steps,
                "broken": [str(problem) for problem in entry.problems],
            }
            for entry in found
        ],
        ensure_ascii=False,
        indent=2,
    )


def _table(found: list[Entry] | tuple[Entry, ...]) -> str:
    rows = [("id", "title", "steps")]
    for entry in found:
        what = f"broken: {entry.problems[0]}" if entry.problems else clean_line(entry.title)
        rows.append((clean_line(entry.id), what, "" if entry.problems else str(entry.steps)))
    widths = [max(width(row[column]) for row in rows) for column in range(2)]
    lines = []
    for row in rows:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[2]]).rstrip())
    return "\n".join(lines)
