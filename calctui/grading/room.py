"""How far off an answer that is a number may be."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calctui.lesson.model import Question
from calctui.numbers import format_number

TOLERANCE_AT_0 = 0.0005
"""How far off an answer may be where 0 is expected, which has no significant digits."""
_ZERO = 1e-14
"""What is smaller comes of rounding, as sin(pi) does."""


def tolerance(question: Question, expected: float) -> float:
    """How far off an answer may be: as the lesson says, else half a unit of the third significant digit."""
    if question.tolerance is not None:
        return question.tolerance
    if abs(expected) < _ZERO or not math.isfinite(expected):
        return TOLERANCE_AT_0
    # As text, since 0.99999999 has the digits of 1.
    power = int(f"{abs(expected):.2e}".partition("e")[2])
    return float(f"0.5e{power - 2}")


def room_text(rooms: Sequence[float]) -> str:
    """How far off an answer may be, in words."""
    return f"within {format_number(max(rooms))}"
