"""Level curves and heat: drawn, numbered, and the same still and moving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from calctui.charts.arrange import arrange, lie_beside
from calctui.charts.cells import ROLES, Cells
from calctui.charts.dots import Markers
from calctui.charts.draw import Renderer
from calctui.charts.levels import heated, level_numbers
from calctui.charts.space import Space
from calctui.figure import Arrow, Contours, Dots, Figure, Heat, Line, Pane, Shape
from calctui.roles import Role

MARKERS: tuple[Markers, ...] = ("braille", "blocks", "ascii")
X, Y = np.linspace(-3.2, 3.2, 161), np.linspace(-2.4, 2.4, 121)
BOWL = X[None, :] ** 2 + 4 * Y[:, None] ** 2
LEVELS = (0.5, 2.0, 4.0, 8.0, 12.0)


def ground(z: np.ndarray = BOWL, *, still: bool = True, heat: bool = True) -> tuple[Shape, ...]:
    shapes = (
        Heat(role=Role.MUTED, x=X, y=Y, z=z, levels=LEVELS, still=still),
        Contours(role=Role.MUTED, x=X, y=Y, z=z, levels=LEVELS, still=still),
    )
    return shapes if heat else shapes[1:]


def moving() -> tuple[Shape, ...]:
    return (
        Line(role=Role.PATH, x=np.array([-2.0, -1, 1, 2]), y=np.array([2.0, -1, 1, -2])),
        Arrow(role=Role.UPDATE, start=(2, 1), end=(1, -1)),
        Dots(role=Role.NOW, x=np.array([2.0]), y=np.array([1.0]), name="here"),
    )


def figure(*shapes: Shape, **pane: object) -> Figure:
    return Figure(panes=(Pane(x=(-3.2, 3.2), y=(-2.4, 2.4), title="x² + 4y²", shapes=shapes, **pane),))  # type: ignore[arg-type]


def same(one: Cells, other: Cells) -> bool:
    return bool((one.glyphs == other.glyphs).all() and (one.roles == other.roles).all())


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("heat", [False, True])
def test_golden(heat: bool, markers: Markers, golden: Callable[[str, str], None]) -> None:
    drawn = Renderer(markers).draw(figure(*ground(heat=heat), *moving()), 46, 18)
    golden(f"contours{'-heat' if heat else ''}-{markers}", drawn.text())


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("size", [(46, 18), (90, 30), (31, 11), (7, 3), (1, 1)])
def test_still_and_moving_give_the_same_picture(markers: Markers, size: tuple[int, int]) -> None:
    renderer = Renderer(markers)
    still = renderer.draw(figure(*ground(), *moving()), *size)
    assert same(still, renderer.draw(figure(*ground(still=False), *moving()), *size))
    assert same(still, renderer.draw(figure(*ground(), *moving()), *size))
    mixed = (ground()[0], ground(still=False)[1])
    assert same(still, renderer.draw(figure(*mixed, *moving()), *size))


@pytest.mark.parametrize("markers", MARKERS)
def test_in_40_by_15_cells_every_level_has_its_number(markers: Markers) -> None:
    space = Space((-3.2, 3.2), (-2.4, 2.4), 40, 15, 2, 4 if markers == "braille" else 2)
    contours = ground(heat=False)[0]
    assert isinstance(contours, Contours)
    numbers = level_numbers(contours, space, markers)
    assert [number.text for number in numbers] == ["0.5", "2", "4", "8", "12"]
    for number in numbers:
        row, column = number.row, number.column
        x = -3.2 + 6.4 * (column + len(number.text) / 2) / 40
        y = 2.4 - 4.8 * (row + 0.5) / 15
        # It stands on its own line, within a cell and a half.
        near = [
            (x + dx * 0.16) ** 2 + 4 * (y + dy * 0.32) ** 2 - float(number.text)
            for dx in (-1.5, 0, 1.5)
            for dy in (-1, 0, 1)
        ]
        assert min(near) <= 0 <= max(near)


def test_numbers_stand_still_and_give_way() -> None:
    renderer = Renderer()
    bare = renderer.draw(figure(*ground(heat=False)), 46, 18)
    row, column = np.argwhere(bare.glyphs == "8")[0]
    x, y = -3.2 + 6.4 * (column + 0.5 - 3) / 42, 2.4 - 4.8 * (row + 0.5 - 2) / 14
    over = Line(role=Role.PATH, x=np.array([x, x]), y=np.array([y - 1, y + 1]))
    covered = renderer.draw(figure(*ground(heat=False), over), 46, 18)
    assert covered.glyphs[row, column] != "8"
    away = renderer.draw(figure(*ground(heat=False), replace(over, x=over.x + 1)), 46, 18)
    assert away.glyphs[row, column] == "8"


def test_level_curves_are_muted_and_what_moves_stands_out() -> None:
    drawn = Renderer().draw(figure(*ground(), *moving()), 46, 18)
    roles = {ROLES[code] for code in np.unique(drawn.roles[drawn.glyphs != " "])}
    assert roles == {Role.MUTED, Role.TEXT, Role.PATH, Role.UPDATE, Role.NOW}


@pytest.mark.parametrize(("down", "most"), [(4, 0.35), (2, 0.9)])
def test_heat_is_denser_where_the_function_is_higher(down: int, most: float) -> None:
    space = Space((-3.2, 3.2), (-2.4, 2.4), 40, 15, 2, down)
    heat = ground()[0]
    assert isinstance(heat, Heat)
    filled = heated(heat, space)
    across, up = space.centres()
    heights = (-3.2 + 6.4 * across)[None, :] ** 2 + 4 * (-2.4 + 4.8 * up)[:, None] ** 2
    bands = np.digitize(heights, LEVELS)
    shares = [float(filled[bands == band].mean()) for band in range(len(LEVELS) + 1)]
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert shares[-1] > 2 * shares[1] > 0
    assert shares[-1] < most


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf, 1.7e308, -1.7e308])
def test_odd_heights_are_drawn(odd: float, markers: Markers) -> None:
    some = BOWL.copy()
    some[40:80, 60:100] = odd
    for z in (some, np.full(BOWL.shape, odd), np.where(BOWL > 4, odd, -odd)):
        for still in (False, True):
            drawn = Renderer(markers).draw(figure(*ground(z, still=still), *moving()), 46, 18)
            assert "here" in drawn.text()


@pytest.mark.parametrize("size", [0, 1])
def test_a_grid_too_small_draws_nothing(size: int) -> None:
    some = {"x": X[:size], "y": Y[:size], "z": BOWL[:size, :size], "levels": (1.0,)}
    shapes = (Heat(role=Role.MUTED, **some), Contours(role=Role.MUTED, **some))  # type: ignore[arg-type]
    bare = Renderer().draw(figure(), 30, 10)
    assert same(Renderer().draw(figure(*shapes), 30, 10), bare)


def test_panes_lie_beside_or_below_each_other_as_there_is_room() -> None:
    pane = Pane(x=(0, 1), y=(0, 1))
    either = Figure(panes=(pane, pane), arranged="either")
    assert lie_beside(either, 46, 18)
    assert not lie_beside(either, 40, 30)
    assert [box.row for box in arrange(either, 46, 18)] == [0, 0]
    assert [box.column for box in arrange(either, 40, 30)] == [0, 0]
    for width, height in ((46, 18), (40, 30)):
        wanted = replace(either, arranged="beside" if width == 46 else "below")
        assert same(Renderer().draw(either, width, height), Renderer().draw(wanted, width, height))
