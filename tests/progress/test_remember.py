"""From a player to what is kept and back to the same place, also in a lesson that has changed since."""

from __future__ import annotations

from dataclasses import replace

from calctui.player import events as ev
from calctui.player.update import start, update
from calctui.progress.remember import account, is_urgent, resumed, settled_since
from calctui.progress.saved import SavedLesson, SavedQuestion


def after(player, *events):
    for event in events:
        player = update(player, event)
    return player


def answered(player, text, outcome):
    return after(player, ev.Submit(text), ev.Verdict(player.current.id, text, outcome, ""))


def test_a_player_comes_back_to_its_place(lesson):
    player = answered(start(lesson, 1), "2", "right")
    player = after(player, ev.GoToStep(0), ev.SeekFrame(30))
    back = resumed(lesson, account(player, "", 1.0))
    assert (back.current.id, back.frame, back.playing) == ("one", 30, False)
    assert back.seen == {"one", "two"}
    assert back.records["two"].state == "right"
    assert back.records["two"].answer == "2"


def test_what_is_new_since_an_earlier_moment_is_all_that_is_said(lesson):
    first = answered(start(lesson, 1), "3", "wrong")
    later = after(first, ev.GoToStep(2))
    said = account(later, "f", 2.0, first)
    assert said.seen == {"three"}
    assert set(said.questions) == {"three"}
    assert account(first, "f", 1.0).questions["two"] == SavedQuestion("open", 1, 0, "3")


def test_an_answer_and_a_step_are_urgent_and_a_frame_is_not(lesson):
    player = start(lesson)
    assert is_urgent(player, None)
    assert not is_urgent(update(player, ev.Tick(0.1)), player)
    assert is_urgent(update(player, ev.GoToStep(1)), player)
    asking = start(lesson, 1)
    assert not is_urgent(update(asking, ev.Type("2")), asking)
    assert is_urgent(answered(asking, "2", "right"), asking)
    assert is_urgent(update(asking, ev.Submit("?")), asking)


def test_only_questions_that_may_be_asked_again_are_planned(lesson):
    player = after(answered(start(lesson, 1), "2", "right"), ev.GoToStep(2), ev.Submit("!"))
    assert [step for step, _ in settled_since(player, None)] == ["two"]
    assert settled_since(player, player) == []


def test_a_lesson_that_was_finished_begins_again(lesson):
    saved = SavedLesson("three", 1.0, True, seen=frozenset({"one", "two", "three"}))
    assert resumed(lesson, saved) == start(lesson)
    assert resumed(lesson, None) == start(lesson)


def test_a_changed_lesson_keeps_the_place_by_the_id_of_the_step(lesson):
    saved = SavedLesson("two", 0.0, seen=frozenset({"one", "two"}))
    turned = replace(lesson, steps=(lesson.steps[1], lesson.steps[0], lesson.steps[2]))
    assert resumed(turned, saved).current.id == "two"
    shorter = replace(lesson, steps=(lesson.steps[0], lesson.steps[2]))
    back = resumed(shorter, saved)
    assert back.current.id == "three"
    assert back.seen == {"one", "three"}


def test_a_question_that_is_gone_or_a_share_that_is_none_does_no_harm(lesson):
    saved = SavedLesson("one", 7.5, seen=frozenset({"one"}), questions={"one": SavedQuestion("right")})
    back = resumed(lesson, saved)
    assert back.records == {}
    assert back.at_end


def test_an_open_question_still_holds_the_picture_after_coming_back(lesson):
    question = replace(lesson.steps[1].question, hold="start")
    held = replace(lesson, steps=(replace(lesson.steps[0], question=question),))
    saved = SavedLesson("one", 1.0, seen=frozenset({"one"}), questions={"one": SavedQuestion()})
    assert resumed(held, saved).frame == 0
