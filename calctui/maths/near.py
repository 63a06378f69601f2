"""The known name that an unknown one most likely means."""

from __future__ import annotations

from collections.abc import Collection

ALIKE = 0.6
"""How alike two names must be to be taken for each other, from 0 to 1."""


def closest(name: str, known: Collection[str], alike: float = ALIKE) -> str:
    """The known name most like another, which may have the wrong capitals; empty where none is like it."""
    # Only mistakes need it.
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, alike) or get_close_matches(name.lower(), known, 1, alike)
    return near[0] if near else ""
