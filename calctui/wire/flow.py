"""How many frames may be on their way: as many as the line carries, with one waiting behind the one that goes out.

Ahead of an ask the cursor is put in a place of its own; the terminal's reply tells that place, so one knows which
frames have been shown, also when replies were lost. From how much later than the best reply it came one reckons how
many frames wait in the line, and keeps that about one: the window grows where fewer do, and shrinks by as many as are
too many (TCP Vegas, Brakmo and Peterson 1995). A reply that is late by a moment changes little. Time is an argument.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from calctui.frozen import frozen

SLACK = 0.05
"""Seconds by which a reply may always be later than the best one."""
FEW, ENOUGH, MANY = 0.75, 1.25, 1.5
"""Frames that wait in the line: with fewer the window grows, with more it shrinks so that enough are left."""
MOST = 16
"""More frames than these are never on their way."""
FIRST = 3
NO_REPLIES = 1.0
"""If none has come by then, the terminal does not reply, and frames go by the clock alone; in seconds."""
ASKS = 4
"""A full window is asked for so many times, since each reply costs the program some work too."""
LOST = 2.0
"""A reply that is not there by then may be lost, so one frame more may be sent; in seconds."""
MOMENT = 0.01
"""A frame in whose place another came sooner than this, as in a burst of keys, would not have been seen; in seconds."""
PLACES = 8
"""Asks are told apart by so many rows and columns in a corner of the screen."""
RISE = 0.25
"""A frame that was alone on the line raises the best time by such a part of what it took longer, or of the slack."""

Place = tuple[int, int]
"""A column and a row, from 0."""


@frozen
class _Ask:
    """How many frames a reply is about, and how many were on their way when it was asked for."""

    sent: float
    place: Place
    frames: int
    in_flight: int


class Flow:
    """The frames in flight.

    Attributes:
        window: How many there may be.
        dropped: How many were never shown, since another took their place before the line was free.
        deaf: Whether the terminal replies to nothing.
        best: The shortest time between a frame and its reply, in seconds; None before the first.
    """

    def __init__(self, window: float = FIRST) -> None:
        self.window = window
        self.dropped = 0
        self.deaf = False
        self.best: float | None = None
        self._asks: deque[_Ask] = deque(maxlen=PLACES * PLACES)
        self._unasked = 0
        self._number = 0
        self._held: float | None = None
        self._shrunk = 0.0

    @property
    def in_flight(self) -> int:
        """How many frames are not known to have been shown."""
        return sum(ask.frames for ask in self._asks) + self._unasked

    def may_send(self, now: float) -> bool:
        """Whether a frame may go out."""
        if self.deaf or self.in_flight < round(self.window):
            return True
        if self.best is None and now - self._asks[0].sent > NO_REPLIES:
            self.deaf = True
        elif now - self._asks[-1].sent > LOST:
            # The replies may still come, so the asks are not forgotten.
            self._asks = deque((replace(ask, frames=0) for ask in self._asks), self._asks.maxlen)
            self._unasked, self.window = 0, 1
        else:
            return False
        return True

    def held(self, now: float) -> None:
        """A frame is held back; the one that was held back before it will never be shown."""
        if self._held is None:
            self._held = now
        elif now - self._held >= MOMENT:
            self.dropped += 1
            self._held = now

    def sent(self, now: float) -> Place | None:
        """A frame goes out.

        Returns:
            The place from where its end shall be asked for; None where it need not be.
        """
        self._held = None
        if self.deaf:
            return None
        self._unasked += 1
        if self._unasked < round(self.window) // ASKS and self._asks:
            return None
        self._number = (self._number + 1) % (PLACES * PLACES)
        # Not in the first row: the reply could be taken for a function key there.
        place = (1 + self._number % PLACES, 1 + self._number // PLACES)
        self._asks.append(_Ask(now, place, self._unasked, self.in_flight))
        self._unasked = 0
        return place

    def replied(self, now: float, place: Place) -> None:
        """All frames have been shown up to the one that was asked for from this place."""
        asks = self._asks
        if all(ask.place != place for ask in asks):
            return
        while (ask := asks.popleft()).place != place:
            pass
        self.deaf = False
        took = now - ask.sent
        best = self.best = self._better(took, alone=ask.in_flight <= ask.frames)
        waiting = ask.in_flight * (1 - best / took) if took > best else 0.0
        if took <= best + SLACK or waiting < FEW:
            if ask.in_flight >= self.window / 2:
                self.window = min(self.window + ask.frames / 2, MOST)
        elif waiting > MANY and ask.sent >= self._shrunk:
            # Frames that were sent before the window shrank say nothing about the smaller one.
            self.window = max(self.window - (waiting - ENOUGH), self.window / 2, 1)
            self._shrunk = now

    def _better(self, took: float, *, alone: bool) -> float:
        """The best time after another; a frame that was alone waited for none, so the line itself may be slower now."""
        if self.best is None or took < self.best:
            return took
        return self.best + RISE * min(took - self.best, SLACK) if alone else self.best
