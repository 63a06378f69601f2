"""A chain of functions on number lines, one below the other: its values, its changes and its slopes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from calctui.figure import Array, Arrow, Dots, Label, Limits, Shape
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.roles import Role
from calctui.scenes.parts import axes
from calctui.scenes.timeline import ease

MARGIN, FOOT = 0.5, 0.45
"""The room above the first line and below the last, and how far below it words stand; in distances of lines."""
NAME_SHARE, NAME_ROOM = 0.05, 0.12
"""How far left of a line its name ends, and the room for it; in lengths of a line."""
LINE_DOTS = 500
"""Points of a line: more than a terminal has columns."""
NARROWEST = 30
"""A line has at least so many cells; an arrow on it gets the room of one before and behind."""
BEFORE_DOT = 0.12
"""An arrow to the next line ends so far above the value there, in distances of lines."""
MOST_TICKS = 6
MOST_FACTORS = 3
"""A product of more factors would not fit into a line."""
LONGEST = 10
"""A longer number is not written out in a sum."""


@frozen
class Links:
    """What a chain of functions computes.

    Attributes:
        names: Of the number that it starts from, and of the result of each function.
        texts: Each function as it is written on one line.
        points: The number that it starts from, and each result.
        slopes: The slope of each function where it is taken.
        changes: How much each of the points changes when the first is nudged.
        slope: The slope of the whole chain.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    points: tuple[float, ...]
    slopes: tuple[float, ...]
    changes: tuple[float, ...]
    slope: float

    @classmethod
    def of(cls, names: Sequence[str], functions: Sequence[Function], at: float, nudge: float) -> Links:
        """Computes the chain at a number, and again with that number nudged."""
        points, slopes = _forward(functions, at)
        moved, _ = _forward(functions, at + nudge)
        with np.errstate(all="ignore"):
            changes = np.subtract(moved, points)
            product = float(np.prod(slopes))
        texts = tuple(function.text for function in functions)
        return cls(tuple(names), texts, tuple(points), tuple(slopes), (nudge, *changes[1:].tolist()), product)

    @property
    def product(self) -> str:
        """The slopes multiplied, in words."""
        factors = [_in_brackets(axes.number(slope)) for slope in self.slopes]
        total = axes.number(self.slope)
        return f"{' · '.join(factors)} = {total}" if 1 < len(factors) <= MOST_FACTORS else total


def _forward(functions: Sequence[Function], at: float) -> tuple[list[float], list[float]]:
    """The values along the chain, and the slope of each link."""
    points, slopes = [at], []
    for function in functions:
        value, (slope,) = function.gradient(points[-1])
        points.append(float(value))
        slopes.append(float(slope))
    return points, slopes


