"""The rows of things within layers such that wires run as straight as the room allows.

Within a layer the order is given. Each thing would like to stand level with the things it is wired to; the
nearest places that keep the order and the distances are an isotonic regression, found by pooling adjacent
violators (Barlow et al. 1972).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calctui.frozen import frozen
from calctui.scenes.graphs.order import Item, Links

SWEEPS = 6
STRAIGHT = 4.0
"""How much more a wire between two things that both have wires on their left should be straight than one from an
input."""


@frozen
class Slot:
    """Something in a layer.

    Attributes:
        item: What.
        rows: The rows it takes.
        middle: How far below its top its wires are.
    """

    item: Item
    rows: int
    middle: float


def place_rows(
    layers: Sequence[Sequence[Slot]], links: Mapping[Item, Sequence[Item]], gap: int, height: int
) -> dict[Item, int]:
    """The first row of each thing, from 0; all stand in the middle of the height together.

    Args:
        layers: The things in each layer from the top.
        links: The wires.
        gap: The least rows between two things.
        height: The rows there are.
    """
    back: Links = {}
    for item, others in links.items():
        for other in others:
            back.setdefault(other, []).append(item)
    middles: dict[Item, float] = {}
    for layer in layers:
        tops = _spread(layer, [height / 2] * len(layer), gap, height)
        middles.update({slot.item: top + slot.middle for slot, top in zip(layer, tops, strict=True)})
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = [_wanted(slot.item, middles, links, back) for slot in layer]
            tops = _spread(layer, wanted, gap, height)
            middles.update({slot.item: top + slot.middle for slot, top in zip(layer, tops, strict=True)})
    rows = {slot.item: round(middles[slot.item] - slot.middle) for layer in layers for slot in layer}
    ends = [rows[slot.item] + slot.rows for layer in layers for slot in layer]
    shift = (height - max(ends, default=0) - min(rows.values(), default=0)) // 2
    return {item: max(row + shift, 0) for item, row in rows.items()}


def _wanted(
    item: Item,
    middles: Mapping[Item, float],
    links: Mapping[Item, Sequence[Item]],
    back: Mapping[Item, Sequence[Item]],
) -> float:
    """The mean height of what a thing is wired to; wires between computed things weigh more."""
    total = weights = 0.0
    for other in (*links.get(item, ()), *back.get(item, ())):
        both = (item in back or item.via) and (other in back or other.via)
        weight = STRAIGHT if both else 1.0
        total, weights = total + weight * middles[other], weights + weight
    return total / weights if weights else middles[item]


def _spread(layer: Sequence[Slot], wanted: Sequence[float], gap: int, height: int) -> list[int]:
    """The first rows nearest to the wanted middles that keep order, gap and height."""
    offsets, total = [], 0
    for slot in layer:
        offsets.append(total)
        total += slot.rows + gap
    room = max(height - (total - gap), 0)
    pools: list[tuple[float, int]] = []
    for slot, middle, offset in zip(layer, wanted, offsets, strict=True):
        pools.append((middle - slot.middle - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2], pools[-1]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    free = [value for value, count in pools for _ in range(count)]
    return [round(min(max(value, 0.0), room)) + offset for value, offset in zip(free, offsets, strict=True)]
