"""The tape of a recording: at each moment only the cells that changed, as a terminal is told them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from calctui.charts.cells import split_cells
from calctui.charts.palette import ansi
from calctui.text import Row, Run

_Cell = tuple[str, Run]
"""What stands in a cell, and a run without text that says how it looks."""

_START = "\x1b[?25l\x1b[2J"
"""No cursor, and a blank screen."""


class Tape:
    """Takes screens and marks in the order of their time.

    Attributes:
        events: What was recorded, as asciicast v2 has it: seconds, kind, data.
        time: How much was recorded; in seconds.
    """

    def __init__(self) -> None:
        self.events: list[list[object]] = []
        self.time = 0.0
        self._shown: list[Row] = []

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.time += seconds

    def mark(self, label: str) -> None:
        """Marks this moment, for players to jump to."""
        self._add("m", label)

    def show(self, rows: Sequence[Row], *, whole: bool = False) -> None:
        """Records what of the screen differs from before.

        Args:
            rows: The whole screen.
            whole: Whether to record all of it all the same, so that the recording lasts until now.
        """
        if whole or not self._shown:
            self._shown = [()] * len(rows)
            written = [_START]
        else:
            written = []
        for number, (before, now) in enumerate(zip(self._shown, rows, strict=True), 1):
            written.append(_changes(before, now, number))
        self._shown = list(rows)
        if text := "".join(written):
            self._add("o", text)

    def _add(self, kind: str, data: str) -> None:
        self.events.append([round(self.time, 3), kind, data])


def _changes(before: Row, now: Row, number: int) -> str:
    """What to write so that a row of the screen becomes another; from the first cell that differs to the last."""
    if before == now:
        return ""
    old, new = _cells(before), _cells(now)
    old += ((" ", Run("")),) * (len(new) - len(old))
    differ = [index for index, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if not differ:
        return ""
    first, last = differ[0], differ[-1] + 1
    # A character of two cells is written as a whole.
    while first and not (new[first][0] and old[first][0]):
        first -= 1
    while last < len(new) and not (new[last][0] and old[last][0]):
        last += 1
    runs = (
        replace(look, text="".join(glyph for glyph, _ in some))
        for look, some in groupby(new[first:last], lambda cell: cell[1])
    )
    return f"\x1b[{number};{first + 1}H" + ansi(tuple(runs), dark=True, depth="truecolor")


@lru_cache(maxsize=256)
def _cells(row: Row) -> tuple[_Cell, ...]:
    return tuple(
        (glyph, look) for run in row for look in [replace(run, text="")] for glyph in split_cells(run.text)
    )
