"""The pictures of the README are the program's own (CALCTUI_UPDATE_GOLDEN=1 makes them again)."""

from __future__ import annotations

import json
import os
import re
import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pyte
import pytest

from calctui.charts import palette
from calctui.cli import main
from calctui.export.cast import COLUMNS, ROWS, cast
from calctui.export.svg import document
from calctui.lesson.course import lesson_files
from calctui.lesson.entry import built_in_folder
from calctui.lesson.library import find
from calctui.lesson.load import load_lesson
from calctui.roles import Role
from calctui.text import Row, Run

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "lessons" / "pictures"
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = dict(
    reversed(line) for line in re.findall(r"^calctui (show .+) > lessons/pictures/(\S+)\.svg$", README, re.M)
)
"""The pictures that the README says how to make, each with its command."""
STILL = "question"
ASKS, TYPED = "Your turn", "▸ 3.2"
"""The step of the still, and what stands on the screen at its moment."""
ROLES = {palette.look(role, dark=True).colour: role for role in reversed(Role)}
"""What a colour of a recording stands for."""


def compare(name: str, drawing: str) -> None:
    path = FOLDER / f"{name}.svg"
    if os.environ.get("CALCTUI_UPDATE_GOLDEN") == "1":
        path.write_text(drawing, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == drawing, f"{path.name} is of another program"


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_what_its_command_prints(name, capsys):
    assert main(shlex.split(SHOWN[name])) == 0
    compare(name, capsys.readouterr().out)


def test_the_still_is_a_moment_of_the_recording():
    lesson = load_lesson(find("introduction").path)
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    asked = False
    for line in cast(lesson).splitlines()[1:]:
        _, kind, data = json.loads(line)
        asked = asked or (kind == "m" and data.endswith(ASKS))
        if kind == "o":
            stream.feed(data)
        if asked and any(TYPED in row for row in screen.display):
            break
    else:
        pytest.fail("nobody types this in the recording")
    rows = [as_row(screen, y) for y in range(ROWS)]
    compare(STILL, document(rows, COLUMNS, "A question of the introduction, with an answer typed") + "\n")


def as_row(screen: pyte.Screen, y: int) -> Row:
    """A row of a terminal's screen, in the roles that its colours stand for; a run ends where the look changes."""
    runs: list[Run] = []
    for x in range(COLUMNS):
        cell = screen.buffer[y][x]
        role = Role.TEXT if cell.fg == "default" else ROLES[f"#{cell.fg}"]
        run = Run(cell.data, role, cell.bold, cell.italics, reverse=cell.reverse)
        if runs and (look := runs[-1]) == Run(look.text, role, run.bold, run.italic, reverse=run.reverse):
            run = Run(look.text + run.text, role, run.bold, run.italic, reverse=run.reverse)
            runs.pop()
        runs.append(run)
    return tuple(runs)


def test_the_readme_shows_each_picture_in_words_too():
    shown = dict(re.findall(r"!\[(.+?)\]\(lessons/pictures/(\S+?)\.svg\)", README))
    assert sorted(shown.values()) == sorted(path.stem for path in FOLDER.iterdir()) == sorted([*SHOWN, STILL])
    assert all(len(words) > 40 for words in shown)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_a_picture_is_an_svg_that_asks_for_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_pictures_are_no_lessons():
    assert not [file for file in lesson_files(built_in_folder()) if FOLDER in file.parents]
