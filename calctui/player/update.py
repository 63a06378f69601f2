"""The one way from a moment of a lesson to the next: `update(player, event)`. Time arrives as `Tick`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from calctui.errors import NotFoundError
from calctui.lesson.model import Lesson
from calctui.lesson.near import nearest
from calctui.player import asking, moves, tuning
from calctui.player import events as ev
from calctui.player.events import Event
from calctui.player.player import Player
from calctui.player.record import Record
from calctui.text import clean_line

_TENTHS = 10


def start(lesson: Lesson, step: int = 0) -> Player:
    """A player at its first arrival at a step."""
    return moves.arrive(Player(lesson), step)


def told(lesson: Lesson, step: int = 0, tuned: Mapping[str, float] | None = None) -> Player:
    """A player for whom every question is settled, as for a picture of a moment, at a step with these parameters."""
    step = min(max(step, 0), len(lesson.steps) - 1)
    records = {known.id: Record(asked=True, state="told") for known in lesson.steps if known.question}
    return moves.arrive(Player(lesson, records=records, tuned={lesson.steps[step].id: tuned or {}}), step)


def step_index(lesson: Lesson, name: str) -> int:
    """The index of a step by its id.

    Raises:
        NotFoundError: There is no such step; names the nearest.
    """
    ids = [step.id for step in lesson.steps]
    if name in ids:
        return ids.index(name)
    raise NotFoundError(f"{lesson.id} has no step `{clean_line(name)}`; {nearest(name, ids, 'steps')}")


def update(player: Player, event: Event) -> Player:
    """The next player. Never raises on any event in any state."""
    if not isinstance(event, ev.Tick | ev.Verdict):
        player = replace(player, notice="", finished=False, taken=False)
    match event:
        case ev.Tick(seconds):
            return moves.tick(player, seconds)
        case ev.PlayOrPause():
            return moves.play_or_pause(player)
        case ev.Next():
            return moves.go_on(player)
        case ev.Back():
            return moves.go_back(player)
        case ev.MovePhase(by):
            return moves.move(player, moves.phase_ends(player), by)
        case ev.MoveMark(by):
            return moves.move(player, [mark.frame for mark in player.marks], by)
        case ev.SeekTenth(tenth):
            return moves.seek(player, round(min(max(tenth, 0), 9) / _TENTHS * (player.frames - 1)))
        case ev.SeekFrame(frame):
            return moves.seek(player, frame)
        case ev.ChangeSpeed(by):
            return moves.change_speed(player, by)
        case ev.Restart():
            return moves.restart(player)
        case ev.GoToStep(index):
            return moves.arrive(player, index)
        case ev.FirstStep():
            return moves.arrive(player, 0)
        case ev.LastStep():
            return moves.arrive(player, len(player.lesson.steps) - 1)
        case ev.ChooseParameter():
            return tuning.choose(player)
        case ev.Tune(by):
            return tuning.tune(player, by)
        case ev.ResetParameter():
            return tuning.reset(player)
        case ev.OpenQuestion():
            return asking.open_question(player)
        case ev.CloseQuestion():
            return replace(player, answering=False)
        case ev.Type(text):
            return asking.type_in(player, text)
        case ev.Erase(by):
            return asking.erase(player, by)
        case ev.MoveCursor(by):
            return asking.move_cursor(player, by)
        case ev.Submit(text):
            return asking.submit(player, text)
        case ev.Take(letter):
            return replace(asking.submit(player, letter), taken=True)
        case ev.Acknowledge():
            return player
        case ev.Verdict():
            return asking.judge(player, event)
        case ev.UseStills(only):
            return replace(player, stills=only, fraction=0.0)
        case ev.ToggleCode():
            if player.current.code is None:
                return replace(player, notice="This step has no code.")
            return replace(player, code_shown=not player.code_shown)
        case ev.Reload(lesson):
            return moves.reload(player, lesson)
        case _:
            assert_never(event)
