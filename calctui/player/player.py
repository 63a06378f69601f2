"""The player: a moment of a lesson, and `update`, which makes of it and an event the next moment.

There is no clock, no file and no screen here; time arrives as `Tick`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from calctui.errors import NotFoundError
from calctui.lesson.live import Stage, stage_of
from calctui.lesson.model import Lesson, Step
from calctui.lesson.reading.report import nearest
from calctui.player import events as ev
from calctui.player.events import Event
from calctui.scenes.scene import Scene
from calctui.scenes.timeline import FRAMES_PER_SECOND, Mark
from calctui.text import clean_line

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
NORMAL_SPEED = SPEEDS.index(1.0)
LONGEST_TICK = 0.5
"""A longer pause between two ticks, such as a stopped process, does not make the picture leap; in seconds."""


@dataclass(frozen=True)
class Player:
    """A moment of a lesson.

    Attributes:
        lesson: The lesson.
        step: The index of the step.
        frame: The frame of the step's scene; 0 where it has none.
        playing: Whether time moves the picture.
        speed: An index into `SPEEDS`.
        fraction: The part of the next frame that has passed; 0 up to 1.
        tuned: Parameters that have another value than the author's.
        seen: The ids of the steps that were arrived at.
        code_shown: Whether the code stands beside the picture.
        notice: Why the last event did nothing, and what to press instead; empty for none.
    """

    lesson: Lesson
    step: int = 0
    frame: int = 0
    playing: bool = False
    speed: int = NORMAL_SPEED
    fraction: float = 0.0
    tuned: Mapping[str, float] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    code_shown: bool = True
    notice: str = ""

    @property
    def current(self) -> Step:
        """The step."""
        return self.lesson.steps[self.step]

    @property
    def parameters(self) -> Mapping[str, float]:
        """The parameters in force."""
        return {name: parameter.value for name, parameter in self.lesson.parameters.items()} | dict(
            self.tuned
        )

    @property
    def stage(self) -> Stage:
        """The step made ready to be shown with these parameters."""
        return stage_of(self.lesson, self.current, self.parameters)

    @property
    def scene(self) -> Scene | None:
        """The computed scene of the step; None where it has none."""
        return self.stage.scene

    @property
    def frames(self) -> int:
        """The number of frames of the step, at least 1."""
        return self.stage.frames

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The named moments of the step, in order of their frames."""
        scene = self.scene
        return scene.marks if scene else (Mark("start", 0), Mark("end", 0))

    @property
    def at_end(self) -> bool:
        """Whether the last frame is shown."""
        return self.frame == self.frames - 1


def start(lesson: Lesson, step: int = 0, tuned: Mapping[str, float] | None = None) -> Player:
    """A player at its first arrival at a step."""
    return _arrive(Player(lesson, tuned=tuned or {}), step)


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
    if not isinstance(event, ev.Tick):
        player = replace(player, notice="")
    match event:
        case ev.Tick(seconds):
            return _tick(player, seconds)
        case ev.PlayOrPause():
            return _play_or_pause(player)
        case ev.Next():
            return _next(player)
        case ev.Back():
            return _back(player)
        case ev.MovePhase(by):
            return _move(player, _phase_ends(player), by)
        case ev.MoveMark(by):
            return _move(player, [mark.frame for mark in player.marks], by)
        case ev.SeekTenth(tenth):
            return _seek(player, round(min(max(tenth, 0), 9) / 10 * (player.frames - 1)))
        case ev.SeekFrame(frame):
            return _seek(player, frame)
        case ev.ChangeSpeed(by):
            return _change_speed(player, by)
        case ev.Restart():
            return replace(player, frame=0, fraction=0.0, playing=player.frames > 1)
        case ev.GoToStep(index):
            return _arrive(player, index)
        case ev.FirstStep():
            return _arrive(player, 0)
        case ev.LastStep():
            return _arrive(player, len(player.lesson.steps) - 1)
        case ev.ToggleCode():
            if player.current.code is None:
                return replace(player, notice="This step has no code.")
            return replace(player, code_shown=not player.code_shown)
        case ev.Reload(lesson):
            return _reload(player, lesson)
        case _:
            assert_never(event)


