"""Progress in an SQLite file: many sessions write it at once, and whatever happens to one of them, none is lost.

A rollback journal is used, not a write-ahead log, which does not work on network file systems, where the homes of
a class often are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from calctui.errors import ProgressError
from calctui.progress.lesson_key import FILE, LessonKey
from calctui.progress.rescue import alone, set_aside
from calctui.progress.saved import STATES, SavedLesson, SavedQuestion, State
from calctui.progress.schema import VERSION, migrate, version_of
from calctui.text import clean_line

BUSY_SECONDS = 5.0
"""So long a session waits for another one to finish its write."""

_BETTER = " ".join(f"WHEN '{state}' THEN {rank}" for rank, state in enumerate(STATES))
_RANK_OLD = f"(CASE question.state {_BETTER} END)"
_RANK_NEW = f"(CASE excluded.state {_BETTER} END)"


class Store:
    """The file. Not to be used from several threads at once.

    Attributes:
        path: Where it is.
        damaged: Where a damaged file was moved to when this one was opened; None if there was none.
    """

    def __init__(self, folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Opens the file, or makes it.

        Args:
            folder: Where it is; made if it is not there.
            busy_seconds: So long a write waits for another session's.

        Raises:
            ProgressError: It cannot be kept there.
        """
        self.path = folder / FILE
        self.damaged: Path | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # What one learner does is not for others to read.
            with alone(folder):
                self.path.touch(mode=0o600)
                self._connection = self._open(busy_seconds)
        except OSError as error:
            raise ProgressError(f"{clean_line(str(folder))}: {error.strerror or error}") from error
        except sqlite3.Error as error:
            raise ProgressError(f"{clean_line(str(self.path))}: {error}") from error

    def _open(self, busy_seconds: float) -> sqlite3.Connection:
        try:
            return _connected(self.path, busy_seconds)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
        self.damaged = set_aside(self.path)
        return _connected(self.path, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    # Reading

    def lessons(self) -> dict[LessonKey, SavedLesson]:
        """All that is kept of all lessons."""
        with _told():
            seen: dict[LessonKey, set[str]] = {}
            for course, lesson, step in self._connection.execute("SELECT course, lesson, step FROM step"):
                seen.setdefault(LessonKey(course, lesson), set()).add(step)
            questions: dict[LessonKey, dict[str, SavedQuestion]] = {}
            for course, lesson, step, *rest in self._connection.execute(
                "SELECT course, lesson, step, state, attempts, hints, answer FROM question"
            ):
                questions.setdefault(LessonKey(course, lesson), {})[step] = _question(*rest)
            found = {}
            for course, lesson, step, share, finished, fingerprint, played in self._connection.execute(
                "SELECT course, lesson, step, share, finished, fingerprint, played FROM lesson"
            ):
                key = LessonKey(course, lesson)
                found[key] = SavedLesson(
                    step,
                    share,
                    bool(finished),
                    fingerprint,
                    played,
                    frozenset(seen.get(key, ())),
                    questions.get(key, {}),
                )
            return found

    def settings(self) -> dict[str, str]:
        """What was chosen on the settings screen."""
        with _told():
            return dict(self._connection.execute("SELECT name, value FROM setting"))

    def cards(self) -> dict[tuple[LessonKey, str], tuple[float, str]]:
        """What is known of each question's place in memory: by lesson and step when it is due, and the memory."""
        with _told():
            return {
                (LessonKey(course, lesson), step): (due, memory)
                for course, lesson, step, due, memory in self._connection.execute(
                    "SELECT course, lesson, step, due, memory FROM card"
                )
            }

    # Writing: each call is whole or not at all

    def save(self, key: LessonKey, saved: SavedLesson) -> None:
        """Keeps what is known of a lesson; steps and questions that are not named stay as they are.

        The place is that of who played last; a question keeps the better of two states, whoever writes last.
        """
        later = "CASE WHEN excluded.played >= lesson.played THEN excluded.{0} ELSE lesson.{0} END"
        with _told(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(
                "INSERT INTO lesson (course, lesson, step, share, finished, fingerprint, played)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (course, lesson) DO UPDATE SET"
                f" step = {later.format('step')}, share = {later.format('share')},"
                f" fingerprint = {later.format('fingerprint')}, played = max(lesson.played, excluded.played),"
                " finished = max(lesson.finished, excluded.finished)",
                (
                    key.course,
                    key.lesson,
                    saved.step,
                    saved.share,
                    int(saved.finished),
                    saved.fingerprint,
                    saved.played,
                ),
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO step (course, lesson, step) VALUES (?, ?, ?)",
                [(key.course, key.lesson, step) for step in sorted(saved.seen)],
            )
            self._connection.executemany(
                "INSERT INTO question (course, lesson, step, state, attempts, hints, answer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (course, lesson, step) DO UPDATE SET"
                " state = excluded.state, attempts = excluded.attempts, hints = excluded.hints,"
                f" answer = excluded.answer WHERE {_RANK_NEW} >= {_RANK_OLD}",
                [
                    (key.course, key.lesson, step, q.state, q.attempts, q.hints, q.answer)
                    for step, q in sorted(saved.questions.items())
                ],
            )

    def set(self, settings: Mapping[str, str]) -> None:
        """Keeps settings; others stay as they are."""
        with _told(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                sorted(settings.items()),
            )

    def plan(self, key: LessonKey, step: str, due: float, memory: str) -> None:
        """Keeps when a question is due again, and what is known of its place in memory."""
        with _told(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(
                "INSERT INTO card (course, lesson, step, due, memory) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (course, lesson, step) DO UPDATE SET due = excluded.due, memory = excluded.memory",
                (key.course, key.lesson, step, due, memory),
            )

    def forget(self, keys: Iterable[LessonKey] | None = None) -> None:
        """Forgets lessons; without keys all of them. Settings stay."""
        with _told(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            for table in ("lesson", "step", "question", "card"):
                if keys is None:
                    self._connection.execute(f"DELETE FROM {table}")
                for key in keys or ():
                    self._connection.execute(
                        f"DELETE FROM {table} WHERE course = ? AND lesson = ?", (key.course, key.lesson)
                    )


class _told:  # noqa: N801 - read like a word in `with _told():`
    """Tells what goes wrong in the file as one of our errors."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise ProgressError(str(error)) from error


def _question(state: str, attempts: int, hints: int, answer: str) -> SavedQuestion:
    known: dict[str, State] = {state: state for state in STATES}
    return SavedQuestion(known.get(state, "open"), int(attempts), int(hints), clean_line(str(answer)))


def _connected(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A sound connection to a file of this version.

    Raises:
        sqlite3.DatabaseError: The file is damaged.
        sqlite3.OperationalError: It cannot be read or written.
        ProgressError: It is of a version to come.
    """
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if (version := version_of(connection)) > VERSION:
            raise ProgressError(
                f"{clean_line(str(path))} is of a newer calctui (version {version}); it is left as it is"
            )
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the file is damaged")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection
