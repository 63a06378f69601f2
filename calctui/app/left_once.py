"""Screens that are left once, however often a hurried key asks for it."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import Screen

Result = TypeVar("Result")


class LeftOnce(Screen[Result], Generic[Result]):
    """A screen to which a second key may still be on its way when the first has left it.

    Textual dismisses whatever screen is on top, so that the second key would pop another one.
    """

    _left = False

    def leave(self, result: Result | None = None) -> None:
        """Leaves the screen, if it is the one in front and was not left before; with the first of all, the app."""
        if not self.in_front:
            return
        self._left = True
        if len(self.app.screen_stack) == 1:
            self.app.exit()
        else:
            self.dismiss(result)

    @property
    def in_front(self) -> bool:
        """Whether keys are meant for this screen."""
        return self.is_current and not self._left
