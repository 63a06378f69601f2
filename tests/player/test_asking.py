"""Questions as a table: what a learner does, how the question stands then, and where the picture is."""

from __future__ import annotations

import pytest

from calctui.player import events as ev
from calctui.player.keys import asks
from calctui.player.player import Player
from calctui.player.record import MAX_DRAFT
from calctui.player.update import start, told, update
from calctui.player.view import view
from calctui.text import row_text

PREDICT, EXACTLY, WHICH, TUNE, WHERE = range(5)
RIGHT, WRONG, INVALID, UNDECIDED = "right", "wrong", "invalid", "undecided"


def after(player: Player, *events: ev.Event) -> Player:
    for event in events:
        player = update(player, event)
    return player


def answered(player: Player, text: str, outcome: str) -> Player:
    """The player after an answer was handed in and its verdict has come."""
    handed_in = update(player, ev.Submit(text))
    return update(handed_in, ev.Verdict(player.current.id, text, outcome, f"{outcome}!"))


def mark(player: Player, name: str) -> int:
    return player.stage.frame_at(name)


def shown(player: Player):
    question = view(player).question
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("step", "answers", "state", "attempts"),
    [
        (PREDICT, [RIGHT], "right", 1),
        (PREDICT, [WRONG], "missed", 1),
        (PREDICT, [INVALID, INVALID], "open", 0),
        (PREDICT, [UNDECIDED], "open", 0),
        (PREDICT, [INVALID, WRONG], "missed", 1),
        (EXACTLY, [WRONG, WRONG, WRONG], "open", 3),
        (EXACTLY, [WRONG, RIGHT], "right", 2),
        (WHICH, [WRONG, WRONG], "open", 2),
        (WHICH, [WRONG, RIGHT], "right", 2),
        (WHERE, [WRONG], "open", 1),
    ],
)
def test_answers_settle_a_question(asking, step, answers, state, attempts):
    player = start(asking, step)
    for number, outcome in enumerate(answers):
        player = answered(player, str(number), outcome)
    assert (player.record.state, player.record.attempts) == (state, attempts)


def test_a_question_with_hold_opens_on_arrival_and_takes_the_keys(asking):
    player = start(asking, PREDICT)
    assert player.answering
    assert not player.playing
    assert player.frame == 0
    assert shown(player).open


def test_a_question_without_hold_opens_at_the_end(lesson):
    player = start(lesson, 2)
    assert not player.answering
    assert view(player).question is None
    player = update(player, ev.Next())
    assert player.at_end
    assert player.answering


MOVES = [
    ev.Next(),
    ev.Tick(0.5),
    ev.PlayOrPause(),
    ev.MovePhase(+1),
    ev.MoveMark(+1),
    ev.SeekTenth(9),
    ev.SeekFrame(10**6),
    ev.Tune(+1),
    ev.Restart(),
    ev.OpenQuestion(),
    ev.CloseQuestion(),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: type(move).__name__)
def test_no_way_of_moving_passes_an_open_hold(asking, move):
    for step in (PREDICT, EXACTLY):
        player = start(asking, step)
        for _ in range(30):
            if player.step != step:
                break
            player = update(player, move)
            assert player.frame <= player.limit <= mark(player, "update-1")


def test_the_animation_plays_on_when_the_question_is_settled_with_the_guess_beside_it(asking):
    player = answered(start(asking, PREDICT), "3.4", WRONG)
    assert player.playing
    assert not player.answering
    for _ in range(200):
        player = update(player, ev.Tick(0.5))
        assert view(player).guess == "3.4"
        if player.at_end:
            break
        if not player.playing:
            player = update(player, ev.PlayOrPause())
    assert player.at_end
    assert row_text(shown(player).explain) == "It is 4."


def test_a_right_guess_stays_too_and_needs_no_answer_beside_it(asking):
    player = answered(start(asking, PREDICT), "4", RIGHT)
    assert view(player).guess == "4"
    assert shown(player).solution == ""
    assert shown(player).right


