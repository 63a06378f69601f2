"""Round ticks: steps of 1, 2 or 5 times a power of ten, as many as fit, and labels without float noise."""

from __future__ import annotations

import functools
import math

from calctui.figure import Limits
from calctui.frozen import frozen

MINUS = "\N{MINUS SIGN}"

_LARGEST_EXPONENT = 308
_LONGEST_LABEL = 10


@frozen
class Tick:
    """One mark on an axis.

    Attributes:
        fraction: Where along the axis, from 0 to 1.
        label: The number as it is written.
    """

    fraction: float
    label: str


def labels(values: list[float], step: float, *, minus: str = MINUS) -> list[str]:
    """The values of ticks in one notation, with as many digits as their step needs.

    Args:
        values: Multiples of the step.
        step: The distance of the ticks, above 0.
        minus: The sign to write before a negative number.

    Returns:
        Such as ``−0.25``, ``10000``, or, where numbers are huge or tiny and it is shorter, ``1.5e6`` and ``2e-5``.
    """
    finest = math.floor(math.log10(step) + 1e-9)
    largest = max((abs(value) for value in values), default=0.0)
    if 1e-3 <= largest < 1e5 or largest == 0:
        return [_decimal(value, finest, minus) for value in values]
    written = [_scientific(value, finest, minus) for value in values]
    if largest < 1e15:
        plain = [_decimal(value, finest, minus) for value in values]
        if max(map(len, plain)) <= max(map(len, written)):
            return plain
    return written


def _decimal(value: float, finest: int, minus: str) -> str:
    text = f"{abs(value):.{max(-finest, 0)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return minus + text if value < 0 and text != "0" else text


def _scientific(value: float, finest: int, minus: str) -> str:
    size = math.floor(math.log10(abs(value)) + 1e-9) if value else finest - 1
    if size < finest:
        return "0"
    mantissa, _, exponent = f"{abs(value):.{size - finest}e}".partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    text = f"{mantissa}e{int(exponent)}"
    return minus + text if value < 0 else text


def _multiples(limits: Limits, step: float, most: int) -> list[float]:
    """The multiples of a step between the limits; none if there are too many, or too far out to be exact."""
    if (limits[1] * 0.5 - limits[0] * 0.5) / step * 2 > most or max(map(abs, limits)) / step > 1e15:
        return []
    first, last = math.ceil(limits[0] / step - 1e-9), math.floor(limits[1] / step + 1e-9)
    return [index * step for index in range(first, last + 1)]


def _ticks(limits: Limits, step: float, most: int, minus: str) -> tuple[Tick, ...]:
    low, high = limits
    values = _multiples(limits, step, most)
    fractions = [(value * 0.5 - low * 0.5) / (high * 0.5 - low * 0.5) for value in values]
    return tuple(
        Tick(min(max(fraction, 0.0), 1.0), label)
        for fraction, label in zip(fractions, labels(values, step, minus=minus), strict=True)
    )


def _fit(ticks: tuple[Tick, ...], cells: int, apart: int, *, along: bool) -> bool:
    """Whether the labels stand clear of each other; `along` is true where they lie along the axis."""
    centres = [tick.fraction * cells for tick in ticks]
    sizes = [len(tick.label) if along else 1 for tick in ticks]
    if max(sizes) > cells:
        return False
    reach = zip(centres, centres[1:], sizes, sizes[1:], strict=False)
    return all(right - left - (a + b) / 2 >= apart for left, right, a, b in reach)


@functools.lru_cache(maxsize=256)
def round_ticks(
    limits: Limits, cells: int, *, apart: int, along: bool, minus: str = MINUS
) -> tuple[Tick, ...]:
    """The finest round ticks whose labels have room.

    Args:
        limits: The ends of the axis, finite and ascending.
        cells: The length of the axis in cells.
        apart: Blank cells to leave between two labels.
        along: Whether labels lie along the axis (horizontal) or across it (vertical).
        minus: The sign before a negative number.

    Returns:
        Ascending; empty where no round numbers can be told apart in a readable width.
    """
    length = limits[1] * 0.5 - limits[0] * 0.5
    power = math.floor(math.log10(length)) + 1
    finest = power - 2 - math.ceil(math.log10(max(cells, 1)))
    few: tuple[Tick, ...] = ()
    for exponent in range(finest, power + 1):
        for base in (1, 2, 5):
            step = base * 10.0**exponent if exponent < _LARGEST_EXPONENT else 0.0
            ticks = _ticks(limits, step, cells, minus) if step > 0 else ()
            names = {tick.label for tick in ticks}
            if not ticks or len(names) < len(ticks) or max(map(len, names)) > _LONGEST_LABEL:
                continue
            if len(ticks) >= 2 and _fit(ticks, cells, apart, along=along):
                return ticks
            if len(ticks) <= 2 and not few and _fit(ticks, cells, 1, along=along):
                few = ticks
    return few
