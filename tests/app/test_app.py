"""The app by Textual's pilot: keys become events, the view becomes rows, lessons cannot reach further."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.widgets import OptionList

from calctui.app.app import CalctuiApp
from calctui.app.contents_screen import ContentsScreen
from calctui.app.lesson_screen import LessonScreen
from calctui.app.options import Options
from calctui.app.page_screen import PageScreen
from calctui.app.pick_screen import PickScreen
from calctui.app.rows import Rows
from calctui.app.themes import DARK, LIGHT
from calctui.charts import palette
from calctui.lesson.course import read_course, read_entry
from calctui.lesson.entry import Entry
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson, load_text
from calctui.player.command import Command
from calctui.player.keys import KEYS
from calctui.player.update import start, step_index
from calctui.progress.keeper import Keeper
from tests.app.pilots import settled, shown

INTRODUCTION = load_lesson(entries({})[0].path)


def contents() -> list[Entry]:
    return entries({})


@asynccontextmanager
async def playing(
    step: str = "repeat", size: tuple[int, int] = (80, 24), lesson=INTRODUCTION, theme: str = "", **options
):
    player = start(lesson, step_index(lesson, step))
    app = CalctuiApp(contents, Options(theme=theme, **options), Keeper(), (player, contents()[0]))
    async with app.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LessonScreen)
        yield pilot, app.screen


async def test_the_contents_open_a_lesson_and_it_leads_back():
    app = CalctuiApp(contents, Options(), Keeper())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ContentsScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, LessonScreen)
        assert "How wrong is the guess?" in shown(app.screen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ContentsScreen)


async def test_the_chosen_lesson_has_a_sign_besides_its_colour(tmp_path: Path):
    text = Path(entries({})[0].path).read_text()
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path, name in zip(paths, ("one", "two"), strict=True):
        path.write_text(text.replace("id: introduction", f"id: {name}", 1))
    app = CalctuiApp(lambda: [read_entry(path, "test") for path in paths], Options(), Keeper())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        for presses in (0, 1):
            for _ in range(presses):
                await pilot.press("down")
            await pilot.pause()
            signs = [str(listed.get_option_at_index(index).prompt)[0] for index in range(2)]
            assert signs == ["▸" if index == presses else " " for index in range(2)]


async def test_a_broken_lesson_says_why_and_breaks_nothing(tmp_path: Path):
    broken = tmp_path / "broken.yaml"
    broken.write_text('format: 1\nid: broken\ntitle: "[@click=app.quit]x[/] Broken"\n')
    app = CalctuiApp(lambda: [read_entry(broken, "test")], Options(), Keeper())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ContentsScreen)
        assert app.is_running


async def test_the_words_come_before_the_picture_and_the_picture_follows():
    async with playing() as (_, screen):
        assert "Again and again" in shown(screen)
        assert "┌" in shown(screen)


async def test_time_moves_the_picture():
    async with playing() as (pilot, screen):
        before = screen.player.frame
        await pilot.pause(0.4)
        assert screen.player.playing
        assert screen.player.frame > before


async def test_space_pauses():
    async with playing() as (pilot, screen):
        await pilot.press("space")
        frame = screen.player.frame
        await pilot.pause(0.2)
        assert screen.player.frame == frame


async def test_every_key_of_the_table_does_what_it_says():
    async with playing("preview") as (pilot, screen):
        happened: list[object] = []
        screen.do = happened.append
        for key in KEYS:
            for name in key.names if key.sends is not Command.QUIT else ():
                happened.clear()
                await pilot.press(name)
                assert key.sends in happened, name


@pytest.mark.parametrize(
    ("press", "screen_class"),
    [
        ("question_mark", PageScreen),
        ("t", PickScreen),
        ("slash", PickScreen),
        ("ctrl+p", PickScreen),
        ("escape", None),
        ("q", None),
    ],
)
async def test_keys_for_the_app(press, screen_class):
    async with playing() as (pilot, screen):
        await pilot.press(press)
        await pilot.pause()
        if screen_class is None:
            assert not pilot.app.is_running or not isinstance(pilot.app.screen, LessonScreen)
            return
        assert isinstance(pilot.app.screen, screen_class)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


@pytest.mark.parametrize("open_first", [None, "question_mark", "t"])
async def test_a_key_that_comes_twice_leaves_one_screen_only(open_first):
    """The second key may be on its way to a screen that the first has left."""
    app = CalctuiApp(contents, Options(), Keeper())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        below = app.screen_stack[-2]
        if open_first:
            await pilot.press(open_first)
            await pilot.pause()
            below = app.screen_stack[-2]
        screen = app.screen
        for _ in range(3):
            screen.post_message(events.Key("escape", "\x1b"))
        await pilot.pause(0.2)
        assert app.screen is below


async def test_quick_enters_open_one_lesson():
    app = CalctuiApp(contents, Options(), Keeper())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        for _ in range(3):
            screen.post_message(ContentsScreen.Open(contents()[0]))
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [ContentsScreen, LessonScreen]


async def test_ctrl_q_quits():
    async with playing() as (pilot, _):
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_a_step_is_chosen_from_the_list():
    async with playing() as (pilot, screen):
        await pilot.press("t", "down", "enter")
        await pilot.pause()
        assert screen.player.current.id == "closer"


async def test_up_and_down_scroll_the_words():
    async with playing("guess", size=(40, 12)) as (pilot, screen):
        assert "▼ more" in shown(screen)
        await pilot.press("down")
        await pilot.pause()
        assert "▲ more" in shown(screen)
        await pilot.press("up")
        await pilot.pause()
        assert "▲ more" not in shown(screen)


async def test_a_resize_keeps_the_place():
    async with playing() as (pilot, screen):
        await pilot.press("right")
        place = screen.player
        for size in ((40, 15), (20, 5), (160, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            rows = screen.query_one(Rows).rows
            assert len(rows) == size[1]
        assert screen.player == place


async def test_a_small_terminal_says_what_is_needed():
    async with playing(size=(20, 5)) as (_, screen):
        assert "40 x 12" in " ".join(shown(screen).split())


@pytest.mark.parametrize(("theme", "dark"), [(DARK, True), (LIGHT, False)])
async def test_both_themes_are_the_palettes(theme, dark):
    async with playing(theme=theme) as (pilot, _):
        look = pilot.app.look
        assert look.dark is dark
        assert look.background.lower() == palette.BACKGROUND[dark]


HOSTILE = """\
format: 1
id: hostile
title: "[@click=app.quit]title[/] and [b]bold"
summary: "[red]summary"
define:
  f(x): x**2
