"""The stretch of the horizontal axis that a scene is about, as lessons write it: `from: 0` and `to: 3`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from calctui.errors import SceneError
from calctui.figure import Limits
from calctui.maths.scope import Scope
from calctui.scenes import axes
from calctui.scenes.fields import FORBID_EXTRA, Number


def _without_underscore(name: str) -> str:
    return name.rstrip("_")


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A stretch from left to right.

    Attributes:
        from_: Its left end; `from` in lessons.
        to: Its right end.
    """

    __pydantic_config__: ClassVar = {**FORBID_EXTRA, "alias_generator": _without_underscore}

    from_: Number
    to: Number

    def interval(self, scope: Scope) -> Limits:
        """Its ends, the left one first.

        Raises:
            SceneError: They are not finite, or `from` is not on the left of `to`.
        """
        low = axes.finite("from", scope.number(self.from_))
        high = axes.finite("to", scope.number(self.to))
        if not low < high:
            raise SceneError("to", f"must be greater than from, {low:g}", cure=f"write to: {low + 1:g}")
        return low, high
