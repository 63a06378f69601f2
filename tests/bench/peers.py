"""Peers to measure against: the usual way to show a moving chart in Textual, and an app that shows nothing.

Run by the bench in a terminal of its own: `python tests/bench/peers.py static|empty|numpy`.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static

CHART = (80, 37)


class Empty(App[None]):
    """An app that shows one word."""

    def compose(self) -> ComposeResult:
        """One word."""
        yield Static("ready")


class Usual(App[None]):
    """A chart as a string of escape sequences, read by Rich at every frame, beside words; 30 frames a second."""

    CSS = """
    #words { width: 38; dock: left; }
    #chart { dock: right; width: 80; height: 37; }
    #transport { dock: bottom; height: 2; }
    """

    def compose(self) -> ComposeResult:
        """Words, chart, transport."""
        yield Static("words", id="words")
        yield Static("", id="chart")
        yield Static("", id="transport")

    def on_mount(self) -> None:
        """Starts the clock."""
        import numpy as np
        import plotext

        terminal = type(plotext.terminal)()
        terminal.limit(False, False)
        self._figure = type(plotext.figure)(terminal)
        self._figure.plot_size(*CHART)
        self._plotext = plotext
        self._x = np.linspace(-5, 5, 400)
        self._frame, self._speed = 0, "1x"
        self.set_interval(1 / 30, self._tick)

    def on_key(self, event) -> None:
        """A key changes what the transport says."""
        self._speed = "1.5x" if event.character == ">" else "1x"
        self._say()

    def _say(self) -> None:
        self.query_one("#transport", Static).update(f"{self._frame}/601  {self._speed} ")

    def _tick(self) -> None:
        from rich.text import Text

        self._frame += 1
        at = 5 * 0.98 ** (self._frame / 10)
        figure, marker = self._figure, self._plotext.marker
        figure.clear.data()
        curve = figure.signal(self._x.tolist(), (self._x**2).tolist(), marker=marker("braille", "blue"))
        touch = [at - 1, at + 1]
        tangent = figure.signal(touch, [at * at - 2 * at, at * at + 2 * at], marker=marker("braille", "red"))
        figure.ruler("x").lim(-5.5, 5.5)
        figure.ruler("y").lim(0, 27)
        figure.draw(curve.lines(True))
        figure.draw(tangent.lines(True))
        text = figure.build().string()
        self.query_one("#chart", Static).update(Text.from_ansi(text))
        self.query_one("#words", Static).update(f"The slope at x = {at:.3f} is {2 * at:.3f}.")
        self._say()


if __name__ == "__main__":
    which = sys.argv[1]
    if which == "numpy":
        import numpy  # noqa: F401
    (Usual if which == "static" else Empty)().run()
