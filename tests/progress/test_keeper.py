"""Keeping beside the thread that plays: answers at once, places within a second, and trouble told once."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from calctui.player import events as ev
from calctui.player.update import start, update
from calctui.progress.keeper import PATIENCE, Keeper
from calctui.progress.lesson_key import FILE, key_of
from calctui.progress.saved import SavedLesson
from calctui.progress.store import BUSY_SECONDS, Store

SOON = 5.0
SMALL = "format: 1\nid: introduction\ntitle: T\nsummary: S\nsteps: [{id: a, title: A, text: T}]\n"


def kept(folder: Path, entry) -> SavedLesson:
    with Store(folder) as store:
        return store.lessons().get(key_of(entry), SavedLesson())


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def answered(player, text, outcome):
    player = update(player, ev.Submit(text))
    return update(player, ev.Verdict(player.current.id, text, outcome, ""))


def test_an_answer_is_there_before_the_session_ends(tmp_path, lesson, entry):
    keeper = Keeper(tmp_path)
    player = start(lesson, 1)
    keeper.note(player, entry)
    keeper.note(answered(player, "2", "right"), entry)
    wait_until(lambda: bool(kept(tmp_path, entry).questions))
    assert kept(tmp_path, entry).questions["two"].state == "right"
    keeper.close()


def test_the_place_within_a_step_is_kept_within_a_second_while_it_plays(tmp_path, lesson, entry):
    assert PATIENCE < 1
    keeper = Keeper(tmp_path)
    player = start(lesson)
    begun = time.monotonic()
    while not kept(tmp_path, entry).share and time.monotonic() < begun + SOON:
        keeper.note(player, entry)
        player = update(player, ev.Tick(0.01))
        time.sleep(0.02)
    assert kept(tmp_path, entry).share > 0
    keeper.close()


def test_the_place_at_which_one_pauses_is_kept(tmp_path, lesson, entry):
    keeper = Keeper(tmp_path)
    player = start(lesson)
    for _ in range(10):
        keeper.note(player, entry)
        player = update(player, ev.Tick(0.05))
    player = update(player, ev.PlayOrPause())
    keeper.note(player, entry)
    keeper.close()
    assert kept(tmp_path, entry).share == pytest.approx(player.frame / (player.frames - 1))


def test_leaving_loses_nothing(tmp_path, lesson, entry):
    keeper = Keeper(tmp_path)
    player = start(lesson)
    for index in range(3):
        player = update(player, ev.GoToStep(index))
        keeper.note(player, entry)
    keeper.close()
    assert kept(tmp_path, entry).seen == {"one", "two", "three"}
    assert Keeper(tmp_path).lessons[key_of(entry)].step == "three"


def test_noting_never_waits_for_another_sessions_write(tmp_path, lesson, entry, no_hang):
    keeper = Keeper(tmp_path)
    with Store(tmp_path) as other:
        other._connection.execute("BEGIN EXCLUSIVE")
        with no_hang(BUSY_SECONDS - 1):
            keeper.note(start(lesson), entry)
        other._connection.execute("ROLLBACK")
    keeper.close()
    assert kept(tmp_path, entry).seen == {"one"}


def test_a_settled_question_is_planned_and_a_review_plans_it_anew(tmp_path, lesson, entry):
    keeper = Keeper(tmp_path)
    keeper.note(answered(start(lesson, 1), "2", "right"), entry)
    keeper.close()
    again = Keeper(tmp_path)
    ((key, step), (first, _)) = next(iter(again.cards.items()))
    assert (key, step) == (key_of(entry), "two")
    assert again.due(first - 1) == []
    assert again.due(first + 1) == [(key, "two")]
    again.close()


def test_what_was_once_right_stays_so_also_before_it_is_written(tmp_path, lesson, entry):
    keeper = Keeper(tmp_path)
    keeper.note(answered(start(lesson, 1), "2", "right"), entry)
    keeper.note(answered(start(lesson, 1), "3", "wrong"), entry)
    assert keeper.lessons[key_of(entry)].questions["two"].state == "right"
    keeper.close()
    assert kept(tmp_path, entry).questions["two"].state == "right"


def test_settings_last(tmp_path):
    keeper = Keeper(tmp_path)
    keeper.keep_settings({"theme": "calctui-light", "fps": "10"})
    keeper.close()
    assert Keeper(tmp_path).settings == {"theme": "calctui-light", "fps": "10"}


def test_without_a_place_it_plays_on_and_says_so_once(tmp_path, lesson, entry):
    (tmp_path / "file").write_text("")
    said: list[str] = []
    keeper = Keeper(tmp_path / "file" / "below", said.append)
    for index in range(3):
        keeper.note(start(lesson, index), entry)
    keeper.close()
    assert len(said) == 1
    assert said[0].startswith("Progress is not kept: ")
    assert keeper.lessons[key_of(entry)].seen


def test_what_could_not_be_written_is_written_later(tmp_path, lesson, entry):
    said: list[str] = []
    keeper = Keeper(tmp_path, said.append)
    keeper.note(start(lesson), entry)
    wait_until(lambda: kept(tmp_path, entry).seen == {"one"})
    # In the place of the file stands a folder for a while, so that no write can succeed.
    (tmp_path / FILE).rename(tmp_path / "away")
    (tmp_path / FILE).mkdir()
    keeper._store.close()
    player = answered(update(start(lesson), ev.GoToStep(1)), "2", "right")
    keeper.note(player, entry)
    wait_until(lambda: bool(said))
    (tmp_path / FILE).rmdir()
    (tmp_path / "away").rename(tmp_path / FILE)
    keeper.note(update(player, ev.GoToStep(2)), entry)
    keeper.close()
    saved = kept(tmp_path, entry)
    assert saved.seen == {"one", "two", "three"}
    assert saved.questions["two"].state == "right"
    assert len(said) == 1


def test_a_damaged_file_is_told_once_with_its_new_name(tmp_path):
    (tmp_path / FILE).write_bytes(b"damaged" * 1000)
    said: list[str] = []
    keeper = Keeper(tmp_path)
    keeper.tell(said.append)
    keeper.close()
    (words,) = said
    assert "progress-damaged-" in words


def test_lessons_of_strangers_have_names_of_their_own(tmp_path):
    from calctui.lesson.course import read_course
    from calctui.lesson.library import entries

    names = set()
    for folder in ("a/lessons", "b/lessons", "c"):
        place = tmp_path / folder
        place.mkdir(parents=True)
        (place / "x.yaml").write_text(SMALL)
    (tmp_path / "c" / "course.yaml").write_text("id: calctui\ntitle: Not ours\n")
    for folder in ("a/lessons", "b/lessons", "c"):
        names.add(key_of(read_course(tmp_path / folder).entries[0]))
    names.add(key_of(entries({})[0]))
    assert len(names) == 4
