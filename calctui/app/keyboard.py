"""What a terminal sends, as messages for the app: no bytes whatever stop it, and no paste swallows the keys."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from time import monotonic

from textual import events
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.message import Message

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
MAX_PASTE = 100_000
"""Characters of a paste that are kept; no answer is nearly as long."""
_REPLY = re.compile(r"\x1b\[(\d{1,5});(\d{1,5})R")
_UNFINISHED = re.compile(r"\x1b\[[\d;]{0,11}$")
"""The start of a reply, or of what begins a paste."""
PASTE_PAUSE = 1.0
"""A paste of which so long nothing has come is over, even if its end was never said; in seconds."""


class Keyboard:
    """Reads keys, pastes and reports of the terminal; whatever cannot be read is passed over."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = XTermParser()
        self._held = ""
        self._paste: list[str] | None = None
        self._pasted = 0
        self._came = 0.0

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are complete with these bytes."""
        text, self._held = self._held + self._decode(data), ""
        self._came = monotonic()
        while text:
            if self._paste is None:
                keys, begins, text = text.partition(PASTE_BEGINS)
                if begins:
                    yield from self._keys(keys)
                    self._paste, self._pasted = [], 0
                else:
                    if (unfinished := _UNFINISHED.search(keys)) is not None:
                        keys, self._held = keys[: unfinished.start()], unfinished[0]
                    yield from self._keys(keys)
            else:
                pasted, ends, text = text.partition(PASTE_ENDS)
                if ends:
                    self._keep(pasted)
                    yield self._end_paste()
                else:
                    pasted, self._held = _without_start_of(PASTE_ENDS, pasted)
                    self._keep(pasted)

    def tick(self) -> Iterator[Message]:
        """The messages that are complete since nothing more has come for a while."""
        if self._paste is not None:
            if monotonic() - self._came > PASTE_PAUSE:
                self._held = ""
                yield self._end_paste()
            return
        if monotonic() - self._came > ESCAPE_DELAY:
            keys, self._held = self._held, ""
            yield from self._keys(keys)
        yield from self._parser.tick()

    def _keep(self, pasted: str) -> None:
        assert self._paste is not None
        kept = pasted[: MAX_PASTE - self._pasted]
        self._paste.append(kept)
        self._pasted += len(kept)

    def _end_paste(self) -> Message:
        pasted, self._paste = "".join(self._paste or ()), None
        # A terminal's replies to our own questions may come in the middle of a paste that has no end.
        return events.Paste(_REPLY.sub("", pasted).replace("\0", ""))

    def _keys(self, text: str) -> Iterator[Message]:
        """Keys, and replies to our own questions; these come also while it is not clear yet what an Esc begins."""
        begin = 0
        for reply in _REPLY.finditer(text):
            yield from self._parsed(text[begin : reply.start()])
            row, column = map(int, reply.groups())
            yield events.CursorPosition(column - 1, row - 1)
            begin = reply.end()
        yield from self._parsed(text[begin:])

    def _parsed(self, text: str) -> Iterator[Message]:
        for character in text:
            try:
                yield from self._parser.feed(character)
            except Exception:
                # The boundary to whatever a terminal sends: a key beyond Unicode, a report of no size.
                # A parser that has raised is at its end; the next character begins anew.
                self._parser = XTermParser()


def _without_start_of(mark: str, text: str) -> tuple[str, str]:
    """The text without what may be the start of a mark at its end, and that start."""
    for length in range(min(len(mark) - 1, len(text)), 0, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""
