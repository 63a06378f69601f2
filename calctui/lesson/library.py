"""Finds lessons: the built-in ones, those in the folders of CALCTUI_LESSONS, and any file by its path."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from calctui.errors import LessonError, NotFoundError, Problem
from calctui.folders import cache_folder
from calctui.frozen import frozen
from calctui.lesson.course import course_id, lesson_files, read_course
from calctui.lesson.entry import BUILT_IN, Course, Entry, as_id, built_in_folder
from calctui.lesson.kept_entries import KeptEntries
from calctui.lesson.near import nearest
from calctui.text import clean_line

__all__ = [
    "Address",
    "built_in_folder",
    "course_problems",
    "courses",
    "entries",
    "find",
    "find_course",
    "following",
    "parse_address",
    "proved",
]

FOLDERS = "CALCTUI_LESSONS"
"""The environment variable with the folders of further courses, separated as in PATH."""
CONTENTS = "contents.json"
"""The file in the cache with what the contents showed of the lessons last time."""


@frozen
class Address:
    """A lesson and, where one is named, a step of it, as in ``descent#downhill``."""

    lesson: str
    step: str = ""


def parse_address(text: str) -> Address:
    """Reads ``LESSON`` or ``LESSON#STEP``; a path that exists may have a # of its own."""
    lesson, mark, step = text.rpartition("#")
    if not mark or _exists(text):
        return Address(text)
    return Address(lesson, step)


def courses(environ: Mapping[str, str] = os.environ) -> tuple[Course, ...]:
    """The built-in course and those of `FOLDERS`, in this order."""
    return tuple(_courses(environ, _kept(environ)))


def entries(environ: Mapping[str, str] = os.environ) -> list[Entry]:
    """All lessons that are found by id, the broken ones too, in the order of their courses."""
    return [entry for course in courses(environ) for entry in course.entries]


def find(name: str, environ: Mapping[str, str] = os.environ) -> Entry:
    """The lesson of an id, or else in a file.

    Raises:
        NotFoundError: There is none; names the nearest ids.
    """
    kept = _kept(environ)
    if (named := _by_file_name(name, kept)) is not None:
        return named
    path = Path(name)
    # No id has a folder in it, so no other lesson need be read for such a name.
    if path.name == name or not _exists(name):
        known = [entry for course in _courses(environ, kept) for entry in course.entries]
        for entry in known:
            if entry.id == name:
                return entry
        if not _exists(name):
            near = nearest(name, [entry.id for entry in known], "lessons")
            raise NotFoundError(f"there is no lesson `{clean_line(name)}`; {near}")
    if path.is_dir():
        raise NotFoundError(f"{clean_line(name)} is a folder; name one of its lessons")
    entry = kept.read(path, course_id(path.parent))
    kept.save()
    return entry


def find_course(name: str) -> Course:
    """The course in a folder.

    Raises:
        NotFoundError: It is no folder.
    """
    if not _exists(name) or not Path(name).is_dir():
        raise NotFoundError(f"there is no folder {clean_line(name)}")
    return read_course(Path(name))


def _by_file_name(name: str, kept: KeptEntries) -> Entry | None:
    """The built-in lesson of an id, from the file that is named after it, so that no other need be read."""
    for file in lesson_files(built_in_folder()):
        if as_id(file.stem) == name and (entry := kept.read(file, BUILT_IN)).id == name:
            kept.save()
            return entry
    return None


def following(entry: Entry, environ: Mapping[str, str] = os.environ) -> Entry | None:
    """The next lesson that can be opened after another in its course; None after the last."""
    here, kept = entry.path.resolve(), _kept(environ)
    # Its folder is read only where no course has it.
    beside = (_read(folder, kept) for folder in [entry.path.parent])
    for course in chain(_courses(environ, kept), beside):
        files = [known.path.resolve() for known in course.entries]
        if here in files:
            later = course.entries[files.index(here) + 1 :]
            return next((known for known in later if not known.problems), None)
    return None


def course_problems(course: Course, *, lone: bool = False) -> list[Problem]:
    """What is wrong with a course as a whole: its file, clashing ids, lessons that require what is not there.

    Args:
        course: The course.
        lone: Whether it is one file, whose neighbours are not known.
    """
    from calctui.lesson.requires import requirement_problems

    built_in = {entry.id for entry in read_course(built_in_folder()).entries}
    return [*course.problems, *requirement_problems(course, built_in, lone=lone)]


def proved(entry: Entry) -> Entry:
    """The entry with all that is wrong with its lesson, which is loaded for that, scenes and all."""
    from calctui.lesson.load import load_lesson

    try:
        load_lesson(entry.path)
    except LessonError as error:
        return replace(entry, problems=error.problems)
    return entry


def _kept(environ: Mapping[str, str]) -> KeptEntries:
    """What was read of lessons before."""
    return KeptEntries(cache_folder(environ) / CONTENTS)


def _courses(environ: Mapping[str, str], kept: KeptEntries) -> Iterator[Course]:
    """The built-in course and those of `FOLDERS`, each read when it is asked for."""
    folder = built_in_folder()
    yield _read(folder, kept, Course(id=BUILT_IN, title="Calculus for machine learning", path=folder))
    for further in environ.get(FOLDERS, "").split(os.pathsep):
        if further:
            yield _read(Path(further), kept)


def _read(folder: Path, kept: KeptEntries, course: Course | None = None) -> Course:
    """A course as `read_course` has it; what was read is kept, also where someone does not wait for the next."""
    found = read_course(folder, course, kept.read)
    kept.save()
    return found


def _exists(name: str) -> bool:
    """Whether there is such a file or folder; a name that no file can have is none."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False
