"""The text of a lesson file: read within bounds, and where in it something stands, for the words of an error."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from calctui.errors import LessonError, Problem
from calctui.frozen import frozen
from calctui.text import clean_line, width

MAX_BYTES = 256 * 1024
"""Of a lesson file."""
MAX_PROBLEMS = 200
"""That are told of one file."""
MAX_MESSAGE = 400
"""Characters of what is said to be wrong, which may quote from a lesson."""
SHOWN_SOURCE = 96
"""Characters of a source line that are shown above a caret."""

CONTROLS = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What no lesson may hold: controls but tab and line breaks, bidirectional controls, what is no character.

A pattern; to compile it takes time that a lesson which was read before is not to wait for.
"""

_LINE_BREAK = re.compile("\r\n|[\r\n\x85]")


@frozen(slots=False)
class Source:
    """A lesson file as text.

    Attributes:
        name: The file as the user named it, cleaned.
        text: All of it, without a byte order mark.
    """

    name: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines as YAML counts them, without their breaks."""
        return _LINE_BREAK.split(self.text)

    def line(self, number: int) -> str:
        """A line by its number from 1; empty beyond the end."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset into the text."""
        before = _LINE_BREAK.split(self.text[:offset])
        return len(before), len(before[-1]) + 1

    def problem(self, line: int, column: int, what: str, cure: str = "", severity: str = "error") -> Problem:
        """A problem at a place, with its words cleaned and its source line."""
        return Problem(
            self.name,
            line,
            column,
            _short(what),
            _short(cure),
            self._shown(line),
            severity,
        )

    def _shown(self, number: int) -> str:
        """A line as it may be shown; kept, since a long one may have many problems."""
        if number not in self._cleaned:
            self._cleaned[number] = clean_line(self.line(number))
        return self._cleaned[number]

    @cached_property
    def _cleaned(self) -> dict[int, str]:
        return {}

    def control_problems(self) -> list[Problem]:
        """A problem for each line with characters that no lesson may hold."""
        if "\0" in self.text:
            place = self.position(self.text.index("\0"))
            return [
                self.problem(*place, "the file is not text in UTF-8 here", "save it with the encoding UTF-8")
            ]
        if not re.search(CONTROLS, self.text):
            return []
        problems = []
        for number, line in enumerate(self.lines, 1):
            if found := re.search(CONTROLS, line):
                what = f"the character {character_name(found[0])} may not stand in a lesson"
                problems.append(self.problem(number, found.start() + 1, what, "delete it"))
        return problems


def _short(words: str) -> str:
    """Words for one line: clean, and not longer than what they may quote from a lesson allows."""
    return clean_line(words if len(words) <= MAX_MESSAGE else words[: MAX_MESSAGE - 1] + "…")


def character_name(character: str) -> str:
    """A character by its code point, as in U+202E."""
    return f"U+{ord(character):04X}"


def open_source(path: Path, name: str = "") -> Source:
    """Reads a lesson file, never more of it than a lesson may have.

    Raises:
        LessonError: It cannot be read, is too big, or is not UTF-8.
    """
    shown = clean_line(name or str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a file name"
        raise LessonError([Problem(shown, 1, 1, f"the file cannot be read: {reason}")]) from error
    return decode(data, shown)


def decode(data: bytes, name: str) -> Source:
    """The bytes of a lesson file as text.

    Raises:
        LessonError: Too many, or not UTF-8.
    """
    shown = clean_line(name)
    if len(data) > MAX_BYTES:
        cure = "make two lessons of it"
        raise LessonError([Problem(shown, 1, 1, f"the file is bigger than {MAX_BYTES // 1024} KiB", cure)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = Source(shown, data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        line, column = before.position(len(before.text))
        problem = before.problem(
            line, column, "the file is not UTF-8 here", "save it with the encoding UTF-8"
        )
        raise LessonError([problem]) from error
    return Source(shown, text.removeprefix("\ufeff"))


def problem_with_caret(problem: Problem) -> str:
    """The problem in one line, then its source line with a caret under the place, where there is one."""
    if not problem.source.strip():
        return str(problem)
    before, after = problem.source[: problem.column - 1], problem.source[problem.column - 1 :]
    lead = ""
    if len(before) > SHOWN_SOURCE // 2:
        before, lead = before[-SHOWN_SOURCE // 2 :], "…"
    room = SHOWN_SOURCE - len(before)
    after = after if len(after) <= room else after[: room - 1] + "…"
    indent = "    "
    return f"{problem}\n{indent}{lead}{before}{after}\n{indent}{' ' * width(lead + before)}^"
