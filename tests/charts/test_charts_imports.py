"""Colours and cells are there before plotext is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["palette", "cells", "clip", "dots", "frame", "signs"])
def test_light_modules_do_not_load_plotext(module: str) -> None:
    heavy = "('plotext', 'rich.console', 'textual')"
    program = f"import sys, calctui.charts.{module}; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_drawing_may_be_loaded_in_a_thread() -> None:
    program = """
import threading
found = []
def load():
    from calctui.charts.draw import Renderer
    found.append(Renderer())
thread = threading.Thread(target=load)
thread.start()
thread.join()
from calctui.figure import Figure, Pane
print(found[0].draw(Figure(panes=(Pane(x=(0, 1), y=(0, 1)),)), 20, 8).text())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "┌" in done.stdout
