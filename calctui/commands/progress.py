"""`calctui progress`: what was done, where it is kept, and how to take it to another machine or forget it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from calctui.commands.table import table
from calctui.commands.target import put
from calctui.errors import CalctuiError
from calctui.folders import data_folder
from calctui.lesson.entry import Entry
from calctui.lesson.library import entries, find
from calctui.progress.lesson_key import FILE, LessonKey, key_of
from calctui.progress.portable import MAX_BYTES, exported, imported
from calctui.progress.saved import SavedLesson
from calctui.progress.standing import Standing, standing
from calctui.progress.store import Store
from calctui.text import clean_line

ALL = "all"
YES = {"y", "yes"}


def print_path() -> int:
    """Prints where progress is kept."""
    print(clean_line(str(data_folder() / FILE)))
    return 0


def print_progress(*, as_json: bool) -> int:
    """Prints how each lesson stands."""
    with Store(data_folder()) as store:
        kept = store.lessons()
    found = entries()
    standings = [standing(entry, kept) for entry in found]
    if as_json:
        print(json.dumps(_as_data(found, standings, kept), ensure_ascii=False, indent=2))
    else:
        for line in _table(found, standings, kept):
            print(line)
    return 0


def reset(lesson: str, *, sure: bool) -> int:
    """Forgets what was done in a lesson, or in all, after asking.

    Args:
        lesson: A lesson by its id or path, or ``all``.
        sure: Whether not to ask.

    Raises:
        CalctuiError: There is no such lesson, or nobody to ask.
    """
    keys = None if lesson == ALL else [key_of(find(lesson))]
    what = "all lessons" if keys is None else clean_line(lesson)
    if not sure and not _asked(f"Forget what you did in {what}? This cannot be undone. [y/N] "):
        print("Nothing was forgotten.")
        return 0
    with Store(data_folder()) as store:
        store.forget(keys)
    print(f"Forgotten: {what}.")
    return 0


def export_progress(path: str) -> int:
    """Writes progress to a file that `import` reads.

    Raises:
        CalctuiError: The file cannot be written.
    """
    with Store(data_folder()) as store:
        text = json.dumps(exported(store), ensure_ascii=False, indent=1)
    put(text + "\n", path, then="; `calctui progress --import` reads it")
    return 0


def import_progress(path: str) -> int:
    """Adds the progress in a file to what is kept; the better of two accounts of a question stays.

    Raises:
        CalctuiError: The file cannot be read, or is none of ours.
    """
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CalctuiError(f"{clean_line(path)}: {error.strerror or error}") from error
    with Store(data_folder()) as store:
        count = imported(store, raw, clean_line(path))
    print(f"{count} lesson{'' if count == 1 else 's'} read from {clean_line(path)}.")
    return 0


def _asked(question: str) -> bool:
    if not sys.stdin.isatty():
        raise CalctuiError("there is nobody to ask; say --yes if you are sure")
    try:
        return input(question).strip().lower() in YES
    except EOFError:
        print()
        return False


def _as_data(
    found: Iterable[Entry], standings: Iterable[Standing], kept: dict[LessonKey, SavedLesson]
) -> list[dict[str, object]]:
    data: list[dict[str, object]] = []
    for entry, known in zip(found, standings, strict=True):
        saved = kept.get(key_of(entry), SavedLesson())
        data.append(
            {
                "id": entry.id,
                "course": entry.course,
                "state": known.stage,
                "steps": entry.steps,
                "seen": known.seen,
                "at": saved.step or None,
                "changed": known.changed,
                "questions": {
                    step: {"state": q.state, "attempts": q.attempts, "hints": q.hints, "answer": q.answer}
                    for step, q in sorted(saved.questions.items())
                },
            }
        )
    return data


def _table(
    found: list[Entry], standings: list[Standing], kept: dict[LessonKey, SavedLesson]
) -> Iterable[str]:
    if not any(known.seen for known in standings):
        yield "Nothing was begun yet. `calctui` opens the contents."
        return
    rows = [("lesson", "state", "steps", "right")]
    for entry, known in zip(found, standings, strict=True):
        questions = kept.get(key_of(entry), SavedLesson()).questions.values()
        right = sum(question.state == "right" for question in questions)
        answered = f"{right} of {len(questions)}" if questions else ""
        state = known.stage + (" (changed since)" if known.changed else "")
        rows.append((clean_line(entry.id), state, f"{known.seen} of {entry.steps}", answered))
    yield from table(rows)
