"""What scenes of one variable share: limits, sampled curves, tangents, extra marks, numbers in words."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Area, Array, Arrow, Dots, Label, Limits, Line, Shape
from calctui.maths.function import Function
from calctui.maths.ordered import percentiles
from calctui.maths.scope import Scope
from calctui.numbers import format_number
from calctui.roles import Role
from calctui.scenes.fields import Extra, Pair

SAMPLES = 401
"""Points of a sampled curve: more than the braille columns of a chart in a wide terminal."""

MARGIN = 0.08
"""The share of the span left free above and below what a chart shows."""

NOISE = 1e-10
"""The tolerance of the areas that `maths.quadrature` computes."""


def number(value: float, digits: int | None = None) -> str:
    """A number in words, as live numbers are written; with `digits`, so many significant ones."""
    return format_number(value, f".{digits}g" if digits else "")


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
        SceneError: They or their distance are not finite, or the first is not below the second.
    """
    low, high = pair(field, value, scope)
    if not math.isfinite(high - low):
        raise SceneError(field, "the limits are too far apart", cure="write nearer ones")
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


def own_name(name: str, taken: Collection[str]) -> str:
    """The name of a variable that is a value of the scene too.

    Raises:
        SceneError: It is the name of another value of the scene.
    """
    if name in taken:
        raise SceneError(
            "function",
            f"this kind of scene has a value {name} of its own",
            cure="give the variable another name",
        )
    return name


def worth_stopping(count: int) -> tuple[bool, ...]:
    """At which of so many moments of one sort playing pauses: at each of four, else the first two and the last."""
    return tuple(count <= 4 or index < 2 or index == count - 1 for index in range(count))


def without_noise(value: float, scale: float, noise: float = NOISE) -> float:
    """The computed value; 0 where it is so near 0, compared with what was added up, that it is rounding.

    Args:
        value: An area, a mean.
        scale: The size of what was added up, such as the area without signs.
        noise: How accurately it was computed, relative to the scale.
    """
    return 0.0 if abs(value) < noise * scale else value


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
    with np.errstate(all="ignore"):
        low, high = percentiles(finite_y, 2, 98)
        bulk = max(high - low, 1e-12)
        inside = finite_y[(finite_y >= low - 3 * bulk) & (finite_y <= high + 3 * bulk)]
    return around(inside)


def around_area(y: Array) -> Limits:
    """As `around_curve`, for a curve whose area is filled: with zero, and without room on its empty side."""
    low, high = around_curve(np.append(y, 0.0))
    known = y[np.isfinite(y)]
    if known.size and known.any():
        low, high = (0.0 if (known >= 0).all() else low), (0.0 if (known <= 0).all() else high)
    return low, high


def sample(function: Function, x: Limits, samples: int = SAMPLES) -> tuple[Array, Array]:
    """The function at evenly spaced points of the limits; both of shape (samples,)."""
    with np.errstate(all="ignore"):
        points = np.linspace(x[0], x[1], samples)
    return points, function(points)


def tangent(x: float, f: float, slope: float, reach: float) -> Line:
    """The piece of the tangent at (x, f) that reaches `reach` to both sides, in x units."""
    ends = np.array([x - reach, x + reach])
    return Line(role=Role.SLOPE, x=ends, y=f + slope * (ends - x))


def dot(x: float, y: float, role: Role = Role.NOW, *, still: bool = False, name: str = "") -> Dots:
    """One dot."""
    return Dots(role=role, x=np.array([x]), y=np.array([y]), still=still, name=name)


def zero_line(x: Limits, *, beside: Limits | None = None) -> Line:
    """The line y = 0, still; or the pieces of it beside an interval, whose filled area shows where zero is."""
    inside = (beside[0], float("nan"), beside[1]) if beside else ()
    ends = np.array([x[0], *inside, x[1]])
    return Line(role=Role.MUTED, x=ends, y=np.zeros(ends.shape), still=True)


def signed_areas(x: Array, y: Array) -> tuple[Area, ...]:
    """The area between a curve and zero: where the curve is above zero, and where it is below.

    Args:
        x: Places, from left to right.
        y: Heights there; NaN leaves a gap.
    """
    zero = np.zeros(x.shape)
    shapes = []
    if np.any(y > 0):
        shapes.append(Area(role=Role.AREA_PLUS, x=x, low=zero, high=np.maximum(y, 0.0)))
    if np.any(y < 0):
        shapes.append(Area(role=Role.AREA_MINUS, x=x, low=np.minimum(y, 0.0), high=zero))
    return tuple(shapes)


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
