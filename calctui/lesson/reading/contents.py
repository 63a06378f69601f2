"""What the contents show of a lesson file and of a `course.yaml`, read without computing anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from calctui.errors import LessonError, Problem
from calctui.frozen import frozen
from calctui.lesson.entry import COURSE_FILE, MAX_LESSONS, Course, Entry, as_id
from calctui.lesson.minutes import SECONDS_A_SCENE, estimate
from calctui.lesson.near import nearest
from calctui.lesson.reading.raw import Id, RawLesson, Words
from calctui.lesson.reading.report import Report
from calctui.lesson.reading.shapes import read
from calctui.lesson.reading.step_texts import steps_in, texts_in
from calctui.lesson.yaml.source import open_source
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Sequence, node_at, read_tree
from calctui.scenes.fields import FORBID_EXTRA
from calctui.text import clean_line


@frozen(kw_only=True, slots=False)
class _RawCourse:
    """The file `course.yaml`."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: Id
    title: Words
    lessons: Annotated[tuple[Words, ...], Field(max_length=MAX_LESSONS)] | None = None


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
    questions, scenes = (sum(key in step.values for step in steps_in(tree)) for key in ("question", "scene"))
    words = sum(len(text.split()) for step in steps_in(tree) for text in texts_in(step))
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


def ordered(course: Course, files: list[Path]) -> tuple[Course, list[Path]]:
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


def problem_at(
    path: Path, way: Iterable[str | int], what: str, cure: str, *, severity: str = "error"
) -> Problem:
    """A problem at the end of a way of keys and indices in a lesson file that can be read."""
    source = open_source(path)
    tree, _ = read_tree(source)
    assert tree is not None
    node = node_at(tree, way)
    return source.problem(node.line, node.column, what, cure, severity)
