"""A small move of both variables: what it does to a function, beside what the slopes say that it will do."""

from __future__ import annotations

import numpy as np

from calctui.figure import Arrow, Bars, Label, Line, Pane, Shape
from calctui.maths.function import Function
from calctui.roles import Role
from calctui.scenes.parts import axes
from calctui.scenes.parts.plane import Point
from calctui.scenes.timeline import ease

LEAST_ARROW = 0.14
"""The least length of a drawn move, as a share of the axis; a smaller one is drawn so long."""
PARTS = 3
"""The picture comes in parts of equal length: the first move, the second, and what really happens."""


class Nudge:
    """A move of a point by a little in both variables."""

    def __init__(self, function: Function, start: Point, moves: Point) -> None:
        """Computes what the move does.

        Args:
            function: A function of two variables.
            start: Where the move starts.
            moves: How far each variable moves.
        """
        self._start, self._moves, self._names = start, moves, function.variables
        self.end: Point = start[0] + moves[0], start[1] + moves[1]
        value, slopes = function.gradient(*start)
        self.f = float(function(*self.end))
        with np.errstate(all="ignore"):
            self.change = float(self.f - value)
            self._parts = float(slopes[0] * moves[0]), float(slopes[1] * moves[1])
            self.predicted = float(np.sum(self._parts))
        self._before = float(value)
        self._ground = Line(role=Role.MUTED, x=np.array([0.0, PARTS]), y=np.zeros(2), still=True)

    @property
    def caption(self) -> str:
        """What to notice once it is done."""
        start, end, change, predicted = (
            axes.number(number, digits)
            for number, digits in (
                (self._before, 4),
                (self.f, 5),
                (self.change, 3),
                (self.predicted, 3),
            )
        )
        return f"f went from {start} to {end}: a change of {change}. The slopes said {predicted}."

    def arrows(self, progress: float, spans: Point) -> list[Shape]:
        """The two moves from above, one after the other; small ones are drawn longer than they are."""
        drawn = [
            np.sign(move) * max(abs(move), LEAST_ARROW * span)
            for move, span in zip(self._moves, spans, strict=True)
        ]
        (x, y), (across, up) = self._start, (ease(progress * PARTS - part) for part in (0, 1))
        corner = x + across * drawn[0], y
        shapes: list[Shape] = []
        if across and drawn[0]:
            shapes.append(Arrow(role=Role.UPDATE, start=(x, y), end=corner, name=_signed(self._moves[0])))
        if up and drawn[1]:
            end = corner[0], y + up * drawn[1]
            shapes.append(Arrow(role=Role.UPDATE, start=corner, end=end, name=_signed(self._moves[1])))
        return shapes

    def pane(self, progress: float) -> Pane:
        """A bar for what each move should add, the second on the first, and one for what really happens."""
        first, second = self._parts
        bars = (
            (Role.SLOPE, 0.0, first, self._names[0]),
            (Role.SLOPE, first, first + second, self._names[1]),
            (Role.CURVE, 0.0, self.change, "f"),
        )
        low, high = axes.around([0.0, first, first + second, self.change], 0.2)
        shapes: list[Shape] = [self._ground]
        for part, (role, base, end, name) in enumerate(bars):
            grown = ease(progress * PARTS - part)
            if not grown or not np.isfinite([base, end]).all():
                continue
            height = base + grown * (end - base)
            bar = Bars(
                role=role,
                left=np.array([part + 0.15]),
                right=np.array([part + 0.85]),
                height=np.array([height]),
                base=base,
                filled=True,
            )
            above = max(base, height) + 0.06 * (high - low)
            text = axes.number(end - base, 3)
            below = min(0.0, base, height) - 0.07 * (high - low)
            shapes += [bar, Label(role=role, x=part + 0.5, y=above, text=text)]
            shapes.append(Label(role=role, x=part + 0.5, y=below, text=name))
        if progress * PARTS > 2 and np.isfinite(self.predicted):
            shapes.append(
                Line(
                    role=Role.SLOPE,
                    x=np.array([1.15, PARTS - 0.15]),
                    y=np.full(2, self.predicted),
                    style="dashed",
                )
            )
        return Pane(x=(0.0, PARTS), y=(low, high), axes=False, title="change of f", shapes=tuple(shapes))


def _signed(move: float) -> str:
    return ("+" if move > 0 else "") + axes.number(move)
