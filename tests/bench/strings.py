"""The same moving picture as others draw it, from numbers to a string: a curve, a tangent and the point it touches.

Each gives a function of the frame; nothing is kept from frame to frame, as there is no way to in any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import plotext
from contourpy import contour_generator

from calctui.scenes.kinds.contour_descent import ContourDescent

Draw = Callable[[int], object]
X = np.linspace(-5.5, 5.5, 400)
ACROSS, UP = (-5.5, 5.5), (0.0, 27.0)


def place(frame: int) -> float:
    """Where the point is."""
    return 5 * 0.8 ** (frame % 300 / 30)


def tangent(at: float) -> tuple[list[float], list[float]]:
    """The two ends of the tangent."""
    return [at - 2, at + 2], [at * at - 4 * at, at * at + 4 * at]


def plotext_figure(width: int, height: int) -> Any:
    """A figure of plotext that is not clamped to the real terminal."""
    terminal = type(plotext.terminal)()
    terminal.limit(False, False)
    figure = type(plotext.figure)(terminal)
    figure.plot_size(width, height)
    return figure


def by_plotext(width: int, height: int) -> Draw:
    """As plotext is used: build and string of the whole."""
    figure = plotext_figure(width, height)

    def draw(frame: int) -> object:
        figure.clear.data()
        at = place(frame)
        curve = figure.signal(X.tolist(), (X * X).tolist(), marker=plotext.marker("braille", "blue"))
        line = figure.signal(*tangent(at), marker=plotext.marker("braille", "red"))
        figure.ruler("x").lim(*ACROSS)
        figure.ruler("y").lim(*UP)
        figure.draw(curve.lines(True))
        figure.draw(line.lines(True))
        figure.draw(figure.signal([at], [at * at], marker=plotext.marker("●", "yellow")))
        return figure.build().string()

    return draw


def contour_by_plotext(width: int, height: int) -> Draw:
    """Level curves and the path over them, as plotext draws them anew: those of the scene that is measured."""
    figure = plotext_figure(width, height)
    x, y = np.linspace(-5.5, 1.5, 161), np.linspace(-2.6, 2.6, 121)
    z = 0.1 * x[None, :] ** 2 + 2 * y[:, None] ** 2
    updates = np.arange(13)
    path = -5 * (1 - 0.4 * 0.2) ** updates, -2 * (1 - 0.4 * 4.0) ** updates
    assert "0.1*x**2 + 2*y**2" in ContourDescent.EXAMPLE

    def draw(frame: int) -> object:
        figure.clear.data()
        figure.ruler("x").lim(x[0], x[-1])
        figure.ruler("y").lim(y[0], y[-1])
        curves = contour_generator(x, y, z)
        for level in (0.5, 2.0, 4.5, 8.0):
            for line in curves.lines(level):
                marker = plotext.marker("braille", "white")
                figure.draw(
                    figure.signal(line[:, 0].tolist(), line[:, 1].tolist(), marker=marker).lines(True)
                )
        done = frame // 30 % 12 + 2
        way = [part[:done].tolist() for part in path]
        figure.draw(figure.signal(*way, marker=plotext.marker("braille", "red")).lines(True))
        figure.draw(figure.signal([way[0][-1]], [way[1][-1]], marker=plotext.marker("●", "yellow")))
        return figure.build().string()

    return draw


def by_uniplot(width: int, height: int) -> Draw:
    """uniplot; it takes the width and the height of the inside."""
    from uniplot import plot_to_string

    def draw(frame: int) -> object:
        at = place(frame)
        xs, ys = tangent(at)
        return plot_to_string(
            xs=[X, np.array(xs), np.array([at])],
            ys=[X * X, np.array(ys), np.array([at * at])],
            lines=[True, True, False],
            color=True,
            width=width - 8,
            height=height - 3,
            x_min=ACROSS[0],
            x_max=ACROSS[1],
            y_min=UP[0],
            y_max=UP[1],
        )

    return draw


def by_plotille(width: int, height: int) -> Draw:
    """plotille; it takes the width and the height of the inside."""
    import plotille

    def draw(frame: int) -> object:
        at = place(frame)
        figure = plotille.Figure()
        figure.width, figure.height = width - 14, height - 4
        figure.color_mode = "byte"
        figure.set_x_limits(*ACROSS)
        figure.set_y_limits(*UP)
        figure.plot(X.tolist(), (X * X).tolist(), lc=75)
        figure.plot(*tangent(at), lc=208)
        figure.scatter([at], [at * at], lc=226)
        return figure.show()

    return draw


def by_numpy(width: int, height: int) -> Draw:
    """The least that could be: the dots of a tangent put with numpy over those of the curve, and the rows read off."""
    weights = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], np.uint8)

    def put(dots: Any, x: Any, y: Any) -> None:
        columns = ((x - ACROSS[0]) / (ACROSS[1] - ACROSS[0]) * (2 * width - 1)).astype(int)
        rows = ((UP[1] - y) / (UP[1] - UP[0]) * (4 * height - 1)).astype(int)
        seen = (columns >= 0) & (columns < 2 * width) & (rows >= 0) & (rows < 4 * height)
        columns, rows = columns[seen], rows[seen]
        np.bitwise_or.at(dots, (rows // 4, columns // 2), weights[rows % 4, columns % 2])

    still = np.zeros((height, width), np.uint8)
    put(still, X, X * X)

    def draw(frame: int) -> object:
        dots = still.copy()
        (x0, x1), (y0, y1) = tangent(place(frame))
        put(dots, np.linspace(x0, x1, 200), np.linspace(y0, y1, 200))
        text = (dots + np.uint32(0x2800)).tobytes().decode("utf-32-le")
        return [text[start : start + width] for start in range(0, len(text), width)]

    return draw
