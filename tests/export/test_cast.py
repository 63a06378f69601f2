"""The recording: played back, its screen is the program's own, and everything was there long enough to be read."""

from __future__ import annotations

import json
from dataclasses import replace

import pyte
import pytest

from calctui.charts import palette
from calctui.charts.draw import Renderer
from calctui.export.cast import cast
from calctui.layout.compose import compose
from calctui.layout.screen import followed, lay_out, text_of
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson
from calctui.player.update import start
from calctui.player.view import view
from calctui.text import clean_line

LESSONS = [load_lesson(entry.path) for entry in entries({})]
NUMBERED = pytest.mark.parametrize("number", range(len(LESSONS)), ids=[lesson.id for lesson in LESSONS])
RENDERER = Renderer()


def read(text: str) -> tuple[dict, list[list]]:
    header, *events = (json.loads(line) for line in text.splitlines())
    return header, events


def own_screen(player):
    """The screen that the program shows of a moment that it has just come to."""
    shown = view(player)
    layout = lay_out(shown, 80, 24)
    chart = ()
    if shown.figure is not None:
        chart = RENDERER.draw(shown.figure, layout.chart.width, layout.chart.height).rows()
    return compose(layout, chart, followed(layout, 0, reveal=player.answering, playing=player.playing))


def cells(screen: pyte.Screen) -> list[list[tuple[str, str, bool]]]:
    """Character, colour and weight of every cell."""
    rows = [[screen.buffer[y][x] for x in range(80)] for y in range(24)]
    return [[(cell.data, cell.fg, cell.bold) for cell in row] for row in rows]


def expected_cells(rows) -> list[list[tuple[str, str, bool]]]:
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    for number, row in enumerate(rows, 1):
        stream.feed(f"\x1b[{number};1H" + palette.ansi(row, dark=True, depth="truecolor"))
    return cells(screen)


@NUMBERED
def test_at_each_marker_the_screen_is_the_programs_own_and_stays_long_enough(number):
    lesson = LESSONS[number]
    header, events = read(cast(lesson))
    assert_long_enough_to_be_read(lesson, events)
    assert (header["version"], header["width"], header["height"]) == (2, 80, 24)
    times = [time for time, _, _ in events]
    assert times == sorted(times)
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    labels = []
    for _, kind, data in events:
        if kind == "o":
            stream.feed(data)
            continue
        step = len(labels)
        labels.append(data)
        if step < len(lesson.steps):
            rows = own_screen(start(lesson, step))
            assert [line.rstrip() for line in screen.display] == text_of(rows).split("\n"), data
            assert cells(screen) == expected_cells(rows), data
    titles = [f"{number}. {clean_line(step.title)}" for number, step in enumerate(lesson.steps, 1)]
    assert labels == [*titles, "The end"]
    assert "What you answered" in "\n".join(screen.display)


def test_it_is_always_the_same():
    short = replace(LESSONS[0], steps=LESSONS[0].steps[:3])
    assert cast(short) == cast(short)


def assert_long_enough_to_be_read(lesson, events):
    """Nobody reads more than five words in a second with a picture beside them."""
    marks = [time for time, kind, _ in events if kind == "m"]
    for step, begun, ended in zip(lesson.steps, marks[:-1], marks[1:], strict=True):
        assert (ended - begun) * 5 >= len(step.text.source.split()), step.id
        assert ended - begun >= 2


def test_nothing_in_a_lesson_steers_the_terminal_that_plays_it(hostile):
    _, events = read(cast(hostile))
    written = "".join(data for _, kind, data in events if kind == "o")
    assert {part[0] for part in written.split("\x1b")[1:]} == {"["}
    assert not any(ord(character) < 0x20 and character != "\x1b" for character in written)
