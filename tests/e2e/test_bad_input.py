"""What goes wrong at the start is said in one line on standard error, without a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "calctui")


def run(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False, **options
    )


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_no_such_lesson_names_the_nearest():
    result = run("play", "introducton")
    assert result.returncode == 2
    assert "introduction" in one_line(result)


def test_no_such_step_names_the_nearest():
    result = run("show", "introduction#previw")
    assert result.returncode == 2
    assert "preview" in one_line(result)


def test_no_such_mark_names_the_nearest():
    result = run("show", "introduction#preview", "--at", "update-21")
    assert result.returncode == 2
    assert "update-2" in one_line(result)


def test_an_error_in_a_file_has_its_place(tmp_path: Path):
    lesson = tmp_path / "bad.yaml"
    lesson.write_text("format: 1\nid: bad\ntitel: Bad\n")
    result = run("show", str(lesson))
    assert result.returncode == 2
    assert f"{lesson}:3:1:" in result.stderr
    assert "title" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_a_terminal_it_offers_show():
    result = run("play", "introduction", stdin=subprocess.DEVNULL)
    assert result.returncode == 2
    assert "calctui show introduction" in one_line(result)


def test_contents_without_a_terminal_offer_list():
    assert "calctui list" in one_line(run(stdin=subprocess.DEVNULL))


def test_an_unknown_command_points_to_help():
    result = run("paly", "introduction")
    assert result.returncode == 2
    assert "--help" in one_line(result)


@pytest.mark.parametrize("size", ["80", "0x0", "9999x9999", "80x", "axb"])
def test_a_wrong_size_is_refused(size: str):
    result = run("show", "introduction", "--size", size)
    assert result.returncode == 2
    assert "80x24" in one_line(result)


def test_an_output_without_unicode_is_no_error():
    result = run("show", "introduction#update", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0
    assert "Traceback" not in result.stderr
    assert "One step down" in result.stdout


def test_a_reader_that_goes_away_is_no_error():
    shell = f"{PROGRAM} show introduction --format json --size 200x60 | head -c 10"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr


LESSON = """\
format: 1
id: {id}
title: T
summary: S
requires: [{requires}]
steps:
  - id: a
    title: A
    text: Words.
"""


def test_a_folder_whose_lessons_clash_is_refused(tmp_path: Path):
    for name in ("1", "2"):
        (tmp_path / f"{name}.yaml").write_text(LESSON.format(id="same", requires="introduction"))
    result = run("play", str(tmp_path))
    assert result.returncode == 2
    assert "2.yaml:2:5: " in one_line(result)
    assert "same" in one_line(result)


def test_a_folder_whose_lessons_require_each_other_is_refused(tmp_path: Path):
    (tmp_path / "1.yaml").write_text(LESSON.format(id="one", requires="two"))
    (tmp_path / "2.yaml").write_text(LESSON.format(id="two", requires="one"))
    result = run("play", str(tmp_path))
    assert result.returncode == 2
    assert "1.yaml:5:12: the lessons `one` and `two` require each other" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_good_folder_needs_a_terminal_like_everything_that_plays(tmp_path: Path):
    (tmp_path / "1.yaml").write_text(LESSON.format(id="one", requires="introduction"))
    assert "needs a terminal" in one_line(run("play", str(tmp_path), stdin=subprocess.DEVNULL))
