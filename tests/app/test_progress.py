"""What lasts in the app: where one was, what was done, settings, and questions that come back."""

from __future__ import annotations

from pathlib import Path
from time import time

import pytest
from textual.widgets import OptionList, Static

from calctui.app.app import CalctuiApp
from calctui.app.contents_screen import ContentsScreen
from calctui.app.lesson_screen import LessonScreen
from calctui.app.options import Options, chosen_settings, kept_settings
from calctui.app.page_screen import PageScreen
from calctui.app.review_screen import ReviewScreen
from calctui.progress.keeper import Keeper
from calctui.progress.lesson_key import key_of
from calctui.progress.saved import SavedLesson, SavedQuestion
from calctui.progress.store import Store
from tests.app.pilots import settled, shown


def listed(screen) -> list[str]:
    options = screen.query_one(OptionList)
    return [str(options.get_option_at_index(index).prompt) for index in range(options.option_count)]


def app_of(course, folder: Path, **arguments) -> CalctuiApp:
    return CalctuiApp(lambda: course.entries, Options(), Keeper(folder), **arguments)


async def test_contents_show_how_lessons_stand_and_choose_the_one_to_go_on_with(course, tmp_path):
    data = tmp_path / "data"
    first, second = course.entries
    with Store(data) as store:
        store.save(
            key_of(first), SavedLesson("which", finished=True, fingerprint="old", seen=frozenset("abc"))
        )
        store.save(key_of(second), SavedLesson("only", played=5.0, seen=frozenset({"only"})))
    app = app_of(course, data)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        rows = listed(app.screen)
        assert "●" in rows[0]
        assert "changed since" in rows[0]
        assert "◐" in rows[1]
        assert rows[1].startswith("▸")
        assert "1 of 2 lessons done" in str(app.screen.query_one(".promise", Static).content)


async def test_a_lesson_goes_on_where_it_was_left_also_in_another_session(course, tmp_path):
    data = tmp_path / "data"
    app = app_of(course, data)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("4", "enter")
        await settled(pilot)
        await pilot.press("right", "right")
        assert app.screen.player.current.id == "which"
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(app.screen, ContentsScreen)
        assert "◐" in listed(app.screen)[0]
    app.keeper.close()
    again = app_of(course, data)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        player = again.screen.player
        assert player.current.id == "which"
        assert player.records["predict"].state == "right"
        await pilot.press("left")
        assert "you said 4" in shown(again.screen)


async def test_what_is_due_is_told_asked_and_planned_anew(course, tmp_path):
    data = tmp_path / "data"
    entry = course.entries[0]
    with Store(data) as store:
        questions = {"which": SavedQuestion("right", 1, 0, "a")}
        store.save(key_of(entry), SavedLesson("which", seen=frozenset({"which"}), questions=questions))
        store.plan(key_of(entry), "which", time() - 10, "")
        store.plan(key_of(entry), "gone", time() - 20, "")
    app = app_of(course, data)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "to review: press v" in str(app.screen.query_one(".promise", Static).content)
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert "Review: A lesson that asks" in shown(app.screen)
        await pilot.press("exclamation_mark", "enter")
        await settled(pilot)
        await pilot.press("right")
        await settled(pilot)
        assert isinstance(app.screen, PageScreen)
        assert "Done: Review" in shown(app.screen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ContentsScreen)
        assert "to review" not in str(app.screen.query_one(".promise", Static).content)
    app.keeper.close()
    with Store(data) as store:
        due, _ = store.cards()[key_of(entry), "which"]
        assert due > time()
        assert store.lessons()[key_of(entry)].questions["which"].state == "right"


async def test_without_anything_due_it_says_so(course, tmp_path):
    app = app_of(course, tmp_path / "data", review=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContentsScreen)
        assert any("Nothing is due" in note.message for note in app._notifications)


async def test_where_progress_cannot_be_kept_it_plays_and_says_so_once(course, tmp_path):
    (tmp_path / "file").write_text("")
    app = app_of(course, tmp_path / "file" / "below")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        notes = [note.message for note in app._notifications]
        assert len(notes) == 1
        assert "Progress is not kept" in notes[0]
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, LessonScreen)


def test_settings_come_back_as_they_were_and_nonsense_is_left_out():
    options = Options(markers="ascii", reduced_motion=True, fps=10, mouse=False, theme="calctui-light")
    kept = kept_settings(options)
    assert Options(**chosen_settings(kept, ["calctui-light"])) == options
    nonsense = {
        "markers": "crayons",
        "fps": "-3",
        "mouse": "perhaps",
        "theme": "gone",
        "watched": "/etc/passwd",
    }
    assert chosen_settings(nonsense, ["calctui"]) == {}


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_contents_fit_the_width(course, tmp_path, width):
    app = app_of(course, tmp_path / "data")
    async with app.run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        assert all(len(row) <= width - 4 for row in listed(app.screen))
        assert all(row.rstrip().endswith("min") for row in listed(app.screen))
