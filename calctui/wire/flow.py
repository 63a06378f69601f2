"""How many frames may be on their way: as many as the line carries without a wait, by when their replies come.

The terminal is asked where its cursor is; a reply says that all before it has been shown. The window of frames in
flight grows while replies come within `SLACK` of the best that was seen, and halves otherwise, as congestion control
does (Jacobson 1988): fast at first, more slowly once the line has shown its end. Time is an argument.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

SLACK = 0.05
"""Seconds by which a reply may be later than the best one."""
MOST = 16
"""More frames than these are never on their way."""
FIRST = 3
NO_REPLIES = 0.5
"""If none has come by then, the terminal does not reply, and frames go by the clock alone; in seconds."""
ASKS = 4
"""A full window is asked for so many times, since each reply costs the program some work too."""
LOST = 2.0
"""A reply that is not there by then is taken as lost, so that one frame more may be sent; in seconds."""


@dataclass
class Flow:
    """The frames in flight.

    Attributes:
        window: How many there may be.
        dropped: How many were held back so far.
        deaf: Whether the terminal replies to nothing.
    """

    window: float = FIRST
    dropped: int = 0
    deaf: bool = False
    _sent: deque[tuple[float, int]] = field(default_factory=deque)
    _unasked: int = 0
    _best: float | None = None
    _halved: float = 0.0
    _starting: bool = True

    @property
    def in_flight(self) -> int:
        """How many frames are not known to have been shown."""
        return sum(frames for _, frames in self._sent) + self._unasked

    @property
    def best(self) -> float | None:
        """The shortest time between a frame and its reply; None before the first."""
        return self._best

    def may_send(self, now: float) -> bool:
        """Whether a frame may go out."""
        if self.deaf or self.in_flight < int(self.window):
            return True
        waited = now - self._sent[0][0] if self._sent else 0.0
        if self._best is None and waited > NO_REPLIES:
            self.deaf = True
            self._sent.clear()
            self._unasked = 0
            return True
        if waited > LOST and now - self._sent[-1][0] > LOST:
            self._sent.popleft()
            self.window = 1
            return True
        return False

    def held(self) -> None:
        """A frame was held back."""
        self.dropped += 1

    def sent(self, now: float) -> bool:
        """A frame goes out; gives whether its end shall be asked for."""
        if self.deaf:
            return False
        self._unasked += 1
        if self._unasked < int(self.window) // ASKS and self._sent:
            return False
        self._sent.append((now, self._unasked))
        self._unasked = 0
        return True

    def replied(self, now: float) -> None:
        """The oldest frames in flight that were asked for have been shown."""
        self.deaf = False
        if not self._sent:
            return
        sent, frames = self._sent.popleft()
        took = now - sent
        self._best = took if self._best is None else min(self._best, took)
        if took <= self._best + SLACK:
            # Until the line has shown its end once, the window grows by what came through (slow start).
            self.window = min(self.window + (frames if self._starting else frames / 2), MOST)
        elif sent >= self._halved:
            # Frames that were sent before the window was halved say nothing about the smaller one.
            self.window = max(self.window / 2, 1)
            self._halved = now
            self._starting = False
