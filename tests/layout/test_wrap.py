"""Words into rows: no row too long, no word lost, live numbers whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from calctui.layout.wrap import clip, pad, wrap
from calctui.roles import Role
from calctui.text import HARD_BLANK, Run, row_text, width

TEXTS = st.lists(st.text(st.sampled_from("ab  wörtﬁ日本é∂²"), max_size=30), max_size=6)


@given(TEXTS, st.integers(2, 40), st.integers(0, 5))
def test_rows_fit_and_lose_nothing(texts, columns, indent):
    rows = wrap([Run(text) for text in texts], columns, indent)
    assert rows
    assert all(width(row_text(row)) <= columns for row in rows)
    letters = "".join("".join(texts).split())
    assert "".join("".join(map(row_text, rows)).split()) == letters


def test_words_break_at_blanks():
    assert [row_text(row) for row in wrap([Run("the slope is 5.12 here")], 10)] == [
        "the slope",
        "is 5.12",
        "here",
    ]


def test_a_word_of_two_looks_is_not_torn():
    rows = wrap([Run("at "), Run("5.12", Role.SLOPE), Run(", so go left")], 9)
    assert [row_text(row) for row in rows] == ["at 5.12,", "so go", "left"]
    assert rows[0][1] == Run("5.12", Role.SLOPE)


def test_a_live_number_keeps_its_blanks():
    assert [row_text(row) for row in wrap([Run("x is "), Run(f"{HARD_BLANK * 2}5")], 20)] == ["x is   5"]


def test_a_long_word_is_cut():
    assert [row_text(row) for row in wrap([Run("abcdefghij")], 4)] == ["abcd", "efgh", "ij"]


def test_a_line_break_breaks():
    assert [row_text(row) for row in wrap([Run("a"), Run("\n"), Run("b")], 9)] == ["a", "b"]


def test_further_rows_are_indented():
    assert [row_text(row) for row in wrap([Run("• one two")], 6, indent=2)] == ["• one", "  two"]


@given(st.text(st.sampled_from("ab 日é"), max_size=20), st.integers(0, 12))
def test_clip_and_pad_give_the_width(text, columns):
    assert width(row_text(clip((Run(text),), columns))) <= columns
    assert width(row_text(pad((Run(text),), columns))) == columns


def test_clip_says_that_something_is_missing():
    assert row_text(clip((Run("abcdef"),), 4)) == "abc…"
