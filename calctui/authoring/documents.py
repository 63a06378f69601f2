"""What the docstrings of the format's dataclasses say: of each as a whole, and of each of its fields."""

from __future__ import annotations

import dataclasses
import inspect
import re
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from calctui.maths.formula import Formula

_ATTRIBUTE = re.compile(r"^(\w+): (.+)$")
_AS_WRITTEN = re.compile(r"; `\w+` in lessons")
"""Said to readers of the code; elsewhere the name itself says it."""
_SECTION = re.compile(r"^\w+:$")


def summary(shape: type) -> str:
    """The first sentence of a dataclass."""
    return (inspect.cleandoc(shape.__doc__ or "").split("\n\n")[0]).replace("\n", " ")


@cache
def said_of_fields(shape: type) -> dict[str, str]:
    """For each field of a dataclass what its docstring, or that of a class that it is derived from, says."""
    said: dict[str, str] = {}
    for base in reversed(shape.__mro__):
        said |= dict(_attributes(inspect.cleandoc(base.__doc__ or "")))
    names = [field.name for field in dataclasses.fields(shape)]
    return {name: _AS_WRITTEN.sub("", said[name]) for name in names if name in said}


def written_name(field: str) -> str:
    """The name of a field as lessons write it: `from` is a word of Python's own."""
    return field.rstrip("_")


def dataclasses_in(shape: Any) -> Iterator[type]:
    """A dataclass and all those that its fields hold, each before those inside of it; a formula is a text."""
    if shape is Formula:
        return
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        yield shape
        hints = typing.get_type_hints(shape, include_extras=True)
        for field in dataclasses.fields(shape):
            yield from dataclasses_in(hints[field.name])
        return
    for part in typing.get_args(shape):
        yield from dataclasses_in(part)


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """The entries of the section `Attributes`, each with its lines joined."""
    lines = iter(text.split("\n"))
    name, words = "", ""
    if not any(line == "Attributes:" for line in lines):
        return
    for line in lines:
        if _SECTION.match(line):
            break
        found = _ATTRIBUTE.match(line.strip()) if line.startswith("    ") and line[4:5].strip() else None
        if found:
            if name:
                yield name, words
            name, words = found[1], found[2]
        elif line.strip():
            words += " " + line.strip()
    if name:
        yield name, words
