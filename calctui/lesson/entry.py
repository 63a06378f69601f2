"""A lesson and a course as their contents show them."""

from __future__ import annotations

import re
from pathlib import Path

import calctui
from calctui.errors import Problem
from calctui.frozen import frozen

BUILT_IN = "calctui"
"""The id of the built-in course."""
COURSE_FILE = "course.yaml"
MAX_LESSONS = 1000
"""Of a course; further files are passed over, with a warning."""


@frozen(kw_only=True, slots=False)
class Entry:
    """A lesson in the contents.

    Attributes:
        id: Its id; of a broken lesson that has none, made from its file's name.
        title: What it is about; of a broken lesson that has none, its file's name.
        path: Its file.
        course: The id of its course.
        summary: One line.
        concept: The concept that it belongs to; may be empty.
        minutes: How long it takes.
        steps: How many steps it has.
        requires: Ids of lessons that should come before.
        problems: Why it cannot be played, as far as that shows without computing; empty for a good one.
    """

    id: str
    title: str
    path: Path
    course: str
    summary: str = ""
    concept: str = ""
    minutes: int = 0
    steps: int = 0
    requires: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen(kw_only=True, slots=False)
class Course:
    """Lessons in order.

    Attributes:
        id: Progress is kept by it.
        title: Its name for people.
        path: Its folder.
        entries: Its lessons, the broken ones too.
        problems: What is wrong with the folder or its `course.yaml`.
    """

    id: str
    title: str
    path: Path
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


def as_id(name: str) -> str:
    """A file's or folder's name as an id, without a number at its start."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return (re.sub(r"^\d+-(?=.)", "", words) or "lesson")[:64]


def built_in_folder() -> Path:
    """Where the built-in lessons are: in the package, or beside it in a checkout."""
    package = Path(calctui.__file__).parent
    inside = package / "lessons"
    return inside if inside.is_dir() else package.parent / "lessons"