@pytest.mark.parametrize(
    ("step", "answers", "passes"),
    [
        (PREDICT, [], False),
        (PREDICT, [INVALID], False),
        (PREDICT, [UNDECIDED], False),
        (PREDICT, [WRONG], True),
        (EXACTLY, [WRONG, WRONG], False),
        (EXACTLY, [RIGHT], True),
        (WHICH, [], True),
        (WHERE, [], False),
        (WHERE, [WRONG], True),
    ],
)
def test_a_gate_refuses_next_alone(asking, step, answers, passes):
    player = after(start(asking, step), ev.Next()) if step == EXACTLY else start(asking, step)
    for number, outcome in enumerate(answers):
        player = answered(player, str(number), outcome)
    player = update(player, ev.SeekFrame(10**6))
    went_on = update(player, ev.Next())
    assert (went_on.step != step or went_on.finished) is passes
    assert bool(went_on.notice) is not passes
    if step > 0:
        assert update(player, ev.Back()).step == step - 1
    assert update(player, ev.GoToStep(TUNE)).step == TUNE
    assert update(player, ev.LastStep()).step == WHERE


@pytest.mark.parametrize("step", [PREDICT, EXACTLY, WHERE])
def test_giving_up_passes_every_gate_and_tells_the_answer(asking, step):
    player = after(start(asking, step), ev.Submit("!"))
    assert player.record.state == "given-up"
    assert not player.answering
    assert shown(player).solution
    player = update(player, ev.SeekFrame(10**6))
    went_on = update(player, ev.Next())
    assert went_on.step == step + 1 or went_on.finished


def test_hints_come_one_by_one_and_end_with_a_notice(asking):
    player = start(asking, PREDICT)
    counts = []
    for _ in range(3):
        player = update(player, ev.Submit("?"))
        counts.append(len(shown(player).hints))
    assert counts == [1, 2, 2]
    assert "last hint" in player.notice
    assert row_text(shown(player).hints[1]) == "The step is 1."
    assert player.record.attempts == 0
    assert "no hint" in update(start(asking, WHERE), ev.Submit("?")).notice


def test_a_hint_can_be_asked_for_behind_an_answer_that_was_refused(asking):
    player = after(start(asking, PREDICT), ev.Type("3,,4"), ev.Submit())
    player = update(player, ev.Verdict("predict", "3,,4", INVALID, "I cannot read that yet."))
    player = after(player, ev.Type("?"), ev.Submit())
    assert len(shown(player).hints) == 1
    assert player.record.draft == "3,,4"
    assert after(player, ev.Type("!"), ev.Submit()).record.state == "given-up"


def test_enter_right_behind_the_letter_of_a_choice_does_not_go_on(asking):
    player = start(asking, WHICH)
    taken = update(player, asks(player, "a", "a"))
    verdict = ev.Verdict("which", "a", RIGHT, "Right.")
    for enter in (taken, update(taken, verdict)):
        assert update(enter, asks(enter, "enter", "\r")).step == WHICH
    again = update(update(taken, verdict), asks(update(taken, verdict), "enter", "\r"))
    assert update(again, asks(again, "enter", "\r")).step == TUNE


def test_a_question_is_checked_until_its_own_verdict_comes(asking):
    player = update(start(asking, PREDICT), ev.Submit("3"))
    assert player.record.checking
    assert update(player, ev.Submit("4")).record.answer == "3"
    strangers = [
        ev.Verdict("predict", "4", RIGHT, ""),
        ev.Verdict("exactly", "3", RIGHT, ""),
        ev.Verdict("nowhere", "3", RIGHT, ""),
    ]
    assert after(player, *strangers) == player
    settled = update(player, ev.Verdict("predict", "3", RIGHT, "Right."))
    assert settled.record.state == "right"
    assert update(settled, ev.Verdict("predict", "3", WRONG, "")) == settled


def test_a_verdict_that_comes_after_the_learner_has_left_is_kept(asking):
    player = update(start(asking, WHICH), ev.Submit("a"))
    elsewhere = update(player, ev.GoToStep(TUNE))
    there = update(elsewhere, ev.Verdict("which", "a", RIGHT, "Right."))
    assert there.step == TUNE
    assert there.records["which"].state == "right"
    assert there.playing == elsewhere.playing