class NumberLines:
    """The shapes of a chain: across in units of its values, upwards the lines, of which the last is 0.

    Attributes:
        x: The limits of a pane that holds the lines and their names.
        y: The limits of a pane that holds all lines.
        names: The name of each line beside it, still.
    """

    def __init__(self, links: Links, ends: Limits | None) -> None:
        """Plans the lines.

        Args:
            links: What they show.
            ends: Where each line begins and ends; default: chosen so that all values have room.
        """
        self._links = links
        self._rows = range(len(links.names))
        self._low, self._high = ends or axes.around([0.0, *links.points])
        self._ticks = _round_places(self._low, self._high)
        # Changes have a scale of their own: the base is no change, and a unit of change is so long.
        low, high = axes.around([0.0, *links.changes])
        self._unit = (self._high - self._low) / (high - low)
        self._base = self._low - low * self._unit
        length = self._high - self._low
        self.x: Limits = (self._low - NAME_ROOM * length, self._high)
        self.y: Limits = (-MARGIN, self._rows[-1] + MARGIN)
        self.names: tuple[Shape, ...] = tuple(
            Label(
                role=Role.CURVE if row else Role.NOW,
                x=self._low - NAME_SHARE * length,
                y=self._height(row),
                text=links.names[row],
                align="right",
                still=True,
            )
            for row in self._rows
        )

    def _height(self, row: int) -> float:
        return float(self._rows[-1] - row)

    def values(self, stage: float) -> list[Shape]:
        """The values on one common scale, after `stage` functions."""
        shapes = [self._line(row) for row in self._rows]
        for row in self._rows:
            y = np.full(self._ticks.shape, self._height(row))
            shapes.append(Dots(role=Role.MUTED, x=self._ticks, y=y, glyph="|"))
        for tick in self._ticks.tolist():
            shapes.append(Label(role=Role.MUTED, x=tick, y=-FOOT, text=axes.number(tick)))
        for row in self._rows[1:]:
            if stage > row - 1:
                shapes.append(self._arrow_to(row, ease(stage - row + 1)))
        return shapes + [self._value(row, self._links.points[row]) for row in self._rows if stage >= row]

    def sliding(self, stage: float) -> list[Shape]:
        """The values on the way from the common scale to the base of the changes; `stage` from 0 to 1."""
        t, points = ease(stage), self._links.points
        values = [self._value(row, points[row] + t * (self._base - points[row])) for row in self._rows]
        return [*(self._line(row) for row in self._rows), *values]

    def changes(self, stage: float) -> list[Shape]:
        """The changes from their base, all on one scale, after `stage` of them."""
        shapes: list[Shape] = []
        for row, change in enumerate(self._links.changes):
            at, grown = self._height(row), ease(stage - row)
            end = self._base + grown * self._unit * change if grown else self._base
            shapes.append(self._line(row, self._base, end))
            if grown:
                shapes.append(Arrow(role=Role.UPDATE, start=(self._base, at), end=(end, at)))
            if grown == 1:
                # At the height of the line, where there is no room: so the words go to the row above it.
                words = _sum(self._links.points[row], change)
                shapes.append(Label(role=Role.UPDATE, x=self._low, y=at, text=words, align="left"))
            shapes.append(self._value(row, self._base, named=grown < 1))
        return shapes

    def slopes(self, stage: float) -> list[Shape]:
        """The slope of each function between its lines, after `stage` of them; and then their product."""
        shapes: list[Shape] = []
        names, middle = self._links.names, self._low * 0.55 + self._high * 0.45
        for row, slope in enumerate(self._links.slopes, start=1):
            if stage >= row:
                words = f"↓ × {_in_brackets(axes.number(slope))}  d{names[row]}/d{names[row - 1]}"
                y = self._height(row) + 0.5
                shapes.append(Label(role=Role.SLOPE, x=middle, y=y, text=words, align="left"))
        if stage >= len(self._rows):
            words = f"d{names[-1]}/d{names[0]} = {self._links.product}"
            shapes.append(Label(role=Role.SLOPE, x=self._low, y=-FOOT, text=words, align="left"))
        return shapes

    def _line(self, row: int, start: float = math.inf, end: float = math.inf) -> Shape:
        """A number line, but for the piece of it where an arrow lies."""
        room = (self._high - self._low) / NARROWEST
        places = np.linspace(self._low, self._high, LINE_DOTS)
        places = places[(places < min(start, end) - room) | (places > max(start, end) + room)]
        return Dots(role=Role.MUTED, x=places, y=np.full(places.shape, self._height(row)))

    def _arrow_to(self, row: int, grown: float) -> Shape:
        """The arrow from a value to the next, as far as it has grown, with the function beside it."""
        x, y = self._links.points[row - 1], self._height(row - 1)
        end = (x + grown * (self._links.points[row] - x), y - grown * (1 - BEFORE_DOT))
        formula = f"{self._links.names[row]} = {self._links.texts[row - 1]}"
        return Arrow(role=Role.CURVE, start=(x, y), end=end, name=formula)

    def _value(self, row: int, place: float, *, named: bool = True) -> Shape:
        name = axes.number(self._links.points[row]) if named else ""
        return axes.dot(place, self._height(row), name=name)


def _round_places(low: float, high: float) -> Array:
    """Round numbers on a line; none on a line too long or short to count on."""
    rough = (high - low) / MOST_TICKS
    if not 1e-300 < rough < 1e300:
        return np.empty(0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return np.array([step * index for index in range(first, last + 1)])


def _in_brackets(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _sum(value: float, change: float) -> str:
    """A value and its change, with as many decimals as the change has, such as ``16 + 0.2409 = 16.2409``."""
    sign, size = ("−" if change < 0 else "+"), axes.number(abs(change))
    if math.isfinite(value + change) and size.replace(".", "").isdecimal():
        places = len(size.partition(".")[2])
        before, after = _decimal(value, places), _decimal(value + change, places)
        if max(len(before), len(after)) <= LONGEST:
            return f"{before} {sign} {size} = {after}"
    return f"change {axes.number(change)}"


def _decimal(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")
