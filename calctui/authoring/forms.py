"""What may stand in a field of a lesson, in words: read from its type."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union

from calctui.authoring.documents import written_name
from calctui.lesson.reading.raw import Expression, Id, Text
from calctui.scenes.fields import FunctionOf, Number, Pair

_NAMED: tuple[tuple[Any, str], ...] = (
    (Number, "number"),
    (FunctionOf, "formula"),
    (Pair, "[number, number]"),
    (Id, "id"),
    (Expression, "formula"),
    (Text, "text"),
    (str, "words"),
    (int, "whole number"),
    (float, "number"),
    (bool, "true or false"),
)


def form(hint: Any) -> str:
    """What may stand in a field of this type, such as ``list of numbers``."""
    for named, words in _NAMED:
        if hint == named:
            return words
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return form(parts[0])
    if origin is Literal:
        return " \\| ".join(f"`{part}`" for part in parts)
    if origin in {Union, types.UnionType}:
        return " or ".join(dict.fromkeys(form(part) for part in parts if part is not type(None)))
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return f"list of {_many(form(parts[0]))}"
    if origin is tuple:
        return f"[{', '.join(map(form, parts))}]"
    if origin is list:
        return "list, see below"
    if origin in {dict, Mapping}:
        return f"lines `name: {form(parts[1])}`" if parts[1] is not Any else "lines `name:`, see below"
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return "{" + ", ".join(written_name(field.name) for field in dataclasses.fields(hint)) + "}"
    return "see below"


def default(field: dataclasses.Field[Any]) -> str:
    """The default of a field where it says something, as a lesson would write it."""
    value = field.default
    if value is True or value is False:
        return str(value).lower()
    return str(value) if isinstance(value, (int, float, str)) and value != "" else ""


def required(field: dataclasses.Field[Any]) -> bool:
    """Whether a lesson must write a field."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _many(words: str) -> str:
    """Several of them: words that end in a noun get its plural."""
    return f"{words}s" if words[-1].isalpha() and not words.endswith("s") else words
