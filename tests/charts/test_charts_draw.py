"""Pictures: golden ones, still against moving, every size, and what must stay readable."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from calctui.charts.cells import ROLES, Cells
from calctui.charts.dots import Markers
from calctui.charts.draw import TALLEST, WIDEST, Renderer
from calctui.figure import Arrow, Dots, Figure, Label, Line, Pane
from calctui.roles import Role

MARKERS: tuple[Markers, ...] = ("braille", "blocks", "ascii")
NAMES = ("descent", "areas", "bars", "filled", "runs", "wheel", "poles", "bare", "below", "beside")
SIZES = {"below": (46, 30), "beside": (90, 18)}


def all_marked(figure: Figure, *, still: bool) -> Figure:
    return replace(
        figure,
        panes=tuple(
            replace(pane, shapes=tuple(replace(shape, still=still) for shape in pane.shapes))
            for pane in figure.panes
        ),
    )


def same(one: Cells, other: Cells) -> bool:
    return bool((one.glyphs == other.glyphs).all() and (one.roles == other.roles).all())


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("name", NAMES)
def test_golden(
    name: str, markers: Markers, figures: dict[str, Figure], golden: Callable[[str, str], None]
) -> None:
    width, height = SIZES.get(name, (46, 18))
    picture = Renderer(markers).draw(figures[name], width, height)
    golden(f"{name}-{markers}", picture.text())


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(46, 18), (90, 30), (31, 11), (7, 3)])
def test_still_and_moving_shapes_give_the_same_picture(
    name: str, markers: Markers, size: tuple[int, int], figures: dict[str, Figure]
) -> None:
    renderer = Renderer(markers)
    still = renderer.draw(all_marked(figures[name], still=True), *size)
    moving = renderer.draw(all_marked(figures[name], still=False), *size)
    assert same(still, moving)


def test_random_lines_are_the_same_still_and_moving() -> None:
    rng = np.random.default_rng(7)
    renderer = Renderer()
    for _ in range(30):
        lines = tuple(
            Line(
                role=ROLES[rng.integers(len(ROLES))],
                x=rng.normal(size=12) * 10.0 ** rng.integers(0, 4),
                y=rng.normal(size=12),
                style=("solid", "dashed", "thick")[rng.integers(3)],
            )
            for _ in range(6)
        )
        mixed = tuple(replace(line, still=bool(rng.integers(2))) for line in lines)
        figure = Figure(panes=(Pane(x=(-2, 2), y=(-1.3, 1.7), shapes=mixed),))
        size = int(rng.integers(5, 90)), int(rng.integers(4, 40))
        wanted = renderer.draw(all_marked(figure, still=True), *size)
        assert same(renderer.draw(figure, *size), wanted)
        assert same(renderer.draw(all_marked(figure, still=False), *size), wanted)


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_size_draws_exactly_that_size(name: str, markers: Markers, figures: dict[str, Figure]) -> None:
    renderer = Renderer(markers)
    small = [(width, height) for width in range(1, 26, 3) for height in range(1, 20, 2)]
    for width, height in [*small, (2, 1), (1, 40), (200, 2), (300, 100)]:
        picture = renderer.draw(figures[name], width, height)
        assert (picture.width, picture.height) == (width, height)
        assert all(sum(run.width for run in row) == width for row in picture.rows())


@pytest.mark.parametrize("name", NAMES)
def test_ascii_is_ascii(name: str, figures: dict[str, Figure]) -> None:
    assert Renderer("ascii").draw(figures[name], 60, 30).text().isascii()


def test_no_size_is_an_empty_picture_and_a_huge_one_is_capped(figures: dict[str, Figure]) -> None:
    renderer = Renderer()
    assert renderer.draw(figures["descent"], 0, 5).rows() == [()] * 5
    huge = renderer.draw(figures["descent"], 3000, 3000)
    assert (huge.width, huge.height) == (WIDEST, TALLEST)


def test_data_outlives_ticks_and_title(figures: dict[str, Figure]) -> None:
    text = Renderer().draw(figures["descent"], 9, 4).text()
    assert "●" in text
    assert "loss" not in text
    assert "┌" not in text


def where(picture: Cells, glyph: str) -> list[tuple[int, int]]:
    return [(int(row), int(column)) for row, column in np.argwhere(picture.glyphs == glyph)]


def test_now_is_readable_under_everything() -> None:
    at = np.zeros(1)
    shapes = (
        Dots(role=Role.NOW, x=at, y=at),
        Line(role=Role.CURVE, x=np.array([-1.0, 1.0]), y=np.zeros(2)),
        Dots(role=Role.PATH, x=at, y=at),
        Arrow(role=Role.UPDATE, start=(1, 0), end=(0, 0)),
        Label(role=Role.TEXT, x=0, y=0, text="a label that lies over the point"),
    )
    picture = Renderer().draw(Figure(panes=(Pane(x=(-1, 1), y=(-1, 1), shapes=shapes),)), 46, 18)
    [(row, column)] = where(picture, "●")
    assert ROLES[picture.roles[row, column]] is Role.NOW
    assert "a label that lies over the point" in picture.text()


def test_a_label_stays_inside_and_whole() -> None:
    for x, align in ((-1.0, "center"), (1.0, "left"), (-1.0, "right"), (99.0, "left")):
        label = Label(role=Role.TEXT, x=x, y=0.99, text="words", align=align)  # type: ignore[arg-type]
        figure = Figure(panes=(Pane(x=(-1, 1), y=(-1, 1), shapes=(label,)),))
        assert "words" in Renderer().draw(figure, 30, 10).text()


@pytest.mark.parametrize(
    ("end", "head"),
    [
        ((1, 0), "→"),
        ((-1, 0), "←"),
        ((0, 1), "↑"),
        ((0, -1), "↓"),
        ((1, 1), "↗"),
        ((-1, 1), "↖"),
        ((1, -1), "↘"),
        ((-1, -1), "↙"),
    ],
)
def test_an_arrow_has_the_head_of_its_direction(end: tuple[float, float], head: str) -> None:
    arrow = Arrow(role=Role.UPDATE, start=(0, 0), end=end)
    pane = Pane(x=(-2, 2), y=(-2, 2), equal=True, axes=False, shapes=(arrow,))
    picture = Renderer().draw(Figure(panes=(pane,)), 40, 20)
    assert len(where(picture, head)) == 1


def test_a_very_short_arrow_is_a_head() -> None:
    arrow = Arrow(role=Role.UPDATE, start=(0, 0), end=(-0.001, 0))
    picture = Renderer().draw(
        Figure(panes=(Pane(x=(-2, 2), y=(-2, 2), axes=False, shapes=(arrow,)),)), 40, 20
    )
    assert picture.text().split() == ["←"]


@pytest.mark.parametrize(
    ("point", "sign"), [((0, 9), "▲"), ((0, -np.inf), "▼"), ((-1e300, 0), "◀"), ((7, 0), "▶")]
)
def test_a_point_outside_is_a_sign_at_the_border(point: tuple[float, float], sign: str) -> None:
    x, y = np.array([point[0]]), np.array([point[1]])
    dots = Dots(role=Role.PATH, x=x, y=y)
    pane = Pane(x=(-2, 2), y=(-2, 2), axes=False, shapes=(dots,))
    picture = Renderer().draw(Figure(panes=(pane,)), 21, 9)
    [(row, column)] = where(picture, sign)
    assert row in {0, 8} or column in {0, 20}
    assert ROLES[picture.roles[row, column]] is Role.PATH


def test_styles_of_lines_differ_without_colour() -> None:
    pictures = set()
    for style in ("solid", "dashed", "thick"):
        line = Line(role=Role.CURVE, x=np.array([0.0, 1.0]), y=np.array([0.1, 0.9]), style=style)
        for markers in MARKERS:
            pictures.add(
                Renderer(markers)
                .draw(Figure(panes=(Pane(x=(0, 1), y=(0, 1), shapes=(line,)),)), 46, 18)
                .text()
            )
    assert len(pictures) == 9


def test_the_signs_of_an_area_differ_without_colour(figures: dict[str, Figure]) -> None:
    for markers, plus, minus in (("braille", "⣿", "⠡"), ("blocks", "▓", "░"), ("ascii", "#", ":")):
        text = Renderer(markers).draw(figures["areas"], 46, 18).text()  # type: ignore[arg-type]
        assert plus in text
        assert minus in text


def test_equal_units_make_a_circle_round(figures: dict[str, Figure]) -> None:
    for size in ((46, 18), (80, 18), (30, 40)):
        picture = Renderer().draw(figures["wheel"], *size)
        curve = picture.roles == ROLES.index(Role.CURVE)
        rows, columns = np.flatnonzero(curve.any(axis=1)), np.flatnonzero(curve.any(axis=0))
        tall, wide = 2 * (rows[-1] - rows[0] + 1), columns[-1] - columns[0] + 1
        assert abs(tall - wide) <= 3


def test_panes_below_each_other_line_up(figures: dict[str, Figure]) -> None:
    rows = Renderer().draw(figures["below"], 60, 40).text().splitlines()
    corners = [row.index("┌") for row in rows if "┌" in row]
    assert len(corners) == 2
    assert len(set(corners)) == 1


def test_a_kept_line_is_not_mistaken_for_a_new_one() -> None:
    renderer = Renderer()
    seen = set()
    for height in range(60):
        line = Line(role=Role.CURVE, x=np.array([0.0, 1.0]), y=np.full(2, height / 60), still=True)
        figure = Figure(panes=(Pane(x=(0, 1), y=(0, 1), shapes=(line,)),))
        seen.add(renderer.draw(figure, 40, 30).text())
    assert len(seen) > 40


def test_the_still_layer_is_drawn_once(figures: dict[str, Figure], monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Renderer()
    drawn = 0
    draw = renderer._layers._pen.draw

    def counted(*arguments: object) -> object:
        nonlocal drawn
        drawn += 1
        return draw(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(renderer._layers._pen, "draw", counted)
    still = all_marked(figures["descent"], still=True)
    for _ in range(5):
        renderer.draw(still, 46, 18)
    assert drawn == 1
    renderer.draw(still, 47, 18)
    assert drawn == 2


def test_moving_axes_show_what_plotext_would(figures: dict[str, Figure]) -> None:
    still = all_marked(figures["descent"], still=True)
    renderer = Renderer()
    for moved in range(6):
        panes = tuple(
            replace(pane, x=(pane.x[0] + moved / 7, pane.x[1]), y=(pane.y[0], pane.y[1] - moved))
            for pane in still.panes
        )
        figure = replace(still, panes=panes)
        shown, wanted = renderer.draw(figure, 60, 20), Renderer().draw(figure, 60, 20)
        assert shown.glyphs.tolist() == wanted.glyphs.tolist()
        assert shown.roles.tolist() == wanted.roles.tolist()


def test_one_renderer_serves_several_threads(figures: dict[str, Figure]) -> None:
    renderer = Renderer()
    wanted = {name: Renderer().draw(figures[name], 46, 18) for name in NAMES}
    failed: list[str] = []

    def work(name: str) -> None:
        for width in range(30, 47):
            picture = renderer.draw(figures[name], width, 18)
        if not same(picture, wanted[name]):
            failed.append(name)

    threads = [threading.Thread(target=work, args=(name,)) for name in NAMES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_words_are_cleaned_and_wide_ones_keep_the_width() -> None:
    label = Label(role=Role.TEXT, x=0.5, y=0.5, text="\x1b[31m梯度\n下降 x̂")
    now = Dots(role=Role.NOW, x=np.linspace(0.3, 0.7, 40), y=np.linspace(0.3, 0.7, 40))
    pane = Pane(
        x=(0, 1), y=(0, 1), title="梯度\x07下降 " * 9, x_label="\u202ex", y_label="\tη", shapes=(label, now)
    )
    for markers in MARKERS:
        for width in range(1, 60):
            picture = Renderer(markers).draw(Figure(panes=(pane,), notes=("种子\x00 1",)), width, 16)
            text = picture.text()
            assert all(character.isprintable() or character == "\n" for character in text)
            assert all(sum(run.width for run in row) == width for row in picture.rows())


def test_odd_limits_are_drawn() -> None:
    line = Line(role=Role.CURVE, x=np.linspace(-1, 1, 50), y=np.linspace(-1, 1, 50))
    odd = [
        (0, 0),
        (1, -1),
        (np.nan, 1),
        (0, np.inf),
        (-1.7e308, 1.7e308),
        (1, 1 + 2e-16),
        (5e-324, 1e-323),
        (1e308, 1e308),
    ]
    renderer = Renderer()
    for x in odd:
        for y in odd:
            for equal in (False, True):
                pane = Pane(x=x, y=y, equal=equal, shapes=(line,))
                assert "┌" in renderer.draw(Figure(panes=(pane,)), 46, 18).text()


def test_a_figure_without_panes_is_blank() -> None:
    assert not Renderer().draw(Figure(panes=(), notes=("only a note",)), 20, 4).text().strip()
