"""`calctui check`: what is wrong with lessons, with place, source line and caret, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from calctui.check.findings import findings
from calctui.errors import NotFoundError, Problem
from calctui.lesson.course import read_entry
from calctui.lesson.entry import Course
from calctui.lesson.library import built_in_folder, course_problems, find_course
from calctui.lesson.yaml.source import problem_with_caret
from calctui.maths.symbolic import SymbolicHelper
from calctui.text import clean_line

GOOD, FOUND = 0, 1


def print_findings(paths: Sequence[str], *, strict: bool, as_json: bool) -> int:
    """Checks files and folders, or else the built-in lessons; gives the exit code.

    Raises:
        NotFoundError: A path is neither a file nor a folder.
    """
    courses = [_course(path) for path in paths or [str(built_in_folder())]]
    files = [entry.path for course in courses for entry in course.entries]
    with SymbolicHelper() as helper:
        found = [problem for course in courses for problem in _in_course(course, helper, strict=strict)]
    if as_json:
        print(json.dumps([_as_data(problem) for problem in found], ensure_ascii=False, indent=2))
    else:
        for problem in found:
            print(problem_with_caret(problem))
        lessons = f"{len(files)} lesson{'' if len(files) == 1 else 's'}"
        faults = f"{len(found)} finding{'' if len(found) == 1 else 's'}"
        print(f"{lessons} checked: {faults if found else 'all good'}", file=sys.stderr)
    return FOUND if found else GOOD


def _course(path: str) -> Course:
    """The course in a folder; a file is a course of one lesson."""
    file = Path(path)
    if file.is_file():
        return Course(id="", title="", path=file, entries=(read_entry(file, ""),))
    try:
        return find_course(path)
    except NotFoundError:
        raise NotFoundError(f"there is no file or folder {clean_line(path)}") from None


def _in_course(course: Course, helper: SymbolicHelper, *, strict: bool) -> Iterator[Problem]:
    """What is wrong with the course as a whole, and then with each of its lessons."""
    yield from course_problems(course, lone=course.path.is_file())
    for entry in course.entries:
        yield from findings(entry.path, helper, strict=strict)


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "what": problem.what,
        "cure": problem.cure,
    }