steps:
  - id: one
    title: "[@click=app.quit]click[/]"
    text: "w[i] += 1 and [/] and [@click=app.simulate_key('q')]here[/] <b>x</b> [link](http://example.invalid)"
    scene: {kind: tangent, function: f(x), at: 1, title: "[bold]a[/bold]"}
"""


async def test_markup_in_a_lesson_is_only_text():
    lesson = load_text(HOSTILE, "hostile.yaml")
    async with playing("one", lesson=lesson) as (pilot, screen):
        assert "w[i] += 1" in shown(screen)
        assert "[/]" in shown(screen)
        for x in range(0, 80, 9):
            for y in range(1, 8):
                await pilot.click(offset=(x, y))
        assert pilot.app.is_running
        assert isinstance(pilot.app.screen, LessonScreen)


async def test_no_text_can_open_a_browser_or_write_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with playing() as (pilot, _):
        pilot.app.open_url("http://example.invalid")
        pilot.app.action_screenshot()
        await pilot.pause()
    assert list(tmp_path.iterdir()) == []


async def test_only_rows_that_changed_are_painted_again(monkeypatch):
    async with playing() as (pilot, screen):
        await pilot.press("space")
        rows = screen.query_one(Rows)
        painted = []
        monkeypatch.setattr(rows, "refresh", lambda *regions, **_: painted.extend(regions))
        before = rows.rows
        screen.send(replace_frame(screen))
        changed = [y for y, (old, new) in enumerate(zip(before, rows.rows, strict=True)) if old != new]
        assert changed
        assert [region.y for region in painted] == changed
        assert len(changed) < len(before)


def replace_frame(screen):
    from calctui.player.events import SeekFrame

    return SeekFrame(screen.player.frame + 3)


def test_the_table_of_keys_knows_every_command():
    by_name_alone = {Command.SETTINGS, Command.REVIEW}
    assert {key.sends for key in KEYS if isinstance(key.sends, Command)} == set(Command) - by_name_alone


def test_options_are_plain_data():
    assert replace(Options(), fps=10).fps == 10


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_many_lessons_leave_room_for_the_keys(tmp_path: Path, size: tuple[int, int]):
    for number in range(40):
        (tmp_path / f"{number:02}.yaml").write_text(
            f"format: 1\nid: lesson-{number}\ntitle: Lesson {number}\nsummary: About {number}.\nminutes: 5\n"
            "steps:\n  - {id: one, title: One, text: Words.}\n"
        )
    found = read_course(tmp_path).entries
    app = CalctuiApp(lambda: found, Options(), Keeper())
    async with app.run_test(size=size) as pilot:
        for _ in range(39):
            await pilot.press("down")
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        rows = [strip.text for strip in app.screen._compositor.render_strips()]
        assert any(row.rstrip().endswith(("quit", "Ctrl+Q")) and "Enter open" in row for row in rows)
        assert sum("5 min" in row for row in rows) == listed.size.height == min(size[1] - 7, 40)
        assert any("Lesson 39" in row for row in rows)
        assert any("About 39." in row for row in rows)
