"""Whether the fields of a computational graph make a picture, and what to write where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from calctui.errors import FormulaError, SceneError
from calctui.maths.formula import Formula
from calctui.maths.graph import Graph
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope
from calctui.maths.tree import Name, Node, preorder
from calctui.scenes.parts import axes

MOST_NODES, MOST_BOXES = 14, 20
MOST_UPDATES = 100


def check_nodes(nodes: Mapping[str, Formula], at: Mapping[str, Formula], scope: Scope) -> None:
    """Whether each node has a good name, and needs only earlier nodes, inputs and parameters.

    Raises:
        SceneError: One does not.
    """
    for name in nodes:
        _check_name(name, at, scope)
    done: set[str] = set()
    for name, formula in nodes.items():
        for used in _names(formula.tree):
            if used == name:
                raise SceneError(f"nodes.{name}", f"{name} needs itself", cure="break the circle")
            if used in nodes and used not in done:
                circle = _reaches(nodes, used, name)
                what = f"{name} needs {used}, which " + ("needs it: a circle" if circle else "comes later")
                cure = "break the circle" if circle else f"write {used} above {name}"
                raise SceneError(f"nodes.{name}", what, cure=cure)
            if used not in nodes and used not in at and used not in scope.parameters:
                raise SceneError("at", f"{used} has no value", cure=f"write at: {{{used}: 1}}")
        done.add(name)


def _check_name(name: str, at: Mapping[str, Formula], scope: Scope) -> None:
    try:
        good = parse(name).tree == Name(name)
    except FormulaError:
        good = False
    if not good:
        cure = "use a letter, then letters and digits"
        raise SceneError(f"nodes.{name}", f"{name!r} cannot be the name of a node", cure=cure)
    if name in scope.definitions:
        what = f"{name} is a function of the lesson"
        raise SceneError(f"nodes.{name}", what, cure="give the node another name")
    if name in at:
        raise SceneError(f"at.{name}", f"{name} is a node, so it is computed", cure=f"delete {name} here")


def _names(tree: Node) -> Iterator[str]:
    return (node.name for node in preorder(tree) if isinstance(node, Name))


def _reaches(nodes: Mapping[str, Formula], start: str, goal: str) -> bool:
    """Whether a node needs another, be it through others."""
    seen: set[str] = set()
    left = [start]
    while left:
        name = left.pop()
        if name == goal:
            return True
        if name in nodes and name not in seen:
            seen.add(name)
            left += _names(nodes[name].tree)
    return False


def check_size(graph: Graph, field: str) -> None:
    """Whether a graph is small enough for a picture.

    Raises:
        SceneError: It is not.
    """
    if len(graph.nodes) > MOST_NODES:
        what = f"a graph has at most {MOST_NODES} nodes, this one has {len(graph.nodes)}"
        raise SceneError(field, what, cure="let a node compute more at once")
    if len(graph.order) > MOST_BOXES:
        what = f"nodes and inputs are at most {MOST_BOXES} together, here are {len(graph.order)}"
        raise SceneError(field, what, cure="write numbers instead of some inputs")


def checked_inputs(graph: Graph, at: Mapping[str, Formula], scope: Scope) -> dict[str, float]:
    """The value of each input in order.

    Raises:
        SceneError: One has no value or no finite one, or something is given that no node uses.
    """
    for name in graph.inputs:
        if name not in at:
            raise SceneError("at", f"{name} has no value", cure=f"write at: {{{name}: 1}}")
    for name in at:
        if name not in graph.inputs:
            raise SceneError(f"at.{name}", f"no node uses {name}", cure="delete it")
    return {name: axes.finite(f"at.{name}", scope.number(at[name])) for name in graph.inputs}


def check_updates(graph: Graph, updates: int, learn: Sequence[str], *, rate: bool) -> None:
    """Whether it is clear what an update does.

    Raises:
        SceneError: There are too many updates, or no rate or nothing to learn for them.
    """
    if not 0 <= updates <= MOST_UPDATES:
        raise SceneError("updates", f"must be from 0 to {MOST_UPDATES}")
    if updates and not rate:
        raise SceneError("rate", "updates need a learning rate", cure="write rate: 0.1")
    if updates and not learn:
        names = ", ".join(graph.inputs[:2])
        raise SceneError("learn", "which inputs do the updates change?", cure=f"write learn: [{names}]")
    for name in learn:
        if name not in graph.inputs:
            known = ", ".join(graph.inputs) or "none"
            raise SceneError("learn", f"{name} is no input", cure=f"the inputs are {known}")
