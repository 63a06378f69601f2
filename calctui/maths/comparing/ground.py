"""What names in formulas stand for where two of them are compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field

from calctui.frozen import frozen


@frozen
class Ground:
    """What the names in two formulas stand for.

    Attributes:
        variables: The names that run over all values, in order.
        numbers: The values of all other names; a moment is the name ``x@mark``.
        measured: Which of those come out of a scene, and so are not exact.
        limits: Between which values the lesson shows some of the variables.
    """

    variables: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    measured: Collection[str] = ()
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)
