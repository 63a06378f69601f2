"""Areas: they reach the line that is their edge, and one that goes through them stays to be seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calctui.charts.cells import ROLES
from calctui.charts.dots import BRAILLE
from calctui.charts.draw import Renderer
from calctui.figure import Area, Figure, Line, Pane, Shape
from calctui.roles import Role

NUMBER_OF = {glyph: number for number, glyph in enumerate(BRAILLE.tolist())}


def drawn(shapes: tuple[Shape, ...], width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """The dots of a bare pane from the top left, and the role of each cell."""
    pane = Pane(x=(0, 1), y=(-1, 1), shapes=shapes, axes=False)
    picture = Renderer("braille").draw(Figure(panes=(pane,)), width, height)
    numbers = np.array([[NUMBER_OF.get(glyph, 0) for glyph in row] for row in picture.glyphs.tolist()])
    bits = np.unpackbits(numbers.astype(np.uint8)[..., None], axis=-1)
    dots = bits.reshape(*numbers.shape, 4, 2).transpose(0, 2, 1, 3)
    return dots.reshape(numbers.shape[0] * 4, -1), np.array(ROLES, object)[picture.roles]


@given(
    start=st.floats(0.1, 0.9),
    end=st.floats(0.1, 0.9),
    bend=st.floats(-0.3, 0.3),
    width=st.integers(8, 60),
    height=st.integers(4, 20),
)
def test_no_gap_is_left_between_an_area_and_its_edge(start, end, bend, width, height):
    x = np.linspace(0, 1, 200)
    y = start + (end - start) * x + bend * np.sin(np.pi * x) * min(start, end, 1 - start, 1 - end)
    area = Area(role=Role.AREA_PLUS, x=x, low=np.zeros(200), high=y)
    edge = Line(role=Role.CURVE, x=x, y=y)
    dots, _ = drawn((area, edge), width, height)
    alone, _ = drawn((edge,), width, height)
    for column in np.flatnonzero(dots.any(axis=0) & alone.any(axis=0)):
        top, lowest = np.flatnonzero(alone[:, column])[0], np.flatnonzero(dots[:, column])[-1]
        assert dots[top : lowest + 1, column].all()


@pytest.mark.parametrize("role", [Role.AREA_PLUS, Role.AREA_MINUS, Role.TARGET])
def test_a_line_through_an_area_is_drawn_alone(role):
    x = np.array([0.0, 1.0])
    area = Area(role=role, x=x, low=np.array([-0.9, -0.9]), high=np.array([0.9, 0.9]))
    through = Line(role=Role.SLOPE, x=x, y=np.zeros(2))
    dots, roles = drawn((area, through), 30, 10)
    alone, _ = drawn((through,), 30, 10)
    (row,) = {place // 4 for place in np.flatnonzero(alone.any(axis=1))}
    assert (dots[row * 4 : row * 4 + 4] == alone[row * 4 : row * 4 + 4]).all()
    assert set(roles[row]) == {Role.SLOPE}
