"""The search over all lessons, whose texts are read in a thread when they are first sought in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from calctui.app.pick_screen import PickScreen
from calctui.app.picks import Place, search_choices
from calctui.lesson.entry import Entry

if TYPE_CHECKING:
    from calctui.lesson.search import Passage


class Shelf:
    """What can be found in all lessons; read once."""

    def __init__(self, entries: Callable[[], Sequence[Entry]]) -> None:
        self._entries = entries
        self.passages: tuple[Passage, ...] | None = None

    def read(self) -> None:
        """Reads the lessons, if they were not read yet."""
        if self.passages is None:
            from calctui.lesson.search import passages

            self.passages = tuple(passages(self._entries()))


class SearchScreen(PickScreen[Place]):
    """Gives the step that was picked, or None."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(
            "Search all lessons",
            lambda query: search_choices(shelf.passages or (), query),
            prompt="a word, such as gradient",
            empty="No lesson speaks of that.",
        )
        self._shelf = shelf

    def on_mount(self) -> None:
        """Reads the lessons."""
        if self._shelf.passages is None:
            self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        self._shelf.read()
        self.app.call_from_thread(self.refill)
