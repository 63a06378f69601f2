"""The app's own last resorts: what no lesson may do, what ends with it, and how it outlives a fault of its own."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable

from calctui.app.cell_app import CellApp
from calctui.app.fault_log import FAULT, note_fault, words_for_fault
from calctui.app.guard import GUARD, HANGUP
from calctui.progress.keeper import Keeper

MOST_FAULTS = 3
"""So often one run begins again after a fault outside of a step."""
NO_STOP = "There is no shell above that could bring the program back. Ctrl+Q leaves; nothing is lost."


class SturdyApp(CellApp):
    """An app that says of a fault where its details are, and can be begun again.

    Attributes:
        fault: What ended it, for the user; empty where it was left.
    """

    fault = ""

    def _handle_exception(self, error: Exception) -> None:
        """Ends the app without a traceback on the terminal; in a test the test gets to know."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        if not self.fault:
            self.fault = words_for_fault(error)
        self._close_messages_no_wait()

    def let_go(self) -> None:
        """Ends what runs beside the app, without waiting; from any thread."""

    def stop_to_shell(self) -> None:
        """Stops the program, where a shell can continue it."""
        if self._driver is not None and self._driver.can_suspend:
            self.action_suspend_process()
        else:
            self.notify(NO_STOP, markup=False)

    # What no text of a lesson may do

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Opens nothing: no text of a lesson may start a program."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copies nothing: no text of a lesson may reach what the learner pastes elsewhere."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Writes nothing: no text of a lesson may write a file."""


def run_guarded(make: Callable[[str], SturdyApp], keeper: Keeper, *, mouse: bool) -> int:
    """Runs apps until one is left; gives the exit code of the process.

    Args:
        make: Gives the app, to which it says what went wrong before; empty at first.
        keeper: Is closed at the end, also where a signal makes it.
        mouse: Whether the mouse may be used.
    """
    fault = ""
    for name in ("COLUMNS", "LINES"):
        # The terminal knows its size; a wrong one here costs gigabytes.
        os.environ.pop(name, None)
    threading.excepthook = lambda told: _note_in_thread(told.exc_value)
    try:
        for _ in range(MOST_FAULTS):
            app = make(fault)
            if sys.platform != "win32":
                _guard(app)
            GUARD.on_leaving(app.let_go, keeper.close)
            app.run(mouse=mouse)
            if not app.fault:
                return app.return_code or 0
            fault = app.fault
    finally:
        threading.excepthook = threading.__excepthook__
        keeper.close()
    print(fault, file=sys.stderr)
    return FAULT


def _guard(app: SturdyApp) -> None:
    """Gives the app a driver of our own; not where Textual is told which one, as in a browser."""
    if not (app.is_headless or os.environ.get("TEXTUAL_DRIVER")):
        from calctui.app.driver import CellDriver

        app.driver_class = CellDriver


def _note_in_thread(error: BaseException | None) -> None:
    """A thread that fails must not write over the screen."""
    if isinstance(error, OSError) and error.errno == errno.EIO:
        # A terminal that cannot be written to has gone, which is no fault of ours.
        GUARD.leave(HANGUP)
    elif error is not None:
        note_fault(error, f"in the thread {threading.current_thread().name}")
