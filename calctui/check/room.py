"""Steps whose words do not fit a terminal of 80 x 24."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.errors import Problem
from calctui.layout.screen import lay_out
from calctui.lesson.model import Lesson
from calctui.player.events import SeekFrame
from calctui.player.update import told, update
from calctui.player.view import view

WIDTH, HEIGHT = 80, 24


def too_long_steps(lesson: Lesson, index: int) -> Iterator[Problem]:
    """More than one screen of scrolling is a finding, at the start and at the end of the step."""
    begin = told(lesson, index)
    for player in (begin, update(begin, SeekFrame(begin.frames - 1))):
        layout = lay_out(view(player), WIDTH, HEIGHT)
        if layout.most_scroll > layout.words_height:
            what = f"the words take {len(layout.words)} rows, and {layout.words_height} fit in {WIDTH} x {HEIGHT}"
            yield lesson.problem(
                ("steps", index, "text"), what, "say it in fewer words, or make two steps of it"
            )
            return
