"""`calctui list`: the lessons of the course, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from calctui.commands.table import table
from calctui.errors import ProgressError
from calctui.folders import data_folder
from calctui.lesson.entry import Entry
from calctui.lesson.library import entries
from calctui.progress.lesson_key import FILE, LessonKey
from calctui.progress.saved import SavedLesson
from calctui.progress.standing import Standing, standing
from calctui.progress.store import Store
from calctui.text import clean_line


def print_lessons(*, as_json: bool, ids: bool = False) -> int:
    """Prints the lessons.

    Args:
        as_json: As JSON, for programs.
        ids: The ids alone, one a line, as shells complete them.
    """
    found = entries()
    if ids:
        print("\n".join(clean_line(entry.id) for entry in found))
        return 0
    kept = _kept()
    standings = [standing(entry, kept) for entry in found]
    print(_json(found, standings) if as_json else _table(found, standings))
    return 0


def _kept() -> Mapping[LessonKey, SavedLesson]:
    """What was done; nothing where that cannot be read, which is no fault of the list."""
    folder = data_folder()
    if not (folder / FILE).exists():
        return {}
    try:
        with Store(folder) as store:
            return store.lessons()
    except ProgressError:
        return {}


def _json(found: Sequence[Entry], standings: Sequence[Standing]) -> str:
    return json.dumps(
        [
            {
                "id": entry.id,
                "title": entry.title,
                "summary": entry.summary,
                "minutes": entry.minutes,
                "steps": entry.steps,
                "progress": {"state": known.stage, "seen": known.seen, "changed": known.changed},
                "broken": [str(problem) for problem in entry.problems],
            }
            for entry, known in zip(found, standings, strict=True)
        ],
        ensure_ascii=False,
        indent=2,
    )


def _progress(known: Standing) -> str:
    return "" if known.stage == "new" else known.stage


def _table(found: Sequence[Entry], standings: Sequence[Standing]) -> str:
    rows = [("id", "title", "steps", "progress")]
    for entry, known in zip(found, standings, strict=True):
        what = f"broken: {entry.problems[0]}" if entry.problems else clean_line(entry.title)
        rows.append(
            (clean_line(entry.id), what, "" if entry.problems else str(entry.steps), _progress(known))
        )
    return "\n".join(table(rows))
