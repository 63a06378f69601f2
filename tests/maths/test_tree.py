"""Walking trees and putting parts into them."""

from __future__ import annotations

from fractions import Fraction

from calctui.maths.parsing.formulas import parse
from calctui.maths.tree import Name, Num, number, postorder, preorder, substitute


def test_orders() -> None:
    tree = parse("a*b + sin(-c)").tree
    names = [node.name for node in preorder(tree) if isinstance(node, Name)]
    assert names == ["a", "b", "c"]
    kinds = [type(node).__name__ for node in postorder(tree)]
    assert kinds == ["Name", "Name", "Binary", "Name", "Neg", "Call", "Binary"]
    assert [type(node).__name__ for node in preorder(tree)][:2] == ["Binary", "Binary"]


def test_substitution_is_at_once_and_shares() -> None:
    tree = substitute(parse("x*y + x").tree, {"x": parse("y+1").tree, "y": Num(2)})
    assert tree == parse("(y+1)*2 + (y+1)").tree
    shared = [node for node in preorder(tree) if node == parse("y+1").tree]
    assert len({id(node) for node in shared}) == 1


def test_whole_numbers_are_integers() -> None:
    assert number(Fraction(4, 2)) == Num(2)
    assert isinstance(number(Fraction(4, 2)).value, int)
    assert Num(Fraction(1, 2), "0.5") == Num(Fraction(1, 2), ".50")
