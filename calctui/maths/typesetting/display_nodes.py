"""The parts of the display grammar that are set and never computed."""

from __future__ import annotations

from calctui.frozen import frozen
from calctui.maths.tree import Node


@frozen
class Hole(Node):
    """The place of a live number, counted from 0."""

    index: int


@frozen
class Symbol(Node):
    """Something that stands for itself: ``∂f``, ``∇f``, ``∞``, ``…``."""

    text: str


@frozen
class Group(Node):
    """Things in brackets with commas between them, such as a vector ``(4, 8)``."""

    parts: tuple[Node, ...]


@frozen
class Rate(Node):
    """A derivative as a quotient, ``dy/dx`` or ``∂f/∂x``, which binds like one letter."""

    above: str
    below: str


@frozen
class Lowered(Node):
    """A name with an index that is a formula, ``x_(k+1)``."""

    name: str
    index: Node


@frozen
class Row(Node):
    """Formulas with relations, arrows or commas between them.

    Attributes:
        parts: The formulas; the first and the last may be missing.
        signs: What stands between them; one fewer.
    """

    parts: tuple[Node | None, ...]
    signs: tuple[str, ...]
