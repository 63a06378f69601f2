"""Tuning: a parameter of the step on another place of its grid, and the same moment of the new picture."""

from __future__ import annotations

from dataclasses import replace

from calctui.lesson.model import Parameter
from calctui.numbers import format_number
from calctui.player.moves import asked
from calctui.player.player import Player

NOTHING = "This step has nothing to tune."
LOCKED = "Answer first (a), then you can tune."
TENTHS = 10


def choose(player: Player) -> Player:
    """The next parameter that the step offers."""
    offered, now = player.offered, player.parameter
    if now is None:
        return replace(player, notice=NOTHING)
    index = offered.index(now) + (1 if player.chosen else 0)
    chosen = offered[index % len(offered)]
    value = format_number(player.parameters[chosen.name])
    return replace(player, chosen=chosen.name, notice=f"{chosen.label} is {value}; + and − change it.")


def tune(player: Player, by: int) -> Player:
    """The chosen parameter so many places along its grid."""
    parameter = player.parameter
    if parameter is None or player.open_question is not None:
        return replace(player, notice=NOTHING if parameter is None else LOCKED)
    now = player.parameters[parameter.name]
    value = parameter.moved(now, by)
    if value == now and by:
        end = "largest" if by > 0 else "smallest"
        return replace(player, notice=f"{format_number(value)} is the {end} {parameter.label} here.")
    return _with(player, parameter, value)


def reset(player: Player) -> Player:
    """The chosen parameter at the author's value."""
    parameter = player.parameter
    if parameter is None:
        return replace(player, notice=NOTHING)
    return _with(player, parameter, parameter.value)


def _with(player: Player, parameter: Parameter, value: float) -> Player:
    """The same mark of the new picture, or else the same tenth."""
    here = [mark.id for mark in player.marks if mark.frame == player.frame]
    tenth = round(TENTHS * player.frame / max(player.frames - 1, 1))
    values = {**player.tuned.get(player.current.id, {}), parameter.name: value}
    if value == parameter.value:
        del values[parameter.name]
    # Who tunes one has chosen it: the next choice is another.
    tuned = replace(
        player,
        tuned={**player.tuned, player.current.id: values},
        fraction=0.0,
        chosen=parameter.name,
    )
    same = next((mark.frame for name in here for mark in tuned.marks if mark.id == name), None)
    frame = round(tenth / TENTHS * (tuned.frames - 1)) if same is None else same
    frame = min(frame, tuned.limit)
    return asked(replace(tuned, frame=frame, playing=player.playing and frame < tuned.limit))
