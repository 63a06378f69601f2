"""`calctui progress` and what `list` says of it."""

from __future__ import annotations

import json
import sys

import pytest

from calctui.cli import main
from calctui.folders import data_folder
from calctui.lesson.library import find
from calctui.progress.lesson_key import key_of
from calctui.progress.saved import SavedLesson, SavedQuestion
from calctui.progress.store import Store


@pytest.fixture
def begun():
    questions = {"predict": SavedQuestion("right", 1, 0, "3.2"), "reach": SavedQuestion("missed", 1, 0, "b")}
    saved = SavedLesson("repeat", 0.5, seen=frozenset({"guess", "predict"}), questions=questions)
    with Store(data_folder()) as store:
        store.save(key_of(find("introduction")), saved)


def test_nothing_begun_says_what_to_do(capsys):
    assert main(["progress"]) == 0
    assert "Nothing was begun yet" in capsys.readouterr().out


def test_a_table_and_json_say_the_same(begun, capsys):
    assert main(["progress"]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("introduction"))
    assert row.split() == ["introduction", "begun", "2", "of", "11", "1", "of", "2"]
    assert main(["progress", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["id"], first["state"], first["seen"], first["at"]) == ("introduction", "begun", 2, "repeat")
    assert first["questions"]["predict"] == {"state": "right", "attempts": 1, "hints": 0, "answer": "3.2"}


def test_the_list_says_how_lessons_stand(begun, capsys):
    assert main(["list", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert first["progress"] == {"state": "begun", "seen": 2, "changed": False}
    assert main(["list"]) == 0
    assert "begun" in capsys.readouterr().out


def test_the_path_is_that_of_the_file(begun, capsys):
    assert main(["progress", "--path"]) == 0
    assert capsys.readouterr().out.strip() == str(data_folder() / "progress.sqlite3")


@pytest.mark.parametrize("what", ["introduction", "all"])
def test_a_reset_asks_and_forgets(begun, capsys, monkeypatch, what):
    assert main(["progress", "--reset", what]) == 2
    assert "nobody to ask" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "no")
    assert main(["progress", "--reset", what]) == 0
    assert "Nothing was forgotten" in capsys.readouterr().out
    assert main(["progress", "--reset", what, "--yes"]) == 0
    capsys.readouterr()
    assert main(["progress"]) == 0
    assert "Nothing was begun yet" in capsys.readouterr().out


def test_a_reset_of_no_lesson_names_the_nearest(capsys):
    assert main(["progress", "--reset", "introducton", "--yes"]) == 2
    assert "introduction" in capsys.readouterr().err


def test_export_and_import_go_round(begun, capsys, tmp_path, monkeypatch):
    file = tmp_path / "mine.json"
    assert main(["progress", "--export", str(file)]) == 0
    monkeypatch.setenv("CALCTUI_DATA", str(tmp_path / "elsewhere"))
    assert main(["progress", "--import", str(file)]) == 0
    assert "1 lesson read" in capsys.readouterr().out
    assert main(["progress", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["seen"] == 2


@pytest.mark.parametrize("option", ["--export", "--import"])
def test_a_file_that_cannot_be_used_is_one_line(capsys, tmp_path, option):
    assert main(["progress", option, str(tmp_path / "no" / "such")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "Traceback" not in error


def test_review_lists_what_is_due_where_nobody_can_be_asked(begun, capsys):
    assert main(["review"]) == 0
    assert "Nothing is due" in capsys.readouterr().out
    with Store(data_folder()) as store:
        store.plan(key_of(find("introduction")), "reach", 1.0, "")
    assert main(["review"]) == 0
    assert capsys.readouterr().out == "1 question to review:\n  introduction#reach\n"
