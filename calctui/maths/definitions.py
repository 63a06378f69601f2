"""The functions that a lesson defines, `f(x): x**2`."""

from __future__ import annotations

from calctui.frozen import frozen
from calctui.maths.formula import Formula


@frozen
class Definition:
    """A function of a lesson.

    Attributes:
        name: What it is called.
        arguments: The names of its arguments, at least one.
        body: What it gives; of its arguments and of parameters.
    """

    name: str
    arguments: tuple[str, ...]
    body: Formula
