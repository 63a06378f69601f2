"""The order of things within layers such that the wires between neighbouring layers cross seldom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from calctui.frozen import frozen

SWEEPS = 8


@frozen
class Item:
    """Something that has a place in a layer.

    Attributes:
        name: The input or node that it shows.
        again: Whether it only repeats a name that has its box elsewhere.
        via: The layer in which a wire from it passes; 0 for the thing itself.
    """

    name: str
    again: bool = False
    via: int = 0


Links = dict[Item, list[Item]]
"""For each item those of the next layer that a wire goes to, once for each wire."""


def fewest_crossings(
    layers: Sequence[Sequence[Item]], links: Mapping[Item, Sequence[Item]]
) -> list[list[Item]]:
    """The layers in an order with few crossings; the order that is given counts where it makes no difference."""
    best = [list(layer) for layer in layers]
    back: Links = {}
    for item, others in links.items():
        for other in others:
            back.setdefault(other, []).append(item)
    current = [list(layer) for layer in best]
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        ordered = range(1, len(current)) if forth else range(len(current) - 2, -1, -1)
        for index in ordered:
            fixed = current[index - 1 if forth else index + 1]
            current[index] = _by_barycentre(current[index], fixed, back if forth else links)
        _swap(current, links)
        if crossings(current, links) < crossings(best, links):
            best = [list(layer) for layer in current]
    return best


def crossings(layers: Sequence[Sequence[Item]], links: Mapping[Item, Sequence[Item]]) -> int:
    """How many pairs of wires cross between neighbouring layers."""
    count = 0
    for before, after in pairwise(layers):
        place = {item: index for index, item in enumerate(after)}
        ends = [sorted(place[other] for other in links.get(item, ())) for item in before]
        for index, own in enumerate(ends):
            for others in ends[index + 1 :]:
                count += sum(mine > theirs for mine in own for theirs in others)
    return count


def _by_barycentre(
    layer: Sequence[Item], fixed: Sequence[Item], links: Mapping[Item, Sequence[Item]]
) -> list[Item]:
    """The layer by the mean places of neighbours in the fixed layer; what has none keeps its place."""
    place = {item: index for index, item in enumerate(fixed)}

    def mean(index: int) -> float:
        found = [place[other] for other in links.get(layer[index], ()) if other in place]
        return sum(found) / len(found) if found else float(index)

    return [layer[index] for index in sorted(range(len(layer)), key=mean)]


def _swap(layers: list[list[Item]], links: Mapping[Item, Sequence[Item]]) -> None:
    """Swaps neighbours within layers for as long as that takes crossings away."""
    fewest, better = crossings(layers, links), True
    while better:
        better = False
        for layer in layers:
            for index in range(len(layer) - 1):
                layer[index], layer[index + 1] = layer[index + 1], layer[index]
                now = crossings(layers, links)
                if now < fewest:
                    fewest, better = now, True
                else:
                    layer[index], layer[index + 1] = layer[index + 1], layer[index]
