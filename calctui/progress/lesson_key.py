"""In which file progress is kept, and under which name a lesson is known there."""

from __future__ import annotations

import hashlib
from pathlib import Path

from calctui.frozen import frozen
from calctui.lesson.entry import BUILT_IN, COURSE_FILE, Entry, built_in_folder

FILE = "progress.sqlite3"
_HASHED = 8


@frozen
class LessonKey:
    """The name of a lesson in what is kept.

    Attributes:
        course: Its course; of a stranger's folder never that of the built-in lessons.
        lesson: Its id.
    """

    course: str
    lesson: str


def key_of(entry: Entry) -> LessonKey:
    """The name under which the progress of a lesson is kept.

    A course that names itself keeps its progress wherever its folder is moved to; a folder without a name is
    known by its place, so that two strangers' folders of one name do not mix.
    """
    folder = entry.path.parent
    if _same(folder, built_in_folder()):
        return LessonKey(BUILT_IN, entry.id)
    if (folder / COURSE_FILE).is_file():
        return LessonKey(f"course:{entry.course}", entry.id)
    place = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:_HASHED]
    return LessonKey(f"folder:{entry.course}:{place}", entry.id)


def fingerprint(path: Path) -> str:
    """A lesson file's content in a few letters, by which a change is noticed; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
