"""What the contents showed is kept by content: the same entries, without reading YAML again, whatever is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calctui.lesson.course import read_entry
from calctui.lesson.entry import Entry
from calctui.lesson.kept_entries import KeptEntries
from calctui.lesson.library import built_in_folder, entries

FILES = sorted(built_in_folder().glob("*.yaml"))


def read_all(file: Path) -> list[Entry]:
    kept = KeptEntries(file)
    found = [kept.read(lesson, "calctui") for lesson in FILES]
    kept.save()
    return found


def test_what_was_kept_is_what_is_read(tmp_path: Path):
    fresh = [read_entry(lesson, "calctui") for lesson in FILES]
    file = tmp_path / "cache" / "contents.json"
    assert read_all(file) == fresh
    assert read_all(file) == fresh


def test_a_kept_lesson_is_found_without_what_reads_yaml(tmp_path: Path):
    environ = {**os.environ, "CALCTUI_DATA": str(tmp_path)}
    listed = entries(environ)
    program = """
import json, os, sys
from calctui.lesson.library import entries
print(json.dumps([[entry.id for entry in entries()], sorted(sys.modules)]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    )
    ids, loaded = json.loads(done.stdout)
    assert ids == [entry.id for entry in listed]
    assert not {"yaml", "pydantic", "numpy", "markdown_it"} & set(loaded)


def test_a_changed_lesson_is_read_again(tmp_path: Path):
    lesson, file = tmp_path / "one.yaml", tmp_path / "contents.json"
    lesson.write_text(FILES[0].read_text())
    kept = KeptEntries(file)
    before = kept.read(lesson, "mine")
    kept.save()
    lesson.write_text(FILES[0].read_text().replace(before.title, "Another", 1))
    assert KeptEntries(file).read(lesson, "mine").title == "Another"


def test_a_broken_lesson_is_read_each_time(tmp_path: Path):
    lesson, file = tmp_path / "one.yaml", tmp_path / "contents.json"
    lesson.write_text("format: 1\n")
    for _ in range(2):
        kept = KeptEntries(file)
        assert kept.read(lesson, "mine") == read_entry(lesson, "mine")
        assert kept.read(lesson, "mine").problems
        kept.save()


def change(file: Path, field: str, value: Any) -> None:
    kept = json.loads(file.read_text())
    for entry in kept["entries"].values():
        entry[field] = value
    file.write_text(json.dumps(kept))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 3),
        ("title", None),
        ("id", ["a"]),
        ("minutes", "many"),
        ("steps", None),
        ("minutes", float("inf")),
        ("requires", 5),
        ("requires", [1]),
    ],
)
def test_what_makes_no_sense_is_read_again(tmp_path: Path, field: str, value: Any):
    file = tmp_path / "contents.json"
    good = read_all(file)
    change(file, field, value)
    assert read_all(file) == good


def test_no_escape_sequence_comes_out_of_the_file(tmp_path: Path):
    file = tmp_path / "contents.json"
    read_all(file)
    change(file, "title", "\x1b]0;x\x07\n")
    assert all(not set(entry.title) & {"\x1b", "\x07", "\n"} for entry in read_all(file))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"form": 1}', b"[" * 100_000, b'{"entries": []}', b"null"]
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes):
    file = tmp_path / "contents.json"
    good = read_all(file)
    whole = file.read_bytes()
    file.write_bytes(content)
    assert read_all(file) == good
    assert file.read_bytes() == whole


def test_a_file_of_another_program_is_not_read(tmp_path: Path):
    file = tmp_path / "contents.json"
    good = read_all(file)
    change(file, "title", "old")
    kept = json.loads(file.read_text())
    file.write_text(json.dumps({**kept, "form": "0.0.1"}))
    assert read_all(file) == good


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert read_all(tmp_path / "file" / "contents.json") == [
        read_entry(lesson, "calctui") for lesson in FILES
    ]
