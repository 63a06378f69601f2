"""What the README says is so: its picture, its commands, its keys, its lesson."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calctui.check.findings import findings
from calctui.cli import main
from calctui.layout.help import help_lines
from calctui.maths.symbolic import SymbolicHelper

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


def test_the_keys_are_those_of_the_table():
    assert (
        re.findall(r"^\| `(.+?)` \| (.+?) \|$", README.split("| command |")[0], re.MULTILINE) == help_lines()
    )


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
