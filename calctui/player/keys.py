"""The one table of keys: what each does, when it works, and the words for footer and help.

Names of keys are those of Textual, which is not needed to read them.
"""

from __future__ import annotations

from collections.abc import Callable

from calctui.frozen import frozen
from calctui.grading.choices import LETTERS
from calctui.lesson.model import Question
from calctui.player import events as ev
from calctui.player.asking import GIVE_UP, HINT
from calctui.player.command import Command
from calctui.player.player import Player
from calctui.player.record import attempts_allowed


@frozen
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


def _plays(player: Player) -> bool:
    return player.limit > 0


def _not_first(player: Player) -> bool:
    return player.step > 0


def _goes_on(player: Player) -> bool:
    return not player.at_limit or player.may_go_on


def _has_code(player: Player) -> bool:
    return player.current.code is not None


def _asks(player: Player) -> bool:
    return player.open_question is not None and player.record.asked and not player.answering


def _tunes(player: Player) -> bool:
    return player.parameter is not None and player.open_question is None


def _tunes_several(player: Player) -> bool:
    return _tunes(player) and len(player.offered) > 1


PLAY_ON = "play on"
"""What → does where the picture waits on its way, in the footer."""

ONE_GUESS = "one guess"
"""What an answer is where a wrong one shows the right one, in the footer."""

KEYS: tuple[Key, ...] = (
    Key(("space",), "space", "play or pause", "play", ev.PlayOrPause(), _plays),
    Key(
        ("right", "n", "enter", "pagedown"),
        "→ n Enter PgDn",
        "play on from a stop, else run on to the question or the end, then to the next step",
        "next",
        ev.Next(),
        _goes_on,
    ),
    Key(
        ("left", "p", "pageup"),
        "← p PgUp",
        "back to the end of the previous step",
        "back",
        ev.Back(),
        _not_first,
    ),
    Key(("a",), "a", "to the question", "answer", ev.OpenQuestion(), _asks),
    Key(("plus", "equals_sign"), "+ =", "tune the parameter up", "", ev.Tune(+1), _tunes),
    Key(("minus",), "-", "tune it down", "", ev.Tune(-1), _tunes),
    Key(("tab",), "Tab", "choose the parameter to tune", "parameter", ev.ChooseParameter(), _tunes_several),
    Key(("backspace",), "Backspace", "put the parameter back", "", ev.ResetParameter(), _tunes),
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
    Key(("r",), "r", "restart the step", "restart", ev.Restart(), _plays),
    Key(("home",), "Home", "first step", "", ev.FirstStep(), _always),
    Key(("end",), "End", "last step", "", ev.LastStep(), _always),
    Key(("up",), "↑", "scroll the text up", "", Command.SCROLL_UP, _always),
    Key(("down",), "↓", "scroll the text down", "", Command.SCROLL_DOWN, _always),
    Key(("c",), "c", "code beside the picture, on or off", "code", ev.ToggleCode(), _has_code),
    Key(("slash",), "/", "search all lessons and their words", "search", Command.SEARCH, _always),
    Key(("t",), "t", "the steps of this lesson", "steps", Command.STEPS, _always),
    Key(("question_mark",), "?", "this page of keys", "keys", Command.HELP, _always),
    Key(("ctrl+p",), "Ctrl+P", "everything by name", "", Command.PALETTE, _always),
    Key(
        ("escape", "q"),
        "Esc q",
        "back: out of the question, then out of the lesson",
        "leave",
        Command.LEAVE,
        _always,
    ),
    Key(("ctrl+q",), "Ctrl+Q", "quit", "", Command.QUIT, _always),
    Key(("ctrl+z",), "Ctrl+Z", "to the shell; fg comes back", "", Command.STOP, _always),
)

ANSWERING: tuple[tuple[str, str], ...] = (
    ("a b c …", "take an option of a choice"),
    ("Enter", "hand in what is typed"),
    ("? Enter", "a hint"),
    ("! Enter", "give up, and see the answer"),
    ("Esc", "to the picture; a or Enter leads back"),
)
"""The keys while an answer is typed, for people: how they are written and what they do."""

