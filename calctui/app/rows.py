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
        self._strips: dict[int, tuple[Row, Look, int, Strip]] = {}

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
        changed = []
        for y, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old is not new and old != new:
                start, stop = changed_span(old, new)
                changed.append(Region(start, y, stop - start, 1))
        if changed:
            self.refresh(*changed)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in a part of the widget; it has no border and no styles of its own that would be laid over them."""
        strips = [self.render_line(y) for y in range(crop.y, crop.bottom)]
        if crop.x == 0 and crop.width == self.size.width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """One row; a row that was made before is the same strip again."""
        row = self._rows[y] if y < len(self._rows) else ()
        kept = self._strips.get(y)
        if kept is None or kept[0] is not row or kept[1] is not self._look or kept[2] != self.size.width:
            strip = self._painted(row, y)
            kept = self._strips[y] = (row, self._look, self.size.width, strip)
        return kept[3]

    def _painted(self, row: Row, y: int) -> Strip:
        try:
            return self._look.strip(row, self.size.width)
        except Exception as error:  # the boundary around what is painted
            note_fault(error, f"painting row {y}")
            return Strip([Segment(CANNOT)]).adjust_cell_length(self.size.width)


def changed_span(old: Row, new: Row) -> tuple[int, int]:
    """The columns between which two rows of one width differ, as far as whole runs tell."""
    start = 0
    runs = min(len(old), len(new))
    first = 0
    while first < runs and old[first] == new[first]:
        start += new[first].width
        first += 1
    stop = sum(run.width for run in new)
    last = 1
    while last <= runs - first and old[-last] == new[-last]:
        stop -= new[-last].width
        last += 1
    return start, max(stop, start + 1)
