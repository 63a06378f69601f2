"""Dots drawn with numpy are the dots plotext draws."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.charts.around import around
from calctui.charts.dots import BRAILLE, QUADRANTS, Markers, Plane, trace
from calctui.charts.frame import Frame, Room, plan, room
from calctui.charts.kept import Pen
from calctui.charts.space import Space
from calctui.charts.ticks import Tick
from calctui.figure import Pane

MARKERS: tuple[Markers, ...] = ("braille", "blocks", "ascii")


@pytest.mark.parametrize("markers", MARKERS)
def test_numpy_and_plotext_set_the_same_dots(markers: Markers) -> None:
    rng = np.random.default_rng(3)
    pen = Pen()
    pane = Pane(x=(-1, 4), y=(0, 20))
    for _ in range(40):
        width, height = int(rng.integers(1, 120)), int(rng.integers(1, 50))
        frame = plan(pane, width, height, markers, has=room(pane, width, height))
        strokes = [(place, rng.random((rng.integers(0, 30), 4))) for place in range(6)]
        _, drawn = pen.draw(frame, strokes, markers)
        expected = trace(strokes, frame.space)
        assert (drawn.dots == expected.dots).all()
        assert (drawn.order == expected.order).all()


def test_numpy_and_plotext_draw_the_same_box_and_ticks() -> None:
    rng = np.random.default_rng(4)
    pen = Pen()
    known = 0
    for place in range(150):
        (left, bottom), reach = rng.normal(size=2) * 3, 10 ** rng.uniform(-4, 4, 2)
        label = ["", "x", "a longer label"][place % 3]
        pane = Pane(
            x=(left, left + reach[0]), y=(bottom, bottom + reach[1]), x_label=label, axes=place % 10 > 0
        )
        width, height = int(rng.integers(1, 120)), int(rng.integers(1, 50))
        markers = MARKERS[place % 3]
        frame = plan(pane, width, height, markers, has=room(pane, width, height), margin=place % 8)
        wanted, _ = pen.draw(frame, [], markers)
        found = around(frame, markers)
        if found is not None:
            known += 1
            assert found.tolist() == wanted.tolist()
    assert known > 140


def test_labels_that_would_touch_are_left_to_plotext() -> None:
    ticks = tuple(Tick(fraction, "−15000") for fraction in (0.93, 0.9975))
    space = Space((0, 1), (0, 1), 120, 20, 2, 4)
    frame = Frame(space, 1, 1, True, False, False, 0, ticks, ())
    assert around(frame, "braille") is None


def test_lines_on_the_borders_are_inside() -> None:
    pane = Pane(x=(0, 1), y=(0, 1), axes=False)
    frame = plan(pane, 30, 10, "braille", has=Room(False, False, False, False))
    box = np.array([[0, 0, 1, 0], [1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 0, 0]], np.float64)
    plane = trace([(0, box)], frame.space)
    _, drawn = Pen().draw(frame, [(0, box)], "braille")
    assert (plane.dots == drawn.dots).all()
    text = BRAILLE[plane.dots]
    assert "".join(text[0]) == "⡏" + "⠉" * 28 + "⢹"
    assert "".join(text[-1]) == "⣇" + "⣀" * 28 + "⣸"


def test_a_later_shape_is_on_top_and_dots_add_up() -> None:
    one = Plane(np.array([[0b1000_0000, 1]], np.uint8), np.array([[2, 5]], np.int32))
    two = Plane(np.array([[0b0100_0000, 0]], np.uint8), np.array([[3, 0]], np.int32))
    both = one.merged(two)
    assert BRAILLE[both.dots].tolist() == [["⠉", "⢀"]]
    assert both.order.tolist() == [[3, 5]]


def test_tables_hold_every_pattern_once() -> None:
    assert len(set(BRAILLE.tolist())) == 256
    assert len(set(QUADRANTS.tolist())) == 16
