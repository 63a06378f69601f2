"""The one table of keys: what each does, when it works, and the words for footer and help.

Names of keys are those of Textual, which is not needed to read them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from calctui.player import events as ev
from calctui.player.player import Player


class Command(StrEnum):
    """What a key asks of the app and not of the player."""

    SCROLL_UP = "scroll_up"
    SCROLL_DOWN = "scroll_down"
    STEPS = "steps"
    HELP = "help"
    LEAVE = "leave"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing.

    Attributes:
        names: Their names in Textual.
        shown: How people write them.
        does: What they do, for the help screen.
        short: The same in a word or two for the footer; empty where the footer never shows it.
        sends: The event for the player or the command for the app.
        works: Whether they do something now.
    """

    names: tuple[str, ...]
    shown: str
    does: str
    short: str
    sends: ev.Event | Command
    works: Callable[[Player], bool]


def _always(player: Player) -> bool:
    del player
    return True


def _moves(player: Player) -> bool:
    return player.frames > 1


def _not_first(player: Player) -> bool:
    return player.step > 0


def _not_last(player: Player) -> bool:
    return not player.at_end or player.step < len(player.lesson.steps) - 1


def _has_code(player: Player) -> bool:
    return player.current.code is not None


KEYS: tuple[Key, ...] = (
    Key(("space",), "space", "play or pause", "play", ev.PlayOrPause(), _moves),
    Key(
        ("right", "n", "enter", "pagedown"),
        "→ n Enter PgDn",
        "run on to the end, then to the next step",
        "next",
        ev.Next(),
        _not_last,
    ),
    Key(
        ("left", "p", "pageup"),
        "← p PgUp",
        "back to the end of the previous step",
        "back",
        ev.Back(),
        _not_first,
    ),
    Key(("full_stop",), ".", "one phase on", "phase", ev.MovePhase(+1), _moves),
    Key(("comma",), ",", "one phase back", "", ev.MovePhase(-1), _moves),
    Key(("right_square_bracket",), "]", "to the next mark", "", ev.MoveMark(+1), _moves),
    Key(("left_square_bracket",), "[", "to the previous mark", "", ev.MoveMark(-1), _moves),
    *(
        Key((str(tenth),), str(tenth), f"to tenth {tenth} of the animation", "", ev.SeekTenth(tenth), _moves)
        for tenth in range(10)
    ),
    Key(("greater_than_sign",), ">", "faster", "", ev.ChangeSpeed(+1), _moves),
    Key(("less_than_sign",), "<", "slower", "", ev.ChangeSpeed(-1), _moves),
    Key(("r",), "r", "restart the step", "restart", ev.Restart(), _moves),
    Key(("home",), "Home", "first step", "", ev.FirstStep(), _always),
    Key(("end",), "End", "last step", "", ev.LastStep(), _always),
    Key(("up",), "↑", "scroll the text up", "", Command.SCROLL_UP, _always),
    Key(("down",), "↓", "scroll the text down", "", Command.SCROLL_DOWN, _always),
    Key(("c",), "c", "code beside the picture, on or off", "code", ev.ToggleCode(), _has_code),
    Key(("t",), "t", "the steps of this lesson", "steps", Command.STEPS, _always),
    Key(("question_mark",), "?", "this page of keys", "keys", Command.HELP, _always),
    Key(("escape", "q"), "Esc q", "leave the lesson", "leave", Command.LEAVE, _always),
    Key(("ctrl+q",), "Ctrl+Q", "quit", "", Command.QUIT, _always),
)


def sends(name: str) -> ev.Event | Command | None:
    """What the key of this name asks for; None where it has no meaning."""
    return next((key.sends for key in KEYS if name in key.names), None)


@dataclass(frozen=True, slots=True)
class Hint:
    """A key of the footer: how it is written, and what it does now."""

    shown: str
    does: str


def hints(player: Player) -> tuple[Hint, ...]:
    """What the footer offers: only keys that work now, the most useful first."""
    return tuple(
        Hint(_first_word(key), _wording(key, player)) for key in KEYS if key.short and key.works(player)
    )


def _first_word(key: Key) -> str:
    return key.shown.split(" ")[0]


def _wording(key: Key, player: Player) -> str:
    if isinstance(key.sends, ev.PlayOrPause):
        return "pause" if player.playing else "again" if player.at_end else "play"
    if isinstance(key.sends, ev.Next):
        return "next" if player.at_end else "to the end"
    return key.short
