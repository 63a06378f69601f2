"""Peers to measure against: the usual way to show a moving chart in Textual, and an app that shows nothing.

Run by the bench in a terminal of its own: `python tests/bench/peers.py static|plot|empty|numpy`.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Static

CHART = (80, 37)


class Empty(App[None]):
    """An app that shows one word."""

    def compose(self) -> ComposeResult:
        """One word."""
        yield Static("ready")


class Moving(App[None]):
    """A chart beside words, 30 frames a second."""

    CSS = """
    #words { width: 38; dock: left; }
    #chart { dock: right; width: 80; height: 37; }
    #transport { dock: bottom; height: 2; }
    """

    def chart(self) -> Widget:
        """The widget of the chart."""
        raise NotImplementedError

    def draw(self, at: float) -> None:
        """Draws a parabola, its tangent and the point."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Words, chart, transport."""
        yield Static("words", id="words")
        yield self.chart()
        yield Static("", id="transport")

    def on_mount(self) -> None:
        """Starts the clock."""
        self._frame, self._speed = 0, "1x"
        self.set_interval(1 / 30, self._tick)

    def on_key(self, event) -> None:
        """A key changes what the transport says."""
        self._speed = "1.5x" if event.character == ">" else "1x"
        self._say()

    def _say(self) -> None:
        self.query_one("#transport", Static).update(f"{self._frame}/601  {self._speed} ")

    def _tick(self) -> None:
        self._frame += 1
        at = 5 * 0.98 ** (self._frame / 10)
        self.draw(at)
        self.query_one("#words", Static).update(f"The slope at x = {at:.3f} is {2 * at:.3f}.")
        self._say()


class Usual(Moving):
    """The usual way: a string of escape sequences, which Rich reads at every frame."""

    def chart(self) -> Widget:
        """A widget for text."""
        import numpy as np
        import plotext

        terminal = type(plotext.terminal)()
        terminal.limit(False, False)
        self._figure = type(plotext.figure)(terminal)
        self._figure.plot_size(*CHART)
        self._plotext = plotext
        self._x = np.linspace(-5, 5, 400)
        return Static("", id="chart")

    def draw(self, at: float) -> None:
        """With plotext."""
        from rich.text import Text

        figure, marker = self._figure, self._plotext.marker
        figure.clear.data()
        curve = figure.signal(self._x.tolist(), (self._x**2).tolist(), marker=marker("braille", "blue"))
        touch = [at - 1, at + 1]
        tangent = figure.signal(touch, [at * at - 2 * at, at * at + 2 * at], marker=marker("braille", "red"))
        figure.ruler("x").lim(-5.5, 5.5)
        figure.ruler("y").lim(0, 27)
        figure.draw(curve.lines(True))
        figure.draw(tangent.lines(True))
        self.query_one("#chart", Static).update(Text.from_ansi(figure.build().string()))


class Plot(Moving):
    """The widget of textual-plot."""

    def chart(self) -> Widget:
        """Its widget."""
        import numpy as np
        from textual_plot import HiResMode, PlotWidget

        self._braille = HiResMode.BRAILLE
        self._x = np.linspace(-5, 5, 400)
        self._plot = PlotWidget(id="chart")
        return self._plot

    def draw(self, at: float) -> None:
        """Clears it and plots anew, as its documents show it."""
        plot = self._plot
        plot.clear()
        plot.set_xlimits(-5.5, 5.5)
        plot.set_ylimits(0, 27)
        plot.plot(self._x, self._x**2, line_style="blue", hires_mode=self._braille)
        ends = [at * at - 2 * at, at * at + 2 * at]
        plot.plot([at - 1, at + 1], ends, line_style="red", hires_mode=self._braille)


if __name__ == "__main__":
    which = sys.argv[1]
    if which == "numpy":
        import numpy  # noqa: F401
    {"static": Usual, "plot": Plot}.get(which, Empty)().run()
