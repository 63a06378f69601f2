"""What a lesson says before its steps: definitions, parameters and terms."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Table

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.lesson.model import MAX_GRID, Parameter
from calctui.lesson.prose import Line
from calctui.lesson.reading.names import Names
from calctui.lesson.reading.raw import RawLesson, RawParameter
from calctui.lesson.reading.report import Report
from calctui.lesson.reading.shapes import read
from calctui.lesson.yaml.yaml_tree import Mapping, Scalar
from calctui.maths.definitions import Definition
from calctui.maths.parsing.definitions import defined_name, parse_definition
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope
from calctui.maths.tree import Name
from calctui.text import clean_line

_NOWHERE = Mapping(1, 1)


@frozen(slots=False)
class Header:
    """What stands before the steps.

    Attributes:
        definitions: By name.
        parameters: By name.
        terms: Words that are explained.
        names: What formulas outside of scenes may refer to.
    """

    definitions: dict[str, Definition]
    parameters: dict[str, Parameter]
    terms: dict[str, Line]
    names: Names


def read_header(raw: RawLesson, root: Mapping, report: Report) -> Header:
    """Reads what stands before the steps; `names.scope` is None where a problem was found in it."""
    define, parameters, terms = (_mapping(root, key) for key in ("define", "parameters", "terms"))
    functions = tuple(map(_meant_name, define.keys))
    before = len(report.problems)
    tuned = _parameters(parameters, functions, report)
    definitions = _definitions(raw.define, define, functions, report)
    _check_definitions(definitions, parameters.keys, define, report)
    complete = len(tuned) == len(parameters.keys) and len(definitions) == len(define.keys)
    sound = complete and len(report.problems) == before
    scope = Scope({name: one.value for name, one in tuned.items()}, definitions)
    names = Names(report, functions, scope if sound else None, tuple(parameters.keys))
    lines = {}
    for term, text in raw.terms.items():
        before = len(report.problems)
        line = lines[clean_line(term)] = names.line(terms.values[term], text)
        if line.holes and len(report.problems) == before:
            what = f"`{clean_line(term)}` has a live number in its meaning, which is shown in many places"
            report.at(terms.values[term], what, "say it in words")
    return Header(definitions, tuned, lines, names)


def _meant_name(head: str) -> str:
    """The name in the head of a definition, also of one that cannot be read, so that its calls are not faults."""
    return defined_name(head) or head.partition("(")[0].strip()


def _mapping(root: Mapping, key: str) -> Mapping:
    node = root.values.get(key)
    return node if isinstance(node, Mapping) else _NOWHERE


def _definitions(
    raw: dict[str, str], node: Mapping, functions: tuple[str, ...], report: Report
) -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for head, body in raw.items():
        try:
            definition = parse_definition(head, body, functions)
        except FormulaError as error:
            if error.column:
                report.inside(node.values[head], error.column - 1, error.what, error.cure)
            else:
                report.at(node.keys[head], error.what, error.cure)
            continue
        if definition.name in found:
            report.at(
                node.keys[head], f"`{definition.name}` is defined twice", "give one of the two another name"
            )
        found[definition.name] = definition
    return found


def _check_definitions(
    definitions: Table[str, Definition], parameters: Collection[str], node: Mapping, report: Report
) -> None:
    """Whether each definition can be computed; one that calls a faulty one is not told too."""
    scope = Scope(dict.fromkeys(parameters, 1.0), definitions)
    faulty = {_meant_name(head) for head in node.keys} - set(definitions)
    for head, body in node.values.items():
        definition = definitions.get(defined_name(head))
        if definition is None:
            continue
        if not faulty.isdisjoint(definition.body.calls):
            faulty.add(definition.name)
            continue
        try:
            scope.check(definition)
        except FormulaError as error:
            report.inside(body, max(error.column - 1, 0), error.what, error.cure)
            faulty.add(definition.name)


def _parameters(node: Mapping, functions: tuple[str, ...], report: Report) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for name, own in node.values.items():
        if isinstance(own, Scalar) and own.void:
            continue
        one = read(RawParameter, own, report, what=f"`{name}`")
        if problem := _name_problem(name, functions):
            report.at(node.keys[name], *problem)
        if one is None or problem or not isinstance(own, Mapping):
            continue
        parameter = Parameter(name, one.label or name, one.value, one.min, one.max, one.step)
        if _in_bounds(parameter, own, report):
            found[name] = parameter
    return found


def _name_problem(name: str, functions: tuple[str, ...]) -> tuple[str, str] | None:
    """Why a parameter cannot have this name, and a cure; None if it can."""
    if name in functions:
        return f"`{name}` is also defined as a function", "give one of the two another name"
    try:
        tree = parse(name).tree
    except FormulaError as error:
        return f"`{name}` cannot name a parameter: {error.what}", "write a word of letters, as in lr"
    if tree != Name(name):
        return (
            f"`{name}` cannot name a parameter, since it has a meaning already",
            "write another word, as in lr",
        )
    return None


def _in_bounds(parameter: Parameter, node: Mapping, report: Report) -> bool:
    """Whether there is a grid of values, and the author's is on it."""
    low, high = parameter.min, parameter.max
    places: dict[str, Scalar] = {
        key: value for key, value in node.values.items() if isinstance(value, Scalar)
    }
    if not low < high:
        report.at(places["max"], f"`max` must be above `min`, which is {low:g}", "write a bigger number")
    elif not low <= parameter.value <= high:
        report.at(places["value"], f"`value` must be from {low:g} to {high:g}", "write a number between them")
    elif (high - low) / parameter.step > MAX_GRID:
        report.at(
            places["step"], f"with this `step` there are more than {MAX_GRID} values", "write a bigger one"
        )
    else:
        return True
    return False
