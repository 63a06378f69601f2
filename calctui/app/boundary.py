"""The boundary around a step: what fails in its picture or its words is told in that step, and the course goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from calctui.app.fault_log import note_fault
from calctui.player.events import Event
from calctui.player.player import Player
from calctui.player.set_aside import after_fault
from calctui.text import clean_line


class Plays(Protocol):
    """A screen on which a lesson plays."""

    player: Player

    def show_again(self) -> None:
        """Shows and keeps the moment."""


Screen = TypeVar("Screen", bound=Plays)
P = ParamSpec("P")


def bounded(method: Callable[Concatenate[Screen, P], None]) -> Callable[Concatenate[Screen, P], None]:
    """Makes a method of a screen outlive its step.

    If it raises, the steps that fail are set aside: where an event was sent, the screen shows what it has led to
    without them, else the method is called once more. If that fails too, the fault is not in a step, and is the app's.
    """

    @wraps(method)
    def outlive(self: Screen, /, *args: P.args, **named: P.kwargs) -> None:
        before = self.player
        try:
            method(self, *args, **named)
        except Exception as error:
            event = args[0] if args and isinstance(args[0], Event) else None
            self.player = after_fault(before, event, words_for(error, before))
            if event is None:
                method(self, *args, **named)
            else:
                self.show_again()

    return outlive


def words_for(error: BaseException, player: Player) -> str:
    """Writes the fault down; gives what the learner is told of it."""
    where = f"lesson {clean_line(player.lesson.id)}, step {clean_line(player.current.id)}"
    log = note_fault(error, f"{where}, frame {player.frame}")
    details = f" The details are in `{clean_line(str(log))}`." if log else ""
    return f"This step cannot be shown: something went wrong inside the program. **→** goes on without it.{details}"
