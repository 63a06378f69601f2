"""An app that hands what is to be seen to a driver that takes cells; with any other driver it is a plain app.

What is not public in Textual is here and in `strips`; tests compare what is shown with Textual's own way.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.color import ColorSystem
from rich.console import RenderableType
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from calctui.app.strips import can_take
from calctui.wire.grid import Span


class CellApp(App[None]):
    """Hands over cells; Textual's own way is to write escape sequences."""

    _displayed: Screen[object] | None = None
    """The screen that was composed last; another may be in front and not seen yet."""

    @property
    def colours(self) -> ColorSystem:
        """The colours that the terminal shows."""
        return self.console._color_system or ColorSystem.TRUECOLOR

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Shows what Textual's compositor made."""
        self._displayed = self.screen
        if not self._hands_over or not can_take(renderable):
            super()._display(screen, renderable)
            return
        # Tells the driver whether the terminal can show a frame at once.
        self._begin_update()
        self._driver.show(renderable, self._place_of_cursor, self.colours)  # type: ignore[union-attr]
        self.post_display_hook()

    def can_show_at_once(self, widget: Widget) -> bool:
        """Whether a widget fills the screen and nothing lies over it, so that nothing must be composed."""
        screen = self.screen
        if not self._hands_over or not (widget.screen is screen is self._displayed):
            return False
        # The first one is on top.
        for top, (region, _) in screen._compositor.visible_widgets.items():
            return top is widget and region == Region(0, 0, *self.size)
        return False

    def show_at_once(self, spans: Iterable[Span]) -> None:
        """Shows parts of rows of a widget that can be shown at once."""
        self._begin_update()
        self._driver.show_spans(spans, self._place_of_cursor)  # type: ignore[union-attr]

    @property
    def _hands_over(self) -> bool:
        takes = hasattr(self._driver, "show_spans")
        return takes and self._running and not self._closed and not self._batch_count

    @property
    def _place_of_cursor(self) -> tuple[int, int]:
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        return cursor.x, cursor.y
