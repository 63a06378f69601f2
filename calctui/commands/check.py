"""`calctui check`: what is wrong with lessons, with place, source line and caret, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from calctui.check.findings import findings
from calctui.errors import NotFoundError, Problem
from calctui.lesson.course import Entry
from calctui.lesson.library import built_in_folder, find_course
from calctui.lesson.source import problem_with_caret
from calctui.maths.symbolic import SymbolicHelper
from calctui.text import clean_line

GOOD, FOUND = 0, 1


def print_findings(paths: Sequence[str], *, as_json: bool) -> int:
    """Checks files and folders, or else the built-in lessons; gives the exit code.

    Raises:
        NotFoundError: A path is neither a file nor a folder.
    """
    files = [file for path in paths or [str(built_in_folder())] for file in _files(path)]
    with SymbolicHelper() as helper:
        found = [problem for file in files for problem in findings(file, helper)]
    if as_json:
        print(json.dumps([_as_data(problem) for problem in found], ensure_ascii=False, indent=2))
    else:
        for problem in found:
            print(problem_with_caret(problem))
        lessons = f"{len(files)} lesson{'' if len(files) == 1 else 's'}"
        faults = f"{len(found)} finding{'' if len(found) == 1 else 's'}"
        print(f"{lessons} checked: {faults if found else 'all good'}", file=sys.stderr)
    return FOUND if found else GOOD


def _files(path: str) -> list[Path]:
    if Path(path).is_file():
        return [Path(path)]
    try:
        entries: Sequence[Entry] = find_course(path).entries
    except NotFoundError:
        raise NotFoundError(f"there is no file or folder {clean_line(path)}") from None
    return [entry.path for entry in entries]


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "what": problem.what,
        "cure": problem.cure,
    }
