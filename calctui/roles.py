"""One colour, one meaning: the roles that words, numbers, code and pictures share.

A role says what a thing *is*; `charts.palette` says how it looks in a theme.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a piece of the screen stands for."""

    TEXT = "text"
    CURVE = "curve"
    """The function, the loss."""
    SLOPE = "slope"
    """Tangent, derivative, gradient arrow."""
    NOW = "now"
    """Where we are."""
    UPDATE = "update"
    """The step taken, the arrow to the next point."""
    PATH = "path"
    """Where we have been."""
    TARGET = "target"
    """A minimum, an exact value, a right answer."""
    AREA_PLUS = "area+"
    AREA_MINUS = "area-"
    RUN_1 = "run-1"
    """The first of several things compared; the scene's own run."""
    RUN_2 = "run-2"
    RUN_3 = "run-3"
    RUN_4 = "run-4"
    MUTED = "muted"
    """Axes, level curves, old things."""


RUNS = (Role.RUN_1, Role.RUN_2, Role.RUN_3, Role.RUN_4)
