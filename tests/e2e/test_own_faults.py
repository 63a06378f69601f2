"""A fault of the program itself, outside of a step: said in a sentence, without a traceback, and the course goes on."""

from __future__ import annotations

import sys
import termios
from pathlib import Path

BREAK = """
import sys
from calctui.app.search_screen import SearchScreen
from calctui.app.contents_screen import ContentsScreen
def fail(*_, **__):
    raise ZeroDivisionError("\\x1b]0;hostile\\x07")
setattr({where}, "on_mount", fail)
from calctui.cli import main
sys.exit(main([]))
"""


def start(start_program, folder: Path, where: str):
    script = folder / "broken.py"
    script.write_text(BREAK.replace("{where}", where))
    return start_program(str(script), program=sys.executable, XDG_STATE_HOME=str(folder / "state"))


def test_the_course_goes_on_after_a_fault_in_a_page(start_program, tmp_path: Path):
    terminal = start(start_program, tmp_path, "SearchScreen")
    terminal.wait_for("Enter open")
    terminal.press("/")
    terminal.wait_for("Something went wrong inside")
    terminal.press("\r")
    terminal.wait_for("step 1 of")
    terminal.press("\x11")
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw
    assert "ZeroDivisionError" in (tmp_path / "state" / "calctui" / "faults.log").read_text()


def test_a_fault_that_comes_again_and_again_ends_the_program_in_words(start_program, tmp_path: Path):
    terminal = start(start_program, tmp_path, "ContentsScreen")
    before = termios.tcgetattr(terminal._fd)
    assert terminal.wait_end() == 70
    assert "Something went wrong inside calctui (ZeroDivisionError)" in " ".join(terminal.text.split())
    assert b"Traceback" not in terminal.raw
    assert b"hostile" not in terminal.raw
    assert termios.tcgetattr(terminal._fd) == before
