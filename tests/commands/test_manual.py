"""The manual: each command has a page with examples, and all fits 80 columns."""

from __future__ import annotations

import pytest

from calctui.cli import main
from calctui.commands.dispatch import RUN
from calctui.commands.manual import PAGES


def test_each_command_has_a_page_and_runs():
    assert {None, *PAGES} == set(RUN)


@pytest.mark.parametrize("command", [None, *PAGES])
def test_a_page_has_examples_and_fits_80_columns(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as left:
        main([*filter(None, [command]), "--help"])
    assert left.value.code == 0
    page = capsys.readouterr().out
    assert page.startswith(f"usage: calctui {command or ''}")
    assert "\nexamples:\n" in page
    assert max(map(len, page.splitlines())) <= 80


def test_the_ids_alone_are_what_shells_complete(capsys):
    assert main(["list", "--ids"]) == 0
    ids = capsys.readouterr().out.split("\n")
    assert ids[0] == "introduction"
    assert len(ids) == 14
