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


ASKING = """\
format: 1
id: asking
title: A lesson that asks
summary: For tests of questions and parameters.
define:
  f(x): x**2
parameters:
  lr: {label: learning rate, value: 0.1, min: 0.02, max: 1.2, step: 0.05}
  begin: {label: start, value: 5, min: -5, max: 5, step: 1}
terms:
  slope: How fast a curve rises.
  steep: With a large slope.
steps:
  - id: predict
    title: Predict
    text: "The slope is {slope}."
    tune: [lr]
    scene: {kind: descent, function: f(x), start: 5, rate: lr, updates: 2}
    question:
      kind: number
      prompt: "Where is $x$ after the first update?"
      hold: start
      answer: x@update-1
      wrong:
        - {answer: x - slope, because: "That is the whole slope, {slope}."}
      hints: ["How long is the step?", "The step is {lr*slope}."]
      explain: "It is {x - lr*slope}."
  - id: exactly
    title: Exactly
    text: How steep is it?
    scene: {kind: descent, function: f(x), start: 5, rate: lr, updates: 3}
    question:
      kind: expression
      prompt: What is the slope of $x^2$?
      hold: update-1
      answer: 2*x
      hints: ["Twice something."]
      explain: Two x.
      gate: right
  - id: which
    title: Which
    text: No picture here.
    question:
      kind: choice
      prompt: Which is it?
      answer: The first.
      wrong:
        - {answer: The second., because: "Not that one."}
        - {answer: The third., because: "Nor that."}
      explain: The first of all.
      gate: none
  - id: tune
    title: Tune it
    text: "The rate is {lr}, the start {begin}."
    tune: [lr, begin]
    scene: {kind: descent, function: f(x), start: begin, rate: lr, updates: 4, diverges: true}
  - id: where
    title: Where
    text: A point.
    question:
      kind: point
      prompt: Which point?
      answer: [2, 4]
      tolerance: 0.1
      gate: try
"""


@pytest.fixture(scope="session")
def asking() -> Lesson:
    return load_text(ASKING, "asking.yaml")
