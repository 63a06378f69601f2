"""All that can happen to a player: keys, the clock and commands become one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calctui.frozen import frozen

if TYPE_CHECKING:
    from calctui.grading.grade import Outcome
    from calctui.lesson.model import Lesson


@frozen
class Tick:
    """Time has passed.

    Attributes:
        seconds: How much, at least 0.
    """

    seconds: float


@frozen
class PlayOrPause:
    """Play, or pause; at the end, play again from the start."""


@frozen
class Next:
    """Play on from a stop; else run on to the hold or the end of the step, and from there to the next step."""


@frozen
class Back:
    """To the end state of the previous step, paused."""


@frozen
class MovePhase:
    """One phase on (+1) or back (-1)."""

    by: int


@frozen
class MoveMark:
    """To the next mark (+1) or the previous one (-1)."""

    by: int


@frozen
class SeekTenth:
    """To a tenth of the animation, 0 to 9."""

    tenth: int


@frozen
class SeekFrame:
    """To a frame of this step."""

    frame: int


@frozen
class ChangeSpeed:
    """Faster (+1) or slower (-1)."""

    by: int


@frozen
class Restart:
    """This step from its start."""


@frozen
class GoToStep:
    """To a step by its index; outside is taken as the nearest inside."""

    index: int


@frozen
class FirstStep:
    """To the first step."""


@frozen
class LastStep:
    """To the last step."""


@frozen
class ChooseParameter:
    """To the next parameter that the step offers."""


@frozen
class Tune:
    """The chosen parameter so many places up (+) or down (-) its grid."""

    by: int


@frozen
class ResetParameter:
    """The chosen parameter back to the author's value."""


@frozen
class OpenQuestion:
    """To the question: the picture goes to its moment, and what is typed goes to the answer."""


@frozen
class CloseQuestion:
    """Keys go to the picture again; what was typed stays."""


@frozen
class Type:
    """Text into the answer, where the cursor is."""

    text: str


@frozen
class Erase:
    """So many characters before the cursor (-) or behind it (+)."""

    by: int


@frozen
class MoveCursor:
    """So many characters to the left (-) or the right (+)."""

    by: int


@frozen
class Submit:
    """Hands an answer in: a text, or what was typed.

    ``?`` asks for a hint and ``!`` gives up, as they do when typed.
    """

    text: str | None = None


@frozen
class Take:
    """Takes an option of a choice by its letter: the same as handing the letter in."""

    letter: str


@frozen
class Acknowledge:
    """Nothing happens but that the last notice is gone."""


@frozen
class Verdict:
    """What an answer that was handed in is worth.

    Attributes:
        step: The id of the step that asked.
        answer: What was handed in.
        outcome: What it is worth.
        feedback: One clean line for the learner.
    """

    step: str
    answer: str
    outcome: Outcome
    feedback: str


@frozen
class UseStills:
    """Whether playing shows only the moments between phases, and nothing that moves."""

    only: bool


@frozen
class ToggleCode:
    """The code beside the picture, on or off."""


@frozen
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
    | ChooseParameter
    | Tune
    | ResetParameter
    | OpenQuestion
    | CloseQuestion
    | Type
    | Erase
    | MoveCursor
    | Submit
    | Take
    | Acknowledge
    | Verdict
    | UseStills
    | ToggleCode
    | Reload
)
