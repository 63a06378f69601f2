"""The end of a lesson: what was answered reads as a sentence."""

from __future__ import annotations

import pytest

from calctui.layout.summary import summary_rows
from calctui.player.summary import Given, Summary
from calctui.text import row_text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given("Title", "missed", 1, "Yes: it is.", "No."), "Title: Yes: it is, but it is No."),
        (Given("Title", "given-up", 0, "", "3.2"), "Title: it is 3.2"),
        (Given("Title", "right", 2, "No.", "No."), "Title: No. (at attempt 2)"),
    ],
)
def test_what_was_answered_and_what_is_right(given, words):
    rows, _ = summary_rows(Summary("A", "About.", (), (given,), 3, 3), "", (80, 24))
    assert words in "\n".join(row_text(row).replace("\u00a0", " ") for row in rows)
