"""When things happen in a scene: beats one after another, each a phase that lasts some frames.

Time is counted in frames, nominally `FRAMES_PER_SECOND` of them. Frame 0 is the mark ``start``; the last
frame is the mark ``end``. A beat is *completed* on its last frame, which its mark names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace
from functools import cached_property

from calctui.frozen import frozen

FRAMES_PER_SECOND = 30


@frozen
class Mark:
    """A named moment.

    Attributes:
        id: Its name in lessons, such as ``update-1``.
        frame: When.
        caption: What to notice; empty for none.
        stop: Whether playing pauses here.
    """

    id: str
    frame: int
    caption: str = ""
    stop: bool = False


@frozen
class Beat:
    """A phase that lasts some frames.

    Attributes:
        phase: Its name, such as ``gradient``.
        frames: How long; at least 1.
        mark: The name of the moment at its end; empty for none.
        caption: What to notice at its end.
        stop: Whether playing pauses at its end.
    """

    phase: str
    frames: int
    mark: str = ""
    caption: str = ""
    stop: bool = False


@frozen
class Moment:
    """Where a frame falls.

    Attributes:
        beat: The index of the beat; -1 on frame 0.
        progress: How much of the beat is done, above 0 and up to 1; 1 on frame 0.
        completed: How many beats are completed.
    """

    beat: int
    progress: float
    completed: int


@frozen(slots=False)
class Timeline:
    """Beats in order.

    Attributes:
        beats: May be empty: then there is one frame, at once start and end.
        start_caption: What to notice on frame 0.
        end_caption: What to notice on the last frame, where its beat has no caption.
    """

    beats: Sequence[Beat]
    start_caption: str = ""
    end_caption: str = ""
    captions: dict[str, str] = field(default_factory=dict)
    """The author's words at a mark; they also make it a stop."""

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The last frame of each beat."""
        ends, frame = [], 0
        for beat in self.beats:
            frame += max(beat.frames, 1)
            ends.append(frame)
        return tuple(ends)

    @property
    def frames(self) -> int:
        """The number of frames, at least 1."""
        return (self.ends[-1] if self.ends else 0) + 1

    def moment(self, frame: int) -> Moment:
        """Where the frame falls; frames outside are taken as the nearest inside."""
        frame = min(max(frame, 0), self.frames - 1)
        if frame == 0:
            return Moment(-1, 1.0, 0)
        index = bisect_left(self.ends, frame)
        first = self.ends[index - 1] if index else 0
        done = frame == self.ends[index]
        return Moment(index, (frame - first) / (self.ends[index] - first), index + done)

    def phase(self, frame: int) -> str:
        """The phase of the beat that the frame falls in; ``start`` on frame 0."""
        moment = self.moment(frame)
        return "start" if moment.beat < 0 else self.beats[moment.beat].phase

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The named moments in order of their frames.

        A phase that occurs once names its end too, where its beat has no mark of that name. Where the author
        speaks at a mark, the marks at the same moment have no words of their own.
        """
        times = Counter(beat.phase for beat in self.beats)
        found = [self._mark("start", 0, self.start_caption, False)]
        for beat, frame in zip(self.beats, self.ends, strict=True):
            if beat.mark:
                found.append(self._mark(beat.mark, frame, beat.caption, beat.stop))
            if times[beat.phase] == 1 and beat.phase != beat.mark:
                bare = bool(beat.mark)
                found.append(
                    self._mark(beat.phase, frame, "" if bare else beat.caption, not bare and beat.stop)
                )
        found.append(self._mark("end", self.frames - 1, self.end_caption, False))
        spoken_for = {mark.frame for mark in found if mark.id in self.captions}
        return tuple(
            replace(mark, caption="") if mark.frame in spoken_for and mark.id not in self.captions else mark
            for mark in found
        )

    def _mark(self, name: str, frame: int, caption: str, stop: bool) -> Mark:
        return Mark(name, frame, self.captions.get(name, caption), stop or name in self.captions)


def ease(progress: float) -> float:
    """Slow, quick, slow: the smoothstep 3t² - 2t³ for a progress from 0 to 1."""
    t = min(max(progress, 0.0), 1.0)
    return t * t * (3 - 2 * t)
