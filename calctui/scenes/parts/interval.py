"""The fields of a scene over an interval, as lessons write it: `from: 0` and `to: 3`."""

from __future__ import annotations

import math
from typing import ClassVar

from calctui.errors import SceneError
from calctui.figure import Limits
from calctui.frozen import frozen
from calctui.maths.scope import Scope
from calctui.scenes.fields import FORBID_EXTRA, Number
from calctui.scenes.parts import axes
from calctui.scenes.scene import SceneFields


def _without_underscore(name: str) -> str:
    return name.rstrip("_")


@frozen(kw_only=True, slots=False)
class IntervalFields(SceneFields):
    """The fields of a scene over an interval.

    Attributes:
        from_: The left end, in units of the horizontal axis; `from` in lessons.
        to: The right end.
    """

    __pydantic_config__: ClassVar = {**FORBID_EXTRA, "alias_generator": _without_underscore}

    from_: Number
    to: Number

    def interval(self, scope: Scope) -> Limits:
        """The two ends, left before right.

        Raises:
            SceneError: One is not finite, or the left is not below the right.
        """
        start = axes.finite("from", scope.number(self.from_))
        end = axes.finite("to", scope.number(self.to))
        if not start < end:
            raise SceneError("from", "must be below to", cure=f"write from: {end:g} and to: {start:g}")
        if not math.isfinite(end - start):
            raise SceneError("to", "is too far from `from`", cure="write a narrower interval")
        return start, end

    def shown(self, scope: Scope) -> Limits:
        """The limits of the horizontal axis; by default the interval and a little more."""
        return axes.limits("x", self.x, scope) if self.x else axes.around(self.interval(scope))
