"""A point that a scene moves along an axis, as lessons write it: `{from: -1, to: 3}`."""

from __future__ import annotations

from typing import ClassVar

from calctui.frozen import frozen
from calctui.maths.scope import Scope
from calctui.scenes.fields import FORBID_EXTRA, Number
from calctui.scenes.parts import axes


def _without_underscore(name: str) -> str:
    return name.rstrip("_")


@frozen(kw_only=True, slots=False)
class Probe:
    """A point that moves.

    Attributes:
        from_: Where it starts, in units of the axis; `from` in lessons.
        to: Where it ends.
    """

    __pydantic_config__: ClassVar = {**FORBID_EXTRA, "alias_generator": _without_underscore}

    from_: Number
    to: Number

    def ends(self, scope: Scope) -> tuple[float, float]:
        """Where it starts and where it ends.

        Raises:
            SceneError: They are not finite.
        """
        return axes.pair("probe", (self.from_, self.to), scope)
