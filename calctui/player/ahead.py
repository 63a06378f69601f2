"""What the next key is likely to ask for, computed ahead: slow scenes are then ready when they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.lesson.live import Stage, stage_of
from calctui.player.player import Player
from calctui.player.tuning import tune


def stages_ahead(player: Player) -> Iterator[Stage]:
    """The stages of the next step and the one before, and of the places beside a parameter that is tuned."""
    for index in (player.step + 1, player.step - 1):
        if 0 <= index < len(player.lesson.steps):
            yield stage_of(player.lesson, player.lesson.steps[index], player.parameters_of(index))
    for by in (+1, -1):
        if player.parameter is not None and player.open_question is None:
            yield tune(player, by).stage
