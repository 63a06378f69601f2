"""Moments that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calctui.charts.draw import Renderer
from calctui.check.budget import Budget
from calctui.errors import Problem
from calctui.lesson.live import stage_of
from calctui.lesson.model import Lesson

WIDTH, HEIGHT = 46, 18
"""The cells of a picture: what a terminal of 80 x 24 has room for, less some rows for safety."""


def wrong_pictures(lesson: Lesson, index: int, budget: Budget) -> Iterator[Problem]:
    """Draws every mark; a picture in which nothing is drawn is a finding."""
    scene = stage_of(lesson, lesson.steps[index], lesson.scope().parameters).scene
    if scene is None:
        return
    # One for pictures and one for empty axes, since each keeps what stood still in its last picture.
    renderer, bare = Renderer(), Renderer()
    for mark in scene.marks:
        if budget.left <= 0:
            return
        figure = scene.figure(mark.frame)
        empty = replace(figure, panes=tuple(replace(pane, shapes=()) for pane in figure.panes))
        if renderer.draw(figure, WIDTH, HEIGHT).text() == bare.draw(empty, WIDTH, HEIGHT).text():
            yield lesson.problem(
                ("steps", index, "scene"), f"at {mark.id} nothing is seen", "look at its limits, x and y"
            )
