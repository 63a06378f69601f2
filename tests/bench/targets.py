"""A measured figure beside what it should be, and the table of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A measured figure.

    Attributes:
        name: What was measured against what.
        value: The figure.
        target: What it should be, in words; empty for what is only told.
        result: How it compares.
    """

    name: str
    value: float
    target: str = ""
    result: str = ""


def at_most(name: str, value: float, target: float, record: float | None = None) -> Measure:
    """A figure that should not be above its target; at its record it is the best there is."""
    result = "record" if record is not None and value <= record else "met" if value <= target else "missed"
    return Measure(name, value, f"<= {target:g}" + _also(record), result)


def at_least(name: str, value: float, target: float, record: float | None = None) -> Measure:
    """A figure that should not be below its target."""
    result = "record" if record is not None and value >= record else "met" if value >= target else "missed"
    return Measure(name, value, f">= {target:g}" + _also(record), result)


def _also(record: float | None) -> str:
    return "" if record is None else f" ({record:g})"


def table(measures: Sequence[Measure]) -> str:
    """The table, as Markdown."""
    rows = [("measure", "measured", "target (record)", "result")]
    rows += [(one.name, f"{one.value:.3g}", one.target, one.result) for one in measures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
