"""All that can happen to a player: keys, the clock and commands become one of these."""

from __future__ import annotations

from dataclasses import dataclass

from calctui.lesson.model import Lesson


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed.

    Attributes:
        seconds: How much, at least 0.
    """

    seconds: float


@dataclass(frozen=True, slots=True)
class PlayOrPause:
    """Play, or pause; at the end, play again from the start."""


@dataclass(frozen=True, slots=True)
class Next:
    """Run on to the end of the step, and from there to the next step."""


@dataclass(frozen=True, slots=True)
class Back:
    """To the end state of the previous step, paused."""


@dataclass(frozen=True, slots=True)
class MovePhase:
    """One phase on (+1) or back (-1)."""

    by: int


@dataclass(frozen=True, slots=True)
class MoveMark:
    """To the next mark (+1) or the previous one (-1)."""

    by: int


@dataclass(frozen=True, slots=True)
class SeekTenth:
    """To a tenth of the animation, 0 to 9."""

    tenth: int


@dataclass(frozen=True, slots=True)
class SeekFrame:
    """To a frame of this step."""

    frame: int


@dataclass(frozen=True, slots=True)
class ChangeSpeed:
    """Faster (+1) or slower (-1)."""

    by: int


@dataclass(frozen=True, slots=True)
class Restart:
    """This step from its start."""


@dataclass(frozen=True, slots=True)
class GoToStep:
    """To a step by its index; outside is taken as the nearest inside."""

    index: int


@dataclass(frozen=True, slots=True)
class FirstStep:
    """To the first step."""


@dataclass(frozen=True, slots=True)
class LastStep:
    """To the last step."""


@dataclass(frozen=True, slots=True)
class ToggleCode:
    """The code beside the picture, on or off."""


@dataclass(frozen=True, slots=True)
class Reload:
    """The lesson has changed; the place is kept by the id of the step."""

    lesson: Lesson


Event = (
    Tick
    | PlayOrPause
    | Next
    | Back
    | MovePhase
    | MoveMark
    | SeekTenth
    | SeekFrame
    | ChangeSpeed
    | Restart
    | GoToStep
    | FirstStep
    | LastStep
    | ToggleCode
    | Reload
)
