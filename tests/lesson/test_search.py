"""Search over lessons: explained words first, every word of the query, clean excerpts."""

from __future__ import annotations

import pytest

from calctui.lesson.course import read_course
from calctui.lesson.search import passages, search

LESSON = """\
format: 1
id: {id}
title: Lesson {id}
summary: For tests.
terms:
  loss: One number that says how wrong a guess is.
steps:
  - id: first
    title: The loss
    text: |
      Off by {{x:.2f}}, the **loss** is $x^2$. {filler}
  - id: second
    title: Downhill
    text: Follow the slope, and the loss falls.
    question:
      kind: choice
      prompt: Which way is down, left?
      answer: Left
      wrong: [{{answer: Right, because: No.}}]
"""


@pytest.fixture
def found(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(LESSON.format(id=name, filler="word " * 60 + "zebra"))
    (tmp_path / "zbroken.yaml").write_text("format: 1\n\tbroken")
    return list(passages(read_course(tmp_path).entries))


def test_an_explained_word_comes_first_and_then_titles(found):
    hits = search(found, "loss")
    assert [(hit.passage.kind, hit.passage.title) for hit in hits[:4]] == [
        ("term", "loss"),
        ("term", "loss"),
        ("step", "The loss"),
        ("step", "The loss"),
    ]
    assert hits[0].passage.step == "first"


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        ("slope falls", ["second", "second"]),
        ("SLOPE", ["second", "second"]),
        ("slo", ["second", "second"]),
        ("lope", []),
        ("which way", ["second", "second"]),
        ("slope zebra", []),
        ("", []),
        ("   ", []),
        ("[(*", []),
    ],
)
def test_every_word_must_begin_a_word(found, query, steps):
    assert [hit.passage.step for hit in search(found, query)] == steps


def test_excerpts_are_plain_words_around_what_was_found(found):
    (hit, _) = search(found, "zebra")
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("zebra")
    assert len(hit.excerpt) < 130
    first = search(found, "off by")[0].excerpt
    assert "{" not in first
    assert "*" not in first


def test_no_more_hits_than_asked_for(found):
    assert len(search(found, "loss", most=3)) == 3
