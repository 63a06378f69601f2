"""`calctui` and `calctui play`: opens the app, where there is a terminal to open it in."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from calctui.errors import CalctuiError
from calctui.lesson.library import entries, find, parse_address
from calctui.lesson.load import load_lesson
from calctui.player.player import start, step_index

if TYPE_CHECKING:
    from calctui.charts.dots import Markers


def contents(markers: Markers, fps: int, theme: str, *, mouse: bool) -> int:
    """Opens the contents of the course."""
    _need_terminal("calctui list")
    from calctui.app.app import run
    from calctui.app.options import Options

    return run(entries(), Options(markers=markers, fps=fps, mouse=mouse, theme=theme))


def play(address: str, markers: Markers, fps: int, theme: str, *, mouse: bool) -> int:
    """Opens a lesson, at a step if the address names one."""
    where = parse_address(address)
    lesson = load_lesson(find(where.lesson).path)
    player = start(lesson, step_index(lesson, where.step) if where.step else 0)
    _need_terminal(f"calctui show {lesson.id}")
    from calctui.app.app import run
    from calctui.app.options import Options

    return run(entries(), Options(markers=markers, fps=fps, mouse=mouse, theme=theme), player)


def _need_terminal(instead: str) -> None:
    """Refuses to start where keys cannot be read or the screen cannot be drawn.

    Raises:
        CalctuiError: Standard input or output is no terminal, or a dumb one.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CalctuiError(
            f"calctui needs a terminal to play in, and this is none; without one, try: {instead}"
        )
    if os.environ.get("TERM") == "dumb":
        raise CalctuiError(f"TERM=dumb cannot show moving pictures; try: {instead}")
