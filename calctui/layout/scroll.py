"""How far the words of a lesson are scrolled, from moment to moment."""

from __future__ import annotations

from calctui.layout.screen import Layout, followed


class Scroll:
    """Once a question is in sight it stays there, as captions below come and go, until someone scrolls.

    Attributes:
        rows: How far; in rows.
    """

    def __init__(self) -> None:
        """Begins at the top."""
        self.rows = 0
        self._follows = False

    def follow(self, layout: Layout, *, reveal: bool, playing: bool) -> None:
        """Goes where the moment is seen.

        Args:
            layout: The laid out moment.
            reveal: Whether the question must be seen from now on.
            playing: Whether the picture moves; then the lit code must be seen.
        """
        self._follows = self._follows or reveal
        self.rows = followed(layout, self.rows, reveal=self._follows, playing=playing)

    def by(self, rows: int, most: int) -> None:
        """Scrolls by hand, at most so far."""
        self.rows = min(max(self.rows + rows, 0), most)
        self._follows = False
