"""A lesson to keep progress of."""

from __future__ import annotations

from pathlib import Path

import pytest

from calctui.lesson.course import read_entry
from calctui.lesson.entry import Entry
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson

LESSON = """\
format: 1
id: kept
title: Kept
summary: For tests of progress.
steps:
  - {id: one, title: One, text: Words., scene: {kind: descent, function: x**2, start: 5, rate: 0.1, updates: 3}}
  - id: two
    title: Two
    text: Asks.
    question: {kind: number, prompt: "One and one?", answer: 2, hints: [Count.], explain: Two.}
  - id: three
    title: Three
    text: Asks once.
    question: {kind: choice, prompt: Which?, answer: This., wrong: [{answer: That., because: No.}], review: false}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "lessons" / "kept.yaml"
    file.parent.mkdir()
    file.write_text(LESSON)
    return file


@pytest.fixture
def entry(path: Path) -> Entry:
    return read_entry(path, "lessons")


@pytest.fixture
def lesson(path: Path) -> Lesson:
    return load_lesson(path)
