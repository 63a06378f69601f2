"""The scene of a step: its fields read as its kind says, and built once to prove that it can be played."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from collections.abc import Mapping as Table
from functools import cache
from typing import Any

from calctui.errors import FormulaError, SceneError
from calctui.frozen import frozen
from calctui.lesson.model import KeyPath
from calctui.lesson.near import listed, nearest
from calctui.lesson.prose import Line
from calctui.lesson.reading.names import Names
from calctui.lesson.reading.report import Report
from calctui.lesson.reading.scene_formulas import check_formulas, formulas_in
from calctui.lesson.reading.shapes import plain, read
from calctui.lesson.yaml.source import Source
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, node_at, read_tree
from calctui.maths.formula import Formula
from calctui.maths.scope import Scope
from calctui.scenes.catalog import fields_of, kinds
from calctui.scenes.scene import Scene, SceneFields


@frozen(slots=False)
class ReadScene:
    """A scene as far as it could be read.

    Attributes:
        names: What the words and formulas of the step may refer to.
        kind: The name of its kind; empty without a scene.
        fields: Its fields; None without a scene, or where they are wrong.
        built: Computed with the author's values; None where that failed.
        captions: The author's words at marks.
        describe: The author's words for the picture.
    """

    names: Names
    kind: str = ""
    fields: SceneFields | None = None
    built: Scene | None = None
    captions: Table[str, Line] = dataclasses.field(default_factory=dict)
    describe: Line | None = None


def read_scene(node: Node | None, names: Names) -> ReadScene:
    """Reads and builds the scene of a step; `names` are those of the lesson."""
    if node is None:
        return ReadScene(names)
    unknown = dataclasses.replace(names, values=None, marks=None)
    kind = _kind(node, names.report)
    if not kind or not isinstance(node, Mapping):
        return ReadScene(unknown)
    keys = {key: name for key, name in node.keys.items() if key != "kind"}
    values = {key: value for key, value in node.values.items() if key != "kind"}
    own = Mapping(node.line, node.column, node.flow, keys, values)
    fields = _read_fields(kind, own, names)
    built = _build(fields, own, names) if fields is not None else None
    if built is not None:
        _check_double_use(built, node, names)
        unknown = dataclasses.replace(
            names, values=tuple(built.values), marks=tuple(mark.id for mark in built.marks)
        )
    captions, describe = _words(own, unknown)
    return ReadScene(unknown, kind, fields, built, captions, describe)


def variables_of(scene: ReadScene) -> tuple[str, ...]:
    """The names of the variables of the scene's function; empty where it has none."""
    if scene.fields is None or scene.built is None:
        return ()
    return scene.fields.variables or scene.built.variables


def _kind(node: Node, report: Report) -> str:
    """The name of the kind of a scene; empty, and a problem, where there is none such."""
    if not isinstance(node, Mapping):
        if not (isinstance(node, Scalar) and node.void):
            cure = "write `kind: curve` and so on, in lines of their own"
            report.at(node, "`scene` is a mapping, and here stands something else", cure)
        return ""
    kind = node.values.get("kind")
    if kind is None:
        report.at(node, "`kind` is missing in the scene", f"add it; the kinds are {listed(kinds())}")
    elif not isinstance(kind, Scalar):
        report.at(kind, "`kind` is one word", f"the kinds are {listed(kinds())}")
    elif kind.text not in kinds():
        report.at(kind, f"there is no kind of scene `{kind.text}`", nearest(kind.text, kinds(), "kinds"))
    else:
        return kind.text
    return ""


def _read_fields(kind: str, node: Mapping, names: Names) -> SceneFields | None:
    """The fields of a scene; None, and problems, where one is wrong.

    Then those of the kind's EXAMPLE stand in for it, so that the formulas of the others can be looked at.
    """
    report, before = names.report, len(names.report.problems)
    what, context = f"a scene of the kind `{kind}`", {"functions": names.functions}
    example = _example(kind)
    fields = read(fields_of(kind), node, report, what=what, stand_in=example, context=context)
    if len(report.problems) == before:
        return fields
    if fields is not None:
        check_formulas(fields, node, names)
    return None


def _build(fields: SceneFields, node: Mapping, names: Names) -> Scene | None:
    """The scene with the author's values; None, and problems, where it makes no picture."""
    if names.scope is None:
        return None
    try:
        return fields.build(names.scope)
    except SceneError as error:
        place = node_at(node, tuple(error.field.split(".")))
        name = f"`{error.field}`: " if error.field else ""
        names.report.at(place, name + error.what, error.cure)
    except FormulaError as error:
        path = _culprit(fields, names.scope, error)
        place = node_at(node, path) if path else node
        names.report.inside(place, max(error.column - 1, 0) if path else 0, error.what, error.cure)
    check_formulas(fields, node, names)
    return None


def _culprit(fields: SceneFields, scope: Scope, error: FormulaError) -> KeyPath:
    """The way to the formula that cannot be computed: the one that fails alone with the same words."""
    attempts: tuple[Callable[[Formula], object], ...] = (
        scope.number,
        lambda formula: scope.function(formula, fields.variables, arity=1),
        lambda formula: scope.function(formula, fields.variables, arity=2),
        lambda formula: scope.function(formula, fields.variables),
    )
    for found in formulas_in(fields):
        for attempt in attempts[:1] if not found.is_function else attempts[1:]:
            try:
                attempt(found.formula)
            except FormulaError as failed:
                if (failed.what, failed.column) == (error.what, error.column):
                    return found.path
    return ()


@cache
def _example(kind: str) -> dict[str, Any]:
    """The kind's EXAMPLE as texts, lists and dictionaries."""
    source = Source("EXAMPLE", fields_of(kind).EXAMPLE)
    tree, _ = read_tree(source)
    assert isinstance(tree, Mapping)
    return {key: plain(value, Report(source)) for key, value in tree.values.items()}


def _check_double_use(scene: Scene, node: Mapping, names: Names) -> None:
    """A name may not be both a parameter's and a value's."""
    for name in names.parameters:
        if name in scene.values:
            what = f"`{name}` is a parameter, and this scene has a value of that name"
            names.report.at(node, what, "give the parameter another name")


def _words(node: Mapping, names: Names) -> tuple[dict[str, Line], Line | None]:
    """The author's words at marks and for the picture, checked also where the fields are wrong."""
    captions: dict[str, Line] = {}
    written = node.values.get("captions")
    if isinstance(written, Mapping):
        for mark, text in written.values.items():
            names.mark(written.keys[mark], mark)
            if isinstance(text, Scalar) and not text.void:
                captions[mark] = names.line(text, text.text)
    describe = node.values.get("describe")
    if isinstance(describe, Scalar) and not describe.void:
        return captions, names.line(describe, describe.text)
    return captions, None
