"""A damaged file is set aside under a new name, and what can still be read in it goes into a new one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from calctui.progress.schema import TABLES, migrate

LOCK = "progress.lock"
"""The file that one session locks while it opens the other."""
JOURNAL = "-journal"
"""What SQLite appends to the name of a file for that of its rollback journal."""


def set_aside(path: Path) -> Path | None:
    """Moves a damaged file away and makes a new one with what can be read in it; to be called `alone`.

    Args:
        path: The damaged file.

    Returns:
        Where the damaged file is now; None where another session was quicker, and the file is sound.

    Raises:
        OSError: The file cannot be moved.
        sqlite3.Error: No new file can be made.
    """
    if _sound(path):
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    away = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    path.rename(away)
    with suppress(FileNotFoundError):
        path.with_name(path.name + JOURNAL).rename(away.with_name(away.name + JOURNAL))
    fresh = path.with_name(f"{path.stem}-{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    new = sqlite3.connect(fresh, isolation_level=None)
    try:
        migrate(new)
        new.execute("BEGIN")
        for table in TABLES:
            _copy(away, table, new)
        new.execute("COMMIT")
    finally:
        new.close()
    fresh.rename(path)
    return away


def _sound(path: Path) -> bool:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return False
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def _copy(damaged: Path, table: str, new: sqlite3.Connection) -> None:
    """The rows of a table that can be read, from both ends, since damage in the middle stops a walk."""
    columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(columns))
    for order in ("ASC", "DESC"):
        for row in _rows(damaged, table, columns, order):
            with suppress(sqlite3.Error):
                new.execute(f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)


def _rows(damaged: Path, table: str, columns: list[str], order: str) -> Iterator[tuple[object, ...]]:
    try:
        old = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return
    old.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        yield from old.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid {order}")
    except sqlite3.Error:
        return
    finally:
        old.close()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While no other session opens the file or sets it aside; where there are no locks, without."""
    try:
        import fcntl

        file = (folder / LOCK).open("w")
    except (ImportError, OSError):
        yield
        return
    with file:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
