"""The work of the child of `symbolic`: reads questions, asks sympy, writes answers; each a line of JSON.

The only module that imports sympy. Expressions are built from our own tree, node by node; no text is ever
given to sympy to read, and names become symbols of which only the identity matters.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import sympy

from calctui.maths.exact.serial import from_json, to_json
from calctui.maths.exact.sympy_trees import to_sympy, to_tree

MEMORY = 2**30
"""That the process may take; in bytes."""
SECONDS = 4
"""Of the processor that one question may take."""
DIGITS = 50
"""With how many digits two expressions are compared at points."""

_POINTS = tuple(
    sympy.Rational(above, below)
    for above, below in ((7, 11), (-13, 17), (29, 13), (-41, 19), (3, 23), (53, 31))
)

_FORMS: tuple[Callable[[Any], Any], ...] = (
    sympy.expand,
    lambda difference: sympy.simplify(difference.rewrite(sympy.exp)),
    sympy.simplify,
    lambda difference: sympy.simplify(sympy.piecewise_fold(difference.rewrite(sympy.Piecewise))),
)
"""Ways of writing an expression, the quick before the slow; what is zero becomes 0 in one of them."""


def equal(left: sympy.Expr, right: sympy.Expr) -> bool | None:
    """Whether two expressions are equal: by high precision at points first, then by simplifying."""
    difference = left - right
    if difference == 0:
        return True
    if _differs_somewhere(difference):
        return False
    if any(form(difference) == 0 for form in _FORMS):
        return True
    known = difference.equals(0)
    return None if known is None else bool(known)


def less(left: sympy.Expr, right: sympy.Expr, *, or_equal: bool) -> bool | None:
    """Whether one expression is less than another, as far as sympy knows from signs."""
    difference = sympy.simplify(right - left)
    known = difference.is_nonnegative if or_equal else difference.is_positive
    if known is None and not difference.free_symbols:
        number = difference.evalf(DIGITS)
        known = bool(number > 0) if number.is_comparable and number != 0 else None
    return None if known is None else bool(known)


def _differs_somewhere(difference: sympy.Expr) -> bool:
    """Whether an expression is certainly not zero at one of a few points."""
    symbols = sorted(difference.free_symbols, key=str)
    for shift in range(len(_POINTS)):
        values = {symbol: _POINTS[(shift + index) % len(_POINTS)] for index, symbol in enumerate(symbols)}
        number = difference.subs(values).evalf(DIGITS)
        if number.is_comparable and number.is_finite and abs(number) > sympy.Float(10) ** (10 - DIGITS):
            return True
    return False


def answer(question: dict[str, Any]) -> Any:
    """The answer to one question, as JSON."""
    trees = [to_sympy(from_json(data)) for data in question["trees"]]
    match question["op"]:
        case "equal":
            return equal(*trees)
        case "less":
            return less(*trees, or_equal=False)
        case "less_or_equal":
            return less(*trees, or_equal=True)
        case "simplified":
            return _as_json(sympy.simplify(trees[0]))
    raise ValueError("no such question")


def _as_json(expression: sympy.Expr) -> Any:
    tree = to_tree(expression)
    return None if tree is None else to_json(tree)


def _limiter() -> Callable[[], None]:
    """Sets the limit of memory; gives a function that grants the next seconds of work."""
    try:
        import resource
    except ImportError:
        return lambda: None
    with suppress(OSError, ValueError):
        # Not every system has this limit.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def grant() -> None:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(spent.ru_utime + spent.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))

    return grant


def answer_all() -> None:
    """Answers questions until the input closes."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    sys.stdout = sys.stderr
    grant = _limiter()
    for line in sys.stdin:
        grant()
        try:
            reply: dict[str, Any] = {"answer": answer(json.loads(line))}
        except Exception as error:
            reply = {"failed": type(error).__name__}
        answers.write(json.dumps(reply) + "\n")
        answers.flush()
