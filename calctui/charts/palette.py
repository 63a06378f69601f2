"""How each role looks in a theme: colours that stay apart for colour-blind eyes, and rows as ANSI text.

The hues follow Okabe and Ito; lightness is moved until every colour can be read on its background. Runs to
compare share their colours with roles that do not stand beside them.
"""

from __future__ import annotations

import functools
from typing import Literal

from calctui.frozen import frozen
from calctui.roles import Role
from calctui.text import Row, Run

Depth = Literal["none", "16", "256", "truecolor"]
"""How many colours a terminal shows."""

BACKGROUND = {True: "#1e1e2e", False: "#ffffff"}
"""The background each theme is made for: dark at True, light at False."""


@frozen
class Look:
    """How a role looks.

    Attributes:
        colour: The colour as ``#rrggbb``.
        ansi: The nearest of the sixteen colours of a terminal, as in `ANSI`.
        bold: Whether it is set in bold.
        dim: Whether it is set dim where there are sixteen colours or none.
    """

    colour: str
    ansi: str
    bold: bool = False
    dim: bool = False


ANSI: dict[str, str] = {
    "default": "",
    **{
        name: str(code)
        for code, name in enumerate(
            ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"), start=30
        )
    },
    **{
        f"bright_{name}": str(code)
        for code, name in enumerate(
            ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"), start=90
        )
    },
}
"""The names of the sixteen colours and the terminal's own, with the codes that choose them."""

_DARK: dict[Role, Look] = {
    Role.TEXT: Look("#e4e6f1", "default"),
    Role.CURVE: Look("#56b4e9", "bright_cyan"),
    Role.SLOPE: Look("#f5a21d", "yellow", bold=True),
    Role.NOW: Look("#fff27a", "bright_yellow", bold=True),
    Role.UPDATE: Look("#ea86c0", "bright_magenta"),
    Role.PATH: Look("#c9be5f", "white"),
    Role.TARGET: Look("#5ce0b8", "bright_green"),
    Role.AREA_PLUS: Look("#8496f5", "bright_blue"),
    Role.AREA_MINUS: Look("#f2777a", "bright_red"),
    Role.RUN_1: Look("#56b4e9", "bright_cyan"),
    Role.RUN_2: Look("#f5a21d", "yellow"),
    Role.RUN_3: Look("#5ce0b8", "bright_green"),
    Role.RUN_4: Look("#ea86c0", "bright_magenta"),
    Role.MUTED: Look("#8f95ad", "default", dim=True),
}
_LIGHT: dict[Role, Look] = {
    Role.TEXT: Look("#1b1d29", "default"),
    Role.CURVE: Look("#0a5ca8", "blue"),
    Role.SLOPE: Look("#b04e00", "red", bold=True),
    Role.NOW: Look("#5c0018", "black", bold=True),
    Role.UPDATE: Look("#9a22d6", "magenta"),
    Role.PATH: Look("#8c4a5a", "bright_black"),
    Role.TARGET: Look("#0c7a62", "green"),
    Role.AREA_PLUS: Look("#4a50c4", "blue"),
    Role.AREA_MINUS: Look("#b8124a", "red"),
    Role.RUN_1: Look("#0a5ca8", "blue"),
    Role.RUN_2: Look("#b04e00", "red"),
    Role.RUN_3: Look("#0c7a62", "green"),
    Role.RUN_4: Look("#9a22d6", "magenta"),
    Role.MUTED: Look("#656a7e", "default", dim=True),
}


def look(role: Role, *, dark: bool) -> Look:
    """How a role looks in the dark or the light theme."""
    return (_DARK if dark else _LIGHT)[role]


def ansi(row: Row, *, dark: bool, depth: Depth) -> str:
    """A row with escape sequences for a terminal; plain text keeps the terminal's own colour.

    Args:
        row: Clean runs.
        dark: Whether the background is dark.
        depth: The colours the terminal shows. With none, bold, dim, italic and reverse remain.

    Returns:
        One line without an end; every run that is dressed is undressed at its end.
    """
    return "".join(_dressed(run, _codes(run, dark, depth)) for run in row)


def _dressed(run: Run, codes: str) -> str:
    return f"\x1b[{codes}m{run.text}\x1b[0m" if codes else run.text


def _codes(run: Run, dark: bool, depth: Depth) -> str:
    dress = look(run.role, dark=dark)
    codes = ["1"] if run.bold or dress.bold else []
    if dress.dim and depth in {"none", "16"}:
        codes.append("2")
    if run.italic:
        codes.append("3")
    if run.reverse:
        codes.append("7")
    if run.role is not Role.TEXT:
        codes.append(_colour(dress, depth))
    return ";".join(filter(None, codes))


def _colour(dress: Look, depth: Depth) -> str:
    match depth:
        case "none":
            return ""
        case "16":
            return ANSI[dress.ansi]
        case "256":
            return f"38;5;{nearest(dress.colour)}"
        case "truecolor":
            return "38;2;" + ";".join(map(str, parts(dress.colour)))


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#rrggbb``, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@functools.lru_cache(maxsize=64)
def nearest(colour: str) -> int:
    """The number from 16 to 255 of the nearest of the fixed colours that a terminal with 256 shows."""
    steps = (0, 95, 135, 175, 215, 255)
    cube = [(red, green, blue) for red in steps for green in steps for blue in steps]
    fixed = cube + [(8 + 10 * grey,) * 3 for grey in range(24)]
    wanted = parts(colour)
    distances = [sum((a - b) ** 2 for a, b in zip(wanted, found, strict=True)) for found in fixed]
    return 16 + distances.index(min(distances))
