"""A piece of the tree against its shape: a value, or problems in words for authors, each at its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping as Table
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from calctui.lesson.reading.complaints import complain, kind_of
from calctui.lesson.reading.report import Report
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence

T = TypeVar("T")

_YES_NO = {"true", "false", "yes", "no"}


@cache
def _adapter_of(shape: type) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def read(
    shape: type[T],
    node: Node,
    report: Report,
    *,
    what: str,
    stand_in: Table[str, Any] | None = None,
    context: Table[str, Any] | None = None,
) -> T | None:
    """The value that a node writes.

    Args:
        shape: A dataclass that pydantic can read.
        node: Where it stands.
        report: Takes the problems.
        what: What this is, as in "a step".
        stand_in: Values for keys that are missing or wrong, with which reading goes on, so that one run finds
            more; without it, or where it does not help, there is no value after a problem.
        context: For the types of the fields.
    """
    if not isinstance(node, Mapping):
        report.at(node, f"{what} is a mapping, and here stands {kind_of(node)}", "write `key: value` lines")
        return None
    value = plain(node, report)
    _check_flags(shape, node, report)
    adapter: TypeAdapter[T] = _adapter_of(cast("type", shape))
    try:
        return adapter.validate_python(value, context=context)
    except ValidationError as error:
        problems = error.errors(include_url=False)
    complain(problems, node, adapter, report, what)
    if stand_in is None:
        return None
    wrong = {problem["loc"][0] for problem in problems if problem["loc"]}
    right = {key: item for key, item in value.items() if key not in wrong}
    try:
        return adapter.validate_python({**stand_in, **right}, context=context)
    except ValidationError:
        return None


def plain(node: Node, report: Report) -> Any:
    """The node as texts, lists and dictionaries; None, and a problem, for what has no value."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [
                None if _is_void(item, "this entry", report) else plain(item, report) for item in node.items
            ]
        case Mapping():
            return {
                key: None if _is_void(item, f"`{key}`", report) else plain(item, report)
                for key, item in node.values.items()
            }


def _is_void(node: Node, name: str, report: Report) -> bool:
    if not (isinstance(node, Scalar) and node.void):
        return False
    if not node.alias:
        report.at(node, f"{name} has no value", "write one, or leave it out")
    return True


def _check_flags(shape: type, node: Mapping, report: Report) -> None:
    """Whether every yes-or-no is written as one; pydantic alone would take `on`, `t` and `1` too."""
    for key in _flags(shape):
        value = node.values.get(key)
        if isinstance(value, Scalar) and not value.void and value.text.lower() not in _YES_NO:
            report.at(value, f"`{key}` is yes or no, not `{value.text}`", "write true or false")


@cache
def _flags(shape: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(shape) if field.type in {"bool", bool})
