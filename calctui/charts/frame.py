"""What stands where in a pane: its title, frame, ticks and labels around the room for the data."""

from __future__ import annotations

from functools import lru_cache

from calctui.charts.dots import DOTS_PER_CELL, Markers
from calctui.charts.space import Space, drawable, proportioned
from calctui.charts.ticks import MINUS, Tick, round_ticks
from calctui.figure import Limits, Pane
from calctui.frozen import frozen
from calctui.text import width as text_width

_LONG_LABEL = 6
"""A longer word at the horizontal axis wants a row of its own."""


@frozen(eq=False)
class Frame:
    """The plan of a pane; as a shape, it is known again by being the same object.

    Attributes:
        space: The room for the data.
        top: Rows of the pane above that room.
        left: Columns of the pane left of that room.
        lined: Whether a box is drawn round it.
        head: Whether the first row is kept for the title and the vertical label.
        foot: Whether the last row is kept for the horizontal label.
        margin: Columns for the labels of the vertical ticks.
        x_ticks: Ticks below.
        y_ticks: Ticks at the left.
    """

    space: Space
    top: int
    left: int
    lined: bool
    head: bool
    foot: bool
    margin: int
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]

    @property
    def tick_row(self) -> int:
        """The row of the pane where the labels of the horizontal ticks stand."""
        return self.top + self.space.height + 1


@frozen
class Room:
    """What a pane of some size has room for.

    Attributes:
        lined: Whether a box is drawn.
        ticked: Whether there are ticks and their labels.
        head: Whether there is a row for the title.
        foot: Whether there is a row for the horizontal label.
    """

    lined: bool
    ticked: bool
    head: bool
    foot: bool


def room(pane: Pane, width: int, height: int) -> Room:
    """What to draw in so many cells: labels go first, then the title, then ticks, then the box; data stays."""
    lined = pane.axes and width >= 10 and height >= 5
    ticked = lined and width >= 18 and height >= 7
    head = bool(pane.title or pane.y_label) and width >= 12 and height >= (8 if lined else 6)
    foot = ticked and text_width(pane.x_label) > _LONG_LABEL and height >= 14
    return Room(lined, ticked, head, foot)


def plan(pane: Pane, width: int, height: int, markers: Markers, *, has: Room, margin: int = 0) -> Frame:
    """Plans a pane; the same again for panes that need the same.

    Args:
        pane: The pane.
        width: Its cells across, at least 1.
        height: Its cells down, at least 1.
        markers: What the font can show.
        has: What to draw.
        margin: The least columns to keep for the labels of the vertical ticks, so that panes line up.
    """
    x, y = drawable(pane.x), drawable(pane.y)
    return _planned(x, y, pane.equal, text_width(pane.x_label), width, height, markers, has, margin)


@lru_cache(maxsize=256)
def _planned(  # noqa: PLR0917 - positional keys are the quickest to look up
    x: Limits,
    y: Limits,
    equal: bool,
    label: int,
    width: int,
    height: int,
    markers: Markers,
    has: Room,
    margin: int,
) -> Frame:
    across, down = DOTS_PER_CELL[markers]
    minus = "-" if markers == "ascii" else MINUS
    top = int(has.head) + int(has.lined)
    rows = max(height - top - int(has.lined) - int(has.ticked) - int(has.foot), 1)
    wanted = x, y
    y_ticks: tuple[Tick, ...] = ()
    columns = 1
    for _ in range(3):
        y_ticks = round_ticks(y, rows, apart=2, along=False, minus=minus) if has.ticked else ()
        margin = max([margin, *(len(tick.label) for tick in y_ticks)]) if has.ticked else 0
        columns = max(width - margin - 2 * int(has.lined), 1)
        if not equal:
            break
        # Dots of a cell of 1 by 2 are square where there are twice as many down as across.
        shown = proportioned(*wanted, columns, rows * 2)
        if shown == (x, y):
            break
        x, y = shown
    space = Space(x, y, columns, rows, across, down)
    x_ticks = _x_ticks(label, space, x, minus) if has.ticked else ()
    left = margin + int(has.lined)
    return Frame(space, top, left, has.lined, has.head, has.foot, margin, x_ticks, y_ticks)


def _x_ticks(label: int, space: Space, limits: Limits, minus: str) -> tuple[Tick, ...]:
    """The horizontal ticks, without those in the way of a short label at the right end of their row."""
    ticks = round_ticks(limits, space.width, apart=3, along=True, minus=minus)
    if not 0 < label <= _LONG_LABEL:
        return ticks
    free = space.width + 1 - label - 1
    return tuple(tick for tick in ticks if tick.fraction * space.width + len(tick.label) / 2 <= free)
