"""Runs of text into Textual's strips: the only place where a role meets a terminal's style."""

from __future__ import annotations

from functools import lru_cache

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.theme import Theme

from calctui.app.strips import sgr_of
from calctui.charts import palette
from calctui.roles import Role
from calctui.text import Row
from calctui.wire.cell import Cell, cells_of


class Look:
    """How roles look in a theme.

    Attributes:
        dark: Whether the background is dark.
        foreground: The colour of plain text, as `#rrggbb`, or `default` for the terminal's own.
        background: The colour behind everything, likewise.
        depth: The colours the terminal shows.
    """

    def __init__(
        self, *, dark: bool, foreground: str, background: str, depth: palette.Depth = "truecolor"
    ) -> None:
        self.dark = dark
        self.foreground = foreground
        self.background = background
        self.depth = depth
        self._style = lru_cache(maxsize=256)(self._make_style)
        self._sgr = lru_cache(maxsize=256)(self._make_sgr)

    def _make_style(self, role: Role, bold: bool, italic: bool, reverse: bool) -> Style:
        dress = palette.look(role, dark=self.dark)
        few = self.depth in {"none", "16"}
        colour = self.foreground if role is Role.TEXT else dress.ansi if few else dress.colour
        return Style(
            color="default" if self.depth == "none" else colour,
            bgcolor=self.background,
            bold=bold or dress.bold,
            dim=few and dress.dim,
            italic=italic,
            reverse=reverse,
        )

    def _make_sgr(self, role: Role, bold: bool, italic: bool, reverse: bool, colours: ColorSystem) -> str:
        return sgr_of(self._style(role, bold, italic, reverse), colours)

    def cells(self, runs: Row, colours: ColorSystem) -> list[Cell]:
        """The runs as cells, of the colours that the terminal shows."""
        cells: list[Cell] = []
        for run in runs:
            cells += cells_of(run.text, self._sgr(run.role, run.bold, run.italic, run.reverse, colours))
        return cells

    def strip(self, row: Row, width: int) -> Strip:
        """The row as a strip of just `width` cells."""
        segments = [
            Segment(run.text, self._style(run.role, run.bold, run.italic, run.reverse)) for run in row
        ]
        if sum(run.width for run in row) == width:
            return Strip(segments, width)
        return Strip(segments).adjust_cell_length(width, self._style(Role.TEXT, False, False, False))


def depth_of(color_system: str | None, *, no_color: bool) -> palette.Depth:
    """The colours that a terminal shows; of 256 the nearest are taken where the screen is written.

    Args:
        color_system: As Rich names what the terminal can do; None for nothing.
        no_color: Whether the user wants none.
    """
    if no_color:
        return "none"
    return "truecolor" if color_system in {"truecolor", "256"} else "16"


def look_of(theme: Theme, *, no_color: bool) -> Look:
    """How roles look in a theme."""
    if theme.ansi:
        depth: palette.Depth = "none" if no_color else "16"
        return Look(dark=theme.dark, foreground="default", background="default", depth=depth)
    colours = theme.to_color_system().generate()
    return Look(dark=theme.dark, foreground=colours["foreground"], background=colours["background"])