_FAR = 10**6
_EDITS: dict[str, ev.Event] = {
    "enter": ev.Submit(),
    "escape": ev.CloseQuestion(),
    "backspace": ev.Erase(-1),
    "ctrl+h": ev.Erase(-1),
    "delete": ev.Erase(+1),
    "ctrl+u": ev.Erase(-_FAR),
    "ctrl+k": ev.Erase(+_FAR),
    "left": ev.MoveCursor(-1),
    "right": ev.MoveCursor(+1),
    "home": ev.MoveCursor(-_FAR),
    "ctrl+a": ev.MoveCursor(-_FAR),
    "end": ev.MoveCursor(+_FAR),
    "ctrl+e": ev.MoveCursor(+_FAR),
}
"""What keys do to an answer that is being typed."""
_NEED_A_DRAFT = {"space", "left", "right", "home", "end", "backspace", "delete"}
"""Keys that have nothing to edit where nothing is typed, and so keep their meaning for the picture."""


def asks(player: Player, name: str, character: str | None = None) -> ev.Event | Command | None:
    """What a key asks for at a moment; None where it has no meaning.

    Args:
        player: The moment.
        name: The name of the key in Textual.
        character: What it types; None for nothing.
    """
    if player.taken and name == "enter":
        return ev.Acknowledge()
    if player.answering:
        edit = _edit(player, name, character)
        if edit is not None:
            return edit
    elif name == "enter" and _asks(player):
        # Whoever comes back to an open question hands in with this key, and does not mean to leave it.
        return ev.OpenQuestion()
    return sends(name)


def _edit(player: Player, name: str, character: str | None) -> ev.Event | None:
    """What a key does to the answer; None where it is left to the picture."""
    draft, question = player.record.draft, player.open_question
    if question is None or (not draft and name in _NEED_A_DRAFT):
        return None
    if name in _EDITS:
        return _EDITS[name]
    if not character or not character.isprintable():
        return None
    if question.kind != "choice" or draft:
        return ev.Type(character)
    letters = LETTERS[: len(question.options)]
    if character.lower() in letters:
        return ev.Take(character.lower())
    return ev.Type(character) if character in {HINT, GIVE_UP} else None


def sends(name: str) -> ev.Event | Command | None:
    """What the key of this name asks for while no answer is typed; None where it has no meaning."""
    return next((key.sends for key in KEYS if name in key.names), None)


@frozen
class Hint:
    """A key of the footer.

    Attributes:
        shown: How it is written.
        does: What it does now.
        name: Its name in Textual, for who clicks on it; empty where it needs more keys.
    """

    shown: str
    does: str
    name: str = ""


def hints(player: Player) -> tuple[Hint, ...]:
    """What the footer offers: only keys that work now, the most useful first."""
    if player.answering and player.question is not None:
        return _answering_hints(player, player.question)
    shown = [
        Hint(_first_word(key), _wording(key, player), key.names[0])
        for key in KEYS
        if key.short and key.works(player)
    ]
    if _tunes(player):
        shown.insert(0, Hint("+ −", "tune", "plus"))
    if _has_code(player) and not player.code_shown:
        # What was put away can be seen to come back.
        shown.sort(key=lambda hint: hint.shown != "c")
    if _asks(player):
        # What the learner is here for stands first.
        shown.sort(key=lambda hint: hint.shown != "a")
    return tuple(shown)


def _answering_hints(player: Player, question: Question) -> tuple[Hint, ...]:
    # Nobody should have to find out by a mistake that there is one guess only.
    once = attempts_allowed(question) == 1
    if question.kind == "choice":
        take = Hint(f"a–{LETTERS[len(question.options) - 1]}", ONE_GUESS if once else "choose")
    else:
        take = Hint("Enter", ONE_GUESS if once else "answer", "enter")
    hint = [Hint("?⏎", "hint")] if player.record.hints < len(question.hints) else []
    return (take, *hint, Hint("!⏎", "give up"), Hint("Esc", "picture", "escape"))


def _first_word(key: Key) -> str:
    return key.shown.split(" ")[0]


def _wording(key: Key, player: Player) -> str:
    match key.sends:
        case ev.PlayOrPause():
            return "pause" if player.playing else "again" if player.at_limit else "play"
        case ev.Next():
            if player.at_stop:
                return PLAY_ON
            if not player.at_limit:
                return "to the question" if player.limit < player.frames - 1 else "to the end"
            return "finish" if player.is_last else "next"
        case _:
            return key.short
