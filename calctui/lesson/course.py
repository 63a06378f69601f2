"""A folder of lessons as a course."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from calctui.errors import Problem
from calctui.lesson.entry import COURSE_FILE, MAX_LESSONS, Course, Entry, as_id
from calctui.text import clean_line

_SUFFIXES = {".yaml", ".yml"}


ReadEntry = Callable[[Path, str], Entry]
"""Reads what the contents show of a lesson file in a course of that id."""


def read_entry(path: Path, course: str) -> Entry:
    """What the contents show of a lesson file; it is never raised that the file is broken."""
    # What reads YAML is not loaded before a file must be read.
    from calctui.lesson.reading import contents

    return contents.read_entry(path, course)


def read_course(folder: Path, course: Course | None = None, read_entry: ReadEntry = read_entry) -> Course:
    """The course in a folder; what is broken is told in `problems`, never raised.

    Args:
        folder: Where the lessons are.
        course: Its id and title where there is no `course.yaml`; default: of the folder's name.
        read_entry: Reads a lesson file.
    """
    name = clean_line(folder.resolve().name)
    course = course or Course(id=as_id(name), title=name, path=folder)
    try:
        files = lesson_files(folder)
    except OSError as error:
        problem = Problem(clean_line(str(folder)), 1, 1, f"the folder cannot be read: {error.strerror}")
        return replace(course, problems=(problem,))
    if (folder / COURSE_FILE).is_file():
        course, files = _ordered(course, files)
    entries = tuple(read_entry(file, course.id) for file in files[:MAX_LESSONS])
    return replace(course, entries=entries, problems=(*course.problems, *_beyond(files), *_twice(entries)))


def lesson_files(folder: Path) -> list[Path]:
    """The lesson files in a folder, by their names.

    Raises:
        OSError: It cannot be read.
    """
    return sorted(file for file in folder.iterdir() if _is_lesson(file))


def course_id(folder: Path) -> str:
    """The id of the course in a folder, whose lessons are not looked at."""
    course = Course(id=as_id(clean_line(folder.resolve().name)), title="", path=folder)
    return _ordered(course, [])[0].id if (folder / COURSE_FILE).is_file() else course.id


def _ordered(course: Course, files: list[Path]) -> tuple[Course, list[Path]]:
    """The course as its `course.yaml` says, and its lessons in that order."""
    from calctui.lesson.reading.contents import ordered

    return ordered(course, files)


def _is_lesson(file: Path) -> bool:
    return (
        file.suffix in _SUFFIXES
        and not file.name.startswith(".")
        and file.name != COURSE_FILE
        and file.is_file()
    )


def _beyond(files: Sequence[Path]) -> Iterator[Problem]:
    """A warning at the first lesson for which a course has no room."""
    for file in files[MAX_LESSONS : MAX_LESSONS + 1]:
        what = f"a course may have {MAX_LESSONS} lessons; this one and those after it are left out"
        yield Problem(
            clean_line(str(file)), 1, 1, what, "put them in a folder of their own", severity="warning"
        )


def _twice(entries: Collection[Entry]) -> Iterator[Problem]:
    """A problem for each lesson whose id an earlier one has."""
    seen: dict[str, Path] = {}
    for entry in entries:
        if entry.id in seen and not entry.problems:
            what = f"the lesson {clean_line(seen[entry.id].name)} has the id `{entry.id}` too"
            from calctui.lesson.reading.contents import problem_at

            yield problem_at(entry.path, ["id"], what, "give each lesson its own id")
        seen.setdefault(entry.id, entry.path)