def _arrive(player: Player, index: int) -> Player:
    """At a step: the first time it plays, later its end state is shown."""
    index = min(max(index, 0), len(player.lesson.steps) - 1)
    if index == player.step and player.current.id in player.seen:
        return player
    first_time = player.lesson.steps[index].id not in player.seen
    player = replace(
        player, step=index, frame=0, fraction=0.0, seen=player.seen | {player.lesson.steps[index].id}
    )
    last = player.frames - 1
    return replace(player, frame=0 if first_time else last, playing=first_time and last > 0)


def _tick(player: Player, seconds: float) -> Player:
    if not player.playing or not seconds > 0:
        return player
    passed = player.fraction + min(seconds, LONGEST_TICK) * FRAMES_PER_SECOND * SPEEDS[player.speed]
    target = min(player.frame + int(passed), player.frames - 1)
    stops = [mark.frame for mark in player.marks if mark.stop and player.frame < mark.frame <= target]
    target = min(stops, default=target)
    playing = not stops and target < player.frames - 1
    return replace(player, frame=target, fraction=passed - int(passed) if playing else 0.0, playing=playing)


def _play_or_pause(player: Player) -> Player:
    if player.frames == 1:
        return replace(player, notice="Nothing moves in this step; → goes on.")
    if player.playing:
        return replace(player, playing=False)
    return replace(player, playing=True, fraction=0.0, frame=0 if player.at_end else player.frame)


def _next(player: Player) -> Player:
    if not player.at_end:
        return _seek(player, player.frames - 1)
    if player.step == len(player.lesson.steps) - 1:
        return replace(player, playing=False, notice="That was the last step; Esc leaves the lesson.")
    return _arrive(player, player.step + 1)


def _back(player: Player) -> Player:
    if player.step == 0:
        return replace(player, playing=False, notice="This is the first step.")
    player = replace(player, step=player.step - 1, frame=0, fraction=0.0, playing=False)
    player = replace(player, seen=player.seen | {player.current.id})
    return replace(player, frame=player.frames - 1)


def _phase_ends(player: Player) -> list[int]:
    scene = player.scene
    return [0, *scene.timeline.ends] if scene else [0]


def _move(player: Player, places: list[int], by: int) -> Player:
    """To the next of the places, paused; where there is none, to the end or the start."""
    if by > 0:
        return _seek(player, min((p for p in places if p > player.frame), default=player.frames - 1))
    return _seek(player, max((p for p in places if p < player.frame), default=0))


def _seek(player: Player, frame: int) -> Player:
    return replace(player, frame=min(max(frame, 0), player.frames - 1), fraction=0.0, playing=False)


def _change_speed(player: Player, by: int) -> Player:
    speed = min(max(player.speed + by, 0), len(SPEEDS) - 1)
    if speed == player.speed:
        return replace(
            player, notice=f"{SPEEDS[speed]:g} times is as {'fast' if by > 0 else 'slow'} as it goes."
        )
    return replace(player, speed=speed)


def _reload(player: Player, lesson: Lesson) -> Player:
    """The place in the changed lesson: the same step by its id, the same share of its animation."""
    ids = [step.id for step in lesson.steps]
    same = player.current.id in ids
    index = ids.index(player.current.id) if same else min(player.step, len(ids) - 1)
    share = player.frame / max(player.frames - 1, 1) if same else 0.0
    moved = replace(player, lesson=lesson, step=index, frame=0, fraction=0.0, seen=player.seen | {ids[index]})
    frame = round(share * (moved.frames - 1))
    return replace(moved, frame=frame, playing=player.playing and frame < moved.frames - 1)
