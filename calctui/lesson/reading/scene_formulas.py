"""The formulas among the fields of a scene: where each stands, and whether it can be computed."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.lesson.model import KeyPath
from calctui.lesson.reading.names import Names
from calctui.lesson.yaml.yaml_tree import Mapping, Scalar, node_at
from calctui.maths.formula import Formula
from calctui.maths.scope import Scope
from calctui.scenes.fields import FunctionOf
from calctui.scenes.scene import SceneFields

_WITH_VARIABLES = frozenset({"function", "functions", "density"})
"""The fields whose variables the field `variables` names."""


@frozen
class FieldFormula:
    """A formula in a field of a scene.

    Attributes:
        path: The way to it as lessons write it, from the scene.
        formula: What is written.
        is_function: Whether it has variables; else it is a number, of parameters alone.
    """

    path: KeyPath
    formula: Formula
    is_function: bool


def formulas_in(fields: Any, path: KeyPath = ()) -> Iterator[FieldFormula]:
    """Every formula in the dataclass of a scene's fields, or in one that stands in it."""
    functions = _functions_of(cast("type", type(fields)))
    for field in dataclasses.fields(fields):
        is_function = field.name in functions
        yield from _inside(getattr(fields, field.name), (*path, field.name.rstrip("_")), is_function)


def check_formulas(fields: SceneFields, node: Mapping, names: Names) -> None:
    """Reports each formula that cannot be computed for itself, where a scene cannot be built.

    Args:
        fields: The fields; those that differ from what is written are not looked at.
        node: Where the scene stands.
        names: What its formulas may refer to.
    """
    if names.scope is None:
        return
    for found in formulas_in(fields):
        place = node_at(node, found.path)
        if not isinstance(place, Scalar) or place.text != found.formula.text:
            continue
        try:
            _compute(found, fields, names.scope)
        except FormulaError as error:
            names.report.inside(place, max(error.column - 1, 0), error.what, error.cure)


def _compute(found: FieldFormula, fields: SceneFields, scope: Scope) -> None:
    if found.is_function:
        variables = fields.variables if found.path[0] in _WITH_VARIABLES else ()
        scope.function(found.formula, variables)
    else:
        scope.number(found.formula)


def _inside(value: object, path: KeyPath, is_function: bool) -> Iterator[FieldFormula]:
    match value:
        case Formula():
            yield FieldFormula(path, value, is_function)
        case tuple() | list():
            for index, item in enumerate(value):
                yield from _inside(item, (*path, index), is_function)
        case dict():
            for key, item in value.items():
                yield from _inside(item, (*path, key), is_function)
        case _ if dataclasses.is_dataclass(value):
            yield from formulas_in(value, path)


@cache
def _functions_of(shape: type) -> frozenset[str]:
    """The fields of a dataclass that hold functions."""
    hints = typing.get_type_hints(shape, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _holds_function(hint))


def _holds_function(hint: Any) -> bool:
    of_function = typing.get_args(FunctionOf)[1]
    return hint == of_function or any(_holds_function(part) for part in typing.get_args(hint))
