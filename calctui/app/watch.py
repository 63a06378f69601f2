"""Watches the file of a lesson: says when it has been saved, and loads it again."""

from __future__ import annotations

from pathlib import Path

from calctui.errors import LessonError, Problem
from calctui.lesson.model import Lesson

SECONDS = 0.1
"""So often one looks; a save is shown after two looks, so that no file is read while it is written."""

_Stamp = tuple[int, int, int] | None


class Watch:
    """A file, and how it was when it was last seen to rest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loaded = self._before = self._stamp()

    def saved(self) -> bool:
        """Whether the file differs from what was loaded last, and has come to rest; true once for each save."""
        stamp = self._stamp()
        resting, self._before = stamp == self._before, stamp
        # Editors that save by renaming leave a moment without a file.
        if stamp is None or not resting or stamp == self._loaded:
            return False
        self._loaded = stamp
        return True

    def load(self) -> Lesson | tuple[Problem, ...]:
        """The lesson as it is now, or all that is wrong with it."""
        from calctui.lesson.load import load_lesson

        try:
            return load_lesson(self._path)
        except LessonError as error:
            return error.problems

    def _stamp(self) -> _Stamp:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
