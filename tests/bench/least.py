"""The least that a terminal must be told: of each frame the cells that differ from the frame before."""

from __future__ import annotations

from pathlib import Path

from calctui.charts import palette
from calctui.charts.draw import Renderer
from calctui.layout.compose import Composer
from calctui.layout.screen import lay_out
from calctui.lesson.load import load_lesson
from calctui.player.events import SeekFrame
from calctui.player.update import told, update
from calctui.player.view import view
from calctui.text import Row

FIRST, FRAMES = 60, 200
Styled = tuple[str, str]


def least_bytes(lesson: Path, size: tuple[int, int]) -> float:
    """Bytes a frame: for each run of changed cells a move, and colours and characters as they change."""
    player = told(load_lesson(lesson))
    renderer, composer = Renderer(), Composer()
    before: list[list[Styled]] = []
    total = 0
    for frame in range(FIRST, FIRST + FRAMES):
        shown = view(update(player, SeekFrame(frame)))
        layout = lay_out(shown, *size)
        assert layout.chart is not None
        chart = renderer.rows(shown.figure, layout.chart.width, layout.chart.height) if shown.figure else ()
        cells = [_cells(row) for row in composer.compose(layout, chart)]
        if before:
            total += sum(
                _difference(old, new, y) for y, (old, new) in enumerate(zip(before, cells, strict=True))
            )
        before = cells
    return total / (FRAMES - 1)


def _cells(row: Row) -> list[Styled]:
    cells = []
    for run in row:
        look = palette.look(run.role, dark=True)
        red, green, blue = palette.parts(look.colour)
        style = f"\x1b[{'1;' if run.bold or look.bold else '22;'}38;2;{red};{green};{blue}m"
        cells += [(character, style) for character in run.text]
    return cells


def _difference(old: list[Styled], new: list[Styled], y: int) -> int:
    used, style, place = 0, "", -1
    for x, (one, other) in enumerate(zip(old, new, strict=False)):
        if one == other:
            continue
        if x != place:
            used += len(f"\x1b[{y + 1};{x + 1}H")
        if other[1] != style:
            style = other[1]
            used += len(style)
        used += len(other[0].encode())
        place = x + 1
    return used
