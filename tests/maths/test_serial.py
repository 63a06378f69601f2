"""Trees as JSON and back."""

from __future__ import annotations

import json

import pytest

from calctui.maths.exact.serial import from_json, to_json
from calctui.maths.parsing.formulas import parse
from calctui.maths.tree import Moment


@pytest.mark.parametrize("text", ["-x^2/3 + sin(e*pi)", "0.125 - max(x_1, 2)*3", "f(x, y)"])
def test_there_and_back(text: str) -> None:
    tree = parse(text, ["f"]).tree
    assert from_json(json.loads(json.dumps(to_json(tree)))) == tree


@pytest.mark.parametrize("data", ["x", [], ["eval", "x"], ["+", ["name", "x"]], ["name", ["x"]]])
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not a tree"):
        from_json(data)  # type: ignore[arg-type]


def test_moments_stay_here() -> None:
    with pytest.raises(TypeError):
        to_json(Moment("x", "start"))
