"""In a real tmux: the lesson plays, survives a detached client and another size, and quits clean."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "calctui"
PATIENCE = 20.0


@pytest.fixture
def tmux(tool, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Runs tmux with a server of its own."""
    command = [tool("tmux"), "-S", str(tmp_path / "socket"), "-f", "/dev/null"]

    def run(*arguments: str) -> str:
        return subprocess.run([*command, *arguments], capture_output=True, text=True, check=True).stdout

    yield run
    subprocess.run([*command, "kill-server"], capture_output=True, check=False)


def environ() -> str:
    """What the program needs in a shell of the server."""
    return f"LANG=C.UTF-8 PYTHONPATH={os.environ.get('PYTHONPATH', '')}"


def wait_for(tmux: Callable[..., str], expected: str) -> str:
    end = time.monotonic() + PATIENCE
    while True:
        screen = tmux("capture-pane", "-p")
        if expected in screen:
            return screen
        if time.monotonic() > end:
            pytest.fail(f"never saw {expected!r}; the screen is:\n{screen}")
        time.sleep(0.05)


def test_a_lesson_plays_in_tmux(tmux):
    keep = f"{environ()} {PROGRAM} play introduction#repeat; echo left with $?; sleep 60"
    tmux("new-session", "-d", "-x", "80", "-y", "24", "sh", "-c", keep)
    wait_for(tmux, "Again and again")
    tmux("send-keys", "Right")
    screen = wait_for(tmux, "Update 9: x = 0.6711")
    assert "●" in screen
    tmux("resize-window", "-x", "60", "-y", "20")
    wait_for(tmux, "→ next")
    tmux("send-keys", "q")
    assert "Again and again" not in wait_for(tmux, "left with 0")


def test_a_second_size_attaches_and_detaches(tmux, start_program, tool, tmp_path: Path):
    """One lesson, two windows of different size after one another: the same place, drawn for each."""
    command = [tool("tmux"), "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    keep = f"{environ()} {PROGRAM} play introduction#repeat; echo left with $?; sleep 60"
    tmux("new-session", "-d", "-x", "80", "-y", "24", "sh", "-c", keep)
    wait_for(tmux, "Again and again")
    tmux("send-keys", "Right")
    wait_for(tmux, "Update 9: x = 0.6711")
    for size in ((100, 30), (60, 20)):
        terminal = start_program(*command[1:], "attach", program=command[0], size=size)
        terminal.wait_for("Update 9: x = 0.6711")
        terminal.wait_for(
            lambda t, rows=size[1]: "next" in t.rows[rows - 2], "the keys in the last row but one"
        )
        terminal.press("\x02d")
        terminal.wait_end()
    tmux("send-keys", "q")
    wait_for(tmux, "left with 0")
