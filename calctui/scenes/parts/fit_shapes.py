"""How far a model is off its data, and the data that a batch holds, as shapes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from calctui.figure import Array, Arrow, Dots, Limits, Line, Shape
from calctui.frozen import frozen
from calctui.roles import Role

MOST_PULLS = 30
"""Of so many points at most the pulls are arrows; of more, lines."""
HEAD_ROOM = 0.09
"""The share of the height that an arrow leaves free below its point, so that its head is seen."""


@frozen(eq=False)
class Residuals:
    """The ways from a model to its data.

    Attributes:
        x: Where the data stand, shape (m,).
        y: The data, shape (m,).
        said: What the model says there, shape (m,).
        who: Indices of the data that count.
    """

    x: Array
    y: Array
    said: Array
    who: NDArray[np.intp]

    def lines(self, role: Role, grown: float, *, dashed: bool = False) -> Line:
        """From the model towards the data, as far as they have grown; one line with gaps."""
        said, gap = self.said[self.who], np.full(len(self.who), np.nan)
        with np.errstate(all="ignore"):
            reach = said + grown * (self.y[self.who] - said)
        x = np.stack([self.x[self.who], self.x[self.who], gap], axis=1).ravel()
        y = np.stack([said, reach, gap], axis=1).ravel()
        return Line(role=role, x=x, y=y, style="dashed" if dashed else "solid")

    def pulls(self, grown: float, limits: Limits) -> list[Shape]:
        """Each point pulls the model towards itself: that is what its slope says."""
        if len(self.who) > MOST_PULLS:
            return [self.lines(Role.SLOPE, grown)]
        room = HEAD_ROOM * (limits[1] - limits[0])
        shapes: list[Shape] = []
        for i in self.who.tolist():
            x, start, way = float(self.x[i]), float(self.said[i]), float(self.y[i] - self.said[i])
            if abs(way) > room:
                end = start + grown * math.copysign(abs(way) - room, way)
                shapes.append(Arrow(role=Role.SLOPE, start=(x, start), end=(x, end)))
        return shapes


def drawn_points(x: Array, y: Array, batch: NDArray[np.intp]) -> list[Shape]:
    """The data of a batch; one that came more than once says how often."""
    drawn, counts = np.unique(batch, return_counts=True)
    shapes: list[Shape] = [Dots(role=Role.TARGET, x=x[drawn], y=y[drawn])]
    if len(drawn) <= MOST_PULLS:
        shapes += [
            Dots(role=Role.TARGET, x=x[[i]], y=y[[i]], name=f"×{count}")
            for i, count in zip(drawn.tolist(), counts.tolist(), strict=True)
            if count > 1
        ]
    return shapes
