"""Leaving when told to end: the exit code is that of the signal, whatever else ends the program meanwhile."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios

import pytest

from calctui.app.guard import line_dropped

TOLD = """\
import os, signal, time
from calctui.app.guard import GUARD
with GUARD.watching():
    GUARD.on_leaving(lambda: time.sleep(0.3))
    os.kill(os.getpid(), signal.{name})
raise SystemExit(1)
"""
INTERRUPTED = """\
import os, signal, sys
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == "calctui.commands.dispatch":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
from calctui.cli import main
main(["list"])
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_the_code_is_that_of_the_signal_also_where_the_program_ends_by_itself(name: str):
    done = run(TOLD.format(name=name))
    assert done.returncode == 128 + getattr(signal, name)
    assert done.stderr == ""


def test_an_interrupt_while_the_program_loads_is_no_traceback():
    done = run(INTERRUPTED)
    assert done.returncode == -signal.SIGINT
    assert done.stderr == ""


def test_a_line_that_dropped_is_known_from_what_was_never_a_terminal():
    outer, inner = pty.openpty()
    assert not line_dropped(inner)
    os.close(outer)
    with pytest.raises(termios.error):
        termios.tcgetattr(inner)
    assert line_dropped(inner)
    os.close(inner)
    reading, writing = os.pipe()
    assert not line_dropped(reading)
    os.close(reading)
    assert not line_dropped(reading)
    os.close(writing)
