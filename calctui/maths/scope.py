"""What the names in a formula stand for: a lesson's parameters and definitions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field
from typing import NoReturn

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.maths.autodiff import value
from calctui.maths.definitions import Definition
from calctui.maths.formula import Formula
from calctui.maths.function import Function
from calctui.maths.functions import FUNCTIONS, OPERATIONS
from calctui.maths.near import closest
from calctui.maths.parsing.bounds import check_constants
from calctui.maths.tree import Call, Moment, Name, Node, children, folded, preorder, rebuilt, substitute

MAX_EXPANDED_NODES = 2000
"""Nodes of a formula with its definitions put in."""
MAX_EXPANDED_DEPTH = 150
"""The longest way down in it."""

At = Callable[[str, str], float]
"""The value of a name at a mark."""


@frozen
class Scope:
    """What formulas may use.

    Attributes:
        parameters: The parameters and their values.
        definitions: The lesson's functions by name.
    """

    parameters: Mapping[str, float] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)

    def expand(self, formula: Formula) -> Node:
        """The tree of a formula with every definition put in.

        Raises:
            FormulaError: A definition is unknown, is called with a wrong number of arguments or needs
                itself, or the whole becomes too big.
        """
        tree = self.expand_tree(formula.tree)
        if formula.calls:
            check_constants(tree)
        return tree

    def expand_tree(self, tree: Node, hidden: tuple[str, ...] = ()) -> Node:
        """As `expand`, for a part of a formula.

        Args:
            tree: The part.
            hidden: The definitions it stands in, which it may not call.
        """

        def expanded(node: Node, below: Sequence[tuple[Node, int, int]]) -> tuple[Node, int, int]:
            """A node with its size and its depth, of parts with theirs."""
            size = 1 + sum(size for _, size, _ in below)
            depth = 1 + max((depth for _, _, depth in below), default=0)
            new = rebuilt(node, tuple(part for part, _, _ in below))
            if isinstance(new, Call) and new.function not in FUNCTIONS and new.function not in OPERATIONS:
                new = self._called(new, hidden)
                size, depth = _size_and_depth(new)
            if size > MAX_EXPANDED_NODES or depth > MAX_EXPANDED_DEPTH:
                what = "with its definitions put in, the formula is too big"
                raise FormulaError(what, cure="use fewer definitions inside each other", column=node.at)
            return new, size, depth

        return folded(tree, expanded)[0]

    def check(self, definition: Definition) -> None:
        """Whether a definition can be used with these parameters.

        Raises:
            FormulaError: As in `expand`, or a name is neither an argument nor a parameter; with its
                column in the body.
        """
        self._expect_names(definition.body.tree, (*definition.arguments, *self.parameters))
        check_constants(self.expand_tree(definition.body.tree, (definition.name,)))

    def number(self, formula: Formula, at: At | None = None) -> float:
        """The value of a formula of parameters; it may be infinite or NaN.

        Args:
            formula: What to compute.
            at: Where it may have moments such as ``x@update-20``: gives their values.

        Raises:
            FormulaError: As in `expand`, or a name is not a parameter.
        """
        self._expect_names(formula.tree, self.parameters)
        env = dict(self.parameters)
        for moment in formula.moments:
            if at is None:
                raise _misplaced(moment)
            env[f"{moment.name}@{moment.mark}"] = at(moment.name, moment.mark)
        return float(value(self.expand(formula), env))

    def function(self, formula: Formula, variables: Sequence[str] = (), arity: int | None = None) -> Function:
        """The function that a formula is, with the parameters at their values.

        Args:
            formula: What to compute.
            variables: Its variables in order; they hide parameters. Default: its free names that are no
                parameters, in order of appearance.
            arity: How many variables it must have; a formula of fewer does not depend on the others.

        Raises:
            FormulaError: As in `expand`, or a name is neither a variable nor a parameter, or there are
                more variables than `arity`.
        """
        found = tuple(variables) or tuple(name for name in formula.names if name not in self.parameters)
        if not variables:
            self._refuse_bare_definitions(formula)
        if arity is not None:
            found = _as_many(found, arity, self.parameters)
        if variables:
            self._expect_names(formula.tree, (*found, *self.parameters))
        tree = self.expand(formula)
        if formula.moments:
            raise _misplaced(formula.moments[0])
        bound = {node.name for node in preorder(tree) if isinstance(node, Name)} - set(found)
        for name in bound - set(self.parameters):
            self._refuse_name(Name(name), (*found, *self.parameters))
        return Function(found, tree, {name: float(self.parameters[name]) for name in bound})

    def _called(self, call: Call, hidden: tuple[str, ...]) -> Node:
        definition = self.definitions.get(call.function)
        if definition is None:
            self._refuse_function(call)
        if call.function in hidden:
            circle = " needs ".join((*hidden[hidden.index(call.function) :], call.function))
            what = f"a definition needs itself: {circle}"
            raise FormulaError(what, cure="break the circle", column=call.at)
        names = definition.arguments
        if len(call.args) != len(names):
            form = f"{definition.name}({', '.join(names)})"
            what = f"{definition.name} takes {len(names)}, not {len(call.args)}"
            raise FormulaError(what, cure=f"write it as in {form}", column=call.at)
        allowed = {*names, *self.parameters}
        for name in definition.body.names:
            if name not in allowed:
                what = f"the definition of {definition.name} has the unknown name {name}"
                raise FormulaError(what, cure="use its arguments and the parameters", column=call.at)
        try:
            body = self.expand_tree(definition.body.tree, (*hidden, definition.name))
        except FormulaError as error:
            raise _inside(definition.name, error, call.at) from None
        return substitute(body, dict(zip(names, call.args, strict=True)))

    def _expect_names(self, tree: Node, known: Collection[str]) -> None:
        for node in preorder(tree):
            if isinstance(node, Name) and node.name not in known:
                self._refuse_name(node, known)

    def _refuse_bare_definitions(self, formula: Formula) -> None:
        for node in preorder(formula.tree):
            if isinstance(node, Name) and node.name in self.definitions:
                self._refuse_name(node, ())

    def _refuse_name(self, node: Name, known: Collection[str]) -> NoReturn:
        what = f"{node.name} is unknown here"
        if node.name in self.definitions:
            definition = self.definitions[node.name]
            what, cure = f"{node.name} is a function", f"write {node.name}({', '.join(definition.arguments)})"
        elif near := closest(node.name, [*known, "pi", "e"]):
            cure = f"did you mean {near}?"
        elif known:
            cure = f"known are {', '.join(sorted(known))}"
        else:
            cure = "write a number"
        raise FormulaError(what, cure=cure, column=node.at)

    def _refuse_function(self, call: Call) -> NoReturn:
        near = closest(call.function, [*self.definitions, *FUNCTIONS])
        cure = f"did you mean {near}?" if near else f"write {call.function} under define"
        raise FormulaError(f"there is no function {call.function}", cure=cure, column=call.at)


def _misplaced(moment: Moment) -> FormulaError:
    return FormulaError("a value at a mark cannot stand here", cure="delete the @", column=moment.at)


def _inside(name: str, error: FormulaError, column: int) -> FormulaError:
    """An error in a definition, at the column of its call."""
    place = f"in the definition of {name}: "
    what = error.what if error.what.startswith("in the definition of ") else place + error.what
    return FormulaError(what, cure=error.cure, column=column)


def _as_many(found: tuple[str, ...], arity: int, taken: Collection[str]) -> tuple[str, ...]:
    """The variables, and where there are fewer than needed the next letters from x on."""
    if len(found) > arity:
        needs = "one variable" if arity == 1 else f"{arity} variables"
        what = f"a function of {needs} is needed; this one has {', '.join(found)}"
        raise FormulaError(what, cure="make the others parameters, or say variables: [...]")
    spare = (name for name in ("x", "y", "z", *(f"x_{index}" for index in range(1, arity + 1))))
    extra = [name for name in spare if name not in found and name not in taken]
    return (*found, *extra[: arity - len(found)])


def _size_and_depth(tree: Node) -> tuple[int, int]:
    """The number of nodes and the longest way down; stops counting beyond the bounds."""
    size, deepest, stack = 0, 0, [(tree, 1)]
    while stack and size <= MAX_EXPANDED_NODES:
        node, depth = stack.pop()
        size, deepest = size + 1, max(deepest, depth)
        stack.extend((part, depth + 1) for part in children(node))
    return size, deepest
