"""Asking: opening a question, typing an answer, handing it in, and what its verdict makes of the question."""

from __future__ import annotations

from dataclasses import replace

from calctui.player import events as ev
from calctui.player.moves import asked, go_on, seek
from calctui.player.player import Player
from calctui.player.record import MAX_DRAFT, attempts_allowed
from calctui.text import clean_line

NO_QUESTION = "This step asks nothing."
SETTLED = "This question is settled; → goes on."
NOTHING_TYPED = "Type an answer and press Enter. ? is a hint, ! gives up, Esc leads to the picture."
HINT, GIVE_UP = "?", "!"


def open_question(player: Player) -> Player:
    """The picture at the moment of the question, and the keys with the answer."""
    if player.question is None:
        return replace(player, notice=NO_QUESTION)
    if player.open_question is None:
        return replace(player, notice=SETTLED)
    there = asked(seek(player, player.asks_at), take_keys=True)
    return replace(there, answering=True, notice="")


def type_in(player: Player, text: str) -> Player:
    """Text into the draft at the cursor; of a text of several lines the first."""
    if not player.answering:
        return player
    record = player.record
    room = MAX_DRAFT - len(record.draft)
    # Cut first: a paste may be huge.
    added = clean_line(text[: MAX_DRAFT + 1].lstrip("\r\n").splitlines()[0] if text.strip("\r\n") else "")[
        :room
    ]
    draft = record.draft[: record.cursor] + added + record.draft[record.cursor :]
    full = "That is as long as an answer may be." if len(text) > len(added) and room <= len(added) else ""
    return replace(
        player.recorded(replace(record, draft=draft, cursor=record.cursor + len(added))), notice=full
    )


def erase(player: Player, by: int) -> Player:
    """Characters out of the draft, before or behind the cursor."""
    if not player.answering:
        return player
    record = player.record
    start, end = sorted((record.cursor, record.cursor + by))
    start, end = max(start, 0), max(end, 0)
    draft = record.draft[:start] + record.draft[end:]
    return player.recorded(replace(record, draft=draft, cursor=min(start, len(draft))))


def move_cursor(player: Player, by: int) -> Player:
    """The cursor along the draft."""
    if not player.answering:
        return player
    record = player.record
    return player.recorded(replace(record, cursor=min(max(record.cursor + by, 0), len(record.draft))))


def submit(player: Player, text: str | None) -> Player:
    """Hands an answer in; it is checked until its verdict comes. ``?`` and ``!`` are not answers."""
    question, record = player.open_question, player.record
    if question is None or record.checking:
        return player
    answer = clean_line(record.draft if text is None else text[: MAX_DRAFT + 1]).strip()
    match answer:
        case "":
            return go_on(player) if player.may_go_on else replace(player, notice=NOTHING_TYPED)
        # No answer ends so; one that was refused may still stand before it.
        case _ if answer.endswith(HINT):
            return _hint(player, answer.removesuffix(HINT))
        case _ if answer.endswith(GIVE_UP):
            return _give_up(player)
    there = player if record.asked else open_question(player)
    record = replace(
        there.record, answer=answer, checking=True, feedback="", draft=answer, cursor=len(answer)
    )
    return there.recorded(record)


def _hint(player: Player, left: str) -> Player:
    """The next hint; what stood before the question mark is left to be mended."""
    question, record = player.question, player.record
    assert question is not None
    hints = min(record.hints + 1, len(question.hints))
    player = player.recorded(replace(record, hints=hints, draft=left, cursor=len(left), feedback=""))
    if record.hints < len(question.hints):
        return player
    said = "That was the last hint" if question.hints else "There is no hint to this"
    return replace(player, notice=f"{said}; ! and Enter gives up.")


def _give_up(player: Player) -> Player:
    record = player.record
    answer = record.answer if record.attempts else ""
    record = replace(record, asked=True, state="given-up", feedback="", answer=answer, draft="", cursor=0)
    return _played_on(player.recorded(record))


def judge(player: Player, verdict: ev.Verdict) -> Player:
    """What a verdict makes of the question that it belongs to; of any other question, nothing."""
    record = player.records.get(verdict.step)
    index = next((i for i, step in enumerate(player.lesson.steps) if step.id == verdict.step), None)
    if record is None or index is None or not record.checking or record.answer != verdict.answer:
        return player
    question = player.lesson.steps[index].question
    if question is None:
        return player
    record = replace(record, checking=False, feedback=clean_line(verdict.feedback))
    match verdict.outcome:
        case "right":
            record = replace(record, state="right", attempts=record.attempts + 1, draft="", cursor=0)
        case "wrong":
            allowed = attempts_allowed(question)
            attempts = record.attempts + 1
            used_up = allowed is not None and attempts >= allowed
            record = replace(
                record, attempts=attempts, state="missed" if used_up else "open", draft="", cursor=0
            )
        case "invalid" | "undecided":
            pass
    player = replace(player, records={**player.records, verdict.step: record})
    return _played_on(player) if record.settled and index == player.step else player


def _played_on(player: Player) -> Player:
    """A settled question gives the keys back, and the picture goes on from where it waited."""
    return replace(player, answering=False, fraction=0.0, playing=player.frame < player.limit)
