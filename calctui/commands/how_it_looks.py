"""The options of the app on the command line, which the contents and `play` share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calctui.app.options import Options


def add_app_options(parser: argparse.ArgumentParser, default: object = None) -> None:
    """Options of the app; where a command repeats them, their defaults must not undo what was said before."""
    how = parser.add_argument_group("how it looks")
    suppressed = default is argparse.SUPPRESS
    how.add_argument(
        "--markers",
        choices=("braille", "blocks", "ascii"),
        default=default if suppressed else "braille",
        help="what pictures are drawn with: blocks or ascii for a font without braille (default: braille)",
    )
    how.add_argument(
        "--fps",
        type=int,
        choices=range(1, 61),
        metavar="N",
        default=default if suppressed else 30,
        help="the most frames a second, 1 to 60 (default: 30); the pace of a lesson stays the same",
    )
    how.add_argument(
        "--reduced-motion",
        action="store_true",
        default=default if suppressed else False,
        help="stills instead of movement",
    )
    how.add_argument(
        "--theme",
        default=default if suppressed else "",
        help="a theme: calctui, calctui-light or one of Textual's",
    )
    how.add_argument(
        "--no-mouse",
        action="store_true",
        default=default if suppressed else False,
        help="leave the mouse to the terminal",
    )


def app_options(options: argparse.Namespace) -> Options:
    """What the user chose on the command line."""
    from calctui.app.options import Options

    return Options(
        markers=options.markers,
        reduced_motion=options.reduced_motion,
        fps=options.fps,
        mouse=not options.no_mouse,
        theme=options.theme,
    )
