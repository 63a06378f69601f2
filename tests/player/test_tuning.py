"""Tuning: values on the grid, in their step alone, and the same moment of the new picture."""

from __future__ import annotations

import pytest

from calctui.player import events as ev
from calctui.player.ahead import stages_ahead
from calctui.player.player import Player
from calctui.player.update import start, update
from calctui.player.view import view
from calctui.text import row_text

PREDICT, TUNE = 0, 3


def after(player: Player, *events: ev.Event) -> Player:
    for event in events:
        player = update(player, event)
    return player


def words(player: Player) -> str:
    return row_text(view(player, steady=False).blocks[0].spans)


@pytest.mark.parametrize(
    ("events", "lr", "begin"),
    [
        ([ev.Tune(+1)], 0.15, 5),
        ([ev.Tune(+1), ev.Tune(+1), ev.Tune(-1)], 0.15, 5),
        ([ev.Tune(-1)], 0.05, 5),
        ([ev.Tune(-1)] * 5, 0.02, 5),
        ([ev.Tune(+1)] * 50, 1.2, 5),
        ([ev.ChooseParameter(), ev.Tune(+1)], 0.15, 5),
        ([ev.ChooseParameter(), ev.ChooseParameter(), ev.Tune(-1)], 0.1, 4),
        ([ev.ChooseParameter()] * 3 + [ev.Tune(+1)], 0.15, 5),
        ([ev.Tune(+1), ev.ChooseParameter(), ev.Tune(-1)], 0.15, 4),
        ([ev.Tune(+1), ev.ResetParameter()], 0.1, 5),
    ],
)
def test_keys_walk_the_grid_of_the_chosen_parameter(asking, events, lr, begin):
    player = after(start(asking, TUNE), *events)
    assert (player.parameters["lr"], player.parameters["begin"]) == (lr, begin)
    assert words(player) == f"The rate is {lr}, the start {begin}."


def test_the_ends_of_a_parameter_say_so(asking):
    assert "largest learning rate" in after(start(asking, TUNE), *[ev.Tune(+1)] * 99).notice
    assert "smallest learning rate" in after(start(asking, TUNE), *[ev.Tune(-1)] * 99).notice


def test_the_picture_follows_at_once_and_lands_on_the_same_mark(asking):
    player = after(start(asking, TUNE), *[ev.MoveMark(+1)] * 2)
    assert player.scene.values["x"].series[player.frame] == pytest.approx(5 * 0.8**2)
    tuned = update(player, ev.Tune(+1))
    assert tuned.frame == tuned.stage.frame_at("update-2")
    assert tuned.scene.values["x"].series[tuned.frame] == pytest.approx(5 * 0.7**2)


def test_between_marks_it_lands_on_the_same_tenth(asking):
    player = after(start(asking, TUNE), ev.SeekTenth(3))
    tuned = update(player, ev.Tune(+1))
    assert round(10 * tuned.frame / (tuned.frames - 1)) == 3


def test_tuned_values_belong_to_their_step(asking):
    player = after(start(asking, TUNE), ev.Tune(+1), ev.Back())
    assert player.parameters["lr"] == 0.1
    assert update(player, ev.GoToStep(TUNE)).parameters["lr"] == pytest.approx(0.15)


def test_an_open_question_locks_parameters_at_the_authors_values(asking):
    player = start(asking, PREDICT)
    refused = update(player, ev.Tune(+1))
    assert "Answer first" in refused.notice
    assert refused.parameters["lr"] == 0.1
    assert view(player).parameters == ()
    settled = update(player, ev.Submit("!"))
    tuned = update(settled, ev.Tune(+1))
    assert tuned.parameters["lr"] == pytest.approx(0.15)
    assert tuned.records == settled.records


def test_a_step_without_parameters_says_so(asking):
    for event in (ev.Tune(+1), ev.ChooseParameter(), ev.ResetParameter()):
        assert "nothing to tune" in update(start(asking, 2), event).notice


def test_what_is_shown_of_a_parameter(asking):
    first, second = view(start(asking, TUNE)).parameters
    assert (first.label, first.text.strip(), first.chosen, first.tuned) == (
        "learning rate",
        "0.1",
        True,
        False,
    )
    assert (second.text.strip(), second.chosen, second.highest) == ("5", False, True)
    tuned = view(after(start(asking, TUNE), *[ev.Tune(-1)] * 9)).parameters[0]
    assert (tuned.tuned, tuned.lowest) == (True, True)
    assert len(tuned.text) == len(first.text)


def test_a_reload_keeps_what_can_still_be_tuned(asking):
    player = after(start(asking, TUNE), ev.Tune(+1))
    assert update(player, ev.Reload(asking)).parameters["lr"] == pytest.approx(0.15)


def test_what_the_next_key_needs_is_computed_ahead(asking):
    player = update(start(asking, TUNE), ev.Tune(+1))
    ahead = list(stages_ahead(player))
    wanted = [update(player, event).stage for event in (ev.Back(), ev.Next(), ev.Tune(+1), ev.Tune(-1))]
    assert all(any(stage is known for known in ahead) for stage in wanted if stage is not player.stage)
