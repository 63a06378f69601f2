"""How long an update of a descent lasts: slow and in three phases at first, then quicker."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.scenes.timeline import Beat, Timeline

SLOW_UPDATES = 3
"""So many updates of a short run are told slowly: enough to see the rhythm of loss, gradient and update."""
SHORT_RUN = 6
"""The most updates of a short run. A longer one is about where it leads: of it, one update is told slowly."""


@frozen
class Pace:
    """Frames of the three phases of one update; 0 leaves a phase out."""

    loss: int
    gradient: int
    update: int


SLOW = Pace(loss=15, gradient=22, update=30)
PHASES = 3
LONG_RUN_FRAMES = 240
"""About how long all the quick updates together may take: eight seconds, and so ten with the slow one before them."""


def quick(updates: int) -> Pace:
    """The pace of the later updates: the more there are, the quicker each; of very many only the update is seen."""
    frames = min(max(LONG_RUN_FRAMES // max(updates, 1), 1), 18)
    if frames < PHASES:
        return Pace(0, 0, frames)
    loss = max(frames // 6, 1)
    gradient = max(frames // 3, 1)
    return Pace(loss, gradient, max(frames - loss - gradient, 1))


def slow_updates(first: int, updates: int) -> int:
    """How many updates are told slowly, where `first` are done at the start and `updates` at the end."""
    made = updates - first
    if made <= SLOW_UPDATES:
        return made
    if first:
        return 0
    return SLOW_UPDATES if made <= SHORT_RUN else 1


def update_beats(first: int, updates: int, captions: Sequence[str] = ()) -> list[Beat]:
    """The beats of the updates `first + 1` to `updates`; the last of each has the mark ``update-k``.

    Args:
        first: How many updates are done when the scene starts.
        updates: How many are done when it ends.
        captions: What to notice after the updates from `first + 1` on; playing stops where there is one.
    """
    slow = slow_updates(first, updates)
    fast = quick(updates - first - slow)
    beats: list[Beat] = []
    for k in range(first + 1, updates + 1):
        pace = SLOW if k - first <= slow else fast
        caption = captions[k - first - 1] if k - first <= len(captions) else ""
        if pace.loss and pace.gradient:
            beats += [Beat("loss", pace.loss), Beat("gradient", pace.gradient)]
        beats.append(Beat("update", pace.update, f"update-{k}", caption, stop=bool(caption)))
    return beats


def completed_updates(timeline: Timeline, first: int = 0) -> NDArray[np.int64]:
    """How many updates are completed at each frame, shape (frames,), where `first` are done at the start."""
    done = np.full(timeline.frames, first, dtype=np.int64)
    for mark in timeline.marks:
        found = re.fullmatch(r"update-(\d+)", mark.id)
        if found:
            done[mark.frame :] = int(found[1])
    return done
