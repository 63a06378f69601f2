"""`calctui new`: the lesson that it writes is good, explained, and never takes the place of another file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calctui.authoring.scaffold import scaffold
from calctui.check.findings import findings
from calctui.cli import main
from calctui.lesson.load import load_text
from calctui.maths.symbolic import SymbolicHelper


@pytest.mark.parametrize(
    "name", ["valley.yaml", "07-The Valley.yml", "é.yaml", "a\x1b]0;x\x07b\n.yaml", "$(x) 'y'.yaml"]
)
def test_a_new_lesson_is_good_under_any_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / name
    assert main(["new", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "calctui play" in printed
    assert "\x1b" not in printed
    with SymbolicHelper(time_limit=20) as helper:
        assert findings(path, helper, strict=True) == ()


def test_id_and_title_are_made_of_the_name() -> None:
    lesson = load_text(scaffold("07-my-valley.yaml"))
    assert (lesson.id, lesson.title) == ("my-valley", "My valley")


def test_it_is_explained_and_names_itself() -> None:
    text = scaffold("my valley.yaml")
    assert "calctui play 'my valley.yaml' --watch" in text
    assert sum("# " in line for line in text.split("\n")) > 12
    assert not {"FILE", "ID", "TITLE"} & set(text.split())


def test_it_has_a_question_with_a_hold_and_a_parameter_to_tune() -> None:
    steps = load_text(scaffold("a.yaml")).steps
    assert any(step.question and step.question.hold for step in steps)
    assert any(step.tune for step in steps)
    assert all(step.claims for step in steps)


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def taken(path: Path) -> Path:
    path.write_text("mine")
    return path


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (taken, "mine.yaml", "is there already, and stays as it is"),
        (folder, "folder.yaml", "is there already"),
        (Path, "lesson", "ends with .yaml; write "),
        (Path, "lesson.txt", "ends with .yaml"),
        (Path, "no-folder/lesson.yaml", "cannot be written: No such file or directory"),
        (Path, "nul\0.yaml", "cannot be written: not a file name"),
    ],
)
def test_refusals_are_one_clean_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], Path], name: str, words: str
) -> None:
    path = make(tmp_path / name)
    assert main(["new", str(path)]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
    assert "\0" not in told
    if make is taken:
        assert path.read_text() == "mine"
