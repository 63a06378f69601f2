"""A widget that shows rows of styled text and repaints only those that changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.color import ColorSystem
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from calctui.app.cell_app import CellApp
from calctui.app.fault_log import note_fault
from calctui.app.look import Look
from calctui.app.strips import cells_of_strip
from calctui.text import Row
from calctui.wire.grid import Span

CANNOT = "This line cannot be shown: something went wrong inside the program."


class Rows(Widget):
    """Rows of text as they are; it holds nothing else."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.styles.width = self.styles.height = "100%"
        self._look = look
        self._rows: tuple[Row, ...] = ()
        self._strips: dict[int, tuple[Row, Look, int, Strip]] = {}
        # Whether what was shown last has still to be composed.
        self._waits = False

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
            self._waits = True
            self.refresh()
            return
        pairs = enumerate(zip(before, self._rows, strict=True))
        changed = [(y, old, new) for y, (old, new) in pairs if old is not new and old != new]
        app = self.app
        if not self._waits and isinstance(app, CellApp) and app.can_show_at_once(self):
            app.show_at_once([self._span(y, old, new, app.colours) for y, old, new in changed])
        elif changed:
            self._waits = True
            self.refresh(*(Region(0, y, self.size.width, 1) for y, _, _ in changed))

    def _span(self, y: int, old: Row, new: Row, colours: ColorSystem) -> Span:
        """What changed of a row, as cells; the whole row where it is now of another width."""
        try:
            start, gone, come = difference(old, new)
            cells = self._look.cells(come, colours)
            if len(cells) == gone:
                return start, y, cells
        except Exception as error:  # the boundary around what is painted
            note_fault(error, f"painting row {y}")
        return 0, y, cells_of_strip(self.render_line(y), colours)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in a part of the widget; it has no border and no styles of its own that would be laid over them."""
        self._waits = False
        width = self.size.width
        strips = [self._strip(y, width) for y in range(crop.y, crop.bottom)]
        if crop.x == 0 and crop.width == width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """One row."""
        return self._strip(y, self.size.width)

    def _strip(self, y: int, width: int) -> Strip:
        """One row; a row that was made before is the same strip again."""
        row = self._rows[y] if y < len(self._rows) else ()
        kept = self._strips.get(y)
        if kept is None or kept[0] is not row or kept[1] is not self._look or kept[2] != width:
            kept = self._strips[y] = (row, self._look, width, self._painted(row, y, width))
        return kept[3]

    def _painted(self, row: Row, y: int, width: int) -> Strip:
        try:
            return self._look.strip(row, width)
        except Exception as error:  # the boundary around what is painted
            note_fault(error, f"painting row {y}")
            return Strip([Segment(CANNOT)]).adjust_cell_length(width)


def difference(old: Row, new: Row) -> tuple[int, int, Row]:
    """How two rows differ, as far as whole runs tell.

    Returns:
        The column where they begin to differ, the cells that go there, and the runs that come instead.
    """
    runs = min(len(old), len(new))
    first = last = 0
    while first < runs and old[first] == new[first]:
        first += 1
    while last < runs - first and old[-1 - last] == new[-1 - last]:
        last += 1
    start = sum(run.width for run in new[:first])
    gone = sum(run.width for run in old[first : len(old) - last])
    return start, gone, new[first : len(new) - last]
