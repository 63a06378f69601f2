"""Cells taken from Textual's updates are those that its own sequences paint; fails when Textual changes."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.containers import VerticalScroll
from textual.widgets import Static

from calctui.app.cell_app import CellApp
from calctui.app.strips import can_take, put_update
from calctui.app.themes import DARK
from calctui.player.events import SeekFrame
from calctui.wire.grid import Grid
from tests.app.pilots import settled

SIZE = (100, 30)
WALK = [
    "space",
    "1",
    "plus",
    "question_mark",
    "escape",
    "ctrl+p",
    "down",
    "down",
    "s",
    "escape",
    "slash",
    "g",
    "escape",
]


def text_of(grid) -> str:
    return "".join(character for row in grid.rows for character, _ in row)


@pytest.mark.parametrize("size", [SIZE, (80, 14)])
async def test_every_update_shows_the_same_cells_either_way(play, monkeypatch, size):
    seen = set()
    ours, textuals = Grid(*size), Grid(*size)

    def show(update, cursor, colours):
        seen.add(type(update))
        assert can_take(update)
        put_update(ours, update, colours)
        textuals.feed(update.render_segments(app.console))
        assert ours.rows == textuals.rows

    async with play("tune", size=size, theme=DARK) as (pilot, _):
        app = pilot.app
        app._driver.show = show
        app._driver.show_spans = None
        monkeypatch.setattr(app, "can_show_at_once", lambda _: False)
        app.screen.refresh()
        await settled(pilot)
        for key in WALK:
            await pilot.press(key)
            await settled(pilot)
        app._disable_notifications = False
        await pilot.press("question_mark")
        await settled(pilot)
        app.notify("a toast lies over the rest", markup=False)
        for _ in range(100):
            if "toast" in text_of(ours):
                break
            await pilot.pause(0.05)
        assert "toast" in text_of(ours)
    assert seen == {ChopsUpdate, LayoutUpdate}


class Scrolled(CellApp):
    """Lines beside a scroll bar, which is another widget."""

    def compose(self):
        with VerticalScroll():
            for number in range(40):
                yield Static(f"line {number} 世界 " * 2, id=f"line{number}")


async def test_what_lies_beside_a_change_stays():
    ours, textuals = Grid(40, 10), Grid(40, 10)
    app = Scrolled()

    def show(update, cursor, colours):
        put_update(ours, update, colours)
        textuals.feed(update.render_segments(app.console))
        assert ours.rows == textuals.rows

    async with app.run_test(size=(40, 10)) as pilot:
        app._driver.show, app._driver.show_spans = show, None
        app.screen.refresh()
        await pilot.pause()
        app.query_one("#line0", Static).update("changed", layout=False)
        await pilot.pause()
    assert "changed" in text_of(ours)


async def test_the_colours_are_those_that_the_terminal_shows(play):
    grids = {}
    async with play("tune", size=SIZE, theme=DARK) as (pilot, _):
        app = pilot.app

        def show(update, cursor, colours):
            assert colours is app.console._color_system
            for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD):
                put_update(grids.setdefault(system, Grid(*SIZE)), update, system)

        app._driver.show = show
        app._driver.show_spans = lambda *_: None
        app.screen.refresh()
        await settled(pilot)
    styles = {system: {style for row in grid.rows for _, style in row} for system, grid in grids.items()}
    assert any("38;2;" in style for style in styles[ColorSystem.TRUECOLOR])
    assert any("38;5;" in style for style in styles[ColorSystem.EIGHT_BIT])
    assert not any("38;" in style for style in styles[ColorSystem.STANDARD])


async def test_what_is_shown_at_once_is_what_would_be_composed(play):
    grid, spans_seen = Grid(*SIZE), 0

    async with play("tune", size=SIZE, theme=DARK) as (pilot, screen):
        app = pilot.app

        def show(update, cursor, colours):
            put_update(grid, update, colours)

        def show_spans(spans, cursor):
            nonlocal spans_seen
            assert app.screen is screen
            for x, y, cells in spans:
                grid.put(x, y, cells)
            spans_seen += 1

        def same():
            composed = Grid(*SIZE)
            put_update(composed, app.screen._compositor.render_full_update(), app.colours)
            assert grid.rows == composed.rows

        app._disable_notifications = False
        app._driver.show, app._driver.show_spans = show, show_spans
        app.screen.refresh()
        for key in ["space", "1", "space", "5", "plus", "question_mark", "escape", "4", "r", "space", "7"]:
            await pilot.press(key)
            await settled(pilot)
            same()
        assert spans_seen >= 5
        await pilot.press("question_mark")
        await settled(pilot)
        before = spans_seen
        screen.send(SeekFrame(3))
        await settled(pilot)
        # It lies under another screen.
        assert spans_seen == before
        same()