def test_typing_edits_the_draft_where_the_cursor_is(asking):
    player = after(
        start(asking, PREDICT),
        ev.Type("45"),
        ev.MoveCursor(-1),
        ev.Type("."),
        ev.MoveCursor(-(10**6)),
        ev.Type("-"),
    )
    assert (player.record.draft, player.record.cursor) == ("-4.5", 1)
    assert update(player, ev.Erase(-1)).record.draft == "4.5"
    assert update(player, ev.Erase(+1)).record.draft == "-.5"
    assert update(player, ev.Erase(+(10**6))).record.draft == "-"
    assert update(player, ev.Submit()).record.answer == "-4.5"


def test_an_answer_that_cannot_be_read_stays_to_be_mended(asking):
    player = after(start(asking, PREDICT), ev.Type("3,,4"), ev.Submit())
    player = update(player, ev.Verdict("predict", "3,,4", INVALID, "I cannot read that yet."))
    assert player.record.draft == "3,,4"
    assert player.answering


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("3.2\n4", "3.2"),
        ("\r\n\r\n3.2", "3.2"),
        ("", ""),
        ("\n\n", ""),
        ("\x1b[31m3\x07\x9b", "␛[31m3␇\ufffd"),
        ("9" * 10**6, "9" * MAX_DRAFT),
    ],
)
def test_pasted_text_is_one_clean_line_of_bounded_length(asking, pasted, kept):
    assert update(start(asking, PREDICT), ev.Type(pasted)).record.draft == kept


def test_escape_gives_the_keys_back_and_a_leads_back(asking):
    player = after(start(asking, PREDICT), ev.Type("3"), ev.CloseQuestion())
    assert not player.answering
    assert update(player, ev.Type("4")) == player
    player = update(player, ev.OpenQuestion())
    assert player.answering
    assert player.record.draft == "3"


def test_a_leads_to_the_moment_of_the_question(lesson):
    player = update(start(lesson, 2), ev.OpenQuestion())
    assert player.at_end
    assert player.answering
    assert "asks nothing" in update(start(lesson, 0), ev.OpenQuestion()).notice
    settled = answered(player, "a", RIGHT)
    assert "settled" in update(settled, ev.OpenQuestion()).notice


def test_back_lands_on_the_end_state_and_opens_nothing(asking):
    player = update(start(asking, TUNE), ev.Back())
    assert player.current.id == "which"
    assert not player.answering
    assert view(player).question is not None


def test_an_empty_answer_goes_on_where_nothing_has_to_be_answered(asking):
    assert update(start(asking, WHICH), ev.Submit()).current.id == "tune"
    refused = update(start(asking, PREDICT), ev.Submit(" "))
    assert refused.step == PREDICT
    assert "press Enter" in refused.notice


def test_options_show_which_was_taken_and_at_last_which_is_right(asking):
    player = start(asking, WHICH)
    letters = {row_text(option.words): option.letter for option in shown(player).options}
    assert not any(option.right for option in shown(player).options)
    wrong = answered(player, letters["The second."], WRONG)
    assert [row_text(o.words) for o in shown(wrong).options if o.chosen] == ["The second."]
    assert not any(option.right for option in shown(wrong).options)
    given_up = update(wrong, ev.Submit("!"))
    assert [row_text(o.words) for o in shown(given_up).options if o.right] == ["The first."]


def test_how_near_an_answer_must_be_is_told(asking):
    assert shown(start(asking, WHERE)).room == "within 0.1"
    assert shown(start(asking, WHICH)).room == ""


def test_going_on_from_the_end_of_the_last_step_finishes_the_lesson(asking):
    player = answered(start(asking, WHERE), "(2, 4)", RIGHT)
    finished = update(player, ev.Next())
    assert finished.finished
    assert not update(finished, ev.Back()).finished


def test_restart_keeps_the_record(asking):
    player = answered(start(asking, PREDICT), "4", RIGHT)
    again = update(player, ev.Restart())
    assert again.record == player.record
    assert again.frame == 0
    assert again.playing


def test_a_picture_of_a_moment_sees_every_question_settled(asking):
    for step in range(len(asking.steps)):
        player = told(asking, step)
        assert player.open_question is None
        assert player.limit == player.frames - 1
    assert told(asking, TUNE, {"lr": 0.5}).parameters["lr"] == 0.5
