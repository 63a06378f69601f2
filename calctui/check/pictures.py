"""Moments that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calctui.charts.draw import Renderer
from calctui.errors import Problem
from calctui.lesson.model import Lesson

WIDTH, HEIGHT = 46, 18
"""The room for a picture in a terminal of 80 x 24, in cells."""


def wrong_pictures(lesson: Lesson, index: int) -> Iterator[Problem]:
    """Draws every mark; a picture in which nothing is drawn is a finding."""
    step = lesson.steps[index]
    if step.scene is None:
        return
    scene, renderer = step.scene.build(lesson.scope()), Renderer()
    for mark in scene.marks:
        figure = scene.figure(mark.frame)
        empty = replace(figure, panes=tuple(replace(pane, shapes=()) for pane in figure.panes))
        bare = renderer.draw(empty, WIDTH, HEIGHT)
        if renderer.draw(figure, WIDTH, HEIGHT).text() == bare.text():
            yield lesson.problem(
                ("steps", index, "scene"), f"at {mark.id} nothing is seen", "look at its limits, x and y"
            )
