"""Scopes and definitions: what names stand for, and what is said when they stand for nothing."""

from __future__ import annotations

import numpy as np
import pytest

from calctui.errors import FormulaError
from calctui.maths.definitions import Definition
from calctui.maths.formula import Formula
from calctui.maths.parsing.definitions import defined_name, parse_definition
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope

TEXTS = {
    "f(x)": "x**2",
    "g(w, b)": "w*f(b) + lr",
    "h(x)": "k(x)",
    "k(x)": "h(x) + 1",
    "u(x)": "x + other",
    "me(x)": "me(x)",
}
NAMES = [defined_name(head) for head in TEXTS]
DEFINITIONS = {defined_name(head): parse_definition(head, body, NAMES) for head, body in TEXTS.items()}
SCOPE = Scope({"lr": 0.1, "start": 5.0}, DEFINITIONS)


def read(text: str) -> Formula:
    return parse(text, NAMES)


def refused(text: str, *variables: str, arity: int | None = None) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        SCOPE.function(read(text), variables, arity)
    return caught.value


def test_numbers() -> None:
    assert SCOPE.number(read("lr*f(start) + f(2)")) == pytest.approx(6.5)
    assert SCOPE.number(read("1/(lr - 0.1)")) == np.inf
    assert np.isnan(SCOPE.number(read("sqrt(-start)")))


def test_numbers_at_marks() -> None:
    formula = parse("x@update-2 - x@start", marks=True)
    moments = {("x", "update-2"): 3.2, ("x", "start"): 5.0}
    assert SCOPE.number(formula, lambda name, mark: moments[name, mark]) == pytest.approx(-1.8)
    with pytest.raises(FormulaError):
        SCOPE.number(formula)
    with pytest.raises(FormulaError):
        SCOPE.function(formula)


@pytest.mark.parametrize(
    ("text", "variables", "found"),
    [
        ("f(x)", (), ("x",)),
        ("f(t)", (), ("t",)),
        ("g(b, w)", (), ("b", "w")),
        ("b + lr*w", (), ("b", "w")),
        ("f(2*t) + s", (), ("t", "s")),
        ("b + w", ("w", "b"), ("w", "b")),
        ("lr*x", ("lr", "x"), ("lr", "x")),
        ("f(2)", (), ()),
    ],
)
def test_variables(text: str, variables: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert SCOPE.function(read(text), variables).variables == found


def test_missing_variables_are_filled_up() -> None:
    assert SCOPE.function(read("3"), arity=1).variables == ("x",)
    assert SCOPE.function(read("y^2"), arity=2).variables == ("y", "x")


def test_parameters_have_their_values_and_definitions_are_put_in() -> None:
    function = SCOPE.function(read("g(2*a, b)"))
    assert function.text == "2a b² + lr"
    assert float(function(3.0, 2.0)) == pytest.approx(24.1)
    assert function.parameters == {"lr": 0.1}


def test_arguments_are_put_in_at_once() -> None:
    swap = parse_definition("s(x, y)", "x - y")
    scope = Scope({}, {"s": swap})
    assert float(scope.function(parse("s(y, x)", ["s"]), ["x", "y"])(1.0, 5.0)) == 4.0


@pytest.mark.parametrize(
    ("text", "variables", "column", "words"),
    [
        ("x + zz", ("x",), 5, "zz is unknown"),
        ("x + srart", ("x",), 5, "did you mean start"),
        ("2*PI*x", ("x",), 3, "did you mean pi"),
        ("x + f", (), 5, "write f(x)"),
        ("1 + f(x, y)", (), 5, "f takes 1, not 2; write it as in f(x)"),
        ("1 + h(x)", (), 5, "needs itself: h needs k needs h"),
        ("me(x)", (), 1, "me needs me"),
        ("2 u(x)", (), 3, "unknown name other"),
    ],
)
def test_refusals(text: str, variables: tuple[str, ...], column: int, words: str) -> None:
    error = refused(text, *variables)
    assert error.column == column
    assert words in str(error)


def test_too_many_variables() -> None:
    assert "x, y" in str(refused("x*y", arity=1))


def test_unknown_names_in_numbers() -> None:
    with pytest.raises(FormulaError, match="lt is unknown here"):
        SCOPE.number(read("lt*2"))


def test_an_unknown_function_names_the_nearest() -> None:
    with pytest.raises(FormulaError, match="did you mean loss"):
        Scope({}, {"loss": parse_definition("loss(x)", "x")}).function(parse("los(x)", ["los"]))


def test_check_looks_at_a_definition_alone() -> None:
    SCOPE.check(DEFINITIONS["g"])
    for name, column in (("h", 1), ("u", 5), ("me", 1)):
        with pytest.raises(FormulaError) as caught:
            SCOPE.check(DEFINITIONS[name])
        assert caught.value.column == column


def test_what_is_put_in_is_bounded() -> None:
    texts = {"a(x)": "x*x*x*x*x*x*x*x"} | {
        f"{letter}(x)": f"{before}(x)*{before}(x)*{before}(x)*{before}(x)*{before}(x)"
        for before, letter in zip("abcdpqr", "bcdpqrs", strict=True)
    }
    names = [defined_name(head) for head in texts]
    scope = Scope({}, {defined_name(h): parse_definition(h, b, names) for h, b in texts.items()})
    with pytest.raises(FormulaError, match="too big"):
        scope.function(parse("s(x)", names))
    nested = parse("a(a(a(a(a(x)))))", names)
    with pytest.raises(FormulaError, match="too big"):
        scope.function(nested)


def test_constants_stay_bounded_when_put_in() -> None:
    scope = Scope({}, {"p": parse_definition("p(n)", "x0^n"), "q": parse_definition("q(n)", "1/n")})
    for text in ("q(0)", "q(1-1)"):
        with pytest.raises(FormulaError, match="divides by zero"):
            scope.number(parse(text, ["q"]))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("f", "x"),
        ("f()", "1"),
        ("f(x", "x"),
        ("(x)", "x"),
        ("f(2)", "x"),
        ("f(x, x)", "x"),
        ("f(f)", "f"),
        ("sin(x)", "x"),
        ("f(e)", "x"),
        ("f(pi)", "x"),
        ("diff(x)", "x"),
        ("f(x)", "x +"),
        ("f[x]", "x"),
        ("f(x)(y)", "x"),
    ],
)
def test_bad_definitions(head: str, body: str) -> None:
    with pytest.raises(FormulaError):
        parse_definition(head, body)


def test_a_definition() -> None:
    read_ = parse_definition(" loss ( w , b ) ", "w*b", [])
    assert read_ == Definition("loss", ("w", "b"), parse("w*b"))
