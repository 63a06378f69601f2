"""What stays the same from frame to frame, drawn once by plotext: the box, the ticks and the still lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calctui.charts.dots import BRAILLE, QUADRANTS, Markers, Plane
from calctui.charts.frame import Frame
from calctui.charts.levels import Numbered
from calctui.charts.library import plotext
from calctui.figure import Array, Shape
from calctui.frozen import frozen

_MARKER: dict[Markers, str] = {"braille": "braille", "blocks": "hd", "ascii": "hd"}
_DOTS: dict[Markers, dict[str, int]] = {
    "braille": {str(glyph): dots for dots, glyph in enumerate(BRAILLE)},
    "blocks": {str(glyph): dots for dots, glyph in enumerate(QUADRANTS)},
    "ascii": {str(glyph): dots for dots, glyph in enumerate(QUADRANTS)},
}
_ASCII_BOX = str.maketrans("┌┐└┘┬┴├┤┼─│", "+++++++++-|")

# A run of plotext's output: a reset, perhaps a colour that stands for a number, perhaps more, and the characters.
_RUN = re.compile(r"\x1b\[0m(?:\x1b\[38;2;(\d+);(\d+);(\d+)m)?(?:\x1b\[[0-9;]*m)*([^\x1b]*)")


@frozen
class Kept:
    """The still layer of a pane.

    Attributes:
        around: The box and the ticks, blanks elsewhere; shape (rows, columns) of the pane without head and foot.
        lines: The still lines; `order` counts still shapes only.
        fills: The still filled regions; `order` counts still shapes only; None where there are none.
        numbered: The numbers in still level curves; their places count still shapes only.
        strokes: The segments of each still shape that has any.
    """

    around: NDArray[np.str_]
    lines: Plane
    fills: Plane | None
    numbered: Numbered
    strokes: Mapping[Shape, Array]


class Pen:
    """A plotext figure of its own; to be used by one thread at a time."""

    def __init__(self) -> None:
        # The figure that plotext offers is clamped to the size of the real terminal; a new one need not be.
        terminal = type(plotext.terminal)()
        terminal.limit(False, False)
        self._figure: Any = type(plotext.figure)(terminal)
        self._figure.canvas("default")

    def draw(
        self, frame: Frame, strokes: list[tuple[int, Array]], markers: Markers
    ) -> tuple[NDArray[np.str_], Plane]:
        """Draws a frame and lines in it.

        Args:
            frame: The plan of the pane.
            strokes: For each line its place in drawing order and its segments, clipped to the unit square.
            markers: What the font can show.

        Returns:
            The characters around the data, and the lines.
        """
        text, numbers = self._built(frame, strokes, markers)
        space = frame.space
        top, left = int(frame.lined), frame.left
        inside = (slice(top, top + space.height), slice(left, left + space.width))
        code = _DOTS[markers]
        dots = np.array(
            [[code.get(glyph, 0) for glyph in row[inside[1]]] for row in text[inside[0]]], np.uint8
        )
        order = np.where(dots > 0, numbers[inside], 0).astype(np.int32)
        around = np.array([list(row) for row in text], "<U2")
        around[inside] = " "
        if markers == "ascii":
            around = np.array(
                [[glyph.translate(_ASCII_BOX) for glyph in row] for row in around.tolist()], "<U2"
            )
        return around, Plane(dots, order)

    def _built(
        self, frame: Frame, strokes: list[tuple[int, Array]], markers: Markers
    ) -> tuple[list[str], NDArray[np.int32]]:
        """The rows of plotext's picture, and the number that the colour of each cell stands for."""
        figure, space = self._figure, frame.space
        height = space.height + 2 * int(frame.lined) + int(bool(frame.x_ticks))
        figure.clear.data()
        figure.plot_size(space.width + frame.left + int(frame.lined), height)
        figure.axes(frame.lined, pixel=_colour(0))
        for axis, ticks in (("x", frame.x_ticks), ("y", frame.y_ticks)):
            ruler = figure.ruler(axis)
            ruler.lim(0, 1)
            ruler.alignment(lim="edge")
            ruler.pixel(_colour(0))
            labels = [tick.label.rjust(frame.margin) if axis == "y" else tick.label for tick in ticks]
            ruler.ticks([tick.fraction for tick in ticks], labels)
        for place, segments in strokes:
            if segments.size:
                figure.draw(_signal(figure, segments, plotext.marker(_MARKER[markers], _colour(place + 1))))
        return _parsed(figure.build().string())


def _colour(number: int) -> Any:
    """A colour that stands for a number below 2**24."""
    return plotext.pixel(foreground=(number >> 16, number >> 8 & 255, number & 255), background="default")


def _signal(figure: Any, segments: Array, marker: Any) -> Any:
    """A plotext signal of the segments; those that begin where the one before ends share the point."""
    begins = np.ones(len(segments), np.bool_)
    begins[1:] = (segments[1:, :2] != segments[:-1, 2:]).any(axis=1)
    xs: list[float] = []
    ys: list[float] = []
    joined: list[int] = []
    for (x0, y0, x1, y1), new in zip(segments.tolist(), begins.tolist(), strict=True):
        if new:
            xs.append(x0)
            ys.append(y0)
        joined.append(len(xs))
        xs.append(x1)
        ys.append(y1)
    signal = figure.signal(xs, ys, marker=marker)
    for index in joined:
        signal.line(index, True)
    return signal


def _parsed(picture: str) -> tuple[list[str], NDArray[np.int32]]:
    """The rows of plotext's output, and the number of each cell, shape (height, width)."""
    text: list[str] = []
    numbers: list[int] = []
    for red, green, blue, run in _RUN.findall(picture):
        text.append(run)
        number = int(red) << 16 | int(green) << 8 | int(blue) if red else 0
        numbers.extend(number for character in run if character != "\n")
    rows = "".join(text).rstrip("\n").split("\n")
    return rows, np.array(numbers, np.int32).reshape(len(rows), -1)
