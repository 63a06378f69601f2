"""A start without the search for garbage: nearly all that is made stays, and a tenth of the time would go there."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 2.0
"""After so long the app is up, with all that it loads behind what is seen first."""


@contextmanager
def quiet_start() -> Iterator[None]:
    """Leaves garbage where it lies until `is_up`, or to the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def is_up() -> None:
    """Looks for garbage again from now on, among what comes now; what is here stays, and is not looked at again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
