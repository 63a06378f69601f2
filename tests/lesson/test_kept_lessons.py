"""A kept lesson is the lesson that would be read, opens without what reads it, and can do nothing but be one."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from calctui.errors import LessonError
from calctui.folders import cache_folder
from calctui.lesson import kept_lessons
from calctui.lesson.kept_lessons import MAX_FILES, open_lesson
from calctui.lesson.library import built_in_folder
from calctui.lesson.load import load_lesson

FILES = sorted(built_in_folder().glob("*.yaml"))
SMALL = """\
format: 1
id: small
title: Small {number}
summary: For tests.
steps:
  - id: one
    title: One
    text: Some **words**.
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL.format(number=1))
    return file


def kept_files() -> list[Path]:
    folder = cache_folder() / "lessons"
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_kept_lesson_is_the_lesson_that_is_read(file: Path):
    read = load_lesson(file)
    for _ in range(2):
        lesson = open_lesson(file)
        assert lesson == read
        assert lesson.source == read.source
        assert lesson.problem(("steps", 0, "text"), "here") == read.problem(("steps", 0, "text"), "here")
    assert len(kept_files()) == 1


def test_a_kept_lesson_opens_without_what_reads_it(small: Path):
    program = f"""
import sys
from pathlib import Path
from calctui.lesson.kept_lessons import open_lesson
print(open_lesson(Path({str(small)!r})).title)
print([name for name in ("yaml", "pydantic", "markdown_it", "sympy", "plotext") if name in sys.modules])
"""
    open_lesson(small)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["Small 1", "[]"]


def test_a_changed_lesson_is_read_anew(small: Path):
    open_lesson(small)
    small.write_text(SMALL.format(number=2))
    assert open_lesson(small).title == "Small 2"


def test_another_program_reads_anew(small: Path, monkeypatch: pytest.MonkeyPatch):
    open_lesson(small)
    monkeypatch.setattr(kept_lessons, "_program", lambda: "another")
    open_lesson(small)
    assert len(kept_files()) == 2


def test_a_broken_lesson_is_not_kept(small: Path):
    small.write_text(SMALL.format(number=1) + "    tune: [x]\n")
    for _ in range(2):
        with pytest.raises(LessonError):
            open_lesson(small)
    assert not kept_files()


class Strike:
    """What a hostile file would have the program do."""

    def __init__(self, call: object, *arguments: object) -> None:
        self._call, self._arguments = call, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._call, self._arguments


@pytest.mark.parametrize(
    "strike",
    [
        lambda path: Strike(os.system, f"touch {path}"),
        lambda path: Strike(eval, f"open({str(path)!r}, 'w')"),
        lambda path: Strike(Path.touch, path),
        lambda path: Strike(kept_lessons._keep, None, path),
    ],
    ids=["shell", "eval", "path", "own function"],
)
def test_a_hostile_file_calls_nothing(small: Path, tmp_path: Path, strike):
    lesson = open_lesson(small)
    (file,) = kept_files()
    target = tmp_path / "struck"
    file.write_bytes(pickle.dumps(strike(target)))
    assert open_lesson(small) == lesson
    assert not target.exists()
    assert isinstance(kept_lessons._kept(file), type(lesson))


@pytest.mark.parametrize("data", [b"", b"no pickle", pickle.dumps({"a": 1}), b"\x80\x05]" * 1000])
def test_a_damaged_file_is_made_anew(small: Path, data: bytes):
    lesson = open_lesson(small)
    (file,) = kept_files()
    whole = file.read_bytes()
    file.write_bytes(data)
    assert open_lesson(small) == lesson
    assert file.read_bytes() == whole
    file.write_bytes(whole[: len(whole) // 2])
    assert open_lesson(small) == lesson


def test_a_file_that_others_may_write_is_not_read(small: Path):
    open_lesson(small)
    (file,) = kept_files()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.chmod(0o622)
    assert kept_lessons._kept(file) is None
    open_lesson(small)
    assert file.stat().st_mode & 0o777 == 0o600


def test_only_so_many_are_kept(small: Path):
    for number in range(MAX_FILES + 3):
        small.write_text(SMALL.format(number=number))
        open_lesson(small)
        newest = max(kept_files(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    assert len(kept_files()) <= MAX_FILES + 1
    assert min(file.stat().st_mtime for file in kept_files()) > 0


def test_a_folder_that_cannot_be_written_is_no_matter(small: Path, tmp_path: Path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CALCTUI_DATA", str(tmp_path / "file"))
    assert open_lesson(small).title == "Small 1"
