"""Where slopes are zero, and what the curve does there."""

from __future__ import annotations

import pytest

from calctui.maths.critical import critical_points
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("x^3 - 3x", -2.2, 2.2, [(-1, 2, "maximum"), (1, -2, "minimum")]),
        (
            "x^4 - 3x^2 + x",
            -2.1,
            1.9,
            [
                (-1.30084, -3.51391, "minimum"),
                (0.169938, 0.0841, "maximum"),
                (1.13090, -1.07023, "minimum"),
            ],
        ),
        ("x^3", -1, 1.3, [(0, 0, "neither")]),
        ("x^3", -1, 1, [(0, 0, "neither")]),
        ("x^4", -1.1, 1, [(0, 0, "minimum")]),
        ("x^2", 0, 1, [(0, 0, "minimum")]),
        ("abs(x)", -1, 1.1, []),
        ("1/x", -1, 1.1, []),
        ("relu(x)", -1, 1.1, []),
        ("max(x^2 - 1, 0)", -2, 2.1, []),
        ("exp(x)", -3, 3, []),
        ("5", -1, 1, []),
        ("sqrt(-1 - x^2)", -1, 1, []),
    ],
)
def test_critical_points(
    text: str, start: float, end: float, expected: list[tuple[float, float, str]]
) -> None:
    found = critical_points(Scope().function(parse(text), ["x"]), start, end)
    assert [point.kind for point in found] == [kind for _, _, kind in expected]
    for point, (x, y, _) in zip(found, expected, strict=True):
        assert point.x == pytest.approx(x, abs=1e-5)
        assert point.y == pytest.approx(y, abs=1e-4)
