"""What Textual wants to be seen, as cells, without writing escape sequences and reading them again.

It takes Textual's updates apart, which is no public interface: `can_take` says no to an update of another make, which
then goes Textual's own way, and a test compares both ways.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeGuard

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from calctui.wire.cell import Cell, cells_of
from calctui.wire.grid import Grid

Update = ChopsUpdate | LayoutUpdate


def can_take(update: object) -> TypeGuard[Update]:
    """Whether an update is of a make that is known here."""
    return isinstance(update, ChopsUpdate | LayoutUpdate)


def put_update(grid: Grid, update: Update, colours: ColorSystem) -> None:
    """Puts what an update shows into a grid; of what changed only that, since what lies over the rest is not in it."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            cells = [cell for strip in strips for cell in cells_of_strip(strip, colours)]
            grid.put(update.region.x, y, cells)
        return
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
            if strip is None or x >= stop or end <= start:
                continue
            cells = cells_of_strip(strip, colours)
            first = max(start - x, 0)
            if not cells[first][0]:
                # The second half of a wide character does not go without its first.
                first -= 1
            grid.put(x + first, y, cells[first : stop - x])


def cells_of_strip(strip: Strip, colours: ColorSystem) -> list[Cell]:
    """The cells that a strip takes."""
    cells: list[Cell] = []
    for text, style, control in strip:
        if not control:
            cells += cells_of(text, "" if style is None else sgr_of(style, colours))
    return cells


@lru_cache(maxsize=1024)
def sgr_of(style: Style, colours: ColorSystem) -> str:
    """The parameters by which a terminal shows a style."""
    return Strip.render_ansi(style, colours)
