"""Where the boxes of a computational graph stand, and the ways of its wires: in layers from left to right.

The layered drawing of Sugiyama, Tagawa and Toda (1981): layers, then the order in each layer, then rows.
Several more and more modest layouts are tried until one fits. Lengths are cells; rows count from the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise, product

from calctui.frozen import frozen
from calctui.maths.graph import Graph, Use
from calctui.scenes.graphs.bands import NO_DOCKS, Band, Bands
from calctui.scenes.graphs.order import Item, fewest_crossings
from calctui.scenes.graphs.rows import Slot, place_rows
from calctui.scenes.graphs.wires import Point, Rect, wire_ways

WIDTH, HEIGHT = 46, 19
"""The cells of a picture in a terminal of 80 x 24, less the rows of its title and its notes."""
MOST_BANDS = 4
WIDEST_GAP = 10
WIDER = 4
"""So many columns more than it needs a box may get where there is room."""


@frozen
class Need:
    """What a box would like to have, in cells with its border.

    Attributes:
        width: Columns where its formula has a row of its own.
        beside: Columns where its formula stands beside its name.
        brief: Columns where only a sign of what it does stands there.
        rows: Rows for everything in it.
    """

    width: int
    beside: int
    brief: int
    rows: int


@frozen
class Layout:
    """Where everything stands.

    Attributes:
        bands: How many bands of layers there are.
        boxes: For each input and node.
        again: Names that stand again in a later band, and where.
        wires: For each use the way from the border of what is used to the border of the user.
    """

    bands: int
    boxes: Mapping[str, Rect]
    again: tuple[tuple[str, Rect], ...]
    wires: Mapping[Use, tuple[Point, ...]]


@frozen
class _Mode:
    """How generous a layout is.

    Attributes:
        rows: The most rows of a box.
        below: The least rows between boxes.
        beside: The least columns between boxes.
        dock: The rows between a docked input and its user; 0 where inputs are not docked.
        full: Whether there is room for formulas in full.
    """

    rows: int
    below: int
    beside: int
    dock: int = 0
    full: bool = True


_MODES = (
    *(
        _Mode(5, 1, 4),
        _Mode(5, 1, 3),
        _Mode(5, 1, 3, 2),
        _Mode(5, 1, 3, 1),
        _Mode(4, 1, 3),
        _Mode(4, 1, 3, 1),
    ),
    *(_Mode(5, 1, 2, 0, False), _Mode(5, 1, 3, 1, False), _Mode(4, 1, 3, 1, False), _Mode(4, 1, 2, 0, False)),
    *(_Mode(3, 1, 3, 1, False), _Mode(3, 1, 2, 1, False), _Mode(3, 1, 2, 0, False)),
    *(_Mode(3, 0, 3, 1, False), _Mode(3, 0, 2, 1, False), _Mode(3, 0, 3, 0, False)),
)
"""What is tried for one band, and then for more, in this order."""
_TIGHT_MODES = (
    *(_Mode(3, 0, 2, 0, False), _Mode(2, 0, 2, 1, False), _Mode(2, 0, 2, 0, False)),
    *(_Mode(1, 0, 2, 0, False), _Mode(1, 0, 1, 0, False)),
)
"""What is tried when nothing else fits."""


def lay_out(graph: Graph, needs: Mapping[str, Need]) -> Layout:
    """Places a graph in `WIDTH` by `HEIGHT` cells, in as few bands and as generously as it fits."""
    found = Bands(graph)
    for modes in (_MODES, _TIGHT_MODES):
        for count in range(1, min(MOST_BANDS, found.last) + 1):
            for mode in modes:
                placing = _Placing(graph, needs, mode)
                best = placing.best(found, count)
                if best is not None:
                    return placing.placed(best)
    whole = found.band(1, found.last + 1, docked=False)
    return _Placing(graph, needs, _TIGHT_MODES[-1]).placed([whole])


@frozen
class _Placing:
    """Places a graph in one mode."""

    graph: Graph
    needs: Mapping[str, Need]
    mode: _Mode

    def best(self, found: Bands, count: int) -> tuple[Band, ...] | None:
        """The graph in so many bands: docked where that fits, and the widest as narrow as can be."""
        best: tuple[tuple[int, int], tuple[Band, ...]] | None = None
        for cuts in combinations(range(2, found.last + 1), count - 1):
            spans = list(pairwise((1, *cuts, found.last + 1)))
            choices = [self._choices(found, first, end) for first, end in spans]
            for bands in product(*choices):
                if sum(height for _, height, _ in bands) <= HEIGHT:
                    key = sum(not band.docks for _, _, band in bands), max(width for width, _, _ in bands)
                    if best is None or key < best[0]:
                        best = key, tuple(band for _, _, band in bands)
        return best[1] if best is not None else None

    def _choices(self, found: Bands, first: int, end: int) -> list[tuple[int, int, Band]]:
        """Width, height and band, docked and not, of some depths, where it is not too wide."""
        plain, docked = found.band(first, end, docked=False), found.band(first, end, docked=True)
        both = (docked, plain) if self.mode.dock and docked.docks else (plain,)
        sized = [(self._band_width(band), self._band_height(band), band) for band in both]
        return [(width, height, band) for width, height, band in sized if width <= WIDTH]

    def placed(self, found: Sequence[Band]) -> Layout:
        """Gives everything in the bands its cells."""
        boxes: dict[str, Rect] = {}
        again: list[tuple[str, Rect]] = []
        wires: dict[Use, tuple[Point, ...]] = {}
        heights = [self._band_height(band) for band in found]
        spare = max(HEIGHT - sum(heights), 0)
        for index, (band, height) in enumerate(zip(found, heights, strict=True)):
            top = sum(heights[:index]) + round(spare * (index + 0.5) / len(found))
            rects = self._rects(band, top, height)
            again += [(item.name, rect) for item, rect in rects.items() if item.again and not item.via]
            boxes.update((item.name, rect) for item, rect in rects.items() if not (item.again or item.via))
            wires.update(wire_ways(self.graph, band, rects))
        return Layout(len(found), boxes, tuple(again), wires)

    def _width(self, name: str) -> int:
        need = self.needs[name]
        if not self.mode.full:
            return need.brief
        return need.width if self.mode.rows >= 5 else need.beside

    def _item_width(self, item: Item, band: Band) -> int:
        if item.via:
            return 1
        if item.again:
            return len(item.name)
        docks = band.docks.get(item.name, NO_DOCKS)
        return max(self._width(name) for name in (item.name, docks.above, docks.below) if name)

    def _layer_widths(self, band: Band) -> list[int]:
        return [max(self._item_width(item, band) for item in layer) for layer in band.layers]

    def _band_width(self, band: Band) -> int:
        widths = self._layer_widths(band)
        return sum(widths) + self.mode.beside * (len(widths) - 1)

    def _band_height(self, band: Band) -> int:
        return max(
            sum(self._slot(item, band).rows for item in layer) + self.mode.below * (len(layer) - 1)
            for layer in band.layers
        )

    def _rows(self, name: str) -> int:
        return min(self.needs[name].rows, self.mode.rows)

    def _slot(self, item: Item, band: Band) -> Slot:
        if item.via or item.again:
            return Slot(item, 1, 0.5)
        docks = band.docks.get(item.name, NO_DOCKS)
        above = self._rows(docks.above) + self.mode.dock if docks.above else 0
        below = self._rows(docks.below) + self.mode.dock if docks.below else 0
        own = self._rows(item.name)
        return Slot(item, above + own + below, above + own / 2)

    def _gaps(self, band: Band, room: int) -> list[float]:
        """The columns between the layers: more where more wires run."""
        wires = [sum(len(band.links.get(item, ())) for item in layer) for layer in band.layers[:-1]]
        if not wires:
            return []
        least = min(self.mode.beside, room / len(wires))
        spare = room - least * len(wires)
        return [min(least + spare * count / max(sum(wires), 1), WIDEST_GAP) for count in wires]

    def _rects(self, band: Band, top: int, height: int) -> dict[Item, Rect]:
        widths, count = self._layer_widths(band), len(band.layers)
        spare = WIDTH - sum(widths) - WIDEST_GAP * (count - 1)
        if spare > 0:
            widths = [width + min(spare // count, WIDER) for width in widths]
        gaps = self._gaps(band, WIDTH - sum(widths))
        left = max((WIDTH - sum(widths) - sum(gaps)) / 2, 0.0)
        ordered = fewest_crossings(band.layers, band.links)
        slots = [[self._slot(item, band) for item in layer] for layer in ordered]
        rows = place_rows(slots, band.links, self.mode.below, height)
        rects: dict[Item, Rect] = {}
        for layer, width, gap in zip(slots, widths, (*gaps, 0.0), strict=True):
            first = round(left)
            for slot in layer:
                at, item = top + rows[slot.item], slot.item
                docks = NO_DOCKS if item.via or item.again else band.docks.get(item.name, NO_DOCKS)
                for name in (docks.above, item.name, docks.below):
                    if name:
                        here = item if name == item.name else Item(name)
                        size = 1 if item.via or item.again else self._rows(name)
                        rects[here] = Rect(first, first + width - 1, at, at + size - 1)
                        at += size + self.mode.dock
            left += width + gap
        return rects
