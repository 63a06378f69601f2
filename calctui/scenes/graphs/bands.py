"""Which layer of which band each box of a computational graph belongs to, before anything has a place.

What is computed belongs to the layer after what it needs. A graph that is too long for one band of layers is
broken like a line of text: where a later band needs a value of an earlier one, its name stands there again.
An input that is used once may be *docked*: it stands above or below its user instead of in a layer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

from calctui.frozen import frozen
from calctui.maths.graph import Graph, GraphNode, Use
from calctui.scenes.graphs.order import Item, Links


@frozen
class Docks:
    """The inputs that stand above and below their user; empty for none."""

    above: str = ""
    below: str = ""


NO_DOCKS = Docks()


@frozen
class Band:
    """Some layers of the graph, which stand in a row of their own.

    Attributes:
        layers: What stands in each layer, in no order that matters.
        links: The wires between neighbouring layers.
        sources: For each use that is wired from the left, what it is wired from.
        layer_of: The layer of everything.
        docks: For each node what is docked to it, where something is.
    """

    layers: list[list[Item]]
    links: Links
    sources: dict[Use, Item]
    layer_of: dict[Item, int]
    docks: dict[str, Docks]


def depths(graph: Graph) -> dict[str, int]:
    """The layer of each node from 1 on: behind all it needs, and as near to its users as it can be."""
    found: dict[str, int] = {}
    for node in graph.nodes:
        found[node.name] = 1 + max((found.get(operand, 0) for operand in node.operands), default=0)
    for node in reversed(graph.nodes[:-1]):
        users = [found[user] for user, _ in graph.uses(node.name)]
        found[node.name] = min(users) - 1 if users else found[node.name]
    return found


class Bands:
    """The bands that a graph can be broken into; each is made once."""

    def __init__(self, graph: Graph) -> None:
        """Takes the graph."""
        self._graph = graph
        self.depths = depths(graph)
        self._made: dict[tuple[int, int, bool], Band] = {}

    @property
    def last(self) -> int:
        """The depth of the deepest node."""
        return max(self.depths.values())

    def band(self, first: int, end: int, *, docked: bool) -> Band:
        """The nodes from one depth up to another, and what they need from elsewhere.

        Args:
            first: The first depth.
            end: One more than the last depth.
            docked: Whether inputs that are used once, by a node that has its layer for itself, are docked.
        """
        key = first, end, docked
        if key not in self._made:
            self._made[key] = self._make(first, end, docked=docked)
        return self._made[key]

    def _make(self, first: int, end: int, *, docked: bool) -> Band:
        graph, at = self._graph, list(self.depths.values())
        own = {name: depth - first + 1 for name, depth in self.depths.items() if first <= depth < end}
        nodes = [node for node in graph.nodes if node.name in own]
        alone = [node for node in nodes if docked and at.count(self.depths[node.name]) == 1]
        docks = {node.name: dock for node in alone if (dock := _docks(graph, node)) != NO_DOCKS}
        at_docks = {name for dock in docks.values() for name in (dock.above, dock.below) if name}
        seen = self._seen(first)
        layer_of: dict[Item, int] = {Item(name): layer for name, layer in own.items()}
        sources: dict[Use, Item] = {}
        for node in nodes:
            for index, operand in enumerate(node.operands):
                if operand in at_docks:
                    continue
                item = Item(operand) if operand in own else Item(operand, again=operand in seen)
                sources[node.name, index] = item
                if operand not in own:
                    layer_of[item] = min(layer_of.get(item, end), own[node.name] - 1)
        links = _links(sources, layer_of)
        rank = {name: index for index, name in enumerate(graph.order)}
        layers: list[list[Item]] = [[] for _ in range(max(layer_of.values(), default=0) + 1)]
        for item in sorted(layer_of, key=lambda item: (rank[item.name], item.via)):
            layers[layer_of[item]].append(item)
        return Band([layer for layer in layers if layer], links, sources, layer_of, docks)

    def _seen(self, first: int) -> set[str]:
        """What has its box in a band of lesser depths."""
        earlier = [node for node in self._graph.nodes if self.depths[node.name] < first]
        return {name for node in earlier for name in (node.name, *node.operands)}


def _docks(graph: Graph, node: GraphNode) -> Docks:
    """Two docked inputs stand above and below their user, one stands below."""
    given: Collection[str] = set(graph.inputs)
    free = [name for name in node.operands if name in given and len(graph.uses(name)) == 1]
    if not free:
        return NO_DOCKS
    return Docks(above=free[0], below=free[1]) if len(free) > 1 else Docks(below=free[0])


def _links(sources: Mapping[Use, Item], layer_of: dict[Item, int]) -> Links:
    """The wires from layer to layer; what a wire passes is added to the layers."""
    links: Links = {}
    ends = {item.name: layer for item, layer in layer_of.items() if not item.again}
    for (user, _), source in sources.items():
        chain = [source]
        for layer in range(layer_of[source] + 1, ends[user]):
            chain.append(Item(source.name, again=source.again, via=layer))
            layer_of[chain[-1]] = layer
        for before, after in pairwise((*chain, Item(user))):
            links.setdefault(before, []).append(after)
    return links
