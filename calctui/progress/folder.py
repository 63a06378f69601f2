"""Where progress is kept, and under which name a lesson is known there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calctui.lesson.course import COURSE_FILE, Entry
from calctui.lesson.library import BUILT_IN, built_in_folder

FILE = "progress.sqlite3"
DATA = "CALCTUI_DATA"
"""The environment variable that names the folder; else it is the user's data directory."""
_HASHED = 8


@dataclass(frozen=True, order=True, slots=True)
class LessonKey:
    """The name of a lesson in what is kept.

    Attributes:
        course: Its course; of a stranger's folder never that of the built-in lessons.
        lesson: Its id.
    """

    course: str
    lesson: str


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder in which progress is kept; it need not be there yet."""
    if environ.get(DATA):
        return Path(environ[DATA])
    if Path(environ.get("XDG_DATA_HOME", "")).is_absolute():
        return Path(environ["XDG_DATA_HOME"]) / "calctui"
    from platformdirs import user_data_path

    return user_data_path("calctui", appauthor=False)


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
