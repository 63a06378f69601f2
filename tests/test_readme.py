"""What the README says is so: its picture, its commands, its keys, its lesson."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calctui.check.findings import findings
from calctui.cli import main
from calctui.layout.help import help_lines, help_rows
from calctui.maths.symbolic import SymbolicHelper
from calctui.player.keys import ANSWERING
from calctui.text import row_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def block(name: str) -> str:
    """The fenced block behind a comment."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)\n```", README, re.DOTALL)
    assert found, name
    return found[1]


def test_the_picture_is_the_programs_own(capsys):
    assert main(["show", "introduction#repeat", "--at", "update-5"]) == 0
    assert capsys.readouterr().out.rstrip("\n") == block("picture")


@pytest.mark.parametrize("name", ["play", "test"])
def test_a_command_is_one_line_that_sets_up_everything(name):
    command = block(name)
    assert "\n" not in command
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_keys_are_those_of_the_table_and_of_the_help_screen():
    """Also those that the app is bound to: it has no others than the table, which the app's tests press."""
    named = re.findall(r"^\| `(.+?)` \| (.+?) \|$", README.split("| command |")[0], re.MULTILINE)
    assert named == [*help_lines(), *ANSWERING]
    page = " ".join("\n".join(row_text(row) for row in help_rows(100, 80)[0]).split())
    for shown, does in named:
        assert f"{shown} {does}" in page


def test_the_lesson_is_a_good_one(tmp_path):
    lesson = tmp_path / "valley.yaml"
    lesson.write_text(block("lesson"))
    with SymbolicHelper(time_limit=20) as helper:
        assert findings(lesson, helper) == ()


def test_the_rooms_are_those_that_there_are():
    named = {name.rstrip("/") for name in re.findall(r"^\| `calctui/(\S+?)` \|", README, re.MULTILINE)}
    assert named == {
        path.name
        for path in (ROOT / "calctui").iterdir()
        if path.is_dir() and (path / "__init__.py").exists()
    } | {"figure.py"}
