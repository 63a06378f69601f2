"""What can be picked from lists: steps of a lesson, what a search finds, and everything by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from calctui.app.pick_screen import Choice, PickScreen, by_words
from calctui.frozen import frozen
from calctui.lesson.entry import Entry
from calctui.player.command import Command
from calctui.player.events import Event
from calctui.player.keys import KEYS
from calctui.player.player import Player
from calctui.text import clean_line

if TYPE_CHECKING:
    from calctui.lesson.search import Passage

SEEN, NEW = "●", "○"
_ONLY_KEYS = {Command.SCROLL_UP, Command.SCROLL_DOWN, Command.PALETTE}
_WITHOUT_LESSON = {Command.SEARCH, Command.HELP, Command.QUIT}


@frozen
class Place:
    """A step of a lesson.

    Attributes:
        entry: The lesson.
        step: The id of the step; empty for the first.
    """

    entry: Entry
    step: str = ""


Picked = Place | Event | Command
"""What a choice stands for."""


def step_choices(player: Player) -> list[Choice[int]]:
    """The steps of a lesson, with a sign of which were seen."""
    return [
        Choice(f"{index + 1:>2}  {SEEN if step.id in player.seen else NEW}  {clean_line(step.title)}", index)
        for index, step in enumerate(player.lesson.steps)
    ]


def search_choices(passages: Iterable[Passage], query: str) -> list[Choice[Place]]:
    """What is found for a query."""
    from calctui.lesson.search import search

    return [
        Choice(
            f"{hit.passage.title} · {clean_line(hit.passage.entry.title)}",
            Place(hit.passage.entry, hit.passage.step),
            hit.excerpt,
        )
        for hit in search(passages, query)
    ]


def steps_pick(player: Player) -> PickScreen[int]:
    """The list of the steps of a lesson."""
    return PickScreen(
        "Steps of this lesson",
        by_words(step_choices(player)),
        prompt="type a word of a title, or choose with ↑ ↓",
        empty="No step has that in its title.",
        first=player.step,
    )


def palette_pick(entries: Sequence[Entry], *, in_lesson: bool) -> PickScreen[Picked]:
    """The list of everything by name."""
    return PickScreen(
        "Everything by name",
        by_words(palette_choices(entries, in_lesson=in_lesson)),
        prompt="type a word",
        empty="Nothing has that name.",
    )


def palette_choices(entries: Sequence[Entry], *, in_lesson: bool) -> list[Choice[Picked]]:
    """Everything that can be done here, and every lesson, by name."""
    choices: list[Choice[Picked]] = [
        Choice(f"{key.does}  ({key.shown})", key.sends)
        for key in KEYS
        if key.sends not in _ONLY_KEYS
        and not key.shown.isdigit()
        and (in_lesson or key.sends in _WITHOUT_LESSON)
    ]
    choices.append(Choice("settings", Command.SETTINGS))
    if not in_lesson:
        choices.append(Choice("review what is due", Command.REVIEW))
    choices += [
        Choice(f"open {clean_line(entry.title)}", Place(entry)) for entry in entries if not entry.problems
    ]
    return choices
