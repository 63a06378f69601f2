"""The contents as rows: lessons that share a concept together, signs beside colours, every width."""

from __future__ import annotations

from pathlib import Path

import pytest

from calctui.errors import Problem
from calctui.layout.contents import grouped, lesson_row, standing_words, widest_title
from calctui.lesson.entry import Entry
from calctui.progress.standing import Standing
from calctui.text import row_text, width


def entry(name: str, concept: str = "", **fields) -> Entry:
    return Entry(
        id=name,
        title=f"Lesson {name}",
        path=Path(name),
        course="c",
        concept=concept,
        minutes=7,
        steps=9,
        **fields,
    )


def test_lessons_that_share_a_concept_stand_together_where_the_first_of_them_stands():
    entries = [entry("a", "X"), entry("b"), entry("c", "Y"), entry("d", "x"), entry("e"), entry("f", "Y")]
    assert [known.id for known in grouped(entries)] == ["a", "d", "b", "c", "f", "e"]


ENTRIES = [entry("a", "Derivative"), entry("b", "Derivative"), entry("c", "Integral")]
STANDINGS = [Standing("done", 9), Standing("begun", 4), Standing()]


@pytest.mark.parametrize("columns", [30, 36, 56, 76, 116])
def test_every_row_is_as_wide_as_the_list(columns):
    for index in range(3):
        row = row_text(
            lesson_row(ENTRIES, STANDINGS, index, columns, widest_title(ENTRIES), chosen=index == 1)
        )
        assert width(row) == columns
        assert row.endswith("7 min")


def test_how_a_lesson_stands_has_a_sign_and_a_concept_is_named_once():
    rows = [
        row_text(lesson_row(ENTRIES, STANDINGS, index, 76, widest_title(ENTRIES), chosen=False))
        for index in range(3)
    ]
    assert [row[4] for row in rows] == ["●", "◐", "○"]
    assert "step 4 of 9" in rows[1]
    assert "Derivative" in rows[0]
    assert "Derivative" not in rows[1]
    assert "Integral" in rows[2]


def test_a_broken_lesson_says_so():
    broken = entry("d", problems=(Problem("d", 1, 1, "wrong"),))
    assert "broken: cannot be opened" in row_text(lesson_row([broken], [Standing()], 0, 76, 20, chosen=True))


@pytest.mark.parametrize(
    ("standings", "due", "words"),
    [
        ([Standing()], 0, ""),
        (STANDINGS, 0, "1 of 3 lessons done"),
        (STANDINGS, 1, "1 of 3 lessons done · 1 question to review: press v"),
        ([Standing()], 2, "2 questions to review: press v"),
    ],
)
def test_how_far_the_course_is_in_a_line(standings, due, words):
    assert standing_words(standings, due) == words
