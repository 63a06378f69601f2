"""Keeps progress beside the thread that plays: in order, an answer at once, the place within a second."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, time
from typing import TYPE_CHECKING

from calctui.errors import ProgressError
from calctui.folders import data_folder
from calctui.frozen import frozen
from calctui.lesson.entry import Entry
from calctui.progress.lesson_key import LessonKey, fingerprint, key_of
from calctui.progress.saved import SavedLesson, SavedQuestion, better
from calctui.progress.store import Store

if TYPE_CHECKING:
    from calctui.player.player import Player

PATIENCE = 0.5
"""So long may the place within a step wait to be written; in seconds."""
GOODBYE = 1.0
"""So long does leaving wait for what is still to be written; in seconds."""

Trouble = Callable[[str], None]


@frozen
class _Save:
    key: LessonKey
    saved: SavedLesson
    urgent: bool


@frozen
class _Plan:
    key: LessonKey
    step: str
    question: SavedQuestion
    now: float


@frozen
class _Settings:
    settings: Mapping[str, str]


@frozen
class _End:
    pass


class Keeper:
    """Keeps what learners do; where that cannot be, says so once, and the lesson goes on.

    Attributes:
        lessons: What was kept when it was opened, and what was noted since.
        settings: The settings that were kept.
        cards: When questions are due that were kept when it was opened and not answered since.
    """

    def __init__(self, folder: Path | None = None, trouble: Trouble | None = None) -> None:
        """Opens what was kept.

        Args:
            folder: Where; default: the user's data directory.
            trouble: Is told in one line why progress is not kept, or was damaged; from any thread.
        """
        self.lessons: dict[LessonKey, SavedLesson] = {}
        self.settings: dict[str, str] = {}
        self.cards: dict[tuple[LessonKey, str], tuple[float, str]] = {}
        self._told: set[str] = set()
        self._untold: list[str] = []
        self._trouble = trouble
        self._queue: SimpleQueue[_Save | _Plan | _Settings | _End] = SimpleQueue()
        self._noted: Player | None = None
        self._entry: Entry | None = None
        self._print = ""
        self._put_at = 0.0
        self._unwritten: dict[LessonKey, SavedLesson] = {}
        self._store: Store | None = None
        self._thread: Thread | None = None
        self._open(folder)

    def _open(self, folder: Path | None) -> None:
        try:
            self._folder = folder or data_folder()
            self._store = Store(self._folder)
            self.lessons, self.settings = self._store.lessons(), self._store.settings()
            self.cards = self._store.cards()
        except (ProgressError, OSError, RuntimeError) as error:
            self._tell(f"Progress is not kept: {error}")
            return
        self._tell_damage(self._store)
        self._thread = Thread(target=self._write, name="progress", daemon=True)
        self._thread.start()

    def tell(self, trouble: Trouble) -> None:
        """Tells this of trouble from now on, and what there was before."""
        self._trouble = trouble
        untold, self._untold = self._untold, []
        for words in untold:
            trouble(words)

    # What is noted; called by the thread that plays, never waits

    def note(self, player: Player, entry: Entry) -> None:
        """Keeps what is new of a lesson that is played."""
        before = self._noted if self._entry == entry else None
        if before is player:
            return
        # Players are not loaded before a lesson plays.
        from calctui.progress.remember import account, is_urgent, saved_question, settled_since

        urgent = is_urgent(player, before)
        if not urgent and player.playing and monotonic() - self._put_at < PATIENCE:
            return
        self._put_at = monotonic()
        if before is None:
            self._print = fingerprint(entry.path)
        self._noted, self._entry = player, entry
        key, now = key_of(entry), time()
        saved = account(player, self._print, now, before)
        self.lessons[key] = _joined(self.lessons.get(key), saved)
        self._put(_Save(key, saved, urgent))
        for step, record in settled_since(player, before):
            self._plan(key, step, saved_question(record), now)

    def review(self, key: LessonKey, step: str, question: SavedQuestion) -> None:
        """Plans when a question that was asked again is due next."""
        self._plan(key, step, question, time())

    def _plan(self, key: LessonKey, step: str, question: SavedQuestion, now: float) -> None:
        self.pass_over(key, step)
        self._put(_Plan(key, step, question, now))

    def keep_settings(self, settings: Mapping[str, str]) -> None:
        """Keeps settings."""
        self.settings.update(settings)
        self._put(_Settings(dict(settings)))

    def pass_over(self, key: LessonKey, step: str) -> None:
        """A question is not due any more in this session: it was answered, or its lesson no longer asks it."""
        self.cards.pop((key, step), None)

    def due(self, now: float) -> list[tuple[LessonKey, str]]:
        """The questions that are due, the longest due first."""
        found = sorted((due, key, step) for (key, step), (due, _) in self.cards.items() if due <= now)
        return [(key, step) for _, key, step in found]

    def close(self) -> None:
        """Waits a moment until all is written."""
        if self._thread is not None:
            self._queue.put(_End())
            self._thread.join(GOODBYE)

    def _put(self, item: _Save | _Plan | _Settings) -> None:
        if self._thread is not None:
            self._queue.put(item)

    # The thread that writes

    def _write(self) -> None:
        waiting: _Save | None = None
        since = 0.0
        while True:
            try:
                left = max(since + PATIENCE - monotonic(), 0.0) if waiting else None
                item = self._queue.get(timeout=left)
            except Empty:
                item = None
            if isinstance(item, _Save) and not item.urgent and (waiting is None or waiting.key == item.key):
                # Of places within a step only the last one counts; what else is new comes along.
                since = since if waiting else monotonic()
                waiting = replace(item, saved=_joined(waiting.saved, item.saved)) if waiting else item
                continue
            if waiting is not None:
                self._do(waiting)
                waiting = None
            if isinstance(item, _End):
                break
            if item is not None:
                self._do(item)
        if self._store is not None:
            self._store.close()

    def _do(self, item: _Save | _Plan | _Settings) -> None:
        """Writes; a file that was damaged meanwhile is opened anew once, which sets it aside.

        What cannot be written of a lesson is written with what comes next of it.
        """
        if isinstance(item, _Save):
            item = replace(item, saved=_joined(self._unwritten.pop(item.key, None), item.saved))
        for last_try in (False, True):
            try:
                if self._store is None:
                    self._store = Store(self._folder)
                    self._tell_damage(self._store)
                self._do_in(self._store, item)
                return
            except ProgressError as error:
                if self._store is not None:
                    self._store.close()
                self._store = None
                if last_try:
                    self._tell(f"Progress is not kept now: {error}")
        if isinstance(item, _Save):
            self._unwritten[item.key] = item.saved

    def _do_in(self, store: Store, item: _Save | _Plan | _Settings) -> None:
        match item:
            case _Save(key, saved):
                store.save(key, saved)
            case _Settings(settings):
                store.set(settings)
            case _Plan(key, step, question, now):
                from calctui.progress.memory import planned, rating_of

                _, memory = store.cards().get((key, step), (0.0, ""))
                store.plan(key, step, *planned(memory, rating_of(question), now))

    def _tell_damage(self, store: Store) -> None:
        if store.damaged is not None:
            self._tell(
                f"The file of your progress was damaged. It is kept as {store.damaged.name}; "
                "what could be read of it goes on."
            )

    def _tell(self, words: str) -> None:
        if words in self._told:
            return
        self._told.add(words)
        if self._trouble is None:
            self._untold.append(words)
        else:
            self._trouble(words)


def _joined(before: SavedLesson | None, new: SavedLesson) -> SavedLesson:
    """An account with what is new added to it, by the rule of the store: what was once right stays so."""
    if before is None:
        return new
    return replace(
        new,
        finished=before.finished or new.finished,
        seen=before.seen | new.seen,
        questions={
            **before.questions,
            **{
                step: better(before.questions.get(step, question), question)
                for step, question in new.questions.items()
            },
        },
    )
