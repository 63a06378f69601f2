"""The box and the ticks around the data with numpy, cell for cell as plotext draws them; for axes that move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calctui.charts.cells import coded, codes
from calctui.charts.dots import Markers
from calctui.charts.frame import Frame

_BOX, _ASCII_BOX = "┌─┐│└┘┤┬", "+-+|++++"


def around(frame: Frame, markers: Markers) -> NDArray[np.str_] | None:
    """The characters around the data of a pane, blanks elsewhere; shape (rows, columns) without head and foot.

    Returns:
        None where two labels would touch: then plotext chooses.
    """
    space, left = frame.space, frame.left
    rows = space.height + 2 * int(frame.lined) + int(bool(frame.x_ticks))
    glyphs = np.full((rows, space.width + left + int(frame.lined)), " ", "<U2")
    if not frame.lined:
        return glyphs
    cells = codes(glyphs)
    corner, across, second, up, third, fourth, at_left, below = coded(
        _ASCII_BOX if markers == "ascii" else _BOX
    ).tolist()
    bottom, side = space.height + 1, left - 1
    cells[0, side:] = cells[bottom, side:] = across
    cells[: bottom + 1, side] = cells[: bottom + 1, -1] = up
    cells[0, side], cells[0, -1], cells[bottom, side], cells[bottom, -1] = corner, second, third, fourth
    for tick in frame.y_ticks:
        row = space.cell(0.0, tick.fraction)[0] + 1
        label = coded(tick.label)
        cells[row, side] = at_left
        cells[row, frame.margin - label.size : frame.margin] = label
    free = left
    for tick in frame.x_ticks:
        column = space.cell(tick.fraction, 0.0)[1] + left
        label = coded(tick.label)
        # A label near an end of the axis is moved inwards.
        start = min(max(column - (label.size - 1) // 2, left), left + space.width - label.size)
        if start < free:
            return None
        free = start + label.size + 1
        cells[bottom, column] = below
        cells[bottom + 1, start : start + label.size] = label
    return glyphs
