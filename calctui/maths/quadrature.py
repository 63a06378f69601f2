"""Areas under curves: adaptive quadrature, and the area up to each place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Curve = Callable[[Array], Array]

TOLERANCE = 1e-10
"""The greatest error of an area, absolute, and relative to one above 1."""
MAX_PIECES = 4000
"""Into which an interval is cut; an area that needs more is not found."""
MAX_ROUNDS = 120
"""Of halving pieces."""

# The abscissae on [0, 1] and the weights of the 15-point Kronrod rule and of the 7-point Gauss rule
# within it (Piessens et al., QUADPACK, Springer 1983, routine QK15).
_NODES = np.array(
    [
        0.991455371120812639206854697526329,
        0.949107912342758524526189684047851,
        0.864864423359769072789712788640926,
        0.741531185599394439863864773280788,
        0.586087235467691130294144691693013,
        0.405845151377397166906606412076961,
        0.207784955007898467600689403773245,
        0.0,
    ]
)
_KRONROD = np.array(
    [
        0.022935322010529224963732008058970,
        0.063092092629978553290700663189204,
        0.104790010322250183839876322541518,
        0.140653259715525918745189590510238,
        0.169004726639267902826583426598550,
        0.190350578064785409913256402421014,
        0.204432940075298892414161999234649,
        0.209482141084727828012999174891714,
    ]
)
_GAUSS = np.array(
    [
        0.129484966168869693270611432679082,
        0.279705391489276667901467771423780,
        0.381830050505118944950369775488975,
        0.417959183673469387755102040816327,
    ]
)
_X = np.concatenate([-_NODES[:-1], _NODES[::-1]])
_KRONROD_WEIGHTS = np.concatenate([_KRONROD[:-1], _KRONROD[::-1]])
_GAUSS_WEIGHTS = np.zeros(15)
_GAUSS_WEIGHTS[1::2] = np.concatenate([_GAUSS[:-1], _GAUSS[::-1]])


def integral(f: Curve, start: float, end: float, tolerance: float = TOLERANCE) -> float:
    """The signed area under a curve, by adaptive Gauss-Kronrod quadrature.

    Until the sum of the errors is small, the pieces with the greater errors are halved, all at once; else
    as in QUADPACK's QAG. An infinite end is brought to a finite one by ``x = t/(1 - t²)``, as in QAGI.

    Args:
        f: A function over arrays.
        start: Where the area begins; may be infinite.
        end: Where it ends; may be infinite. On the left of the start it turns the sign.
        tolerance: The greatest error, absolute, and relative to an area (without signs) above 1.

    Returns:
        The area; NaN where none is found, as with a pole inside.
    """
    if start == end:
        return 0.0
    if start > end:
        return -integral(f, end, start, tolerance)
    with np.errstate(all="ignore"):
        if np.isfinite([start, end]).all():
            return _adaptive(f, start, end, tolerance)

        def bent(t: Array) -> Array:
            room = 1.0 - t * t
            return np.asarray(f(t / room) * (1.0 + t * t) / (room * room))

        return _adaptive(bent, _bend(start), _bend(end), tolerance)


def accumulated(f: Curve, places: ArrayLike) -> Array:
    """The signed area from the first place to each.

    Args:
        f: A function over arrays.
        places: Shape (n,), n at least 1, from left to right.

    Returns:
        Shape (n,), starting with 0; NaN from the first place whose area is not found.
    """
    xs = np.asarray(places, dtype=np.float64)
    tolerance = TOLERANCE / max(xs.size, 1)
    with np.errstate(all="ignore"):
        areas, errors, sizes = _rules(f, xs[:-1], xs[1:])
        rough = ~(errors <= tolerance * np.maximum(1.0, sizes))
        for index in np.flatnonzero(rough):
            areas[index] = integral(f, float(xs[index]), float(xs[index + 1]), tolerance)
        return np.concatenate([np.zeros(min(xs.size, 1)), np.cumsum(areas)])


def _bend(x: float) -> float:
    """The t in [-1, 1] with t/(1 - t²) = x."""
    if np.isinf(x):
        return 1.0 if x > 0 else -1.0
    return 2.0 * x / (1.0 + float(np.sqrt(1.0 + 4.0 * x * x)))


def _rules(f: Curve, starts: Array, ends: Array) -> tuple[Array, Array, Array]:
    """For each piece its area by Kronrod's rule, how far Gauss's is from it, and its area without signs."""
    half = (ends - starts) / 2.0
    middle = (ends + starts) / 2.0
    heights = np.asarray(f(middle[:, None] + half[:, None] * _X[None, :]))
    areas = half * (heights @ _KRONROD_WEIGHTS)
    errors = np.abs(areas - half * (heights @ _GAUSS_WEIGHTS))
    return areas, errors, half * (np.abs(heights) @ _KRONROD_WEIGHTS)


def _adaptive(f: Curve, start: float, end: float, tolerance: float) -> float:
    starts, ends = np.array([start]), np.array([end])
    areas, errors, sizes = _rules(f, starts, ends)
    for _ in range(MAX_ROUNDS):
        allowed = tolerance * max(1.0, float(sizes.sum()))
        if not np.isfinite(areas).all() or len(starts) > MAX_PIECES:
            break
        if errors.sum() <= allowed:
            return float(areas.sum())
        rough = errors > allowed / (2.0 * len(starts))
        middles = (starts[rough] + ends[rough]) / 2.0
        new_starts = np.concatenate([starts[rough], middles])
        new_ends = np.concatenate([middles, ends[rough]])
        if not (new_starts < new_ends).all():
            break
        new = _rules(f, new_starts, new_ends)
        kept = ~rough
        starts = np.concatenate([starts[kept], new_starts])
        ends = np.concatenate([ends[kept], new_ends])
        areas, errors, sizes = (
            np.concatenate([old[kept], added]) for old, added in zip((areas, errors, sizes), new, strict=True)
        )
    return float("nan")
