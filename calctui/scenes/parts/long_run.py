"""Runs of many updates: which of them have a mark of their own, so that the whole lasts seconds, not minutes."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from calctui.scenes.parts.pace import quick, slow_updates, update_beats
from calctui.scenes.timeline import Beat, Timeline

ALL_TOLD = 400
"""Up to so many updates each has a mark."""
STRIDES = ((100, 1), (500, 5), (2000, 10))
"""Of more updates, those have a mark that are multiples: up to 100 of 1, up to 500 of 5, and so on; and the last."""


def told_updates(updates: int) -> tuple[int, ...]:
    """The updates that have a mark, ascending, from 1 on."""
    if updates <= ALL_TOLD:
        return tuple(range(1, updates + 1))
    told: list[int] = []
    first = 0
    for last, stride in STRIDES:
        told += range(first + stride, min(last, updates) + 1, stride)
        first = last
    return tuple(dict.fromkeys((*told, updates)))


def long_beats(updates: int, captions: Mapping[int, str]) -> list[Beat]:
    """Beats as in `update_beats`, with a mark ``update-k`` for each of `told_updates`.

    Args:
        updates: How many updates are made.
        captions: What to notice after an update; playing stops there.
    """
    told = told_updates(updates)
    if len(told) == updates:
        beats = update_beats(0, updates)
    else:
        slow = slow_updates(0, updates)
        pace = quick(len(told) - slow)
        later = (Beat("update", pace.update, f"update-{k}") for k in told[slow:])
        beats = [*update_beats(0, slow), *later]
    marked = {f"update-{k}": caption for k, caption in captions.items()}
    return [
        Beat(beat.phase, beat.frames, beat.mark, marked[beat.mark], stop=True)
        if beat.mark in marked
        else beat
        for beat in beats
    ]


def done_updates(timeline: Timeline) -> NDArray[np.int64]:
    """How many updates are completed at each frame; int, shape (frames,)."""
    done = np.zeros(timeline.frames, dtype=np.int64)
    for mark in timeline.marks:
        found = re.fullmatch(r"update-(\d+)", mark.id)
        if found:
            done[mark.frame :] = int(found[1])
    return done
