"""The characters of each role, so that nothing is said by colour alone."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calctui.charts.cells import size_of, split_cells
from calctui.charts.dots import Markers
from calctui.charts.plain import spelt
from calctui.figure import Array
from calctui.roles import Role
from calctui.text import clean, clean_line, width

_DOT: dict[Role, str] = {
    Role.TEXT: "*",
    Role.CURVE: "○",
    Role.SLOPE: "◇",
    Role.NOW: "●",
    Role.UPDATE: "◌",
    Role.PATH: "•",
    Role.TARGET: "◎",
    Role.AREA_PLUS: "▪",
    Role.AREA_MINUS: "▫",
    Role.RUN_1: "●",
    Role.RUN_2: "▲",
    Role.RUN_3: "■",
    Role.RUN_4: "◆",
    Role.MUTED: "·",
}
_ASCII_DOT: dict[Role, str] = {
    Role.TEXT: "*",
    Role.CURVE: "c",
    Role.SLOPE: "/",
    Role.NOW: "@",
    Role.UPDATE: "%",
    Role.PATH: "o",
    Role.TARGET: "O",
    Role.AREA_PLUS: "+",
    Role.AREA_MINUS: "-",
    Role.RUN_1: "1",
    Role.RUN_2: "2",
    Role.RUN_3: "3",
    Role.RUN_4: "4",
    Role.MUTED: ",",
}
_HEADS = "→↗↑↖←↙↓↘"
_ASCII_HEADS = ">^^^<vvv"


@lru_cache(maxsize=1024)
def dot(role: Role, markers: Markers, wanted: str = "") -> str:
    """The character of a point.

    Args:
        role: What the point stands for.
        markers: What the font can show.
        wanted: One character instead of the role's own; ignored unless it takes one cell and the font can show it.
    """
    fits = len(wanted) == 1 and width(wanted) == 1 and clean(wanted) == wanted and wanted.isprintable()
    if fits and (markers != "ascii" or wanted.isascii()):
        return wanted
    return _ASCII_DOT[role] if markers == "ascii" else _DOT[role]


def head(across: float, up: float, markers: Markers) -> str:
    """The head of an arrow that goes so far, in lengths that look equal, across and up."""
    heads = _ASCII_HEADS if markers == "ascii" else _HEADS
    return heads[round(math.atan2(up, across) / (math.pi / 4)) % 8]


def shaft(markers: Markers, *, upright: bool) -> str:
    """What an arrow straight across, or straight up or down, is made of."""
    return ("|-" if markers == "ascii" else "│─")[not upright]


def beyond(u: Array, v: Array, markers: Markers) -> NDArray[np.str_]:
    """The signs at the border for points outside the unit square; the side that one is further out on counts."""
    signs = np.array(list("^v<>" if markers == "ascii" else "▲▼◀▶"), "<U2")
    upright = np.maximum(-v, v - 1.0) >= np.maximum(-u, u - 1.0)
    return signs[np.where(upright, np.where(v > 1, 0, 1), np.where(u < 0, 2, 3))]


def hatch(role: Role, rows: int, columns: int) -> NDArray[np.bool_]:
    """Which braille dots of a filled region are drawn, shape (rows, columns).

    A positive area is full, a negative one sparse, and anything else between the two.
    """
    row, column = np.ogrid[:rows, :columns]
    drawn: NDArray[np.bool_]
    if role is Role.AREA_PLUS:
        drawn = np.ones((rows, columns), np.bool_)
    elif role is Role.AREA_MINUS:
        drawn = (row % 2 == 0) & (column % 2 == row // 2 % 2)
    else:
        drawn = (row + column) % 2 == 0
    return drawn


def block(role: Role, markers: Markers) -> str:
    """The character of a filled cell where there is no braille."""
    if role is Role.AREA_PLUS:
        return "#" if markers == "ascii" else "▓"
    if role is Role.AREA_MINUS:
        return ":" if markers == "ascii" else "░"
    return "%" if markers == "ascii" else "▒"


def tone(dots: int, markers: Markers) -> str:
    """The character of a cell of heat where there is no braille, by how many of its four dots are filled."""
    return (" ,-=%" if markers == "ascii" else " ░▒▓█")[dots]


@lru_cache(maxsize=4096)
def words(text: str, markers: Markers) -> str:
    """Words from a lesson, clean, on one line, and in what the font can show."""
    line = unicodedata.normalize("NFC", clean_line(text)).strip()
    return spelt(line) if markers == "ascii" else line


def shortened(text: str, cells: int, markers: Markers) -> str:
    """Words cut to so many cells, above 0, with a sign that something is missing."""
    if size_of(text) <= cells:
        return text
    found = split_cells(text)
    kept = found[: cells - 1]
    if kept and not found[cells - 1]:
        kept[-1] = " "
    return "".join(kept) + ("~" if markers == "ascii" else "…")
