"""Where the user's things are on this machine: what is kept, what can be made again, what the program notes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

DATA = "CALCTUI_DATA"
"""The environment variable that names the folder of all that is kept; else it is the user's data directory."""


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder in which progress is kept; it need not be there yet."""
    if environ.get(DATA):
        return Path(environ[DATA])
    if (folder := _named(environ, "XDG_DATA_HOME")) is not None:
        return folder
    from platformdirs import user_data_path

    return user_data_path("calctui", appauthor=False)


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for what can be made again; it need not be there yet."""
    if environ.get(DATA):
        return Path(environ[DATA]) / "cache"
    if (folder := _named(environ, "XDG_CACHE_HOME")) is not None:
        return folder
    from platformdirs import user_cache_path

    return user_cache_path("calctui", appauthor=False)


def state_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for what the program notes for itself; it need not be there yet."""
    if (folder := _named(environ, "XDG_STATE_HOME")) is not None:
        return folder
    from platformdirs import user_state_path

    return user_state_path("calctui", appauthor=False)


def _named(environ: Mapping[str, str], variable: str) -> Path | None:
    """Our folder in one that a variable names; None where it names no absolute path."""
    folder = Path(environ.get(variable, ""))
    return folder / "calctui" if folder.is_absolute() else None
