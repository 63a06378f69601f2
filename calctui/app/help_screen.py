"""Every key on one page, made from the one table of keys."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from calctui.app.left_once import LeftOnce
from calctui.app.look import Look
from calctui.app.rows import Rows
from calctui.layout.help import help_rows


class HelpScreen(LeftOnce[None], ModalScreen[None]):
    """The keys; any key closes it but those that scroll."""

    CSS = "HelpScreen { align: center middle; } HelpScreen Rows { width: 100%; height: 100%; }"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rows = Rows(look)
        self._scroll = 0

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._rows

    def on_resize(self) -> None:
        """Sets the page for the size."""
        self._show()

    def _show(self) -> None:
        width, height = self.app.size
        rows, most = help_rows(width, height, self._scroll)
        self._scroll = min(self._scroll, most)
        self._rows.show(rows)

    def on_key(self, event: events.Key) -> None:
        """Scrolls or closes."""
        event.stop()
        if not self.in_front:
            return
        if event.key in {"down", "up"}:
            self._scroll = max(self._scroll + (1 if event.key == "down" else -1), 0)
            self._show()
        elif event.key == "ctrl+q":
            self.app.exit()
        else:
            self.leave()
