"""Boxes with words in them: whole, in few rows, too narrow, off the pane, over other things."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.figure import Box, Figure, Line, Pane, Shape
from calctui.roles import Role


def drawn(*shapes: Shape, width: int = 12, height: int = 6, markers: str = "braille") -> list[str]:
    pane = Pane(x=(0, 12), y=(0, 6), shapes=shapes, axes=False)
    return Renderer(markers).draw(Figure(panes=(pane,)), width, height).text().split("\n")  # type: ignore[arg-type]


def box(rows: int = 5, columns: int = 8, **more: object) -> Box:
    """A box in the upper left corner."""
    given = {
        "role": Role.MUTED,
        "left": 0.5,
        "right": columns - 0.5,
        "top": 5.5,
        "bottom": 6.5 - rows,
        "head": "z",
        "detail": "w x",
        "brief": "·",
        "lines": (("6", Role.TEXT), ("∂ 2", Role.SLOPE)),
        **more,
    }
    return Box(**given)  # type: ignore[arg-type]


def test_everything_has_a_row_where_there_is_room():
    assert drawn(box())[:5] == ["┌─ z ──┐", "│ w x  │", "│  6   │", "│ ∂ 2  │", "└──────┘"]


def test_in_few_rows_words_move_into_the_borders():
    assert drawn(box(4, columns=9))[:4] == ["┌z = w x┐", "│   6   │", "│  ∂ 2  │", "└───────┘"]
    assert drawn(box(3, columns=9))[:3] == ["┌z = w x┐", "│   6   │", "└─ ∂ 2 ─┘"]


def test_in_fewer_rows_they_stand_alone():
    assert drawn(box(2))[:2] == ["  z 6", "  ∂ 2"]
    assert drawn(box(1, columns=10))[0] == " z 6 ∂ 2"


def test_what_is_too_long_is_shortened():
    assert drawn(box(3, columns=6))[0] == "┌z: ·┐"
    assert drawn(box(3, columns=5))[0] == "┌ z ┐"
    assert "…" in drawn(box(lines=(("1234567890", Role.TEXT),)))[2]


def test_a_thick_border_stands_out():
    assert drawn(box(thick=True))[0] == "┏━ z ━━┓"
    assert drawn(box(thick=True), markers="ascii")[0] == "## z ###"
    assert drawn(box(), markers="ascii")[4] == "+------+"


def test_it_hides_what_lies_under_it():
    line = Line(role=Role.CURVE, x=np.array([0.0, 12.0]), y=np.array([3.5, 3.5]))
    rows = drawn(line, box())
    assert rows[2].startswith("│  6   │")
    assert rows[2][8:].strip()


@pytest.mark.parametrize("wrong", [np.nan, 1e308, -1e308, np.inf])
def test_a_box_without_a_place_is_left_out(wrong: float):
    assert drawn(box(left=wrong, right=wrong)) == [""] * 6


def test_a_box_that_leaves_the_pane_is_cut():
    assert drawn(box(right=50.0))[0] == "┌─── z ────┐"


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (200, 60)])
def test_it_draws_at_any_size(size: tuple[int, int]):
    assert len(drawn(box(), width=size[0], height=size[1])) == size[1]
