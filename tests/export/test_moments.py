"""What an export tells of a step: hints and reasons with the answer, and afterwards only the words that changed."""

from __future__ import annotations

import re

import pytest

from calctui.export.html import html_page
from calctui.export.markdown import markdown_page
from calctui.export.moments import told_steps
from calctui.lesson.load import load_text
from calctui.text import row_text

_ASKS = """\
format: 1
id: asks
title: Asks
summary: A lesson that asks.
steps:
  - id: predict
    title: Predict
    text: |
      These words stay.

      Now $x$ = {x}.
    scene: {kind: descent, function: x**2, start: 5, rate: 0.1, updates: 1}
    question:
      kind: number
      prompt: Where is $x$ then?
      hold: start
      answer: x - 0.1*slope
      wrong: [{answer: x + 0.1*slope, because: That climbs.}]
      hints: ["The slope is {slope}.", Subtract.]
  - id: which
    title: Which
    text: Choose.
    question:
      kind: choice
      prompt: Which?
      answer: This one.
      wrong: [{answer: That one., because: It is that.}, {answer: No one., because: There is one.}]
      hints: [Look.]
"""
PREDICT, WHICH = told_steps(load_text(_ASKS, "asks.yaml"))


def test_all_hints_and_all_reasons_are_told():
    assert [row_text(hint) for hint in PREDICT.answer.hints] == ["The slope is 10.", "Subtract."]
    assert [(reason.answer, row_text(reason.because)) for reason in PREDICT.reasons] == [
        ("6", "That climbs.")
    ]
    words = {option.letter: row_text(option.words) for option in WHICH.question.options}
    told = {words[reason.answer]: row_text(reason.because) for reason in WHICH.reasons}
    assert told == {"That one.": "It is that.", "No one.": "There is one."}
    assert [reason.answer for reason in WHICH.reasons] == sorted(reason.answer for reason in WHICH.reasons)


def test_a_question_as_it_is_asked_tells_no_hint():
    assert PREDICT.question.hints == ()
    assert PREDICT.question.solution == ""


def test_afterwards_only_the_words_that_changed_are_told_again():
    assert [row_text(block.spans) for block in PREDICT.later_words] == ["Now x = 4."]


@pytest.mark.parametrize("page", [html_page, markdown_page])
def test_a_page_tells_hints_first_then_the_answer_then_why_not_the_others(page):
    text = re.sub("<[^>]*>", "", page(load_text(_ASKS, "asks.yaml")))
    order = [
        "Where is x then?",
        "Hint 1",
        "The slope is 10.",
        "Hint 2",
        "Subtract.",
        "Answer",
        "6",
        "That climbs.",
    ]
    order += ["Which?", "Hint", "Look.", "Answer", "It is that."]
    place = 0
    for words in order:
        place = text.index(words, place) + len(words)
