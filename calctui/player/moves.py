"""Moving: within the animation of a step, and from step to step. Nothing here passes an open question's hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from calctui.lesson.model import Lesson
from calctui.player.player import SPEEDS, Player
from calctui.player.record import opens
from calctui.scenes.timeline import FRAMES_PER_SECOND

LONGEST_TICK = 0.5
"""A longer pause between two ticks, such as a stopped process, does not make the picture leap; in seconds."""

WAITS = "The picture waits for your answer."
GUESS_FIRST = "First your guess: any answer opens the way. ! and Enter gives up."
ANSWER_FIRST = "This one wants the right answer. ? and Enter is a hint, ! and Enter gives up."


def arrive(player: Player, index: int) -> Player:
    """At a step: the first time it plays, later its end state is shown."""
    index = min(max(index, 0), len(player.lesson.steps) - 1)
    if index == player.step and player.current.id in player.seen:
        return player
    first_time = player.lesson.steps[index].id not in player.seen
    player = _at_step(player, index)
    if not first_time:
        return asked(replace(player, frame=player.limit))
    return asked(replace(player, playing=player.limit > 0), take_keys=True)


def go_back(player: Player) -> Player:
    """To the end state of the step before, paused."""
    if player.step == 0:
        return replace(player, playing=False, notice="This is the first step.")
    player = _at_step(player, player.step - 1)
    return asked(replace(player, frame=player.limit))


def _at_step(player: Player, index: int) -> Player:
    """At the start of a step, paused."""
    seen = player.seen | {player.lesson.steps[index].id}
    return replace(
        player, step=index, frame=0, fraction=0.0, playing=False, answering=False, chosen="", seen=seen
    )


def asked(player: Player, *, take_keys: bool = False) -> Player:
    """The player with its question asked, where the picture has reached its moment.

    Args:
        player: The moment.
        take_keys: Whether what is typed then goes to the answer, if it is asked for the first time.
    """
    if player.open_question is None or player.record.asked or player.frame < player.asks_at:
        return player
    return replace(player.recorded(replace(player.record, asked=True)), answering=take_keys, playing=False)


def tick(player: Player, seconds: float) -> Player:
    """Time passes: the picture moves on to the next stop at most."""
    if not player.playing or not seconds > 0:
        return player
    passed = player.fraction + min(seconds, LONGEST_TICK) * FRAMES_PER_SECOND * SPEEDS[player.speed]
    target = min(player.frame + int(passed), player.limit)
    if player.stills:
        target = max(
            (end for end in phase_ends(player) if player.frame < end <= target), default=player.frame
        )
    stops = [mark.frame for mark in player.marks if mark.stop and player.frame < mark.frame <= target]
    target = min(stops, default=target)
    playing = not stops and target < player.limit
    left = passed - (target - player.frame)
    moved = replace(player, frame=target, fraction=left if playing else 0.0, playing=playing)
    return asked(moved, take_keys=True)


def play_or_pause(player: Player) -> Player:
    """Plays, or pauses; from where it cannot go on, from the start."""
    if player.playing:
        return replace(player, playing=False)
    if player.frames == 1:
        return replace(player, notice="Nothing moves in this step; → goes on.")
    if player.limit == 0:
        return replace(player, notice=WAITS)
    return replace(player, playing=True, fraction=0.0, frame=0 if player.at_limit else player.frame)


def go_on(player: Player) -> Player:
    """Plays on from a stop, else runs on to the hold or the end, and from there to the next step, if it may."""
    if player.at_stop:
        return replace(player, playing=True, fraction=0.0)
    if not player.at_limit:
        return seek(player, player.limit)
    question = player.question
    if question is not None and not opens(question, player.record):
        return replace(player, notice=GUESS_FIRST if question.gate == "try" else ANSWER_FIRST)
    if player.is_last:
        return replace(player, playing=False, answering=False, finished=True)
    return arrive(player, player.step + 1)


def phase_ends(player: Player) -> Sequence[int]:
    """The frames at which a phase is completed, and the first."""
    scene = player.scene
    return (0, *scene.timeline.ends) if scene else (0,)


def move(player: Player, places: Sequence[int], by: int) -> Player:
    """To the next of the places, paused; where there is none, to the end or the start."""
    if by > 0:
        return seek(player, min((p for p in places if p > player.frame), default=player.frames - 1))
    return seek(player, max((p for p in places if p < player.frame), default=0))


def seek(player: Player, frame: int) -> Player:
    """To a frame, paused; outside is taken as the nearest inside, and an open question's hold is not passed."""
    wanted = min(max(frame, 0), player.frames - 1)
    reached = min(wanted, player.limit)
    notice = WAITS if wanted > reached and reached == player.frame else player.notice
    moved = replace(player, frame=reached, fraction=0.0, playing=False, notice=notice)
    return asked(moved, take_keys=True)


def restart(player: Player) -> Player:
    """This step from its start; its question keeps its record."""
    return replace(player, frame=0, fraction=0.0, answering=False, playing=player.limit > 0)


def change_speed(player: Player, by: int) -> Player:
    """Faster or slower, as far as it goes."""
    speed = min(max(player.speed + by, 0), len(SPEEDS) - 1)
    if speed == player.speed:
        return replace(
            player, notice=f"{SPEEDS[speed]:g} times is as {'fast' if by > 0 else 'slow'} as it goes."
        )
    return replace(player, speed=speed)


def reload(player: Player, lesson: Lesson) -> Player:
    """The place in the changed lesson: the same step by its id, the same share of its animation."""
    ids = [step.id for step in lesson.steps]
    same = player.current.id in ids
    index = ids.index(player.current.id) if same else min(player.step, len(ids) - 1)
    share = player.frame / max(player.frames - 1, 1) if same else 0.0
    moved = replace(
        player,
        lesson=lesson,
        step=index,
        frame=0,
        fraction=0.0,
        seen=player.seen | {ids[index]},
        records={step: replace(record, checking=False) for step, record in player.records.items()},
        tuned=_still_tuned(player, lesson),
        chosen="",
    )
    frame = min(round(share * (moved.frames - 1)), moved.limit)
    answering = player.answering and same and moved.open_question is not None
    moved = replace(moved, frame=frame, playing=player.playing and frame < moved.limit, answering=answering)
    return asked(moved)


def _still_tuned(player: Player, lesson: Lesson) -> dict[str, dict[str, float]]:
    """What is tuned and can still be: by steps that still offer it, and within its new limits."""
    kept: dict[str, dict[str, float]] = {}
    for step in lesson.steps:
        values = {
            name: value
            for name, value in player.tuned.get(step.id, {}).items()
            if name in step.tune and value in lesson.parameters[name].grid
        }
        if values:
            kept[step.id] = values
    return kept
