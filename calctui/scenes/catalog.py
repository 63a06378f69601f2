"""Finds the kinds of scene by their file names, and imports only the one that is asked for."""

from __future__ import annotations

import difflib
import pkgutil
from functools import cache
from importlib import import_module

from calctui.errors import NotFoundError
from calctui.scenes import kinds as _package
from calctui.scenes.scene import SceneFields


def kinds() -> tuple[str, ...]:
    """The names of all kinds, in alphabetical order; imports none of them."""
    return _names_in(tuple(_package.__path__))


def fields_of(kind: str) -> type[SceneFields]:
    """The dataclass of the fields of a kind.

    Raises:
        NotFoundError: There is no such kind; names the nearest, or all.
    """
    known = kinds()
    if kind not in known:
        near = difflib.get_close_matches(kind, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "the kinds are " + ", ".join(known)
        raise NotFoundError(f"there is no kind of scene {kind!r}; {hint}")
    return _fields_of(kind)


@cache
def _names_in(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folders)))


@cache
def _fields_of(kind: str) -> type[SceneFields]:
    module = import_module(f"{_package.__name__}.{kind}")
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, SceneFields) and value.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise TypeError(
            f"{module.__name__} must hold one dataclass derived from SceneFields, has {len(found)}"
        )
    return found[0]
