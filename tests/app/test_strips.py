"""Cells taken from Textual's updates are those that its own sequences paint; fails clearly when Textual changes."""

from __future__ import annotations

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, LayoutUpdate

from calctui.app.strips import can_take, put_update
from calctui.app.themes import DARK
from calctui.wire.grid import Grid
from tests.app.pilots import settled

SIZE = (100, 30)
WALK = ["space", "1", "plus", "question_mark", "escape", "ctrl+p", "s", "escape", "slash", "g", "escape"]


def text_of(grid) -> str:
    return "".join(character for row in grid.rows for character, _ in row)


async def test_every_update_shows_the_same_cells_either_way(play):
    seen = set()
    ours, textuals = Grid(*SIZE), Grid(*SIZE)

    def show(update, cursor, colours):
        seen.add(type(update))
        assert can_take(update)
        put_update(ours, update, colours)
        textuals.feed(update.render_segments(app.console))
        assert ours.rows == textuals.rows
        assert ours.dirty == textuals.dirty

    async with play("tune", size=SIZE, theme=DARK) as (pilot, _):
        app = pilot.app
        app._driver.show = show
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


async def test_the_colours_are_those_that_the_terminal_shows(play):
    grids = {}
    async with play("tune", size=SIZE, theme=DARK) as (pilot, _):
        app = pilot.app

        def show(update, cursor, colours):
            assert colours is app.console._color_system
            for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD):
                put_update(grids.setdefault(system, Grid(*SIZE)), update, system)

        app._driver.show = show
        app.screen.refresh()
        await settled(pilot)
    styles = {system: {style for row in grid.rows for _, style in row} for system, grid in grids.items()}
    assert any("38;2;" in style for style in styles[ColorSystem.TRUECOLOR])
    assert any("38;5;" in style for style in styles[ColorSystem.EIGHT_BIT])
    assert not any("38;" in style for style in styles[ColorSystem.STANDARD])
