"""Setting trees: how they look, and that what is set on one line is read as the same tree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calctui.maths.functions import FUNCTIONS
from calctui.maths.parsing.formulas import parse
from calctui.maths.tree import Binary, Call, Constant, Moment, Name, Neg, Node, Num
from calctui.maths.typesetting.typeset import BlockSetter, name_text, one_line
from calctui.text import width


def block(tree: Node) -> list[str]:
    """A tree in two dimensions, by rows."""
    return list(BlockSetter().set(tree).box.rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2", "x²"),
        ("2*x", "2x"),
        ("3*sin(x)", "3 sin(x)"),
        ("2*3", "2·3"),
        ("x-1", "x − 1"),
        ("-x^2/2", "−x²/2"),
        ("sqrt(x)", "√x"),
        ("sqrt(x+1)", "√(x + 1)"),
        ("sqrt(x)^2", "(√x)²"),
        ("abs(x-1)", "|x − 1|"),
        ("e^x", "eˣ"),
        ("exp(x)", "exp(x)"),
        ("2pi r", "2π r"),
        ("x_1^2", "x₁²"),
        ("x^(3+n)", "x³⁺ⁿ"),
        ("x^(-1)", "x⁻¹"),
        ("x^(1/2)", "x^(1/2)"),
        ("x^0.5", "x^0.5"),
        ("x^lr", "x^lr"),
        ("e^(-x^2/2)", "e^(−x²/2)"),
        ("x^x^x", "x^(xˣ)"),
        ("(x^2)^3", "(x²)³"),
        ("x^(k n)", "x^(k n)"),
        ("lr*slope", "lr·slope"),
        ("w*x+b", "w x + b"),
        ("x*x", "x·x"),
        ("x*2", "x·2"),
        ("5*(4/5)^k", "5·(4/5)ᵏ"),
        ("6(3x+1)", "6(3x + 1)"),
        ("(x+1)(x-1)", "(x + 1)(x − 1)"),
        ("x*(x+1)", "x·(x + 1)"),
        ("1/2x", "1/2·x"),
        ("1/(2x)", "1/(2x)"),
        ("a/b/c", "a/b/c"),
        ("a/(b/c)", "a/(b/c)"),
        ("x-(y-z)", "x − (y − z)"),
        ("x - y - z", "x − y − z"),
        ("x-(-1)", "x − (−1)"),
        ("x*-1", "x·(−1)"),
        ("--x", "−(−x)"),
        ("sin(x)^2", "sin(x)²"),
        ("sin x cos x", "sin(x) cos(x)"),
        ("(f(x+h)-f(x))/h", "(f(x + h) − f(x))/h"),
        ("max(x, 0)", "max(x, 0)"),
        ("2*e3", "2·e3"),
        ("0.50 x", "0.50x"),
        ("((x))", "x"),
    ],
)
def test_one_line(text: str, expected: str) -> None:
    assert one_line(parse(text, ["f"]).tree) == expected


def test_computed_numbers_need_no_text() -> None:
    assert one_line(Num(Fraction(1, 3))) == "1/3"
    assert one_line(Binary("^", Num(Fraction(-1, 3)), Num(2))) == "(−1/3)²"
    assert one_line(Binary("-", Name("x"), Num(-2))) == "x − (−2)"
    assert one_line(Moment("x", "update-2")) == "x@update-2"
    assert one_line(Constant("inf")) == "∞"


def test_names() -> None:
    assert name_text("x_k") == "xₖ"
    assert name_text("x_12") == "x₁₂"
    assert name_text("w_new") == "w_new"
    assert name_text("slope_x") == "slope_x"


LEAVES = st.one_of(
    st.sampled_from(["x", "y", "w", "f", "lr", "x_1", "e3", "x1", "θ", "slope_x", "x_k"]).map(Name),
    st.sampled_from(["2", "0", "10", "0.5", "1e-3", ".25", "3."]).map(lambda text: parse(text).tree),
    st.sampled_from(["e", "pi"]).map(Constant),
)


def branches(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    unary = sorted(name for name, rule in FUNCTIONS.items() if rule.arity == 1)
    small = st.sampled_from([Name("n"), Num(2), Num(3), Neg(Num(1)), Binary("+", Name("k"), Num(1))])
    return st.one_of(
        st.builds(Neg, parts),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), parts, parts),
        st.builds(Binary, st.just("^"), parts, small),
        st.builds(Binary, st.just("^"), parts, parts),
        st.builds(lambda name, arg: Call(name, (arg,)), st.sampled_from(unary), parts),
        st.builds(lambda a, b: Call("g", (a, b)), parts, parts),
    )


TREES = st.recursive(LEAVES, branches, max_leaves=12)


@settings(max_examples=500, deadline=None)
@given(TREES)
def test_what_is_set_is_read_as_the_same_tree(tree: Node) -> None:
    from calctui.maths.parsing.parser import Parser
    from calctui.maths.parsing.tokens import Alphabet, tokenize

    parser = Parser(tokenize(one_line(tree), Alphabet(longest=10_000)), ["g"])
    read = parser.formula()
    parser.end()
    assert read == tree, one_line(tree)


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_a_block_is_a_rectangle(tree: Node) -> None:
    assert len({width(row) for row in block(tree)}) == 1


def test_block_fraction() -> None:
    assert block(parse("1/(1+e^(-x))").tree) == [
        "   1   ",
        "───────",
        "1 + e⁻ˣ",
    ]


def test_block_in_a_sum_and_in_a_product() -> None:
    assert block(parse("2 - (x+1)/2*y").tree) == [
        "    x + 1    ",
        "2 − ───── · y",
        "      2      ",
    ]


def test_block_exponent() -> None:
    assert block(parse("e^(-x^2/2)").tree) == [" −x²/2", "e     "]
    assert block(parse("(1+1/n)^2").tree) == ["⎛    1⎞2", "⎜1 + ─⎟ ", "⎝    n⎠ "]
    assert block(parse("(x+1)^n").tree) == ["(x + 1)ⁿ"]


def test_block_root_and_bars() -> None:
    assert block(parse("sqrt(x)").tree) == ["√x"]
    assert block(parse("sqrt(x+1)").tree) == [" _____", "√x + 1"]
    assert block(parse("sqrt(1/x)").tree) == [" _", "│1", "│─", "√x"]
    assert block(parse("abs(1/x)").tree) == ["│1│", "│─│", "│x│"]
    assert block(parse("-1/x").tree) == ["  1", "− ─", "  x"]
