"""A formula that has been read: a bounded tree, with the names that it needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field

from calctui.frozen import frozen
from calctui.maths.tree import Moment, Name, Node, preorder


@frozen
class Formula:
    """A formula that has been read; equal to another where their trees are.

    Attributes:
        tree: What is computed.
        text: As it was written.
        names: Its free names in order of appearance, without constants.
        calls: The functions of the lesson that it calls, in order.
        moments: The values at marks that it needs, in order.
    """

    tree: Node
    text: str = field(compare=False)
    names: tuple[str, ...] = field(compare=False)
    calls: tuple[str, ...] = field(compare=False)
    moments: tuple[Moment, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return self.text


def of_tree(tree: Node, text: str, calls: Collection[str] = ()) -> Formula:
    """The formula of a tree that is within its bounds."""
    nodes = list(preorder(tree))
    return Formula(
        tree,
        text,
        names=tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Name))),
        calls=tuple(dict.fromkeys(calls)),
        moments=tuple(dict.fromkeys(node for node in nodes if isinstance(node, Moment))),
    )
