"""The ways of the wires between the boxes of a computational graph, from border to border."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calctui.frozen import frozen
from calctui.maths.graph import Graph, Use
from calctui.scenes.graphs.bands import NO_DOCKS, Band
from calctui.scenes.graphs.order import Item

Point = tuple[float, float]
"""A column and a row."""
Ways = Iterator[tuple[Use, tuple[Point, ...]]]


@frozen
class Rect:
    """A rectangle of cells: its first and last column and row."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def middle(self) -> int:
        """The row in the middle."""
        return (self.top + self.bottom) // 2

    @property
    def centre(self) -> int:
        """The column in the middle."""
        return (self.left + self.right) // 2


def wire_ways(graph: Graph, band: Band, rects: Mapping[Item, Rect]) -> Ways:
    """The ways of all uses in a band; at each box they begin and end one below the other."""
    passed: dict[Use, list[Rect]] = {}
    for (name, index), source in band.sources.items():
        layers = range(band.layer_of[source] + 1, band.layer_of[Item(name)])
        passed[name, index] = [rects[Item(source.name, source.again, layer)] for layer in layers]
    starts: dict[Use, int] = {}
    for source in dict.fromkeys(band.sources.values()):
        uses = [use for use in band.sources if band.sources[use] == source]
        nexts = {use: (passed[use] or [rects[Item(use[0])]])[0].middle for use in uses}
        starts.update(_ports(rects[source], nexts))
    ends: dict[Use, int] = {}
    for node in graph.nodes:
        uses = [use for use in band.sources if use[0] == node.name]
        if uses:
            before = {use: passed[use][-1].middle if passed[use] else starts[use] for use in uses}
            ends.update(_ports(rects[Item(node.name)], before))
    for use, source in band.sources.items():
        corners = [(edge, rect.top) for rect in passed[use] for edge in (rect.left, rect.right)]
        yield use, ((rects[source].right, starts[use]), *corners, (rects[Item(use[0])].left, ends[use]))
    yield from _from_docks(graph, band, rects)


def _from_docks(graph: Graph, band: Band, rects: Mapping[Item, Rect]) -> Ways:
    for node in graph.nodes:
        docks = band.docks.get(node.name, NO_DOCKS)
        for index, operand in enumerate(node.operands):
            if operand not in (docks.above, docks.below):
                continue
            user, docked = rects[Item(node.name)], rects[Item(operand)]
            ends = (docked.bottom, user.top) if operand == docks.above else (docked.top, user.bottom)
            yield (node.name, index), ((user.centre, ends[0]), (user.centre, ends[1]))


def _ports(box: Rect, rows: Mapping[Use, int]) -> dict[Use, int]:
    """The rows at which wires that come from, or go to, these rows meet a box: straight where that can be."""
    uses = sorted(rows, key=lambda use: rows[use])
    first, last = (box.top + 1, box.bottom - 1) if box.bottom - box.top >= 2 else (box.top, box.bottom)
    if len(uses) > last - first + 1:
        first, last = box.top, box.bottom
    wanted = [min(max(rows[use], first), last) for use in uses]
    if len(uses) > last - first + 1:
        return dict(zip(uses, wanted, strict=True))
    if len(uses) == 2 and wanted[0] == wanted[1] and last - first >= 2:
        wanted = [box.middle - 1, box.middle + 1]
    for index in range(1, len(wanted)):
        wanted[index] = max(wanted[index], wanted[index - 1] + 1)
    for index in reversed(range(len(wanted))):
        limit = last if index == len(wanted) - 1 else wanted[index + 1] - 1
        wanted[index] = min(wanted[index], limit)
    return dict(zip(uses, wanted, strict=True))
