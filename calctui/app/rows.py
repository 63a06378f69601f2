"""A widget that shows rows of styled text and repaints only those that changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from calctui.app.fault_log import note_fault
from calctui.app.look import Look
from calctui.text import Row

CANNOT = "This line cannot be shown: something went wrong inside the program."


class Rows(Widget):
    """Rows of text as they are; it holds nothing else."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[Row, ...] = ()

    @property
    def look(self) -> Look:
        """How roles look."""
        return self._look

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Row], look: Look | None = None) -> None:
        """Shows these rows; only those that differ from the ones before are painted again."""
        if look is not None and look is not self._look:
            self._look, self._rows = look, ()
        before, self._rows = self._rows, tuple(rows)
        if len(before) != len(self._rows):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One row."""
        row = self._rows[y] if y < len(self._rows) else ()
        try:
            return self._look.strip(row, self.size.width)
        except Exception as error:  # the boundary around what is painted
            note_fault(error, f"painting row {y}")
            return Strip([Segment(CANNOT)]).adjust_cell_length(self.size.width)
