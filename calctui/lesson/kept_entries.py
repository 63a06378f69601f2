"""What the contents showed of lessons, kept by the content of their files: an unchanged one is not read again."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from calctui import __version__
from calctui.errors import LessonError
from calctui.lesson.course import read_entry
from calctui.lesson.entry import Entry
from calctui.lesson.kept_file import write_whole
from calctui.lesson.yaml.source import open_source
from calctui.text import clean_line

MAX_ENTRIES = 2000
"""More than these are not kept; those that were read first go."""
_FORM = f"{__version__}.1"
"""What is kept by another program is not read; the last number is raised when `read_entry` finds something else."""


class KeptEntries:
    """A file of what was read before; where it is damaged or from elsewhere, the lessons are read again."""

    def __init__(self, file: Path) -> None:
        """Opens what was kept.

        Args:
            file: Where; it need not be there, and need not be writable.
        """
        self._file = file
        self._known = _read(file)
        self._new = False

    def read(self, path: Path, course: str) -> Entry:
        """What the contents show of a lesson file, as `read_entry` gives it; only good lessons are kept."""
        try:
            text = open_source(path).text
        except LessonError:
            return read_entry(path, course)
        key = hashlib.sha256(text.encode()).hexdigest()
        found = _entry(self._known.get(key), path, course)
        if found is None:
            found = read_entry(path, course)
            if not found.problems:
                self._known.pop(key, None)
                self._known[key] = _kept(found)
                self._new = True
        return found

    def save(self) -> None:
        """Keeps what was read anew; what cannot be written is read again next time."""
        if not self._new:
            return
        latest = dict(list(self._known.items())[-MAX_ENTRIES:])
        with suppress(OSError):
            write_whole(self._file, json.dumps({"form": _FORM, "entries": latest}).encode())
            self._new = False


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    known = kept.get("entries") if isinstance(kept, dict) and kept.get("form") == _FORM else None
    return known if isinstance(known, dict) else {}


def _kept(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "summary": entry.summary,
        "concept": entry.concept,
        "minutes": entry.minutes,
        "steps": entry.steps,
        "requires": list(entry.requires),
    }


def _entry(kept: Any, path: Path, course: str) -> Entry | None:
    """The entry that was kept; None where what stands there is none."""
    try:
        return Entry(
            id=_text(kept["id"]),
            title=_text(kept["title"]),
            path=path,
            course=course,
            summary=_text(kept["summary"]),
            concept=_text(kept["concept"]),
            minutes=int(kept["minutes"]),
            steps=int(kept["steps"]),
            requires=tuple(_text(needed) for needed in kept["requires"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _text(kept: object) -> str:
    if not isinstance(kept, str):
        raise TypeError(kept)
    return clean_line(kept)
