"""Runs the app until it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calctui.app.app import CalctuiApp
from calctui.app.options import Options, chosen_settings
from calctui.app.sturdy import run_guarded
from calctui.app.themes import theme_names
from calctui.errors import NotFoundError
from calctui.lesson.entry import Entry
from calctui.progress.keeper import Keeper
from calctui.text import clean_line

if TYPE_CHECKING:
    from calctui.player.player import Player


def run(
    entries: Callable[[], Sequence[Entry]],
    choices: Mapping[str, Any],
    keeper: Keeper,
    first: tuple[Player, Entry] | None = None,
    *,
    review: bool = False,
) -> int:
    """Runs the app until it is left; gives the exit code of the process.

    Args:
        entries: Gives the lessons of the contents; called where they are needed.
        choices: What was chosen for this time, by the fields of `Options`; else what was kept holds.
        keeper: Keeps what the learner does.
        first: A lesson to open at once; leaving it leaves the app.
        review: Whether to ask at once what is due.

    Raises:
        NotFoundError: There is no such theme; names those that there are.
    """
    names = theme_names()
    theme = choices.get("theme", "")
    if theme and theme not in names:
        known = ", ".join(sorted(names))
        raise NotFoundError(f"there is no theme {clean_line(theme)!r}; the themes are {known}")
    options = Options(**{**chosen_settings(keeper.settings, names), **choices})

    def make(fault: str) -> CalctuiApp:
        """The app; after a fault it goes on in the contents, and says so."""
        if fault:
            return CalctuiApp(entries, replace(options, note=fault), keeper)
        return CalctuiApp(entries, options, keeper, first, review=review)

    return run_guarded(make, keeper, mouse=options.mouse)
