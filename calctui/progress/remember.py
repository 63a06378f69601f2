"""From a player to what is kept of it, and back: the same place in the lesson, as it may have changed since."""

from __future__ import annotations

from dataclasses import replace

from calctui.lesson.model import Lesson
from calctui.player.player import Player
from calctui.player.record import Record
from calctui.player.update import start
from calctui.progress.saved import SavedLesson, SavedQuestion


def account(player: Player, fingerprint: str, now: float, before: Player | None = None) -> SavedLesson:
    """What is to be kept of a player: its place, and what is new since an earlier moment.

    Args:
        player: The moment.
        fingerprint: Of the lesson's file.
        now: Seconds since 1970.
        before: What was kept last; None for nothing.
    """
    known = before.records if before is not None and before.lesson.id == player.lesson.id else {}
    seen = before.seen if before is not None and before.lesson.id == player.lesson.id else frozenset()
    return SavedLesson(
        step=player.current.id,
        share=player.frame / max(player.frames - 1, 1),
        finished=player.finished,
        fingerprint=fingerprint,
        played=now,
        seen=player.seen - seen,
        questions={
            step: saved_question(record)
            for step, record in player.records.items()
            if record is not known.get(step)
            and record.asked
            and not record.checking
            and record.state != "told"
        },
    )


def settled_since(player: Player, before: Player | None) -> list[tuple[str, Record]]:
    """The questions that may be asked again later and were settled since an earlier moment, by their steps."""
    known = before.records if before is not None and before.lesson.id == player.lesson.id else {}
    again = {step.id for step in player.lesson.steps if step.question is not None and step.question.review}
    return [
        (step, record)
        for step, record in player.records.items()
        if step in again and record.settled and not (step in known and known[step].settled)
    ]


def is_urgent(player: Player, before: Player | None) -> bool:
    """Whether more than the place within a step is new since an earlier moment."""
    return (
        before is None
        or before.lesson is not player.lesson
        or before.step != player.step
        or before.seen != player.seen
        or before.finished != player.finished
        or before.playing != player.playing
        or (before.records is not player.records and _settling(before) != _settling(player))
    )


def resumed(lesson: Lesson, saved: SavedLesson | None) -> Player:
    """A player that goes on where the learner was; a lesson that was finished begins again."""
    if saved is None or not saved.begun or saved.finished:
        return start(lesson)
    ids = [step.id for step in lesson.steps]
    asking = {step.id for step in lesson.steps if step.question is not None}
    player = Player(
        lesson,
        step=_place(ids, saved),
        seen=frozenset(saved.seen & set(ids)),
        records={step: _record(known) for step, known in saved.questions.items() if step in asking},
    )
    player = replace(player, seen=player.seen | {player.current.id})
    frame = min(max(round(saved.share * (player.frames - 1)), 0), player.limit)
    return replace(player, frame=frame)


def _place(ids: list[str], saved: SavedLesson) -> int:
    """Where to go on: at the step that was left, or else, if it is gone, at the first that was not seen."""
    if saved.step in ids:
        return ids.index(saved.step)
    return next((index for index, step in enumerate(ids) if step not in saved.seen), 0)


def _settling(player: Player) -> list[tuple[str, str, int, int]]:
    return [(step, known.state, known.attempts, known.hints) for step, known in player.records.items()]


def saved_question(record: Record) -> SavedQuestion:
    """What is kept of a question."""
    state = "open" if record.state == "told" else record.state
    return SavedQuestion(state, record.attempts, record.hints, record.answer)


def _record(saved: SavedQuestion) -> Record:
    return Record(
        asked=True, state=saved.state, attempts=saved.attempts, hints=saved.hints, answer=saved.answer
    )
