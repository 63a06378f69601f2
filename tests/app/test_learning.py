"""What a learner does in the app: predict, choose, tune, find, go on to the next lesson, change settings."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import OptionList

from calctui.app.lesson_screen import LessonScreen
from calctui.app.page_screen import PageScreen
from calctui.app.pick_screen import PickScreen
from calctui.app.settings_screen import SettingsScreen
from calctui.app.themes import LIGHT
from tests.app.pilots import settled, shown


async def test_a_right_prediction_is_typed_graded_and_shown(play):
    async with play() as (pilot, screen):
        assert "▸" in shown(screen)
        await pilot.press("4", "enter")
        await settled(pilot)
        assert screen.player.record.state == "right"
        assert "✓ Right." in shown(screen)
        assert "you said 4" in shown(screen)
        assert screen.player.playing or screen.player.at_end


async def test_a_wrong_prediction_is_told_kindly_and_the_picture_plays_on(play):
    async with play() as (pilot, screen):
        await pilot.press("5", "enter")
        await settled(pilot)
        assert "Not quite." in shown(screen)
        assert "The answer is 4" in shown(screen)
        assert screen.player.playing or screen.player.at_end


async def test_what_cannot_be_read_costs_nothing_and_stays(play):
    async with play() as (pilot, screen):
        await pilot.press("4", "asterisk", "asterisk", "asterisk", "enter")
        await settled(pilot)
        assert "I cannot read that yet" in " ".join(shown(screen).split())
        assert "4***" in shown(screen)
        assert screen.player.record.attempts == 0
        await pilot.press("backspace", "backspace", "backspace", "enter")
        await settled(pilot)
        assert screen.player.record.state == "right"


async def test_hint_and_giving_up(play):
    async with play() as (pilot, screen):
        await pilot.press("question_mark", "enter")
        assert "hint How long is the step?" in shown(screen)
        await pilot.press("exclamation_mark", "enter")
        await settled(pilot)
        assert "The answer is 4" in shown(screen)


async def test_escape_leads_to_the_picture_and_then_out(play):
    async with play() as (pilot, screen):
        await pilot.press("3", "escape")
        assert not screen.player.answering
        assert "a to answer" in shown(screen)
        await pilot.press("right")
        assert "First your guess" in shown(screen)
        await pilot.press("a", "backspace", "4", "enter")
        await settled(pilot)
        assert screen.player.record.state == "right"


async def test_a_paste_goes_into_the_answer(play):
    async with play() as (pilot, screen):
        screen.post_message(events.Paste("4\nand more\x1b[31m"))
        await pilot.pause()
        assert screen.player.record.draft == "4"


async def test_a_letter_takes_a_choice(play):
    async with play("which") as (pilot, screen):
        await pilot.press(next(iter(letters(screen, right=False))))
        await settled(pilot)
        assert "Not that one." in shown(screen)
        await pilot.press(next(iter(letters(screen, right=True))))
        await settled(pilot)
        assert "✓ Right." in shown(screen)
        assert "◎" in shown(screen)


def letters(screen, *, right: bool) -> list[str]:
    """The letters of the right option, or of the others."""
    rows = [row for row in shown(screen).splitlines() if "The first." in row or "The second." in row]
    return [row.split()[-3] for row in rows if ("The first." in row) is right]


async def test_a_click_takes_an_option(play):
    async with play("which") as (pilot, screen):
        y, row = next((y, row) for y, row in enumerate(shown(screen).splitlines()) if "The first." in row)
        await pilot.click(offset=(row.index("The first."), y))
        await settled(pilot)
        assert screen.player.record.state == "right"


async def test_clicks_on_the_transport_line_move_and_tune(play):
    async with play("tune") as (pilot, screen):
        await pilot.press("space")
        await pilot.click(offset=(20, 22))
        assert 0 < screen.player.frame < screen.player.frames - 1
        place = screen.player.frame
        await pilot.click(offset=(10, 22))
        assert screen.player.frame < place
        row = shown(screen).splitlines()[22]
        await pilot.click(offset=(row.index("▸"), 22))
        assert screen.player.parameters["lr"] == pytest.approx(0.15)
        row = shown(screen).splitlines()[22]
        await pilot.click(offset=(row.index("◂"), 22))
        assert screen.player.parameters["lr"] == pytest.approx(0.1)


async def test_clicks_on_the_keys_press_them(play):
    async with play("tune") as (pilot, screen):
        row = shown(screen).splitlines()[-1]
        await pilot.click(offset=(row.index("←"), 23))
        assert screen.player.current.id == "which"


async def test_tuning_changes_picture_and_words_at_once(play):
    async with play("tune") as (pilot, screen):
        await pilot.press("right")
        before = shown(screen)
        assert "learning rate ◂  0.1 ▸" in before
        for _ in range(20):
            await pilot.press("plus")
        after = shown(screen)
        assert "The rate is 1.1." in " ".join(after.split())
        assert after != before
        await pilot.press("backspace")
        assert "The rate is 0.1." in " ".join(shown(screen).split())


async def test_the_end_sums_up_and_leads_to_the_next_lesson(play):
    async with play() as (pilot, screen):
        await pilot.press("4", "enter")
        await settled(pilot)
        for _ in range(7):
            await pilot.press("right")
            await settled(pilot)
            if isinstance(pilot.app.screen, PageScreen):
                break
        page = shown(pilot.app.screen)
        assert "Done: A lesson that asks" in page
        assert "✓ Predict: 4" in page
        assert "○ Which: not answered yet" in page
        assert "slope: How fast a curve rises." in page
        assert "Enter next: A later lesson" in page
        await pilot.press("left")
        await pilot.pause()
        assert pilot.app.screen is screen
        await pilot.press("right")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LessonScreen)
        assert pilot.app.screen.player.lesson.id == "later"
        await pilot.press("right")
        await settled(pilot)
        assert "Enter contents" in shown(pilot.app.screen)


async def test_search_finds_words_and_steps_of_all_lessons(play):
    async with play("tune") as (pilot, _):
        await pilot.press("slash")
        await settled(pilot)
        pick = pilot.app.screen
        assert isinstance(pick, PickScreen)
        await pilot.press(*"moun")
        await pilot.pause()
        listed = pick.query_one(OptionList)
        assert listed.option_count == 1
        assert "Only step" in str(listed.get_option_at_index(0).prompt)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.player.lesson.id == "later"


async def test_a_search_in_vain_says_so_and_leads_back(play):
    async with play("tune") as (pilot, screen):
        await pilot.press("slash", *"xyzzy")
        await settled(pilot)
        assert pilot.app.screen.query_one(".empty").display
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_everything_can_be_done_by_name(play):
    async with play("tune") as (pilot, screen):
        await pilot.press("ctrl+p", *"faster", "enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.player.speed == 3
        await pilot.press("ctrl+p", *"open a later", "enter")
        await settled(pilot)
        assert pilot.app.screen.player.lesson.id == "later"


async def test_quick_enters_in_the_palette_break_nothing(play):
    async with play("tune") as (pilot, _):
        await pilot.press("ctrl+p", "enter", "enter", "enter", "enter")
        await settled(pilot)
        assert pilot.app.is_running
        assert not isinstance(pilot.app.screen, PickScreen)


async def test_settings_change_what_is_seen_at_once(play):
    async with play("tune") as (pilot, screen):
        await pilot.press("ctrl+p", *"settings", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SettingsScreen)
        await pilot.press("right")
        assert pilot.app.theme == LIGHT or pilot.app.theme.startswith("calctui")
        await pilot.press("down", "right", "right")
        await pilot.press("down", "right", "down", "right")
        await pilot.press("escape")
        await pilot.pause()
        options = pilot.app.options
        assert (options.markers, options.reduced_motion, options.fps) == ("ascii", True, 60)
        assert screen.player.stills
        assert not any("⠀" < character <= "⣿" for character in shown(screen))


async def test_keys_of_the_help_are_the_keys_of_the_table(play):
    async with play("tune") as (pilot, _):
        await pilot.press("question_mark")
        await pilot.pause()
        assert "everything by name" in shown(pilot.app.screen) or "↑ ↓ scroll" in shown(pilot.app.screen)


async def test_the_cursor_of_the_terminal_stands_where_typing_goes_on(play):
    async with play() as (pilot, screen):
        await pilot.press("1", "2")
        rows = shown(screen).splitlines()
        y = next(y for y, row in enumerate(rows) if row.startswith(" ▸ 12"))
        assert pilot.app.cursor_position == (5, y)
        await pilot.press("escape")
        assert pilot.app.cursor_position == (0, 0)
