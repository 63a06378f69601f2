"""Reading claims."""

from __future__ import annotations

from fractions import Fraction

import pytest

from calctui.errors import FormulaError
from calctui.maths.claims import free_names
from calctui.maths.parsing.claims import parse_claim
from calctui.maths.tree import Moment


def test_a_claim() -> None:
    claim = parse_claim("diff(f(x), x) == 2*x + x@update-20 - 1", ["f"])
    assert claim.op == "=="
    assert claim.names == ("x",)
    assert claim.left.calls == ("f",)
    assert claim.right.calls == ()
    assert claim.moments == (Moment("x", "update-20"),)
    assert claim.operations == {"diff"}
    assert claim.tolerance == 0


@pytest.mark.parametrize("op", ["==", "<", "<=", ">", ">=", "~="])
def test_signs(op: str) -> None:
    assert parse_claim(f"x {op} 2").op == op


@pytest.mark.parametrize(
    ("number", "tolerance"),
    [
        ("0.0576", "0.00005"),
        ("-2.478", "0.0005"),
        ("0.000", "0.0005"),
        ("5", "0.5"),
        ("1.8e-5", "0.0000005"),
        ("2e3", "500"),
    ],
)
def test_the_last_digit_written(number: str, tolerance: str) -> None:
    assert parse_claim(f"x ~= {number}").tolerance == Fraction(tolerance)
    assert parse_claim(f"{number} ~= x").tolerance == Fraction(tolerance)


def test_integrals_and_limits_bind_their_variable() -> None:
    assert parse_claim("integrate(a*x, x, 0, t) == limit(b*h, h, c)").names == ("a", "t", "b", "c")
    assert free_names(parse_claim("integrate(x, x, 0, x) == 1").left.tree) == ("x",)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("x", 2),
        ("x == ", 6),
        ("x == 1 == 2", 8),
        ("x = 2", 3),
        ("x ~= y", 3),
        ("diff(x) == 1", 1),
        ("diff(x, 2) == 1", 9),
        ("integrate(x, x, 0) == 1", 1),
        ("x@ == 1", 2),
        ("x@-update == 1", 2),
        ("x@" + "a" * 65 + " == 1", 2),
        ("@start == 1", 1),
        ("1/0 == 1", 2),
        ("f(x) == 1", 1),
    ],
)
def test_refusals(text: str, column: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_claim(text)
    assert caught.value.column == column
    assert caught.value.cure


def test_a_mark_may_be_named_after_a_node() -> None:
    claim = parse_claim("L@forward-L == grad_w_1@backward-w_1 + 1")
    assert [(moment.name, moment.mark) for moment in claim.moments] == [
        ("L", "forward-L"),
        ("grad_w_1", "backward-w_1"),
    ]
