"""What the tests of the app share: waiting for its threads, and reading its screen."""

from __future__ import annotations

from calctui.app.rows import Rows
from calctui.layout.screen import text_of


async def settled(pilot) -> None:
    """Waits for what runs in threads, and for what it has sent."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def shown(screen) -> str:
    """What stands on a screen of rows."""
    return text_of(screen.query_one(Rows).rows)
