"""The scripts of `calctui completion` in the shells that they are for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
COMPLETED = [
    ("calctui pl", {"play"}),
    ("calctui play intro", {"introduction"}),
    ("calctui export --to h", {"html"}),
    ("calctui show introduction --format s", {"svg"}),
    ("calctui completion f", {"fish"}),
    ("calctui play mine", {"mine.yaml"}),
]
"""What is typed, and what it may become."""


@pytest.fixture
def script(tmp_path: Path):
    """Writes the script of a shell, beside a lesson file and one that is none."""
    (tmp_path / "mine.yaml").touch()
    (tmp_path / "mine.txt").touch()

    def write(shell: str) -> Path:
        done = subprocess.run([BIN / "calctui", "completion", shell], capture_output=True, check=True)
        path = tmp_path / f"completion.{shell}"
        path.write_bytes(done.stdout)
        return path

    return write


def run(*command: str, cwd: Path) -> str:
    environ = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(cwd)}
    done = subprocess.run(
        command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("typed", "becomes"), COMPLETED)
def test_bash(script, tool, typed, becomes):
    path = script("bash")
    program = f"""
source {path}
COMP_WORDS=({typed}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_shtab_calctui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    assert set(run(tool("bash"), "-c", program, cwd=path.parent).split()) == becomes


@pytest.mark.parametrize(("typed", "becomes"), COMPLETED)
def test_fish(script, tool, typed, becomes):
    path = script("fish")
    program = f"source {path}; complete -C '{typed}'"
    lines = run(tool("fish"), "--no-config", "-c", program, cwd=path.parent).splitlines()
    # Where no option is typed, fish offers every file beside what the script does.
    assert {line.split("\t")[0] for line in lines} - {"mine.txt"} == becomes


@pytest.mark.parametrize(("typed", "becomes"), COMPLETED)
def test_zsh(script, tool, start_program, typed, becomes):
    path = script("zsh")
    folder = path.parent / "functions"
    folder.mkdir()
    path.rename(folder / "_calctui")
    terminal = start_program(
        "-f", "-i", program=tool("zsh"), PATH=f"{BIN}:{os.environ['PATH']}", ZDOTDIR=str(path.parent)
    )
    terminal.press(
        f"PS1='> '; cd {path.parent}; fpath=({folder} $fpath); autoload -U compinit; compinit -D -u\r"
    )
    terminal.press("clear; echo ready\r")
    terminal.wait_for(lambda t: t.rows[0] == "ready", "that the shell is ready")
    terminal.press(f"{typed}\t")
    (word,) = becomes
    terminal.wait_for(f"> {typed.rpartition(' ')[0]} {word}")
