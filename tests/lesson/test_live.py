"""A step made ready: its frames by marks, its numbers there, and words with live numbers."""

from __future__ import annotations

import pytest

from calctui.lesson.live import KEPT_STAGES, stage_of
from calctui.lesson.load import load_text
from calctui.lesson.model import Lesson
from calctui.lesson.words.texts import parse_line

LESSON = """\
format: 1
id: live
title: Live
summary: For tests.
parameters:
  lr: {label: learning rate, value: 0.1, min: 0.01, max: 1.2, step: 0.05}
steps:
  - id: roll
    title: Down
    text: Look.
    scene: {kind: descent, function: x**2, start: 5, rate: lr, updates: 5}
  - id: words
    title: Words
    text: The rate is {lr}.
"""


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return load_text(LESSON, "live.yaml")


def test_moments_are_found_by_their_marks(lesson):
    stage = stage_of(lesson, lesson.steps[0], {"lr": 0.1})
    assert stage.frame_at("start") == 0
    assert stage.frame_at("") == stage.frame_at("end") == stage.frames - 1
    assert stage.number("x", "update-2") == pytest.approx(3.2)
    assert stage.text_of(parse_line("At **{x}**, {2*x:.2f}."), stage.frame_at("update-2")) == "At 3.2, 6.40."


def test_a_step_without_a_scene_has_one_frame_and_the_parameters(lesson):
    stage = stage_of(lesson, lesson.steps[1], {"lr": 0.3})
    assert (stage.frames, stage.frame_at("end"), dict(stage.values)) == (1, 0, {})
    assert stage.text_of(parse_line("{lr}"), 0) == "0.3"
    with pytest.raises(KeyError):
        stage.number("x", "end")


def test_a_stage_is_built_once_and_only_so_many_are_kept(lesson):
    first = stage_of(lesson, lesson.steps[0], {"lr": 0.1})
    assert stage_of(lesson, lesson.steps[0], {"lr": 0.1}) is first
    for count in range(KEPT_STAGES):
        stage_of(lesson, lesson.steps[1], {"lr": 0.2 + count})
    assert stage_of(lesson, lesson.steps[0], {"lr": 0.1}) is not first
