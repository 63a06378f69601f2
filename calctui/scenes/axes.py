"""What scenes of one variable share: limits, sampled curves, tangents, extra marks, numbers in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Arrow, Dots, Label, Limits, Line, Shape
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import Extra, Pair

SAMPLES = 401
"""Points of a sampled curve: more than the braille columns of a chart in a wide terminal."""

MARGIN = 0.08
"""The share of the span left free above and below what a chart shows."""


def number(value: float, digits: int = 4) -> str:
    """A number as a person would write it: at most `digits` significant digits, a true minus sign."""
    if math.isnan(value):
        return "undefined"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    text = f"{value:.{digits}g}"
    if "e" in text:
        mantissa, exponent = text.split("e")
        power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text = f"{mantissa} · 10{power}"
    return text.replace("-", "−")


def pair(field: str, value: Pair, scope: Scope) -> tuple[float, float]:
    """The two numbers of a field.

    Raises:
        SceneError: One of them is not finite.
    """
    first, second = scope.number(value[0]), scope.number(value[1])
    if not (math.isfinite(first) and math.isfinite(second)):
        raise SceneError(field, "must be two finite numbers")
    return first, second


def limits(field: str, value: Pair, scope: Scope) -> Limits:
    """The limits of an axis, low before high.

    Raises:
        SceneError: They are not finite, or the first is not below the second.
    """
    low, high = pair(field, value, scope)
    if not low < high:
        raise SceneError(field, "the first limit must be below the second", cure=f"write [{high:g}, {low:g}]")
    return low, high


def finite(field: str, value: float) -> float:
    """The number itself.

    Raises:
        SceneError: It is not finite.
    """
    if not math.isfinite(value):
        raise SceneError(field, "must be a finite number")
    return value


def around(values: Sequence[float] | Array, margin: float = MARGIN) -> Limits:
    """Limits that hold all finite values with a margin; (-1, 1) around a single value or none."""
    array = np.asarray(values, dtype=np.float64)
    array = array[np.isfinite(array)]
    if array.size == 0:
        return -1.0, 1.0
    low, high = float(array.min()), float(array.max())
    span = high - low
    if not math.isfinite(span) or span <= 1e-12 * max(abs(low), abs(high), 1e-300):
        return low - 1.0, high + 1.0
    return low - margin * span, high + margin * span


def around_curve(y: Array) -> Limits:
    """Limits for a sampled curve: its bulk, so that a pole does not flatten the rest."""
    finite_y = y[np.isfinite(y)]
    if finite_y.size == 0:
        return -1.0, 1.0
    low, high = np.percentile(finite_y, [2, 98])
    bulk = max(float(high - low), 1e-12)
    inside = finite_y[(finite_y >= low - 3 * bulk) & (finite_y <= high + 3 * bulk)]
    return around(inside)


def sample(function: Function, x: Limits, samples: int = SAMPLES) -> tuple[Array, Array]:
    """The function at evenly spaced points of the limits; both of shape (samples,)."""
    points = np.linspace(x[0], x[1], samples)
    return points, function(points)


def tangent(x: float, f: float, slope: float, reach: float, **look: object) -> Line:
    """The piece of the tangent at (x, f) that reaches `reach` to both sides, in x units."""
    ends = np.array([x - reach, x + reach])
    style = "thick" if look.get("thick") else "solid"
    return Line(role=Role.SLOPE, x=ends, y=f + slope * (ends - x), style=style)  # type: ignore[arg-type]


def dot(x: float, y: float, role: Role = Role.NOW, *, still: bool = False, name: str = "") -> Dots:
    """One dot."""
    return Dots(role=role, x=np.array([x]), y=np.array([y]), still=still, name=name)


def extras(also: Sequence[Extra], scope: Scope, pane: int = 1) -> tuple[Shape, ...]:
    """The author's own marks of a pane, still.

    Raises:
        SceneError: An entry is not exactly one of point, line and arrow.
    """
    shapes: list[Shape] = []
    for extra in also:
        kinds = [kind for kind in (extra.point, extra.line, extra.arrow) if kind is not None]
        if len(kinds) != 1:
            raise SceneError(
                "also",
                "each entry is one of point, line and arrow",
                cure="write - {point: [0, 1], text: here}",
            )
        if extra.pane == pane:
            shapes += _extra(extra, scope)
    return tuple(shapes)


def _extra(extra: Extra, scope: Scope) -> list[Shape]:
    role = Role(extra.role)
    if extra.point is not None:
        x, y = pair("also", extra.point, scope)
        return [dot(x, y, role, still=True, name=extra.text)]
    ends = extra.line or extra.arrow
    assert ends is not None
    start, end = pair("also", ends[0], scope), pair("also", ends[1], scope)
    if extra.line is not None:
        shape: Shape = Line(
            role=role, x=np.array([start[0], end[0]]), y=np.array([start[1], end[1]]), still=True
        )
    else:
        shape = Arrow(role=role, start=start, end=end, still=True)
    if not extra.text:
        return [shape]
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return [shape, Label(role=role, x=middle[0], y=middle[1], text=extra.text, still=True)]
