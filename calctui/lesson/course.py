"""A folder of lessons as a course: what its contents show, read without computing anything."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from calctui.errors import LessonError, Problem
from calctui.lesson.minutes import SECONDS_A_SCENE, estimate
from calctui.lesson.reading.raw import Id, RawLesson, Words
from calctui.lesson.reading.report import Report, nearest
from calctui.lesson.reading.shapes import read
from calctui.lesson.yaml.source import open_source
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence, node_at, read_tree
from calctui.scenes.fields import FORBID_EXTRA
from calctui.text import clean_line

COURSE_FILE = "course.yaml"
MAX_LESSONS = 200
_SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class _RawCourse:
    """The file `course.yaml`."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: Id
    title: Words
    lessons: Annotated[tuple[Words, ...], Field(max_length=MAX_LESSONS)] | None = None


def read_course(folder: Path, course: Course | None = None) -> Course:
    """The course in a folder; what is broken is told in `problems`, never raised.

    Args:
        folder: Where the lessons are.
        course: Its id and title where there is no `course.yaml`; default: of the folder's name.
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
    return replace(course, entries=entries, problems=(*course.problems, *_twice(entries)))


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


def read_entry(path: Path, course: str) -> Entry:
    """What the contents show of a lesson file; it is never raised that the file is broken."""
    stem = clean_line(path.stem)
    entry = Entry(id=as_id(stem), title=clean_line(path.name), path=path, course=course)
    try:
        source = open_source(path)
    except LessonError as error:
        return replace(entry, problems=error.problems)
    tree, problems = read_tree(source)
    report = Report(source)
    report.add(problems)
    if tree is None:
        return replace(entry, problems=report.problems)
    stand_in = {"format": "1", "id": entry.id, "title": entry.title, "summary": "-", "steps": ["-"]}
    raw = read(RawLesson, tree, report, what="a lesson", stand_in=stand_in)
    if raw is None:
        return replace(entry, problems=report.problems)
    questions, scenes = (sum(key in step.values for step in _steps(tree)) for key in ("question", "scene"))
    words = sum(len(text.split()) for step in _steps(tree) for text in _texts(step))
    return replace(
        entry,
        id=raw.id,
        title=clean_line(raw.title),
        summary=clean_line(raw.summary),
        concept=clean_line(raw.concept or ""),
        minutes=raw.minutes or estimate(words, SECONDS_A_SCENE * scenes, questions),
        steps=len(raw.steps),
        requires=raw.requires,
        problems=report.problems,
    )


def as_id(name: str) -> str:
    """A file's or folder's name as an id, without a number at its start."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return (re.sub(r"^\d+-(?=.)", "", words) or "lesson")[:64]


def _is_lesson(file: Path) -> bool:
    return (
        file.suffix in _SUFFIXES
        and not file.name.startswith(".")
        and file.name != COURSE_FILE
        and file.is_file()
    )


def _ordered(course: Course, files: list[Path]) -> tuple[Course, list[Path]]:
    """The course as its `course.yaml` says, and its lessons in that order."""
    try:
        source = open_source(course.path / COURSE_FILE)
    except LessonError as error:
        return replace(course, problems=error.problems), files
    tree, problems = read_tree(source)
    report = Report(source)
    report.add(problems)
    raw = None if tree is None else read(_RawCourse, tree, report, what="a course")
    if raw is not None:
        course = replace(course, id=raw.id, title=clean_line(raw.title))
        if raw.lessons is not None and isinstance(tree, Mapping):
            files = _chosen(raw.lessons, tree.values["lessons"], files, report)
    return replace(course, problems=report.problems), files


def _chosen(names: Collection[str], node: Node, files: list[Path], report: Report) -> list[Path]:
    known = {key: file for file in files for key in (as_id(file.stem), file.stem, file.name)}
    items = node.items if isinstance(node, Sequence) else []
    for name, item in zip(names, items, strict=True):
        if name not in known:
            what = f"there is no lesson file `{name}` in this folder"
            report.at(item, what, nearest(name, [file.name for file in files], "files"))
    return [known[name] for name in dict.fromkeys(names) if name in known]


def _twice(entries: Collection[Entry]) -> Iterator[Problem]:
    """A problem for each lesson whose id an earlier one has."""
    seen: dict[str, Path] = {}
    for entry in entries:
        if entry.id in seen and not entry.problems:
            what = f"the lesson {clean_line(seen[entry.id].name)} has the id `{entry.id}` too"
            yield problem_at(entry.path, ["id"], what, "give each lesson its own id")
        seen.setdefault(entry.id, entry.path)


def problem_at(
    path: Path, way: Iterable[str | int], what: str, cure: str, *, severity: str = "error"
) -> Problem:
    """A problem at the end of a way of keys and indices in a lesson file that can be read."""
    source = open_source(path)
    tree, _ = read_tree(source)
    assert tree is not None
    node = node_at(tree, way)
    return source.problem(node.line, node.column, what, cure, severity)


def _steps(tree: Node) -> Iterator[Mapping]:
    steps = tree.values.get("steps") if isinstance(tree, Mapping) else None
    if isinstance(steps, Sequence):
        yield from (step for step in steps.items if isinstance(step, Mapping))


def _texts(step: Mapping) -> Iterator[str]:
    """What is read in a step: its text, and the prompt of its question."""
    question = step.values.get("question")
    prompt = question.values.get("prompt") if isinstance(question, Mapping) else None
    for node in (step.values.get("text"), prompt):
        if isinstance(node, Scalar):
            yield node.text
