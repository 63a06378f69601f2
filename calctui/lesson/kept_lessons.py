"""Lessons that were read before, kept as Python keeps bytecode: by what they say, and by the program that read them.

A kept lesson has been proved to play, and opens without YAML, Markdown and the checks of its shapes.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import calctui
from calctui.folders import cache_folder
from calctui.lesson.kept_file import write_whole
from calctui.lesson.model import Lesson
from calctui.lesson.yaml.source import Source, open_source

MAX_FILES = 64
"""More lessons than these are not kept; the one that was kept first goes."""
MAX_BYTES = 2 * 1024 * 1024
"""Of a kept lesson; those of the course have 70 KiB."""
_ROOMS = ("calctui.lesson.", "calctui.maths.", "calctui.roles", "calctui.scenes.", "calctui.text")
"""Where the values of a lesson come from."""
_NOWHERE = Source("", "")
_STRANGERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def open_lesson(path: Path) -> Lesson:
    """The lesson in a file, as `load_lesson` gives it; quicker where it was opened before.

    Raises:
        LessonError: As in `load_lesson`.
    """
    source = open_source(path, str(path))
    name = hashlib.sha256(f"{_program()}\n{source.text}".encode()).hexdigest()
    file = cache_folder() / "lessons" / name
    lesson = _kept(file)
    if lesson is None:
        from calctui.lesson.load import load_source

        lesson = load_source(source)
        _keep(lesson, file)
    return replace(lesson, source=source)


@cache
def _program() -> str:
    """This program in a few letters: another version, or a changed file of it, reads lessons anew."""
    files = "".join(_files(str(Path(calctui.__file__).parent)))
    return f"{calctui.__version__} {sys.implementation.cache_tag} {files}"


def _files(folder: str) -> Iterator[str]:
    """Every file of the program with its size and time; by `scandir`, since hundreds of paths take time."""
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                known = entry.stat()
                yield f"{entry.name} {known.st_size} {known.st_mtime_ns}\n"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _files(entry.path)


class _Reader(pickle.Unpickler):
    """Makes values of a lesson and nothing else: no file can have it call a function."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith(_ROOMS) else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        if (module, name) == ("fractions", "Fraction"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a lesson")


def _kept(file: Path) -> Lesson | None:
    """The lesson in a file that nobody else can have written; None for anything else."""
    try:
        with file.open("rb") as opened:
            known = os.fstat(opened.fileno())
            if known.st_mode & _STRANGERS_WRITE or known.st_uid != os.geteuid():
                return None
            data = opened.read(MAX_BYTES + 1)
        found = _Reader(io.BytesIO(data)).load()
    except Exception:  # the boundary around a damaged file: it may fail in any way, and is made anew
        return None
    return found if isinstance(found, Lesson) else None


def _keep(lesson: Lesson, file: Path) -> None:
    """Keeps a lesson; where that cannot be, it is read again next time."""
    data = pickle.dumps(replace(lesson, source=_NOWHERE), pickle.HIGHEST_PROTOCOL)
    if len(data) > MAX_BYTES:
        return
    with suppress(OSError):
        write_whole(file, data)
        oldest_first = sorted(file.parent.iterdir(), key=lambda kept: kept.stat().st_mtime)
        for old in oldest_first[:-MAX_FILES]:
            old.unlink(missing_ok=True)
