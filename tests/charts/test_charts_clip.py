"""Segments: inside the unit square, on the line they came from, broken at poles and gaps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calctui.charts.clip import clip, dash, join, thicken
from calctui.charts.space import FAR

COORDINATE = st.floats(-50, 50) | st.sampled_from([0.0, 1.0, 0.5, -FAR, FAR, 1e9, -1e17])


def array(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(values, np.float64)


@given(st.lists(st.tuples(COORDINATE, COORDINATE, COORDINATE, COORDINATE), min_size=1, max_size=9))
def test_clipped_segments_lie_in_the_square(segments: list[tuple[float, float, float, float]]) -> None:
    clipped = clip(np.array(segments, np.float64))
    assert np.isfinite(clipped).all()
    assert ((clipped >= 0) & (clipped <= 1)).all()
    assert len(clipped) <= len(segments)


@given(*[st.floats(-3, 4)] * 4)
def test_what_is_left_is_what_is_inside(x0: float, y0: float, x1: float, y1: float) -> None:
    clipped = clip(array(x0, y0, x1, y1)[None])
    t = np.linspace(0, 1, 400)
    x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
    margin = 1e-9
    inside = (x > margin) & (x < 1 - margin) & (y > margin) & (y < 1 - margin)
    if not inside.any():
        return
    [(a, b, c, d)] = clipped
    length2 = (c - a) ** 2 + (d - b) ** 2
    for px, py in zip(x[inside], y[inside], strict=True):
        at = ((px - a) * (c - a) + (py - b) * (d - b)) / length2 if length2 else 0.0
        at = min(max(at, 0.0), 1.0)
        assert np.hypot(a + at * (c - a) - px, b + at * (d - b) - py) < 1e-6


def test_a_far_end_leaves_the_near_end_exact() -> None:
    assert clip(array(0.25, 0.5, 0.25, FAR)[None]).tolist() == [[0.25, 0.5, 0.25, 1.0]]
    assert clip(array(0.25, FAR, 0.25, 0.5)[None]).tolist() == [[0.25, 1.0, 0.25, 0.5]]
    assert clip(array(0.25, -FAR, 0.25, FAR)[None]).tolist() == [[0.25, 0.0, 0.25, 1.0]]


def test_gaps_break_a_line() -> None:
    nan = np.nan
    joined = join(array(0, 0.1, 0.2, 0.3, 0.4, 0.5), array(0, 0.1, nan, 0.3, 0.4, nan))
    assert joined.tolist() == [[0, 0, 0.1, 0.1], [0.3, 0.3, 0.4, 0.4]]
    assert not join(array(nan, 1), array(1, 2)).size
    assert not join(array(), array()).size
    assert not join(array(1), array(1)).size


def crossings(
    x: np.ndarray[tuple[int], np.dtype[np.float64]], y: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> int:
    """How many of the drawn segments go all the way from below the square to above it or back."""
    segments = join((x + 3) / 6, (y + 5) / 10)
    low, high = np.minimum(segments[:, 1], segments[:, 3]), np.maximum(segments[:, 1], segments[:, 3])
    return int(((low < 0) & (high > 1)).sum())


@pytest.mark.parametrize("samples", [97, 200, 201, 400, 401, 1001])
def test_poles_are_gaps(samples: int) -> None:
    x = np.linspace(-3, 3, samples)
    with np.errstate(all="ignore"):
        assert crossings(x, np.tan(x)) == 0
        assert crossings(x, -np.tan(x)) == 0
        assert crossings(x, np.where(x == 0, 1e300, 1 / x)) == 0
        assert crossings(x, 1 / (x - 1) ** 3) == 0


def test_steep_lines_are_not_poles() -> None:
    x = np.linspace(-3, 3, 400)
    assert crossings(x, 10_000 * x) == 1
    assert crossings(x, 1e9 * x**3) == 1
    assert crossings(array(0.5, 0.5), array(-90, 90)) == 1
    zigzag = np.where(np.arange(12) % 2, -1.0, 1.0) * 7 * 1.3 ** np.arange(12)
    assert crossings(np.linspace(0, 0.5, 12), zigzag) == 11


def test_thick_lines_are_doubled_across() -> None:
    flat, upright = array(0, 0.5, 1, 0.5), array(0.5, 0, 0.5, 1)
    doubled = thicken(np.stack((flat, upright)), 0.01, 0.02)
    assert doubled[2:].tolist() == [[0, 0.52, 1, 0.52], [0.51, 0, 0.51, 1]]


def test_dashes_have_equal_lengths_over_corners() -> None:
    corner = np.array([[0.0, 0.0, 0.5, 0.0], [0.5, 0.0, 0.5, 1.0]])
    dashes = dash(corner, 100, 50, 5, 4)
    lengths = np.hypot((dashes[:, 2] - dashes[:, 0]) * 100, (dashes[:, 3] - dashes[:, 1]) * 50)
    assert lengths.sum() == pytest.approx(100 * 5 / 9, abs=5)
    assert lengths.max() <= 5 + 1e-9
    assert dash(np.array([[0.5, 0.5, 0.5, 0.5]]), 100, 50, 5, 4).size == 4
