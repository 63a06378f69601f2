"""A small lesson with every shape of step: still, moving, with stops, with code, without a scene."""

from __future__ import annotations

import pytest

from calctui.lesson.load import load_text
from calctui.lesson.model import Lesson

LESSON = """\
format: 1
id: small
title: A small lesson
summary: For tests.
define:
  f(x): x**2
parameters:
  lr: {label: learning rate, value: 0.1, min: 0.01, max: 1.2, step: 0.05}
steps:
  - id: words
    title: Only words
    text: Nothing moves. The rate is {lr}.
  - id: touch
    title: A tangent
    text: "The slope is {slope}."
    scene: {kind: tangent, function: f(x), at: 3}
  - id: roll
    title: Downhill
    text: "x is {x:.2f}, the slope {slope:.2f}, the step {lr*slope:.3f}."
    scene:
      kind: descent
      function: f(x)
      start: 5
      rate: lr
      updates: 5
      captions:
        update-2: "Now at {x}."
    code:
      listing: |
        gradient = df(x)
        x = x - rate * gradient
      phases: {gradient: 1, update: 2}
      prints: "Step {updates-1}: x = {x:.4f}"
    question:
      kind: choice
      prompt: "What is x at the end, is it {x:.4f}?"
      answer: "Yes"
      wrong:
        - {answer: "No", because: "But it is."}
      explain: "It is {x:.4f}."
  - id: last
    title: The end
    text: That is all.
"""


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    return load_text(LESSON, "small.yaml")
