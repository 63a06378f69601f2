"""Textual's driver, guarded, and only cells that changed are written, and no more than the line carries.

The event loop never waits for the line: what it wants to be seen is painted into a grid, and whenever a frame may go
out, the difference to what is shown goes out. Frames in between are dropped, never queued.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable
from threading import RLock
from time import monotonic, sleep
from types import FrameType
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual import events
from textual.message import Message

from calctui.app.guarded_driver import GuardedDriver
from calctui.app.strips import Update, put_update
from calctui.wire.flow import SLACK, Flow, Place
from calctui.wire.grid import Grid, Span
from calctui.wire.paint import Painter

if TYPE_CHECKING:
    from textual.app import App

ASK = "\x1b[6n"
"""Asks the terminal for its cursor: the reply says that all before it has been shown, and by the place, which ask."""
SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
ALTERNATE_SCREEN = "\x1b[?1049"
LEAVE, HOME = "\x1b[?1049l", "\x1b[H"
"""Where there is no alternate screen, the shell goes on at the top and not in the middle of a line."""
WORTH_SYNC = 600
"""Frames of so many bytes are shown at once where the terminal can; smaller ones are."""
LONGEST_GOODBYE = 0.5
"""So long may the last reply be waited for; in seconds."""
LOOK_AGAIN = 0.1
"""So long after a frame was held back one looks again, where no reply comes; in seconds."""


class CellDriver(GuardedDriver):
    """Writes only cells that changed.

    Attributes:
        flow: The frames that are on their way.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.flow = Flow()
        self._grid = Grid(*self._get_terminal_size())
        self._painter = Painter()
        self._syncs = False
        self._looks_again = False
        # Set also by a signal, in the middle of anything: what the terminal shows is then not known.
        self._unknown = False
        # The thread of the keys writes too, when the terminal tells what it can.
        self._lock = RLock()

    @property
    def dropped(self) -> int:
        """How many frames were dropped so far, since the line did not carry them."""
        return self.flow.dropped

    def start_application_mode(self) -> None:
        """Listens to the size of the window besides."""
        super().start_application_mode()
        before = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            self._unknown = True
            if callable(before):
                before(number, frame)

        signal.signal(signal.SIGWINCH, resized)
        # How long the line takes is best known before much is on its way.
        super().write(self._asked(monotonic()))

    def disable_input(self) -> None:
        """Waits for replies that are on their way, so that none of them is typed into the shell."""
        if self.flow.in_flight and not self.flow.deaf:
            sleep(min((self.flow.best or 0.0) + SLACK, LONGEST_GOODBYE))
        super().disable_input()

    def write(self, data: str) -> None:
        """Paints what the app writes; what is no painting goes straight to the terminal."""
        if data in {SYNC_START, SYNC_END}:
            self._syncs = True
            return
        with self._lock:
            self._fit()
            through = self._grid.feed(data)
            self._unknown = self._unknown or ALTERNATE_SCREEN in through
            if through:
                super().write(through.replace(LEAVE, HOME + LEAVE))
            self._send_if_dirty()

    def show(self, update: Update, cursor: tuple[int, int], colours: ColorSystem) -> None:
        """Takes what the app wants to be seen as cells, which costs less than to read what it would write."""
        with self._lock:
            self._fit()
            put_update(self._grid, update, colours)
            self._grid.cursor = cursor
            self._send_if_dirty()

    def show_spans(self, spans: Iterable[Span], cursor: tuple[int, int]) -> None:
        """Takes parts of rows as cells."""
        with self._lock:
            self._fit()
            for x, y, cells in spans:
                self._grid.put(x, y, cells)
            self._grid.cursor = cursor
            self._send_if_dirty()

    def _fit(self) -> None:
        """The grid has the size for which the app paints."""
        width, height = self._app.size
        if (width, height) != (self._grid.columns, len(self._grid.rows)) and width and height:
            self._grid.resize(width, height)

    def _send_if_dirty(self) -> None:
        """Sends the difference, if there is one and a frame may go out; else looks again when a reply comes."""
        if not self._grid.dirty or self._writer_thread is None:
            return
        now = monotonic()
        # A frame behind others that the line has not taken yet would only wait.
        free = self._writer_thread._queue.empty()
        if not (free and self.flow.may_send(now)):
            self.flow.held(now)
            if not self._looks_again:
                self._looks_again = True
                self._loop.call_soon_threadsafe(self._loop.call_later, LOOK_AGAIN, self._look_again)
            return
        if self._unknown:
            self._unknown = False
            self._painter.forget()
        frame = self._painter.paint(self._grid)
        typing = self._grid.cursor != (0, 0)
        if not frame and not (typing and self._painter.cursor != self._grid.cursor):
            return
        if self._syncs and len(frame) >= WORTH_SYNC:
            frame = f"{SYNC_START}{frame}{SYNC_END}"
        asked = self._asked(now)
        # To ask moves the cursor too, and perhaps to just this place, so each move is told in its turn.
        cursor = self._painter.put_cursor(self._grid.cursor) if typing else ""
        super().write(frame + asked + cursor)

    def _asked(self, now: float) -> str:
        """A frame goes out; gives what asks for its end, if it shall be asked for."""
        place = self.flow.sent(now)
        return "" if place is None else self._painter.put_cursor(place) + ASK

    def _look_again(self) -> None:
        with self._lock:
            self._looks_again = False
            self._send_if_dirty()

    def process_message(self, message: Message) -> None:
        """Takes the replies out of what the terminal sends; runs in the thread of the keys."""
        if isinstance(message, events.CursorPosition):
            self._loop.call_soon_threadsafe(self._replied, (message.x, message.y))
            return
        if isinstance(message, events.Resize):
            self._unknown = True
        super().process_message(message)

    def _replied(self, place: Place) -> None:
        with self._lock:
            self.flow.replied(monotonic(), place)
            self._send_if_dirty()
