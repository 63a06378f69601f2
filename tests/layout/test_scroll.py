"""The words stay at a question once it was in sight, until someone scrolls."""

from __future__ import annotations

from dataclasses import replace

from calctui.layout.screen import lay_out
from calctui.layout.scroll import Scroll
from calctui.lesson.load import load_text
from calctui.player.update import start
from calctui.player.view import view

LESSON = """\
format: 1
id: long
title: Long
summary: For a test.
steps:
  - id: ask
    title: Ask
    text: "{words}"
    question: {{kind: number, prompt: How many?, answer: 3}}
"""


def test_it_stays_at_the_question_until_someone_scrolls():
    layout = lay_out(view(start(load_text(LESSON.format(words="word " * 300)))), 80, 24)
    shorter = replace(layout, words=layout.words[:-1])
    scroll = Scroll()
    scroll.follow(layout, reveal=False, playing=False)
    assert scroll.rows == 0
    scroll.follow(layout, reveal=True, playing=False)
    assert scroll.rows == layout.most_scroll > 1
    scroll.follow(shorter, reveal=False, playing=False)
    scroll.follow(layout, reveal=False, playing=False)
    assert scroll.rows == layout.most_scroll
    scroll.by(-1000, layout.most_scroll)
    scroll.follow(layout, reveal=False, playing=False)
    assert scroll.rows == 0
