"""Runs the app until it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calctui.app.app import CalctuiApp
from calctui.app.options import Options
from calctui.app.themes import theme_names
from calctui.errors import NotFoundError
from calctui.lesson.course import Entry
from calctui.player.player import Player
from calctui.text import clean_line


def run(
    entries: Callable[[], Sequence[Entry]], options: Options, first: tuple[Player, Entry] | None = None
) -> int:
    """Runs the app until it is left; gives the exit code of the process.

    Raises:
        NotFoundError: There is no such theme; names those that there are.
    """
    names = theme_names()
    if options.theme and options.theme not in names:
        known = ", ".join(sorted(names))
        raise NotFoundError(f"there is no theme {clean_line(options.theme)!r}; the themes are {known}")
    app = CalctuiApp(entries, options, first)
    app.run(mouse=options.mouse)
    return app.return_code or 0
