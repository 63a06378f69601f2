"""Text to the definition of a function, `f(x)` and `x**2`."""

from __future__ import annotations

import re
from collections.abc import Collection

from calctui.errors import FormulaError
from calctui.maths.definitions import Definition
from calctui.maths.functions import CONSTANTS, FUNCTIONS, OPERATIONS
from calctui.maths.parsing.formulas import parse
from calctui.maths.parsing.parser import Parser
from calctui.maths.parsing.tokens import tokenize
from calctui.maths.tree import Name

_HEAD = re.compile(r"\s*([^()\s]+)\s*\(([^()]*)\)\s*", re.ASCII)
_RESERVED = {*FUNCTIONS, *CONSTANTS, *OPERATIONS, "inf"}


def defined_name(head: str) -> str:
    """The name in a head such as ``f(x)``; empty where it has none."""
    found = _HEAD.fullmatch(head)
    return found[1] if found else ""


def parse_definition(head: str, body: str, functions: Collection[str] = ()) -> Definition:
    """Reads a definition.

    Args:
        head: The name and the arguments, such as ``f(x)`` or ``g(w, b)``.
        body: The formula.
        functions: The names of all definitions of the lesson.

    Raises:
        FormulaError: The head or the body cannot be read. A fault in the head has column 0.
    """
    found = _HEAD.fullmatch(head)
    if not found:
        raise FormulaError("this is not a definition", cure="write it as in f(x): x**2")
    name = _plain_name(found[1])
    arguments = tuple(_plain_name(argument) for argument in found[2].split(","))
    if len(set(arguments)) < len(arguments):
        raise FormulaError(f"{name} has two arguments of one name", cure="give each its own")
    if name in arguments:
        raise FormulaError(f"{name} is also an argument", cure="give it another name")
    return Definition(name, arguments, parse(body, functions))


def _plain_name(text: str) -> str:
    """The one name in a text, or refuses it."""
    word = text.strip()
    if word in _RESERVED:
        raise FormulaError(f"{word} has a meaning already", cure="choose another name")
    try:
        parser = Parser(tokenize(word))
        tree = parser.formula()
        parser.end()
    except FormulaError:
        tree = None
    if not isinstance(tree, Name):
        raise FormulaError("a name is missing in a definition", cure="write it as in f(x): x**2")
    return tree.name
