"""What is painted is what was wanted: cell for cell, in a real emulator, from any state to any other."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calctui.wire.cell import BLANK
from calctui.wire.grid import Grid
from calctui.wire.paint import Painter

COLUMNS, ROWS = 12, 4
STYLES = [
    "",
    "1",
    "1;38;2;255;0;0",
    "38;2;0;255;0",
    "2;38;2;0;255;0;48;2;1;2;3",
    "7",
    "3;4",
    "31",
    "1;2",
    "97;44",
]
TEXTS = ["a", "abc", "  ", "⠿⡇", "世界", "é", "e\u0301x", "─●─", "a世b", "long text that leaves the row"]


def place(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"


WRITES = st.builds(
    lambda x, y, style, text: f"{place(x, y)}\x1b[{style}m{text}\x1b[0m",
    st.integers(0, COLUMNS - 1),
    st.integers(0, ROWS - 1),
    st.sampled_from(STYLES),
    st.sampled_from(TEXTS),
)


def looks(screen: pyte.Screen) -> list[list[tuple]]:
    """Every cell with its colours; what a blank's letter colour is cannot be seen."""
    cells = []
    for y in range(ROWS):
        row = []
        for x in range(COLUMNS):
            cell = screen.buffer[y][x]
            seen = (cell.data, cell.bg, cell.reverse, cell.underscore)
            row.append(
                seen if cell.data == " " and not cell.reverse else (*seen, cell.fg, cell.bold, cell.italics)
            )
        cells.append(row)
    return cells


def emulator() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(COLUMNS, ROWS)
    screen.reset_mode(pyte.modes.DECAWM)
    return screen, pyte.Stream(screen)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(WRITES, max_size=6), max_size=5))
def test_painting_the_difference_shows_what_writing_it_all_would_show(frames):
    grid, painter = Grid(COLUMNS, ROWS), Painter()
    painted, paint = emulator()
    whole, write = emulator()
    for frame in frames:
        for data in frame:
            assert grid.feed(data) == ""
        paint.feed(painter.paint(grid))
        # The whole grid anew, each cell by itself.
        whole.reset()
        whole.reset_mode(pyte.modes.DECAWM)
        for y, row in enumerate(grid.rows):
            for x, (character, style) in enumerate(row):
                if character:
                    write.feed(f"{place(x, y)}\x1b[0m\x1b[{style}m{character}")
        assert looks(painted) == looks(whole)


def test_what_did_not_change_costs_nothing():
    grid, painter = Grid(COLUMNS, ROWS), Painter()
    grid.feed(f"{place(0, 0)}\x1b[1mhello")
    painter.paint(grid)
    grid.feed(f"{place(0, 0)}\x1b[1mhello")
    assert painter.paint(grid) == ""
    grid.feed(f"{place(0, 0)}\x1b[1mhallo")
    assert painter.paint(grid) == "\x1b[1;2H\x1b[1ma" or painter.shown[0][1] == ("a", "1")


def test_a_change_of_one_cell_costs_one_move_and_one_character():
    grid, painter = Grid(COLUMNS, ROWS), Painter()
    painter.paint(grid)
    grid.feed(f"{place(5, 2)}x")
    assert painter.paint(grid) == "\x1b[3;6Hx"
    grid.feed(f"{place(6, 2)}y")
    assert painter.paint(grid) == "y"
    grid.feed(f"{place(9, 2)}z")
    assert painter.paint(grid) == "  z"
    grid.feed(f"{place(0, 3)}{'-' * COLUMNS}{place(0, 2)}{'-' * COLUMNS}")
    painter.paint(grid)
    grid.feed(f"{place(3, 2)}a{place(9, 2)}b{place(9, 3)}c")
    assert painter.paint(grid) == "\x1b[3;4Ha\x1b[5Cb\b\x1b[Bc"


def test_after_a_resize_all_is_painted_anew():
    grid, painter = Grid(COLUMNS, ROWS), Painter()
    grid.feed(f"{place(0, 0)}ab")
    painter.paint(grid)
    painter.forget()
    assert "ab" in painter.paint(grid)
    grid.resize(20, 6)
    assert (grid.columns, len(grid.rows), grid.rows[0][:3]) == (20, 6, [("a", ""), ("b", ""), BLANK])
    assert "ab" in painter.paint(grid)
    grid.resize(1, 1)
    assert painter.paint(grid)


@pytest.mark.parametrize(
    "data",
    [
        "\x1b[?1049h",
        "\x1b[?25l",
        "\x1b[>25u",
        "\x1b[6n",
        "\x1b[2J",
        "\x1b]22;default\x07",
        "\x1b7",
        "\x1b[?2026$p",
    ],
)
def test_what_is_no_painting_goes_through_as_it_is(data):
    grid = Grid(COLUMNS, ROWS)
    through = grid.feed(f"{place(1, 1)}a{data}")
    assert through == data
    assert grid.rows[1][1] == ("a", "")


def test_nothing_is_painted_outside():
    grid = Grid(COLUMNS, ROWS)
    for data in (place(0, 99) + "x", place(99, 0) + "x", place(COLUMNS - 1, 0) + "世", "\n\n\r\n"):
        grid.feed(data)
    assert all(len(row) == COLUMNS for row in grid.rows)
    assert {cell for row in grid.rows for cell in row} == {BLANK}
