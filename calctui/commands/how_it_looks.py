"""The options of the app on the command line, which the contents and `play` share."""

from __future__ import annotations

import argparse
from typing import Any

from calctui.commands.charset import is_unicode

MARKERS = ("braille", "blocks", "ascii")
"""What pictures may be drawn with; `charts.dots` has them too, but would load numpy for every command."""
NO_UNICODE = "The locale has no Unicode, so pictures are drawn with ascii; LANG=C.UTF-8 shows more."


def add_app_options(parser: argparse.ArgumentParser, default: object = None) -> None:
    """Options of the app; where a command repeats them, their defaults must not undo what was said before."""
    how = parser.add_argument_group("how it looks")
    how.add_argument(
        "--markers",
        choices=MARKERS,
        default=default,
        help="what pictures are drawn with: blocks or ascii for a font without braille (default: braille)",
    )
    how.add_argument(
        "--fps",
        type=int,
        choices=range(1, 61),
        metavar="N",
        default=default,
        help="the most frames a second, 1 to 60 (default: 30); the pace of a lesson stays the same",
    )
    how.add_argument(
        "--reduced-motion",
        action="store_true",
        default=default,
        help="stills instead of movement",
    )
    how.add_argument(
        "--theme",
        default=default,
        help="a theme: calctui, calctui-light or one of Textual's",
    )
    how.add_argument(
        "--no-mouse",
        dest="mouse",
        action="store_false",
        default=default,
        help="leave the mouse to the terminal",
    )


def app_choices(options: argparse.Namespace) -> dict[str, Any]:
    """What the user chose on the command line; what was not said is not in it."""
    chosen = {name: getattr(options, name) for name in ("markers", "reduced_motion", "fps", "theme", "mouse")}
    said = {name: value for name, value in chosen.items() if value is not None}
    if "markers" not in said and not is_unicode():
        said |= {"markers": "ascii", "note": NO_UNICODE}
    return said
