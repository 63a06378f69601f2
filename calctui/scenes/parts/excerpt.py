"""A part of a scene, from one of its marks to another, where a step is about that part alone."""

from __future__ import annotations

from collections.abc import Sequence

from calctui.errors import SceneError
from calctui.scenes.timeline import Beat


def excerpt(beats: Sequence[Beat], show_from: str = "", show_until: str = "") -> slice:
    """Which beats lie between two marks; an empty name is the start or the end of all.

    Raises:
        SceneError: There is no such mark, or the second is not after the first.
    """
    ends = {beat.mark or beat.phase: number for number, beat in enumerate(beats, 1)}
    first = _place("show_from", show_from, ends) if show_from else 0
    last = _place("show_until", show_until, ends) if show_until else len(beats)
    if first and first >= last:
        field = "show_until" if show_until else "show_from"
        raise SceneError(
            field, "nothing is left to show", cure="name a later mark to end, or an earlier one to start"
        )
    return slice(first, last)


def _place(field: str, mark: str, ends: dict[str, int]) -> int:
    if mark not in ends:
        raise SceneError(field, f"there is no mark {mark}", cure=f"the marks are {', '.join(ends)}")
    return ends[mark]
