"""A closer look in the middle of a scene: the axes move once from wide limits to narrow ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from calctui.errors import SceneError
from calctui.figure import Limits, Window
from calctui.frozen import frozen
from calctui.maths.scope import Scope
from calctui.scenes.fields import FORBID_EXTRA, Pair, Words
from calctui.scenes.parts import axes
from calctui.scenes.timeline import Beat, Timeline, ease

ZOOM_FRAMES = 45


@frozen(kw_only=True, slots=False)
class Zoom:
    """A closer look, once enough has happened.

    Attributes:
        after: The mark after which the axes move, such as update-9.
        x: The limits of the horizontal axis from then on.
        y: The limits of the vertical axis from then on.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    after: Words
    x: Pair
    y: Pair

    def window(self, scope: Scope) -> Window:
        """The narrow limits.

        Raises:
            SceneError: They are no limits.
        """
        return axes.limits("zoom", self.x, scope), axes.limits("zoom", self.y, scope)


def with_zoom(beats: Sequence[Beat], zoom: Zoom | None) -> list[Beat]:
    """The beats with that of the zoom after the one whose mark it names.

    Raises:
        SceneError: There is no such mark.
    """
    if zoom is None:
        return list(beats)
    marks = ["start", *(beat.mark for beat in beats)]
    if not zoom.after or zoom.after not in marks:
        known = [mark for mark in marks if mark]
        cure = f"the marks are {known[0]} to {known[-1]}" if len(known) > 1 else "write after: start"
        raise SceneError("zoom", f"there is no mark {zoom.after!r}", cure=cure)
    index = marks.index(zoom.after)
    return [*beats[:index], Beat("zoom", ZOOM_FRAMES), *beats[index:]]


class Camera:
    """The limits of the axes at every frame: wide, then on the way, then narrow."""

    def __init__(self, timeline: Timeline, wide: Window, narrow: Window) -> None:
        """Takes the beats, one of them perhaps a zoom, and the limits before and after it."""
        self._timeline, self._wide, self._narrow = timeline, wide, narrow
        phases = [beat.phase for beat in timeline.beats]
        self._beat = phases.index("zoom") if "zoom" in phases else len(phases)

    def window(self, frame: int) -> Window:
        """The limits at a frame."""
        moment = self._timeline.moment(frame)
        if moment.beat < self._beat:
            return self._wide
        if moment.beat > self._beat or moment.progress == 1:
            return self._narrow
        (x, y), share = zip(self._wide, self._narrow, strict=True), ease(moment.progress)
        return _between(*x, share), _between(*y, share)


def _between(a: Limits, b: Limits, share: float) -> Limits:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
