"""The command line: what is left out of it, since the first word asks for something else, is not missed."""

from __future__ import annotations

import contextlib
import shlex

import pytest

from calctui.commands.arguments import command_line
from calctui.commands.manual import PAGES

EXAMPLES = [line.partition(" > ")[0] for page in PAGES.values() for line, _ in page.examples]
BESIDES = (
    *(
        "calctui",
        "calctui --help",
        "calctui --version",
        "calctui --fps 20 play introduction",
        "calctui -h play",
    ),
    *(
        "calctui plya introduction",
        "calctui --fps 0 play",
        "calctui nothing play",
        "calctui play",
        "calctui -- play x",
    ),
    *("calctui play --help", "calctui play play list", "calctui play x --format svg", "calctui '' play x"),
    *("calctui show x --format png", "calctui serve --port x", "calctui schema more", "calctui grade a#b -2"),
)


def outcome(words: list[str] | None, line: list[str], capsys: pytest.CaptureFixture[str]) -> object:
    """What a line gives where the words are known, with all that is printed."""
    given = None
    with contextlib.suppress(SystemExit):
        given = command_line(words).parse_args(line)
    return given, capsys.readouterr()


@pytest.mark.parametrize("line", [line for line in (*EXAMPLES, *BESIDES) if line.startswith("calctui")])
def test_a_line_gives_the_same_with_all_commands_and_with_what_it_needs(line, capsys):
    words = shlex.split(line)[1:]
    assert outcome(words, words, capsys) == outcome(None, words, capsys)


def test_a_command_has_no_others_beside_it(capsys):
    first, words = outcome(["schema"], ["list"], capsys)
    assert first is None
    assert "invalid choice" in words.err
