"""The player as a table: a start, events, and the place they lead to; and what holds after any events at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson
from calctui.player import events as ev
from calctui.player.player import SPEEDS, Player
from calctui.player.update import start, update
from calctui.player.view import view

LESSONS = [load_lesson(entry.path) for entry in entries({})]

WORDS, TOUCH, ROLL, LAST = range(4)
STOP = 67
"""The frame of update-1, which takes 15 + 22 + 30 frames."""


def after(player: Player, *events: ev.Event) -> Player:
    for event in events:
        player = update(player, event)
    return player


def end_of(lesson, step: int) -> int:
    return replace(start(lesson), step=step).frames - 1


@pytest.mark.parametrize(
    ("begin", "events", "place"),
    [
        (WORDS, [], (WORDS, 0, False)),
        (WORDS, [ev.Next()], (TOUCH, 0, True)),
        (WORDS, [ev.Next(), ev.Next()], (TOUCH, 24, False)),
        (WORDS, [ev.Next(), ev.Next(), ev.Next()], (ROLL, 0, True)),
        (WORDS, [ev.Back()], (WORDS, 0, False)),
        (TOUCH, [ev.Back()], (WORDS, 0, False)),
        (ROLL, [ev.Back()], (TOUCH, 24, False)),
        (ROLL, [ev.Back(), ev.Next()], (ROLL, "end", False)),
        (ROLL, [ev.PlayOrPause()], (ROLL, 0, False)),
        (ROLL, [ev.PlayOrPause(), ev.PlayOrPause()], (ROLL, 0, True)),
        (ROLL, [ev.Next(), ev.PlayOrPause()], (ROLL, 0, True)),
        (WORDS, [ev.PlayOrPause()], (WORDS, 0, False)),
        (ROLL, [ev.MovePhase(+1)], (ROLL, 15, False)),
        (ROLL, [ev.MovePhase(+1)] * 3, (ROLL, STOP, False)),
        (ROLL, [*[ev.MovePhase(+1)] * 3, ev.MovePhase(-1)], (ROLL, 37, False)),
        (ROLL, [ev.MovePhase(-1)], (ROLL, 0, False)),
        (ROLL, [ev.MoveMark(+1)], (ROLL, STOP, False)),
        (ROLL, [ev.MoveMark(+1), ev.MoveMark(-1)], (ROLL, 0, False)),
        (ROLL, [ev.MoveMark(+1), ev.Next()], (ROLL, STOP, True)),
        (ROLL, [ev.MoveMark(+1), ev.Next(), ev.Next()], (ROLL, "end", False)),
        (ROLL, [*[ev.Tick(0.5)] * 5, ev.Next()], (ROLL, STOP, True)),
        (ROLL, [ev.MoveMark(+1)] * 99, (ROLL, "end", False)),
        (ROLL, [ev.SeekTenth(0)], (ROLL, 0, False)),
        (ROLL, [ev.SeekFrame(10**9)], (ROLL, "end", False)),
        (ROLL, [ev.SeekFrame(-1)], (ROLL, 0, False)),
        (ROLL, [ev.Next(), ev.Restart()], (ROLL, 0, True)),
        (WORDS, [ev.Restart()], (WORDS, 0, False)),
        (ROLL, [ev.FirstStep()], (WORDS, 0, False)),
        (WORDS, [ev.LastStep()], (LAST, 0, False)),
        (WORDS, [ev.GoToStep(ROLL)], (ROLL, 0, True)),
        (WORDS, [ev.GoToStep(99)], (LAST, 0, False)),
        (LAST, [ev.Next()], (LAST, 0, False)),
        (ROLL, [ev.Tick(0.1)], (ROLL, 3, True)),
        (ROLL, [ev.Tick(0.0)], (ROLL, 0, True)),
        (ROLL, [ev.Tick(60.0)], (ROLL, 15, True)),
        (ROLL, [*[ev.Tick(0.5)] * 4, ev.Tick(0.5)], (ROLL, STOP, False)),
        (ROLL, [*[ev.Tick(0.5)] * 5, ev.PlayOrPause(), ev.Tick(0.1)], (ROLL, STOP + 3, True)),
    ],
)
def test_events_lead_to_a_place(lesson, begin, events, place):
    player = after(start(lesson, begin), *events)
    step, frame, playing = place
    if frame == "end":
        frame = end_of(lesson, step)
    assert (player.step, player.frame, player.playing) == (step, frame, playing)


@pytest.mark.parametrize("tenth", range(10))
def test_digits_seek_to_tenths(lesson, tenth):
    player = update(start(lesson, ROLL), ev.SeekTenth(tenth))
    assert player.frame == round(tenth / 10 * end_of(lesson, ROLL))


def test_a_refused_key_says_why_and_the_next_event_clears_it(lesson):
    refused = update(start(lesson, WORDS), ev.Back())
    assert "first step" in refused.notice
    assert update(refused, ev.Tick(0.1)).notice == refused.notice
    assert update(refused, ev.Next()).notice == ""


def test_speed_has_two_ends(lesson):
    player = start(lesson, ROLL)
    fast = after(player, *[ev.ChangeSpeed(+1)] * 20)
    assert SPEEDS[fast.speed] == 4.0
    assert fast.notice
    assert update(fast, ev.Tick(0.1)).frame == 12
    assert SPEEDS[after(player, *[ev.ChangeSpeed(-1)] * 20).speed] == 0.25


def test_playing_passes_no_stop_at_any_speed(lesson):
    player = after(start(lesson, ROLL), *[ev.ChangeSpeed(+1)] * 5)
    for _ in range(1000):
        before, player = player.frame, update(player, ev.Tick(0.4))
        stops = [mark.frame for mark in player.marks if mark.stop and before < mark.frame < player.frame]
        assert not stops
        if not player.playing and not player.at_end:
            player = update(player, ev.PlayOrPause())


def test_small_ticks_add_up_to_the_same_place_as_large_ones(lesson):
    many = after(start(lesson, ROLL), *[ev.Tick(0.01)] * 50)
    few = after(start(lesson, ROLL), ev.Tick(0.5))
    assert abs(many.frame - few.frame) <= 1


def test_code_can_be_put_away_where_there_is_some(lesson):
    player = start(lesson, ROLL)
    assert view(player).code is not None
    assert view(update(player, ev.ToggleCode())).code is None
    assert "no code" in update(start(lesson, WORDS), ev.ToggleCode()).notice


def test_a_reload_keeps_the_place_by_the_id_of_the_step(lesson):
    changed = replace(lesson, steps=(lesson.steps[3], *lesson.steps[:3]))
    player = update(after(start(lesson, ROLL), ev.SeekFrame(STOP)), ev.Reload(changed))
    assert player.current.id == "roll"
    assert player.frame == STOP


def test_a_reload_without_the_step_stays_near(lesson):
    shorter = replace(lesson, steps=lesson.steps[:2])
    player = update(start(lesson, LAST), ev.Reload(shorter))
    assert player.current.id == "touch"


OUTCOMES = st.sampled_from(["right", "wrong", "invalid", "undecided"])
EVENTS = st.one_of(
    st.builds(ev.Tick, st.floats(0, 100)),
    st.sampled_from(
        [
            ev.PlayOrPause(),
            ev.Next(),
            ev.Back(),
            ev.Restart(),
            ev.FirstStep(),
            ev.LastStep(),
            ev.ToggleCode(),
            ev.ChooseParameter(),
            ev.ResetParameter(),
            ev.OpenQuestion(),
            ev.CloseQuestion(),
            ev.Submit(),
            ev.Submit("?"),
            ev.Submit("!"),
        ]
    ),
    st.builds(ev.MovePhase, st.sampled_from([-1, 1])),
    st.builds(ev.MoveMark, st.sampled_from([-1, 1])),
    st.builds(ev.ChangeSpeed, st.sampled_from([-1, 1])),
    st.builds(ev.SeekTenth, st.integers(-5, 15)),
    st.builds(ev.SeekFrame, st.integers()),
    st.builds(ev.GoToStep, st.integers()),
    st.builds(ev.Tune, st.integers(-3, 3)),
    st.builds(ev.Type, st.text(max_size=8)),
    st.builds(ev.Erase, st.integers(-9, 9)),
    st.builds(ev.MoveCursor, st.integers(-9, 9)),
    st.builds(ev.Submit, st.sampled_from(["a", "3.2", "2*x", "(2, 4)", "nonsense"])),
    st.builds(ev.UseStills, st.booleans()),
    st.builds(ev.Take, st.sampled_from("abcz")),
    st.just(ev.Acknowledge()),
    st.tuples(OUTCOMES, st.text(max_size=5)),
)
"""Events; a pair stands for the verdict on whatever is being checked."""


def the_event(player: Player, drawn: object) -> ev.Event:
    if not isinstance(drawn, tuple):
        return drawn  # type: ignore[return-value]
    outcome, feedback = drawn
    return ev.Verdict(player.current.id, player.record.answer, outcome, feedback)


def holds(player: Player) -> None:
    """What DESIGN promises of every player that any events can lead to."""
    assert 0 <= player.step < len(player.lesson.steps)
    assert 0 <= player.frame < player.frames
    assert player.frame <= player.limit
    assert player.fraction >= 0
    assert player.stills or player.fraction < 1
    assert player.current.id in player.seen
    assert not (player.playing and player.at_limit)
    if player.answering:
        assert player.open_question is not None
        assert player.record.asked
        assert not player.playing
    record, question = player.record, player.question
    assert 0 <= record.cursor <= len(record.draft)
    if question is not None:
        assert record.hints <= len(question.hints)
        if question.hold and question.gate != "right":
            assert record.attempts <= 1
        if player.open_question is not None:
            author = {name: known.value for name, known in player.lesson.parameters.items()}
            assert player.parameters == author
    for name, value in player.parameters.items():
        assert value in player.lesson.parameters[name].grid


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_events_keep_what_must_hold_in_every_built_in_lesson(data, asking):
    player = start(data.draw(st.sampled_from([*LESSONS, asking])))
    holds(player)
    for drawn in data.draw(st.lists(EVENTS, max_size=40)):
        event = the_event(player, drawn)
        before, player = player, update(player, event)
        holds(player)
        if isinstance(event, ev.Back) and before.step > 0:
            assert player.step == before.step - 1
            assert player.frame == player.limit
            assert not player.playing
        if isinstance(event, ev.Next) and not before.may_go_on:
            assert player.step == before.step
            assert not player.finished
        for step, record in before.records.items():
            if record.settled:
                assert player.records[step].settled
    assert view(player).frame == player.frame


def test_with_stills_playing_shows_only_completed_phases(lesson):
    player = update(start(lesson, ROLL), ev.UseStills(True))
    shown, seconds = {player.frame}, 0.0
    while player.playing and seconds < 60:
        player = update(player, ev.Tick(0.05))
        seconds += 0.05
        shown.add(player.frame)
    assert player.frame == STOP
    assert shown == {0, 15, 37, STOP}
    assert seconds == pytest.approx(STOP / 30, abs=0.1)


def test_the_moment_alone_says_what_is_seen(lesson):
    """A place reached by playing, by phases and by seeking looks the same."""
    played = after(start(lesson, ROLL), *[ev.Tick(0.5)] * 5)
    phases = after(start(lesson, ROLL), *[ev.MovePhase(+1)] * 3)
    sought = after(start(lesson, ROLL), ev.SeekFrame(STOP))
    assert played.frame == phases.frame == sought.frame == STOP
    for player in (played, phases):
        a, b = view(player), view(sought)
        assert (a.values, a.caption, a.phase, a.code, a.blocks) == (
            b.values,
            b.caption,
            b.phase,
            b.code,
            b.blocks,
        )


def test_an_unknown_event_is_a_mistake_of_ours(lesson):
    with pytest.raises(AssertionError):
        update(start(lesson), "next")  # type: ignore[arg-type]
