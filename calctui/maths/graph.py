"""The computational graph of a formula as it is written, computed forward and then backward node by node.

Each *use* of a name is an edge of its own, so ``x*x`` uses x twice. A pass backward goes through the nodes
in reverse order: by then everything that uses a node has said how the result changes with it, and these
shares add (the sum over all paths of the multivariable chain rule; Rumelhart, Hinton and Williams 1986).
The slope of one node by one use comes from `calctui.maths.autodiff`, and so from its one table of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calctui.frozen import frozen
from calctui.maths.autodiff import gradient, value
from calctui.maths.tree import Name, Node, children, postorder, rebuilt, with_names

Array = NDArray[np.float64]
Use = tuple[str, int]
"""A use of a name: the node that uses it, and which of the uses in its formula this is, from 0."""

RESULTS, INNER = ("y", "f", "L", "out", "result"), "n"
"""What the result of a formula is called, the first that it does not use itself; the nodes on the way to it are
counted from 1 after a letter."""


@frozen
class GraphNode:
    """One node that is computed.

    Attributes:
        name: Its name.
        tree: What is computed, as written.
        operands: The name at each use, from left to right; a name may stand here more than once.
        slots: What is computed, definitions put in, with the use number i in place of each name.
    """

    name: str
    tree: Node
    operands: tuple[str, ...]
    slots: Node = field(compare=False)


@frozen(eq=False)
class Backward:
    """What a pass backward finds, for each node the derivative of the result by it.

    Attributes:
        gradients: For each node and input; 0 where the result does not depend on it.
        slopes: For each use the slope of the node that uses by this use alone.
        shares: For each use what it adds to the gradient of the name that is used.
    """

    gradients: Mapping[str, Array]
    slopes: Mapping[Use, Array]
    shares: Mapping[Use, Array]


@frozen(slots=False)
class Graph:
    """A computational graph.

    Attributes:
        nodes: What is computed, each after what it needs; the last is the result.
        inputs: What is given, in order of first use.
        constants: Names that are no nodes, and their values.
    """

    nodes: tuple[GraphNode, ...]
    inputs: tuple[str, ...]
    constants: Mapping[str, float] = field(default_factory=dict)

    @property
    def result(self) -> str:
        """The name of the last node."""
        return self.nodes[-1].name

    @property
    def order(self) -> tuple[str, ...]:
        """Inputs and nodes in the order of their computation, an input just before its first use."""
        return tuple(dict.fromkeys(name for node in self.nodes for name in (*node.operands, node.name)))

    def uses(self, name: str) -> tuple[Use, ...]:
        """Where a name is used, in the order of the nodes."""
        return tuple(
            (node.name, index)
            for node in self.nodes
            for index, operand in enumerate(node.operands)
            if operand == name
        )

    def forward(self, inputs: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """The value of every input and node, in order.

        Args:
            inputs: For each input a number or an array; they broadcast.

        Raises:
            KeyError: An input has no value.
        """
        values = {name: np.asarray(inputs[name], dtype=np.float64) for name in self.inputs}
        for node in self.nodes:
            values[node.name] = value(node.slots, self._env(node, values))
        return {name: values[name] for name in self.order}

    def backward(self, values: Mapping[str, Array]) -> Backward:
        """One pass from the result back to the inputs.

        Args:
            values: As `forward` gives them.
        """
        shape = np.broadcast_shapes(*(np.shape(one) for one in values.values()))
        found: dict[str, Array] = {self.result: np.ones(shape)}
        slopes: dict[Use, Array] = {}
        shares: dict[Use, Array] = {}
        for node in reversed(self.nodes):
            wrt = [_slot(index) for index in range(len(node.operands))]
            _, partials = gradient(node.slots, self._env(node, values), wrt)
            for index, (operand, slope) in enumerate(zip(node.operands, partials, strict=True)):
                slopes[node.name, index] = slope
                shares[node.name, index] = np.zeros(shape)
                if node.name in found:
                    with np.errstate(all="ignore"):
                        share = found[node.name] * slope
                        found[operand] = found[operand] + share if operand in found else share
                    shares[node.name, index] = share
        gradients = {name: found.get(name, np.zeros(shape)) for name in self.order}
        return Backward(gradients, slopes, shares)

    def _env(self, node: GraphNode, values: Mapping[str, Array]) -> dict[str, ArrayLike]:
        slots = {_slot(index): values[operand] for index, operand in enumerate(node.operands)}
        return {**self.constants, **slots}


def of_nodes(
    trees: Mapping[str, Node],
    constants: Mapping[str, float],
    expand: Callable[[Node], Node] = lambda tree: tree,
) -> Graph:
    """The graph of nodes that are named one by one.

    Args:
        trees: What each node computes, each after those it needs.
        constants: The names that are no inputs, and their values; a node of such a name hides it.
        expand: Puts the lesson's definitions into a tree.
    """
    fixed = {name: number for name, number in constants.items() if name not in trees}
    nodes = []
    for name, tree in trees.items():
        slotted, operands = _slotted(tree, fixed)
        nodes.append(GraphNode(name, tree, operands, expand(slotted)))
    used = dict.fromkeys(operand for node in nodes for operand in node.operands)
    return Graph(tuple(nodes), tuple(name for name in used if name not in trees), fixed)


def of_formula(tree: Node, constants: Mapping[str, float]) -> Graph:
    """The graph of one formula, a node for each of its operations.

    What is computed from constants alone is no node, it stays inside the formula of the node that uses it.
    A part that a definition uses twice is one node.

    Args:
        tree: The formula, definitions put in.
        constants: The names that are no inputs, and their values.
    """
    trees: dict[str, Node] = {}
    done: dict[int, Node] = {}
    taken = {node.name for node in postorder(tree) if isinstance(node, Name)}
    result = next((name for name in RESULTS if name not in taken), "the_result")
    for node in _parts(tree):
        parts = children(node)
        if not parts or not _varies(node, constants):
            done[id(node)] = node
            continue
        own = rebuilt(node, tuple(done[id(part)] for part in parts))
        name = result if node is tree else _free_name(len(trees) + 1, taken)
        trees[name] = own
        done[id(node)] = Name(name)
    return of_nodes(trees or {result: tree}, constants)


def _parts(tree: Node) -> Sequence[Node]:
    """Every part once, each after its own parts."""
    return list({id(node): node for node in postorder(tree)}.values())


def _varies(tree: Node, constants: Mapping[str, float]) -> bool:
    return any(isinstance(node, Name) and node.name not in constants for node in postorder(tree))


def _free_name(number: int, taken: Collection[str]) -> str:
    """The name of the inner node of a number; with more of its letter where the formula has that name."""
    letter = INNER
    while f"{letter}{number}" in taken:
        letter += INNER
    return f"{letter}{number}"


def _slotted(tree: Node, constants: Mapping[str, float]) -> tuple[Node, tuple[str, ...]]:
    """The tree with a name of its own for each use of a name, and what was used, from left to right."""
    operands: list[str] = []

    def slot(name: Name) -> Node:
        if name.name in constants:
            return name
        operands.append(name.name)
        return Name(_slot(len(operands) - 1), at=name.at)

    return with_names(tree, slot), tuple(operands)


def _slot(index: int) -> str:
    """The name of a use; no formula can hold it."""
    return f"#{index}"
