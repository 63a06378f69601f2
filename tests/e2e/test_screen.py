"""In a real GNU screen: the lesson plays, is detached, and goes on in a window of another size."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "calctui"
DETACH = "\x01d"


@pytest.fixture
def screen(tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The path of screen, with a folder of its own for its sockets."""
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    monkeypatch.setenv("SCREENDIR", str(sockets))
    path = tool("screen")
    yield path
    subprocess.run([path, "-S", "lesson", "-X", "quit"], capture_output=True, check=False)


def test_a_lesson_goes_on_in_screen(start_program, screen: str):
    environ = {"SCREENDIR": os.environ["SCREENDIR"], "SYSSCREENRC": "/dev/null"}
    begin = ("-c", "/dev/null", "-U", "-S", "lesson", str(PROGRAM), "play", "introduction#repeat")
    first = start_program(*begin, program=screen, **environ)
    first.wait_for("Again and again")
    first.press("\x1b[C")
    first.wait_for("Update 9: x = 0.6711")
    first.press(DETACH)
    assert first.wait_end() == 0
    for size in ((100, 30), (60, 20)):
        again = start_program("-U", "-r", "lesson", program=screen, size=size, **environ)
        again.wait_for("updates 9")
        again.wait_for(lambda t: "next" in t.rows[-1], "the keys in the last row")
        again.press(DETACH)
        again.wait_end()
    last = start_program("-U", "-r", "lesson", program=screen, **environ)
    last.wait_for("Update 9: x = 0.6711")
    last.press("\x11")
    last.wait_end()
    assert b"Traceback" not in last.raw
