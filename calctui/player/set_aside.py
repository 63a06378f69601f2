"""A step that cannot be computed is told in a sentence instead, and the lesson goes on around it."""

from __future__ import annotations

from dataclasses import replace

from calctui.lesson.model import Step
from calctui.player import events as ev
from calctui.player.events import Event
from calctui.player.player import Player
from calctui.player.update import update
from calctui.player.view import view


def set_aside(player: Player, index: int, words: str) -> Player:
    """The player with a sentence in place of all that is in a step; its id and title stay.

    Args:
        player: The moment.
        index: The step.
        words: The sentence, as Markdown.
    """
    # Markdown is loaded where something has failed, and not for every lesson that plays.
    from calctui.lesson.words.texts import parse_prose

    step = player.lesson.steps[index]
    told = Step(id=step.id, title=step.title, text=parse_prose(words))
    steps = (*player.lesson.steps[:index], told, *player.lesson.steps[index + 1 :])
    moved = replace(player, lesson=replace(player.lesson, steps=steps))
    if index != player.step:
        return moved
    return replace(moved, frame=0, fraction=0.0, playing=False, answering=False, chosen="", notice="")


def after_fault(player: Player, event: Event | None, words: str) -> Player:
    """The moment after an event at which something failed: the steps that fail are set aside, as few as need be.

    Args:
        player: The moment before the event.
        event: What happened; None where the moment could not be shown.
        words: What is told in place of a step.
    """
    steps = len(player.lesson.steps)
    to = min(max(_destination(player, event), 0), steps - 1)
    tries = [[to], [player.step], [player.step, to]] if event else [[player.step]]
    for failing in tries:
        changed = player
        for index in failing:
            changed = set_aside(changed, index, words)
        after = _after(changed, event)
        if after is not None:
            return after
    everything = player
    for index in range(steps):
        everything = set_aside(everything, index, words)
    return everything


def _after(player: Player, event: Event | None) -> Player | None:
    """The moment after the event; None where it cannot be computed or seen."""
    try:
        after = update(player, event) if event else player
        view(after)
    except Exception:  # the boundary around a step that fails
        return None
    return after


def _destination(player: Player, event: Event | None) -> int:
    """The step that an event may lead to."""
    match event:
        case ev.Next():
            return player.step + 1
        case ev.Back():
            return player.step - 1
        case ev.GoToStep(index):
            return index
        case ev.FirstStep():
            return 0
        case ev.LastStep():
            return len(player.lesson.steps) - 1
        case _:
            return player.step
