"""A computational graph as boxes and wires: what is known in each box, and what flows along the wires."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

import numpy as np

from calctui.figure import Arrow, Box, Dots, Label, Line, Shape
from calctui.frozen import frozen
from calctui.maths.graph import Graph, Use
from calctui.maths.tree import Binary, Call, Neg, Node, Num
from calctui.maths.typesetting.typeset import name_text, one_line
from calctui.roles import Role
from calctui.scenes.graphs.layout import HEIGHT, Layout, Need, lay_out
from calctui.scenes.graphs.wires import Point, Rect
from calctui.scenes.parts import axes

MOST_CHARACTERS = 11
"""The most characters of a formula that a box makes room for."""
LEAST_CHARACTERS = 3
SHORT = 6
GRADIENT = "∂"
"""What stands before a gradient, so that it is told from a value without colour."""


def short(value: float) -> str:
    """A number in the few characters that a box has: six or, with two digits, a little more."""
    if not math.isfinite(value):
        return {"nan": "nan", "inf": "∞", "-inf": "−∞"}[str(value)]
    texts = [axes.number(value, digits) for digits in (4, 3, 2)]
    for text in texts:
        if len(text) <= SHORT:
            return text
    if len(texts[-1]) <= SHORT + 1:
        return texts[-1]
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")


def _sign(tree: Node) -> str:
    """What a node does last, in a character or a word."""
    match tree:
        case Binary("*"):
            return "·"
        case Binary("-") | Neg():
            return "−"
        case Binary("^", _, Num(2)):
            return "²"
        case Binary(op):
            return op
        case Call("sigmoid"):
            return "σ"
        case Call(function):
            return function
    return ""


@frozen
class Look:
    """What the picture shows at a moment.

    Attributes:
        values: The words for the value of each box, where there is one.
        gradients: The words for the gradient of each box, where there is one.
        lit: For each box that stands out, the role of its border.
        changed: The boxes whose value is shown as just changed.
        wires: The wires that stand out.
        backward: Whether they run from the user to what is used.
        flow: How far what flows along them has come, from 0 to 1; 1 for all the way.
        shares: Words beside a wire.
    """

    values: Mapping[str, str]
    gradients: Mapping[str, str]
    lit: Mapping[str, Role] = field(default_factory=dict)
    changed: Collection[str] = ()
    wires: Sequence[Use] = ()
    backward: bool = False
    flow: float = 1.0
    shares: Mapping[Use, str] = field(default_factory=dict)


class GraphPicture:
    """A graph with its boxes placed; draws any look of it."""

    def __init__(self, graph: Graph, learn: Collection[str], longest: Mapping[str, tuple[int, int]]) -> None:
        """Places the boxes.

        Args:
            graph: The graph.
            learn: The inputs that are learned.
            longest: For each box the characters of the longest value and of the longest gradient in it.
        """
        self._graph, self._learn = graph, set(learn)
        self._details = {node.name: one_line(node.tree) for node in graph.nodes}
        self._signs = {node.name: _sign(node.tree) for node in graph.nodes}
        self.layout = self._narrowest(longest)
        self.still: tuple[Shape, ...] = tuple(
            shape for way in self.layout.wires.values() for shape in _wire(way, Role.MUTED, still=True)
        ) + tuple(_again(name, rect, Role.MUTED, still=True) for name, rect in self.layout.again)

    def _narrowest(self, longest: Mapping[str, tuple[int, int]]) -> Layout:
        """The layout: without room for a blank behind the sign of a gradient where that saves a band."""
        layouts: list[Layout] = []
        for sign in (GRADIENT + " ", GRADIENT):
            needs = {
                name: self._need(name, max(value, len(sign) + gradient))
                for name, (value, gradient) in longest.items()
            }
            layouts.append(lay_out(self._graph, needs))
            if layouts[-1].bands == 1:
                break
        return min(layouts, key=lambda layout: layout.bands)

    def _need(self, name: str, longest: int) -> Need:
        head, detail = len(name_text(name)), len(self._details.get(name, ""))
        numbers = max(longest, LEAST_CHARACTERS, head)
        if not detail:
            return Need(numbers + 2, numbers + 2, numbers + 2, 4)
        return Need(
            width=max(numbers, min(detail, MOST_CHARACTERS)) + 2,
            beside=max(numbers, min(head + 3 + detail, MOST_CHARACTERS)) + 2,
            brief=max(numbers, head + 2 + len(self._signs[name])) + 2,
            rows=5,
        )

    def shapes(self, look: Look) -> tuple[Shape, ...]:
        """Everything that may move: wires that stand out, what flows along them, and the boxes."""
        role = Role.SLOPE if look.backward else Role.NOW
        shapes: list[Shape] = []
        for use in look.wires:
            way = self.layout.wires[use]
            shapes += _wire(way[::-1] if look.backward else way, role)
            if look.backward:
                start = _outside(way)
                if math.dist(start, _outside(way[::-1])) >= 1:
                    shapes.append(_dot(start, Role.SLOPE, "o"))
        shapes += [self._box(name, rect, look) for name, rect in self.layout.boxes.items()]
        shown = {self._operand(use) for use in look.wires}
        shapes += [_again(name, rect, role) for name, rect in self.layout.again if name in shown]
        shapes += self._shares(look)
        if look.flow < 1:
            for use in look.wires:
                way = self.layout.wires[use]
                place = _along(way[::-1] if look.backward else way, look.flow)
                shapes.append(_dot(place, role, "◆" if look.backward else "●"))
        return tuple(shapes)

    def _operand(self, use: Use) -> str:
        node = next(node for node in self._graph.nodes if node.name == use[0])
        return node.operands[use[1]]

    def _box(self, name: str, rect: Rect, look: Look) -> Box:
        role = look.lit.get(name, Role.MUTED)
        value_role = Role.NOW if name in self._learn else Role.TEXT
        if name == self._graph.result:
            value_role = Role.CURVE
        if name in look.changed:
            value_role = Role.UPDATE
        gradient = look.gradients.get(name, "")
        roomy = len(gradient) + 2 < rect.right - rect.left
        sign = GRADIENT + " " if roomy else GRADIENT
        lines = (
            (look.values.get(name, ""), value_role),
            (sign + gradient if gradient else "", Role.SLOPE),
        )
        (left, top), (right, bottom) = _at((rect.left, rect.top)), _at((rect.right, rect.bottom))
        return Box(
            role=role,
            left=left,
            right=right,
            top=top,
            bottom=bottom,
            head=name_text(name),
            detail=self._details.get(name, ""),
            brief=self._signs.get(name, ""),
            lines=lines,
            thick=name in look.lit,
        )

    def _shares(self, look: Look) -> list[Shape]:
        """The words beside wires that are long enough for them."""
        labels: list[Shape] = []
        for use, text in look.shares.items():
            way = self.layout.wires[use]
            if abs(way[-1][0] - way[-2][0]) >= len(text) + 3:
                x, y = _along(way, 0.5)
                labels.append(Label(role=Role.SLOPE, x=_at((x, y))[0], y=_at((x, y - 1))[1], text=text))
        return labels


def _at(point: Point) -> Point:
    """The middle of a cell, in the units of the pane."""
    return point[0] + 0.5, HEIGHT - point[1] - 0.5


def _wire(way: Sequence[Point], role: Role, *, still: bool = False) -> list[Shape]:
    """A wire from border to border, its head just outside the box where it ends."""
    corners = [_at(point) for point in (*way[:-1], _outside(way))]
    shapes: list[Shape] = []
    for start, end in pairwise(corners[:-1]):
        x, y = np.array([start[0], end[0]]), np.array([start[1], end[1]])
        shapes.append(Line(role=role, x=x, y=y, still=still))
    shapes.append(Arrow(role=role, start=corners[-2], end=corners[-1], still=still))
    return shapes


def _outside(way: Sequence[Point]) -> Point:
    """The cell before the end of a way, which is in the border of a box."""
    (x0, y0), (x1, y1) = way[-2:]
    return (x1, y1 - math.copysign(1, y1 - y0)) if x0 == x1 else (x1 - math.copysign(1, x1 - x0), y1)


def _again(name: str, rect: Rect, role: Role, *, still: bool = False) -> Label:
    x, y = _at((rect.right, rect.top))
    return Label(role=role, x=x, y=y, text=name_text(name), align="right", still=still)


def _dot(point: Point, role: Role, glyph: str) -> Dots:
    x, y = _at(point)
    return Dots(role=role, x=np.array([x]), y=np.array([y]), glyph=glyph)


def _along(way: Sequence[Point], part: float) -> Point:
    """The point after a part of a way, from 0 to 1."""
    lengths = [math.dist(a, b) for a, b in pairwise(way)]
    left = part * sum(lengths)
    for (a, b), length in zip(pairwise(way), lengths, strict=True):
        if left <= length and length > 0:
            t = left / length
            return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
        left -= length
    return way[-1]
