"""How a file of the cache is written: whole or not at all, and for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Puts a file in its place at once, so that no other session ever reads half of it.

    Args:
        file: Where; its folder is made where there is none.
        data: All that it holds.

    Raises:
        OSError: It cannot be written.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    # One that a session left behind that had this number.
    new.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(data)
        new.replace(file)
    finally:
        # Half a file would take room for nothing, most of all on a full disk.
        new.unlink(missing_ok=True)
