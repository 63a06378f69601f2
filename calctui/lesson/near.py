"""Names in the words of errors: lists of them, and the one that was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from calctui.maths.near import closest as closest_name

CLOSE = 0.7
"""How alike two words must be to be taken for each other, from 0 to 1."""


def listed(names: Iterable[str], word: str = "and") -> str:
    """Names as a person lists them: `a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return ", ".join(quoted[:-1]) + f" {word} {quoted[-1]}"


def closest(name: str, known: Collection[str]) -> str:
    """The known name that an unknown one most likely means; empty if none is like it."""
    return closest_name(name, known, CLOSE)


def nearest(name: str, known: Collection[str], plural: str) -> str:
    """The cure for an unknown name: the nearest that is known, else all."""
    if near := closest(name, known):
        return f"did you mean `{near}`?"
    if not known:
        return f"there are no {plural} here"
    return f"the {plural} are {listed(known)}"
