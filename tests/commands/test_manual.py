"""The manual: each command has a page, every example is a command line that is understood, and all fits 80 columns."""

from __future__ import annotations

import re
import shlex

import pytest

from calctui.cli import main
from calctui.commands.arguments import command_line
from calctui.commands.dispatch import RUN
from calctui.commands.manual import EPILOG, PAGES
from calctui.lesson.library import find, parse_address
from calctui.lesson.load import load_lesson
from calctui.player.update import step_index

EXAMPLES = [line for page in PAGES.values() for line, _ in page.examples]
EXAMPLES += re.findall(r"^  (calctui\S*(?: \S+)*?)(?:  .*)?$", EPILOG, re.MULTILINE)


def test_each_command_has_a_page_and_runs():
    assert {None, *PAGES} == set(RUN)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_understood(example):
    command = re.search(r"calctui[^|><)]*", example)
    assert command, example
    name, *arguments = shlex.split(command[0])
    assert name == "calctui"
    options = command_line().parse_args(arguments)
    address = getattr(options, "lesson", None)
    if address and not address.endswith(".yaml"):
        where = parse_address(address)
        lesson = load_lesson(find(where.lesson).path)
        if where.step:
            step_index(lesson, where.step)


@pytest.mark.parametrize("command", PAGES)
def test_a_page_has_examples_and_fits_80_columns(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    page = capsys.readouterr().out
    assert page.startswith(f"usage: calctui {command}")
    assert "\nexamples:\n" in page
    assert max(map(len, page.splitlines())) <= 80


def test_the_ids_alone_are_what_shells_complete(capsys):
    assert main(["list", "--ids"]) == 0
    ids = capsys.readouterr().out.split("\n")
    assert ids[0] == "introduction"
    assert len(ids) == 14
