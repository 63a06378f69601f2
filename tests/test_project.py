"""What holds for the project as a whole: style, types, layers, the headless core, the source archive."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from calctui import __version__

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
MOST_LINES = 300


def run(*command: str, cwd: Path = ROOT, **environ: str) -> str:
    result = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        env={**os.environ, **environ},
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_style():
    run(str(BIN / "ruff"), "check", ".")
    run(str(BIN / "ruff"), "format", "--check", ".")


def test_types():
    run(str(BIN / "mypy"))


def test_layers():
    run(str(BIN / "lint-imports"))


READERS = (
    "numpy.ma",
    "calctui.maths.parsing.parser",
    "calctui.lesson.words.markdown",
    "calctui.maths.comparing.sight",
)
"""What reads lessons and answers, and what takes long to load; a lesson that was read before plays without."""


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("calctui.lesson.load", ("textual", "rich.console", "plotext", "sympy")),
        ("calctui.player.view", ("textual", "rich.console", "plotext", "sympy", *READERS)),
        ("calctui.layout.screen", ("textual", "rich.console", "plotext", "sympy")),
        ("calctui.scenes.kinds.descent", READERS),
        ("calctui.app.rooms", ("plotext", "sympy", "calctui.app.beside", *READERS)),
        ("calctui.app.run", ("plotext", "sympy", "numpy", "pydantic", "yaml", "markdown_it", "fsrs")),
        (
            "calctui.commands.dispatch",
            ("textual", "rich.console", "plotext", "sympy", "numpy", "pydantic", "yaml"),
        ),
    ],
)
def test_a_module_loads_no_more_than_it_needs(module: str, unwanted: tuple[str, ...]):
    program = f"import {module}, sys, json; print(json.dumps(sorted(sys.modules)))"
    loaded = set(json.loads(run(sys.executable, "-c", program)))
    assert module in loaded
    assert not loaded & set(unwanted)


def test_the_core_plays_every_built_in_lesson_without_a_screen_library():
    program = """
import json, sys
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson
from calctui.player.events import Next, Submit
from calctui.player.update import start, update
from calctui.player.view import view
steps = 0
for entry in entries({}):
    player = start(load_lesson(entry.path))
    while not player.finished:
        view(player)
        if player.record.asked:
            player = update(player, Submit("!"))
        player = update(player, Next())
    steps += len(player.seen) == len(player.lesson.steps)
print(json.dumps([steps, sorted(sys.modules)]))
"""
    lessons, loaded = json.loads(run(sys.executable, "-c", program))
    assert lessons == len(list((ROOT / "lessons").glob("*.yaml")))
    assert not {"textual", "rich.console", "plotext", "sympy"} & set(loaded)


def test_a_source_archive_has_what_the_readme_links_to(tmp_path: Path):
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), ".")
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    linked = {
        link.partition("#")[0] for link in re.findall(r"\]\(([^:)]+)\)", (ROOT / "README.md").read_text())
    }
    for link in filter(None, linked):
        assert any(name == link or name.startswith(f"{link}/") for name in held), link


def test_the_changelog_speaks_of_this_version():
    headings = re.findall(
        r"^## .*?(?=^## |\Z)", (ROOT / "CHANGELOG.md").read_text(), re.DOTALL | re.MULTILINE
    )
    assert __version__ in headings[0]


def test_no_file_has_two_ideas():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "calctui").rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert not long


def test_every_file_says_what_it_is():
    for folder in ("calctui", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            assert path.read_text().startswith('"""'), path
