"""Time in whole beats: what comes a moment early or late makes no frame come twice, or not at all."""

from __future__ import annotations


class Beat:
    """Counts the beats that have passed; what is left over is not lost.

    Attributes:
        length: Seconds of a beat.
    """

    def __init__(self, per_second: float) -> None:
        self.length = 1 / per_second
        self._last: float | None = None

    def restart(self) -> None:
        """The next call is the first beat."""
        self._last = None

    def passed(self, now: float) -> float:
        """The seconds of the beats that have passed since the last call, given the time in seconds."""
        if self._last is None:
            self._last = now - self.length
        beats = round((now - self._last) / self.length)
        self._last += beats * self.length
        return beats * self.length
