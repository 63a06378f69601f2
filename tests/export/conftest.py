"""Lessons to export: the built-in ones, and one that tries to be markup."""

from __future__ import annotations

import pytest

from calctui.lesson.load import load_text
from calctui.lesson.model import Lesson

TRIES = (
    "<script>alert(1)</script>",
    "</title></style></svg></details><img src=x onerror=alert(1)>",
    "javascript:alert(1) <a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "]]> --> <!-- <![CDATA[ <?php",
    "' onload='alert(1) \" onmouseover=\"alert(1)",
    "** __ ~~ ## | --- https://example.org www.example.org @someone",
)
"""Words that would do something if they were not escaped."""

_HOSTILE = """\
format: 1
id: hostile
title: %(q)s
summary: %(q)s
terms: {%(term)s: %(q)s}
steps:
  - id: tries
    title: %(q)s
    text: %(text)s
    scene:
      kind: descent
      function: x**2
      start: 5
      rate: 0.1
      updates: 1
      title: %(q)s
      describe: %(q)s
      captions: {start: %(q)s, update-1: %(q)s}
      also: [{point: [1, 1], text: %(q)s, role: target}]
    code: {listing: %(q)s, prints: %(q)s}
    question:
      kind: number
      prompt: %(q)s
      hold: start
      answer: 4
      hints: [%(q)s]
      explain: %(q)s
  - id: which
    title: %(q)s
    text: |
      # %(raw)s

      | %(raw)s | b |
      |---|---|
      | 1 | 2 |

      - %(raw)s
        1. %(raw)s

      ```
      %(raw)s
      ```
    question: {kind: choice, prompt: %(q)s, answer: %(q)s, wrong: [{answer: No., because: %(q)s}]}
"""


def hostile_lesson(words: str) -> Lesson:
    """A lesson in which every text is these words."""
    quoted = "'" + words.replace("'", "''") + "'"
    in_text = "'" + f"A start {words}".replace("'", "''") + "'"
    table_safe = words.replace("|", "\\|")
    text = _HOSTILE % {"q": quoted, "text": in_text, "raw": table_safe, "term": "start"}
    return load_text(text, "hostile.yaml")


@pytest.fixture(params=TRIES)
def words(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def hostile(words: str) -> Lesson:
    return hostile_lesson(words)
