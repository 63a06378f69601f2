"""Whole screens of the introduction as golden pages: words, picture, transport and keys together."""

from __future__ import annotations

import pytest

from calctui.commands.show import show
from calctui.lesson.library import find
from calctui.lesson.load import load_lesson

STEPS = [step.id for step in load_lesson(find("introduction", {}).path).steps]


def page(step: str, size: str = "80x24", at: str = "end", markers: str = "braille") -> str:
    return show(
        f"introduction#{step}", at=at, frame=None, size=size, settings=(), style="text", markers=markers
    )


@pytest.mark.parametrize("step", STEPS)
def test_the_end_of_each_step_at_80_by_24(golden, step):
    golden(step, page(step))


@pytest.mark.parametrize("size", ["40x12", "60x20", "120x40"])
def test_a_step_at_other_sizes(golden, size):
    golden(f"repeat-{size}", page("repeat", size, at="update-6"))


@pytest.mark.parametrize("markers", ["blocks", "ascii"])
def test_a_step_with_other_markers(golden, markers):
    golden(f"repeat-{markers}", page("repeat", at="update-6", markers=markers))
