"""Pictures for a screen: their library is loaded in a thread, after the first words are up."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from calctui.layout.boxes import Box
from calctui.player.view import View
from calctui.text import Row

if TYPE_CHECKING:
    from calctui.charts.dots import Markers
    from calctui.charts.draw import Renderer


class Pictures:
    """Draws the figures of a lesson."""

    def __init__(self, markers: Markers) -> None:
        self._markers = markers
        self._renderer: Renderer | None = None

    @property
    def ready(self) -> bool:
        """Whether pictures can be drawn."""
        return self._renderer is not None

    def load(self) -> None:
        """Loads the library that draws; takes a tenth of a second."""
        self._renderer = import_module("calctui.charts.draw").Renderer(markers=self._markers)

    def use(self, markers: Markers) -> None:
        """Draws with other characters."""
        if markers != self._markers:
            self._markers = markers
            if self.ready:
                self.load()

    def rows(self, shown: View, box: Box | None) -> tuple[Row, ...]:
        """The picture of a view for a box; none where there is none, or before it can be drawn."""
        if shown.figure is None or box is None or self._renderer is None:
            return ()
        return self._renderer.rows(shown.figure, box.width, box.height)
