"""The recording of a lesson beside the live program: the same screens at the same moments, to the colour of a cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import pyte
import pytest

from calctui.export.cast import SHORTEST_PAUSE, TYPED, cast
from calctui.layout.controls import SLOW_LINE
from calctui.lesson.library import find
from calctui.lesson.load import load_lesson
from tests.e2e.live import Screen, cells, play, screens_of, text


class Moment(NamedTuple):
    """A moment of a recording.

    Attributes:
        screen: What is seen.
        stays: How long; in seconds.
        marker: The label of the marker that is set here; empty for none.
    """

    screen: Screen
    stays: float
    marker: str


class Place(NamedTuple):
    """Where in a lesson a screen is, as it says itself."""

    step: str
    frame: str
    playing: bool


def replayed(recording: str) -> Iterator[Moment]:
    """The moments of a recording, in a terminal with the colours that it asks for."""
    header, *events = map(json.loads, recording.splitlines())
    colour, ground = (header["theme"][name].lstrip("#") for name in ("fg", "bg"))
    screen = pyte.Screen(header["width"], header["height"])
    stream = pyte.Stream(screen)
    ends = [time for time, _, _ in events[1:]] + [events[-1][0]]
    for (time, kind, data), end in zip(events, ends, strict=True):
        if kind == "o":
            stream.feed(data)
        yield Moment(cells(screen, colour, ground), end - time, data if kind == "m" else "")


def place(screen: Screen) -> Place | None:
    """None for a screen of no step, or of a step in which nothing moves."""
    first, *_, transport, _ = text(screen).split("\n")
    step, frame = re.search(r"step (\d+) of", first), re.search(r" (\d+/\d+) ", transport)
    return Place(step[1], frame[1], transport[1:2] == "▶") if step and frame else None


@pytest.mark.parametrize("name", ["derivative", "backpropagation"])
def test_a_recording_shows_what_the_program_shows(start_program, name):
    lesson = load_lesson(find(name, {}).path)
    moments = list(replayed(cast(lesson)))
    terminal = start_program("play", name)
    seen = play(terminal, lesson)

    # Wherever the recording rests, at a stop, at a question, at an end, the program has waited just so, in order.
    waits = iter(seen)
    *rests, last = (moment.screen for moment in moments if moment.stays >= min(SHORTEST_PAUSE, TYPED))
    for rest in rests:
        assert rest in waits, text(rest)
    # A recording knows no course, and so of no next lesson that Enter would open.
    assert last[:-1] == seen[-1][:-1]

    # Whatever frame of an animation both have shown looks the same; each animation has such frames.
    recorded = {place(moment.screen): moment.screen for moment in moments}
    begun = [place(moment.screen) for moment in moments if moment.marker]
    compared = set()
    for screen in screens_of(bytes(terminal.raw)):
        here = place(screen)
        # The first frame of all is shown without its picture until the library of charts is loaded.
        if here and here.playing and here in recorded and here != begun[0] and SLOW_LINE not in text(screen):
            assert text(screen) == text(recorded[here])
            assert screen == recorded[here]
            compared.add(here.step)
    assert {here.step for here in begun if here and here.playing} <= compared
