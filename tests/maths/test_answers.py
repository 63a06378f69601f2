"""What people type: left sides, per cent, commas, lists; and the names that exist."""

from __future__ import annotations

import pytest

from calctui.errors import FormulaError
from calctui.maths.autodiff import value
from calctui.maths.comparing.answers import check_names, read_answer, read_point
from calctui.maths.parsing.formulas import parse

FORMS = [
    ("2x", "2*x"),
    ("2*x", "2*x"),
    ("x^2", "x**2"),
    ("x²", "x**2"),
    ("3(x+1)", "3*(x+1)"),
    ("2 x", "2*x"),
    ("sin x", "sin(x)"),
    ("√x", "sqrt(x)"),
    ("e^x", "e^x"),
    ("ln x", "ln(x)"),
    ("log x", "log(x)"),
    ("|x|", "abs(x)"),
    ("π", "pi"),
    ("1/2", "1/2"),
    (".5", ".5"),
    ("3 − x", "3 - x"),
    ("2·x", "2*x"),
    ("2×x", "2*x"),
    ("x÷2", "x/2"),
    (" 2x ", "2*x"),
]


@pytest.mark.parametrize(("typed", "plain"), FORMS)
def test_what_people_type_is_read(typed, plain):
    read = read_answer(typed)
    assert read.formula.tree == parse(plain).tree
    assert (read.dropped, read.per_cent) == ("", "")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("f'(x) = 2x", "f'(x)"),
        ("f′(x)=2x", "f′(x)"),
        ("f''(x) = 2x", "f''(x)"),
        ("y = 2x", "y"),
        ("y' = 2x", "y'"),
        ("dy/dx = 2x", "dy/dx"),
        ("d/dx f(x) = 2x", "d/dx f(x)"),
        ("∂f/∂x = 2x", "∂f/∂x"),
        ("∇f = 2x", "∇f"),
        ("f_x(x, y) = 2x", "f_x(x, y)"),
        ("E[X] = 2x", "E[X]"),
        ("P(X < 1/2) = 2x", "P(X < 1/2)"),
        ("|∇f| = 2x", "|∇f|"),
        ("the slope = 2x", "the slope"),
        ("x ≈ 2x", "x"),
        ("x₂ = 2x", "x₂"),
        ("= 2x", ""),
    ],
)
def test_a_left_side_is_dropped_and_told(typed, left):
    read = read_answer(typed)
    assert read.formula.tree == parse("2x").tree
    assert read.dropped == left


@pytest.mark.parametrize(
    ("typed", "number", "per_cent"),
    [
        ("25%", 0.25, "25"),
        ("12.5 %", 0.125, "12.5"),
        ("-2%", -0.02, "-2"),
        ("1/4%", 0.0025, "1/4"),
        ("p = 25%", 0.25, "25"),
    ],
)
def test_a_per_cent_is_a_hundredth(typed, number, per_cent):
    read = read_answer(typed)
    assert float(value(read.formula.tree, {})) == number
    assert read.per_cent == per_cent


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0,5", "write 0.5"),
        ("2,5x", "write 2.5"),
        ("1,000", "write 1000"),
        ("1,000,000.5", "write 1000000.5"),
        ("", "there is nothing to read"),
        ("y =", "nothing stands behind y ="),
        ("a = b = 3", "more than one ="),
        ("2x = 4", "one side of an equation"),
        ("x^2 = 4", "one side of an equation"),
        ("x == 3", "a formula has no ="),
        ("x <= 3", "cannot stand"),
        ("5 + 20%", "/100"),
        ("½", r"\(1/2\)"),
        ("sin^2(x)", r"sin\(x\)\^2"),
        ("3 1/2", "a number cannot follow"),
        ("x@end", "@ cannot stand"),
        ("x" * 301, "300 characters"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(typed, words):
    with pytest.raises(FormulaError, match=words):
        read_answer(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "(4, 8)",
        "[4, 8]",
        "{4, 8}",
        "<4, 8>",
        "⟨4, 8⟩",
        "4, 8",
        "4; 8",
        "(4; 8)",
        "4,8",
        "x = 4, y = 8",
        "(x, y) = (4, 8)",
        "f(2, 1) = 4, 8",
    ],
)
def test_a_point_is_read_with_or_without_brackets(typed):
    assert [one.formula.tree for one in read_point(typed)] == [parse("4").tree, parse("8").tree]


@pytest.mark.parametrize(
    ("typed", "count"), [("(1+2)*3, 8", 2), ("(1), (2)", 2), ("min(1, 2), 3", 2), ("4", 1), ("1,2,3", 3)]
)
def test_only_outer_brackets_and_commas_count(typed, count):
    assert len(read_point(typed)) == count


def test_a_decimal_comma_in_a_point_is_told():
    with pytest.raises(FormulaError, match=r"write 0\.5"):
        read_point("0,5; 1,5")
    with pytest.raises(FormulaError, match="these are 12 numbers"):
        read_point(",".join("123456789012"))


@pytest.mark.parametrize(
    ("typed", "known", "words"),
    [
        ("X", ("x", "y"), "did you mean x.*names here are x and y"),
        ("2z", ("x",), "z is unknown here; the only name here is x"),
        ("z", (), "z is unknown here; write a number"),
        ("PI", ("x",), "did you mean pi"),
        ("E^x", ("x",), "did you mean e"),
        ("SIN*x", ("x",), r"did you mean sin\(...\)"),
        ("xy", ("x", "y"), r"write x\*y for a product"),
        ("x + c", ("x",), "constant of integration"),
        ("idk", ("x", "y", "lr"), "the names here are x, y and lr"),
    ],
)
def test_unknown_names_are_answered_with_those_that_exist(typed, known, words):
    with pytest.raises(FormulaError, match=words):
        check_names(parse(typed), known)


def test_a_name_that_exists_is_no_slip():
    check_names(parse("x*C + c"), ("x", "C", "c"))
