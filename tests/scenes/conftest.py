"""Scenes from the words of lesson files, and the pictures of them."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

import pytest

from calctui.charts.draw import Renderer
from calctui.lesson.load import load_text
from calctui.lesson.model import Lesson
from calctui.scenes.scene import Scene

LESSON = """\
format: 1
id: one-scene
title: One scene
summary: For tests.
parameters:
  lr: {label: rate, value: 0.1, min: 0.01, max: 1, step: 0.05}
define:
  well(x): x**4 - 3*x**2 + x
steps:
  - id: only
    title: The scene
    text: Look.
    scene:
      kind: KIND
"""


def lesson_with(kind: str, fields: str) -> Lesson:
    """A lesson of one step whose scene has these fields, as they are written in a lesson file."""
    return load_text(LESSON.replace("KIND", kind) + indent(fields.strip(), " " * 6) + "\n", "one-scene.yaml")


@pytest.fixture(scope="session")
def load() -> Callable[[str, str], Lesson]:
    """`lesson_with`."""
    return lesson_with


@pytest.fixture(scope="session")
def scene() -> Callable[[str, str], Scene]:
    """The computed scene of a kind and fields."""

    def build(kind: str, fields: str) -> Scene:
        lesson = lesson_with(kind, fields)
        assert lesson.steps[0].scene is not None
        return lesson.steps[0].scene.build(lesson.scope())

    return build


@pytest.fixture(scope="session")
def at() -> Callable[[Scene, str, str], float]:
    """A value of a scene at a mark."""

    def value(built: Scene, name: str, mark: str) -> float:
        frame = next(found.frame for found in built.marks if found.id == mark)
        return float(built.values[name].series[frame])

    return value


@pytest.fixture
def picture() -> Callable[..., str]:
    """What is seen of a scene at a mark or a frame."""

    def draw(built: Scene, when: str | int = "end", width: int = 46, height: int = 18) -> str:
        frames = {mark.id: mark.frame for mark in built.marks}
        frame = when if isinstance(when, int) else frames[when]
        return Renderer().draw(built.figure(frame), width, height).text()

    return draw
