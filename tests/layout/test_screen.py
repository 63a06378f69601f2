"""The lesson screen laid out: every row of the right width, at every size, and nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calctui.layout.boxes import boxes
from calctui.layout.compose import compose
from calctui.layout.help import help_rows
from calctui.layout.screen import followed, lay_out, scrolled_to, text_of
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson, load_text
from calctui.player import events as ev
from calctui.player.keys import KEYS
from calctui.player.update import start, update
from calctui.player.view import view
from calctui.text import row_text, width

SIZES = [(40, 12), (60, 20), (71, 24), (72, 24), (80, 24), (120, 40), (160, 50), (200, 60)]


@pytest.fixture(scope="module")
def lesson():
    return load_lesson(entries({})[0].path)


@pytest.mark.parametrize("size", SIZES)
def test_every_row_has_the_width_of_the_terminal(lesson, size):
    columns, rows = size
    for index in range(len(lesson.steps)):
        for event in (ev.SeekFrame(0), ev.SeekFrame(10**6)):
            shown = view(update(start(lesson, index), event))
            composed = compose(lay_out(shown, columns, rows))
            assert len(composed) == rows
            assert {width(row_text(row)) for row in composed} == {columns}


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_scrolling_shows_every_word(lesson, size):
    for index, step in enumerate(lesson.steps):
        layout = lay_out(view(start(lesson, index)), *size)
        seen = "".join(text_of(compose(layout, scroll=by)) for by in range(layout.most_scroll + 1))
        for row in layout.words[1:-1]:
            assert row_text(row).strip() in seen, step.id


def test_more_words_have_a_sign(lesson):
    layout = lay_out(view(start(lesson, 0)), 40, 12)
    assert layout.most_scroll > 0
    assert "▼ more" in text_of(compose(layout))
    assert "▲ more" not in text_of(compose(layout))
    assert "▲ more" in text_of(compose(layout, scroll=layout.most_scroll))
    assert "▼ more" not in text_of(compose(layout, scroll=layout.most_scroll))


LONG = """\
format: 1
id: long
title: Long
summary: For tests.
terms:
  slope: How fast a curve rises to the right at a point, and falls where it is negative.
steps:
  - id: long
    title: Long
    text: "%s"
    scene: {kind: tangent, function: x**2, at: 1}
    question:
      kind: choice
      prompt: How steep is it?
      answer: Steep.
      wrong: [{answer: Flat., because: "%s"}]
      explain: "Look at the *slope*: {slope}."
"""


@pytest.mark.parametrize(("text", "told"), [(10, True), (60, False), (140, True)])
def test_nothing_hides_below_what_was_said_to_an_answer(text, told):
    """What words mean stands where there is room, or below a text that is scrolled anyway."""
    player = update(start(load_text(LONG % ("slope " * text, "no " * 60), "long.yaml")), ev.OpenQuestion())
    player = update(player, ev.Submit("Flat."))
    answered = update(player, ev.Verdict("long", "Flat.", "wrong", "Not quite. " + "no " * 60))
    before, after = (lay_out(view(seen), 80, 24) for seen in (start(player.lesson), answered))
    assert ("How fast a curve" in text_of(before.words)) is told
    if text == 60:
        scroll = followed(after, 0, reveal=True, playing=False)
        assert scroll > 0
        assert "▼ more" not in text_of(compose(after, scroll=scroll))


def test_where_the_picture_stops_on_its_way_it_says_what_plays_on(lesson):
    index = next(i for i, step in enumerate(lesson.steps) if step.id == "preview")
    player = start(lesson, index)
    while player.playing:
        player = update(player, ev.Tick(0.1))
    assert not player.at_end
    assert "→ plays on" in text_of(compose(lay_out(view(player), 80, 24)))
    for event in (ev.PlayOrPause(), ev.Next(), ev.MovePhase(+1)):
        assert "→ plays on" not in text_of(compose(lay_out(view(update(player, event)), 80, 24)))


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (39, 24), (80, 11)])
def test_a_small_terminal_is_told_what_is_needed(lesson, size):
    columns, rows = size
    composed = compose(lay_out(view(start(lesson)), columns, rows))
    assert len(composed) == rows
    assert {width(row_text(row)) for row in composed} == {columns}
    if columns >= 20:
        assert "40 x 12" in " ".join(text_of(composed).split())


def test_wide_terminals_have_words_beside_the_picture_and_narrow_ones_below():
    wide = boxes(80, 24, has_chart=True)
    assert (wide.text.width, wide.chart.width, wide.chart.height) == (32, 46, 21)
    narrow = boxes(71, 24, has_chart=True)
    assert narrow.chart.y < narrow.text.y
    assert narrow.chart.width == 71
    assert boxes(80, 24, has_chart=False).chart is None


def test_the_words_stay_where_they_are_while_the_picture_moves(lesson):
    index = next(i for i, step in enumerate(lesson.steps) if step.id == "repeat")
    shown = {
        tuple(
            map(
                width,
                map(row_text, lay_out(view(update(start(lesson, index), ev.SeekFrame(f))), 80, 24).words),
            )
        )
        for f in range(0, 130, 5)
    }
    assert len(shown) == 1


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_help_shows_every_key(size):
    columns, rows = size
    first, most = help_rows(columns, rows)
    assert len(first) == rows
    seen = " ".join("\n".join(text_of(help_rows(columns, rows, by)[0]) for by in range(most + 1)).split())
    for key in KEYS:
        if not key.shown.isdigit():
            assert key.shown in seen
    assert "0 to 9" in seen


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_slow_line_is_told_in_the_transport_row(lesson, columns):
    shown = view(start(lesson, 0))
    row = row_text(lay_out(shown, columns, 24, slow=True).transport)
    assert "slow line" in row
    assert width(row) <= columns
    assert "slow line" not in row_text(lay_out(shown, columns, 24).transport)


@pytest.mark.parametrize(
    ("scroll", "rows", "to"),
    [
        (0, range(0, 3), 0),
        (9, range(0, 3), 0),
        (0, range(30, 33), 24),
        (0, range(10, 40), 10),
        (40, range(10, 40), 10),
        (20, range(22, 25), 20),
        (0, range(38, 40), 30),
    ],
)
def test_scrolling_brings_rows_into_sight_and_the_first_of_too_many(lesson, scroll, rows, to):
    laid_out = lay_out(view(start(lesson, 0)), 80, 24)
    layout = replace(laid_out, words=((),) * 40, pinned=((),) * 11)
    assert layout.words_height == 10
    assert scrolled_to(layout, scroll, rows) == to
