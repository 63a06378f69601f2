"""What fails inside a step is told in that step, which can be skipped; the details are in a file of bounded size."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from calctui.app import fault_log
from calctui.app.fault_log import MAX_BYTES, note_fault
from calctui.app.grader import CANNOT
from calctui.app.look import Look
from calctui.app.rows import Rows
from calctui.charts.draw import Renderer
from calctui.folders import state_folder
from calctui.layout.screen import text_of
from calctui.player.events import Tick
from calctui.scenes.kinds.descent import Descent
from calctui.scenes.scene import Scene

SENTENCE = "This step cannot be shown"


class BrokenError(Exception):
    """Stands for a fault in a scene or a widget."""


def fail(*_: object, **__: object) -> None:
    raise BrokenError("\x1b]0;hostile\x07")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(fault_log, "_written", 0)
    return tmp_path / "state" / "calctui"


def words(screen) -> str:
    return " ".join(text_of(screen.query_one(Rows).rows).split())


SCENE = next(kind for kind in Scene.__subclasses__() if kind.__module__ == Descent.__module__)


@pytest.mark.parametrize("part", ["figure", "phase", "describe"])
async def test_a_scene_that_fails_at_a_frame(play, state: Path, monkeypatch, part: str):
    async with play("tune") as (pilot, screen):
        monkeypatch.setattr(SCENE, part, fail)
        screen.send(Tick(0.5))
        await pilot.pause()
        assert SENTENCE in words(screen)
        assert "faults.log" in words(screen)
        await pilot.press("left")
        assert "Which is it?" in words(screen)
        await pilot.press("n")
        assert SENTENCE in words(screen)
    log = (state / "faults.log").read_text()
    assert "BrokenError" in log
    assert "lesson asking, step tune" in log
    assert "\x1b" not in log


async def test_a_scene_that_cannot_be_built_is_skipped_with_the_next_key(play, monkeypatch):
    async with play("which") as (pilot, screen):
        await pilot.press("!", "enter")
        await pilot.pause()
        monkeypatch.setattr("calctui.player.player.stage_of", _failing_with_scene())
        await pilot.press("n")
        await pilot.pause()
        assert SENTENCE in words(screen)
        assert screen.player.current.id == "tune"
        await pilot.press("left")
        assert screen.player.current.id == "which"


def _failing_with_scene():
    from calctui.lesson.live import stage_of

    def stage(lesson, step, parameters):
        if step.scene is not None:
            raise BrokenError
        return stage_of(lesson, step, parameters)

    return stage


async def test_a_chart_that_cannot_be_drawn(play, monkeypatch):
    async with play("tune") as (pilot, screen):
        monkeypatch.setattr(Renderer, "draw", fail)
        screen.send(Tick(0.5))
        await pilot.pause()
        assert SENTENCE in words(screen)
        await pilot.press("n")
        await pilot.pause()
        assert screen.player.finished or not screen.is_current


async def test_a_line_that_cannot_be_painted(play, state: Path, monkeypatch):
    async with play("which") as (pilot, screen):
        monkeypatch.setattr(Look, "strip", fail)
        rows = screen.query_one(Rows)
        rows.show(rows.rows, pilot.app.look)
        await pilot.pause()
        assert pilot.app.is_running
    assert "painting row" in (state / "faults.log").read_text()


async def test_an_answer_that_cannot_be_judged(play, monkeypatch):
    monkeypatch.setattr("calctui.grading.grade.grade", fail)
    async with play("predict") as (pilot, screen):
        await pilot.press("3", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert CANNOT[:30] in words(screen)
        assert not screen.player.record.checking


def test_the_log_is_bounded_private_and_clean(state: Path, monkeypatch):
    monkeypatch.setattr(fault_log, "MAX_FAULTS", 10_000)
    for number in range(200):
        path = note_fault(BrokenError("\x1b[31m" + "x" * 100_000 + f" {number}"), "a test\x1b[0m")
    assert path == state / "faults.log"
    files = sorted(state.iterdir())
    assert len(files) == 2
    for file in files:
        assert file.stat().st_size <= MAX_BYTES
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "\x1b" not in file.read_text()
    assert "199" in path.read_text()


def test_a_log_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch, state: Path):
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert note_fault(BrokenError(), "a test") is None
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    state.mkdir(parents=True)
    (tmp_path / "other").write_text("kept")
    (state / "faults.log").symlink_to(tmp_path / "other")
    assert note_fault(BrokenError(), "a test") is None
    assert (tmp_path / "other").read_text() == "kept"


def test_the_state_folder_is_the_users():
    assert state_folder({"XDG_STATE_HOME": "/some/where"}) == Path("/some/where/calctui")
    assert state_folder({}).name == "calctui"
