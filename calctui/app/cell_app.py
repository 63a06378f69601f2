"""An app that hands what is to be seen to a driver that takes cells; with any other driver it is a plain app."""

from __future__ import annotations

from rich.color import ColorSystem
from rich.console import RenderableType
from textual.app import App
from textual.screen import Screen

from calctui.app.strips import can_take


class CellApp(App[None]):
    """Hands over updates as they are; Textual's own way is to write escape sequences."""

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Shows what Textual's compositor made; not public, so a test sees that it is still called like that."""
        show = getattr(self._driver, "show", None)
        if show is None or not can_take(renderable) or self._batch_count or not self._running or self._closed:
            super()._display(screen, renderable)
            return
        # Tells the driver whether the terminal can show a frame at once.
        self._begin_update()
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        show(renderable, (cursor.x, cursor.y), self.console._color_system or ColorSystem.TRUECOLOR)
        self.post_display_hook()
