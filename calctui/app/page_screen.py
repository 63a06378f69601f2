"""A page of rows over the screen: the keys, or what a lesson came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from calctui.app.left_once import LeftOnce
from calctui.app.look import Look
from calctui.app.rows import Rows
from calctui.text import Row

Page = Callable[[int, int, int], tuple[tuple[Row, ...], int]]
"""Columns, rows and scroll -> the rows of the page, and how far it can be scrolled."""


class PageScreen(LeftOnce[str], ModalScreen[str]):
    """Shows a page; a key closes it, and the screen gives what that key stands for."""

    CSS = "PageScreen { align: center middle; }"

    def __init__(self, look: Look, page: Page, results: Mapping[str, str], other: str | None = None) -> None:
        """Prepares the page.

        Args:
            look: How roles look.
            page: Makes the rows.
            results: What keys stand for, by their names.
            other: What any other key stands for; None where other keys do nothing.
        """
        super().__init__()
        self._rows = Rows(look)
        self._page = page
        self._results = results
        self._other = other
        self._scroll = 0

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._rows

    def on_resize(self) -> None:
        """Sets the page for the size."""
        self._show()

    def _show(self) -> None:
        width, height = self.app.size
        rows, most = self._page(width, height, self._scroll)
        self._scroll = min(self._scroll, most)
        self._rows.show(rows)

    def on_mouse_scroll_down(self) -> None:
        """The wheel scrolls."""
        self._scroll_by(+1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel scrolls."""
        self._scroll_by(-1)

    def _scroll_by(self, rows: int) -> None:
        self._scroll = max(self._scroll + rows, 0)
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Scrolls or closes."""
        event.stop()
        if not self.in_front:
            return
        if event.key in {"down", "up"}:
            self._scroll_by(+1 if event.key == "down" else -1)
        elif event.key == "ctrl+q":
            self.app.exit()
        elif event.key in self._results:
            self.leave(self._results[event.key])
        elif self._other is not None:
            self.leave(self._other)
