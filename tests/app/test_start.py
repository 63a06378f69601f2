"""The start: a lesson is the first screen of all and has its words at once, and garbage is left where it lies."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest

from calctui.app import quiet_start
from calctui.app.app import CalctuiApp
from calctui.app.lesson_screen import LessonScreen
from calctui.app.options import Options
from calctui.app.quiet_start import is_up
from calctui.cli import main
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson
from calctui.player.update import start
from calctui.progress.keeper import Keeper
from calctui.text import row_text


@pytest.fixture
def first():
    """A lesson to open at once."""
    entry = entries({})[0]
    return start(load_lesson(entry.path)), entry


async def test_a_lesson_that_is_asked_for_is_the_only_screen_and_leaving_it_leaves_the_app(first):
    app = CalctuiApp(lambda: entries({}), Options(), Keeper(), first)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [LessonScreen]
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [LessonScreen]
        assert app.return_code is None
        await pilot.press("escape")
        await pilot.pause()
        assert app.return_code == 0


async def test_its_words_are_there_when_it_is_painted_first(first, monkeypatch):
    painted = []
    display = CalctuiApp._display

    def watched(self, screen, renderable):
        if isinstance(screen, LessonScreen):
            painted.append("".join(map(row_text, screen._rows.rows)))
        display(self, screen, renderable)

    monkeypatch.setattr(CalctuiApp, "_display", watched)
    app = CalctuiApp(lambda: entries({}), Options(), Keeper(), first)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert first[0].current.title in painted[0]


async def test_a_size_that_stays_is_laid_out_once(first, monkeypatch):
    shown = []
    show = LessonScreen._show
    monkeypatch.setattr(
        LessonScreen, "_show", lambda self, **how: (shown.append(self.app.size), show(self, **how))
    )
    monkeypatch.setattr(LessonScreen, "_load_pictures", lambda _: None)
    app = CalctuiApp(lambda: entries({}), Options(), Keeper(), first)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert shown == [(80, 24)]
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert shown == [(80, 24), (100, 30)]


def test_garbage_is_left_during_the_start_alone(capsys):
    with quiet_start.quiet_start():
        assert not gc.isenabled()
        before = gc.get_freeze_count()
        is_up()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
        gc.unfreeze()
    assert gc.isenabled()
    is_up()
    assert gc.get_freeze_count() == 0
    assert main(["play", "no-such-lesson"]) == 2
    assert gc.isenabled()


@pytest.mark.parametrize(("chosen", "threads"), [(None, "1"), ("3", "3")])
def test_numpy_starts_no_threads_of_its_own_unless_told(chosen, threads):
    environ = {name: text for name, text in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    if chosen:
        environ["OPENBLAS_NUM_THREADS"] = chosen
    program = (
        "import os; from calctui.cli import main; main(['list']); print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == threads
