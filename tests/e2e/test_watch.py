"""A lesson that is written while it plays: every save is seen within half a second, and no fault ends it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from calctui.authoring.scaffold import scaffold
from calctui.errors import LessonError
from calctui.lesson.load import load_lesson

SOON = 0.5
"""So long may a save take to be seen, in seconds; besides what a busy machine needs to draw."""
SLOW = 2.0


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    path = tmp_path / "lesson.yaml"
    path.write_text(scaffold(path.name))
    return path


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def by_renaming(path: Path, text: str) -> None:
    other = path.with_suffix(".tmp")
    other.write_text(text)
    other.replace(path)


def with_a_gap(path: Path, text: str) -> None:
    path.rename(path.with_suffix(".yaml~"))
    time.sleep(0.15)
    path.write_text(text)


@pytest.mark.parametrize("save", [in_place, by_renaming, with_a_gap])
def test_a_save_is_seen_and_keeps_the_step(
    start_program, lesson: Path, save: Callable[[Path, str], None]
) -> None:
    terminal = start_program("play", f"{lesson}#ask", "--watch")
    terminal.wait_for("Which way?")
    terminal.wait_for("●")
    text = lesson.read_text()
    begun = time.monotonic()
    save(lesson, text.replace("Which way?", "Which way now?"))
    terminal.wait_for("Which way now?")
    assert time.monotonic() - begun < SOON + SLOW
    assert "step 2 of 3" in terminal.text
    front = text.replace("steps:\n", "steps:\n  - {id: new, title: New, text: New.}\n")
    save(lesson, front)
    terminal.wait_for("step 3 of 4")
    terminal.wait_for("Which way?")


def test_faults_are_shown_over_the_last_good_version_which_plays_on(start_program, lesson: Path) -> None:
    terminal = start_program("play", f"{lesson}#ask", "--watch")
    terminal.wait_for("●")
    text = lesson.read_text()
    lesson.write_text(text.replace("rate: lr", "rate: lrr").replace("title: Which way?", "titel: Which way?"))
    terminal.wait_for("lesson.yaml: 3 faults; the last good version plays on")
    assert re.search(r"\d+:\d+ `titel` is no key of a step; did you mean `title`\?", terminal.text)
    assert "Which way?" in terminal.rows[1]
    before = terminal.rows[-2]
    terminal.press("!\r")
    terminal.wait_for(lambda t: t.rows[-2] != before and "▶" in t.rows[-2], "the picture moving")
    terminal.press("\x1b[D")
    terminal.wait_for("step 1 of 3")
    lesson.write_text("a: [\n")
    terminal.wait_for("a bracket is opened and never closed")
    lesson.write_bytes(b"\xff\x00\x1b[2J")
    terminal.wait_for("the file is not UTF-8 here")
    lesson.unlink()
    lesson.write_text(text.replace("A curve to begin with", "A fine curve"))
    terminal.wait_for("A fine curve")
    assert "plays on" not in terminal.text
    terminal.press("q")
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw


def test_a_lesson_that_is_not_watched_stays_as_it_was(start_program, lesson: Path) -> None:
    terminal = start_program("play", f"{lesson}#ask")
    terminal.wait_for("●")
    lesson.write_text("broken")
    terminal.read(1.0)
    assert "fault" not in terminal.text
    assert "Which way?" in terminal.text


def test_a_save_that_comes_with_the_last_key_does_not_hang(start_program, lesson: Path) -> None:
    terminal = start_program("play", f"{lesson}#ask", "--watch")
    terminal.wait_for("●")
    text = lesson.read_text()
    for number in range(20):
        lesson.write_text(text + f"# {number}\n")
        time.sleep(0.03)
    terminal.press("\x11")
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw


def test_a_lesson_that_is_deleted_plays_on_and_is_seen_when_it_comes_back(
    start_program, lesson: Path
) -> None:
    terminal = start_program("play", f"{lesson}#ask", "--watch")
    terminal.wait_for("●")
    text = lesson.read_text()
    lesson.unlink()
    terminal.read(1.2)
    terminal.press("!\r")
    terminal.wait_for("▶")
    lesson.write_text(text.replace("Which way?", "Which way now?"))
    terminal.wait_for("Which way now?")
    terminal.quit()


def test_a_lesson_that_is_deleted_while_it_is_read_is_read_or_told_of(tmp_path: Path) -> None:
    path = tmp_path / "comes-and-goes.yaml"
    text = scaffold(path.name)
    over = Event()
    told: list[str] = []

    def come_and_go() -> None:
        while not over.is_set():
            path.write_text(text)
            path.unlink()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(come_and_go)
        try:
            for _ in range(200):
                try:
                    assert load_lesson(path).steps
                except LessonError as error:
                    told.append(str(error.problems[0]))
        finally:
            over.set()
    assert all("\n" not in words for words in told)


def test_a_folder_is_opened_as_a_course(start_program, tmp_path: Path) -> None:
    for name in ("2-second.yaml", "1-first.yaml"):
        (tmp_path / name).write_text(scaffold(name))
    (tmp_path / "3-broken.yaml").write_text("a: [")
    terminal = start_program("play", str(tmp_path))
    terminal.wait_for("Enter open")
    assert re.search(r"First.*Second.*broken: cannot be opened", terminal.text, re.DOTALL)
    terminal.press("\r")
    terminal.wait_for("A curve to begin with")
    terminal.press("\x11")
    assert terminal.wait_end() == 0
    refused = start_program("play", str(tmp_path), "--watch")
    assert refused.wait_end() == 2
    assert "--watch needs one lesson; name a file of the folder" in refused.text
