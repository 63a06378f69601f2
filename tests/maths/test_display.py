"""The display grammar: what stands in texts, with its holes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calctui.errors import FormulaError
from calctui.maths.typesetting.display import Display
from calctui.maths.typesetting.display_parser import parse_display
from calctui.text import width


def line(text: str) -> str:
    pieces = parse_display(text).one_line()
    return "".join(piece if isinstance(piece, str) else f"{{{piece}}}" for piece in pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x", "x"),
        ("f'(x) = 2x", "f′(x) = 2x"),
        ("f''(x)", "f″(x)".replace("″", "′′")),
        ("∂f/∂x", "∂f/∂x"),
        ("∂²f/∂x² + 1", "∂²f/∂x² + 1"),
        ("∂/∂x f(x)", "∂/∂x·f(x)"),
        ("∇f = (4, 8)", "∇f = (4, 8)"),
        ("∇L(w, b)", "∇L(w, b)"),
        ("x <- x - lr*slope", "x ← x − lr·slope"),
        ("x^2 -> 0", "x² → 0"),
        ("k → ∞", "k → ∞"),
        ("{x:.2f} - 0.1*{slope:.2f} = {x - 0.1*slope:.2f}", "{0} − 0.1·{1} = {2}"),
        ("dy/dx", "dy/dx"),
        ("dy/dx = dy/du * du/dx", "dy/dx = dy/du·du/dx"),
        ("x_k", "xₖ"),
        ("x_(k+1) = x_k - lr*f'(x_k)", "xₖ₊₁ = xₖ − lr·f′(xₖ)"),
        ("5*(4/5)^k", "5·(4/5)ᵏ"),
        ("P(X < 1/2) = 1/4", "P(X < 1/2) = 1/4"),
        ("x(x+1)", "x(x + 1)"),
        ("-1 <= x < 1, y != 2", "−1 ≤ x < 1, y ≠ 2"),
        ("≈ {x}", "≈ {0}"),
        ("f(x) =", "f(x) ="),
        ("1, 0.8, 0.64, ...", "1, 0.8, 0.64, …"),
        ("0 + {a} + 1*(2-2)/(1-1)", "0 + {0} + 1·(2 − 2)/(1 − 1)"),
        ("σ(z)^41", "σ(z)⁴¹"),
    ],
)
def test_one_line(text: str, expected: str) -> None:
    assert line(text).strip() == expected


def test_holes_keep_their_texts_and_say_where_a_minus_needs_brackets() -> None:
    display = parse_display("{x:.2f} - 0.1*{slope:.2f} = {x - 0.1*slope:.2f} + |{y}| {z}^2")
    assert display.holes == ("x:.2f", "slope:.2f", "x - 0.1*slope:.2f", "y", "z")
    assert display.tight == {1, 4}
    assert parse_display("f({a}) = ({b}, {c})").tight == frozenset()


def test_block_with_holes() -> None:
    assert parse_display("f'(x) = (f(x+h)-f(x))/{h}").block(["0.10"]) == [
        "        f(x + h) − f(x)",
        "f′(x) = ───────────────",
        "             0.10      ",
    ]
    assert parse_display("dy/dx = dy/du * du/dx").block() == [
        "dy   dy   du",
        "── = ── · ──",
        "dx   du   dx",
    ]
    assert parse_display("e^{k} = {v}").block(["12", "3"]) == [" 12    ", "e   = 3"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("(x", 1),
        ("x)", 2),
        ("x = = 2", 5),
        ("x ; y", 3),
        ("{a", 1),
        ("a}", 2),
        ("x\N{RIGHT-TO-LEFT OVERRIDE}", 2),
        ("x\ue000", 2),
        ("", 1),
    ],
)
def test_refusals(text: str, column: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_display(text)
    assert caught.value.column == column
    assert str(caught.value).isprintable()


PIECES = [*"+-*/^()|,√π²ˣ x2efd_∂∇='<>≈→∞", "->", "{x}", "dy", "x_(", "sin", "f'(", "...", " "]


def attempt(text: str) -> Display | FormulaError:
    try:
        return parse_display(text)
    except FormulaError as error:
        return error


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_any_text_is_set_or_refused(text: str) -> None:
    result = attempt(text)
    if isinstance(result, FormulaError):
        assert str(result).isprintable()
        return
    indices = [piece for piece in result.one_line() if isinstance(piece, int)]
    assert indices == list(range(len(result.holes)))
    rows = result.block(["12"] * len(result.holes))
    assert len({width(row) for row in rows}) == 1
