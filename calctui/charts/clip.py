"""Samples of a line become straight segments inside the unit square: finite, clipped, and broken at poles.

Segments are an array of shape (n, 4) with the columns x0, y0, x1, y1, in fractions of the axes. plotext's cost
grows with the length of a segment, and a NaN ends the process, so nothing else is ever handed to it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from calctui.figure import Array
from calctui.maths.ordered import distinct

NONE: Array = np.empty((0, 4))
"""No segments."""

_SIDES = ((0.0, 1.0), (1.0, -1.0))
"""The two bounds of an axis, and which way is in from there."""
_POLE_WIDTH = 0.05
"""Samples further apart than this fraction of the pane are corners, not samples of a function."""


def join(u: Array, v: Array) -> Array:
    """The segments between consecutive points.

    Args:
        u: Fractions of the horizontal axis, shape (n,).
        v: Fractions of the vertical axis, shape (n,).

    Returns:
        Segments, shape (m, 4); none at a NaN or over a pole.
    """
    if u.size < 2:
        return NONE
    segments = np.empty((u.size - 1, 4))
    segments[:, 0], segments[:, 1], segments[:, 2], segments[:, 3] = u[:-1], v[:-1], u[1:], v[1:]
    known = np.isfinite(u) & np.isfinite(v)
    whole = bool(known.all())
    if whole and (v.max() <= 1 or v.min() >= 0):
        return segments
    kept = known[:-1] & known[1:] & ~_poles(u, v)
    return segments[kept]


def _poles(u: Array, v: Array) -> NDArray[np.bool_]:
    """Where two samples lie beyond opposite limits because a pole is between them.

    At a pole the jump goes against the way the samples went before it and go after it, and at least one
    of those ways is gentle. A steep but smooth line jumps the way it goes; in a zigzag, the corners
    on both sides are as large as the jump.
    """
    crossing = ((v[:-1] > 1) & (v[1:] < 0)) | ((v[:-1] < 0) & (v[1:] > 1))
    if not crossing.any() or u.size < 3:
        return np.zeros(u.size - 1, np.bool_)
    crossing &= np.abs(np.diff(u)) < _POLE_WIDTH
    jump = np.diff(v)
    before = np.concatenate(([np.nan], jump[:-1]))
    after = np.concatenate((jump[1:], [np.nan]))
    direction = np.sign(jump)
    against = (np.sign(before) != direction) & (np.sign(after) != direction)
    gentle = np.fmin(np.abs(before), np.abs(after)) < 0.5 * np.abs(jump)
    result: NDArray[np.bool_] = crossing & against & gentle
    return result


def clip(segments: Array) -> Array:
    """The parts of the segments inside the unit square, in the same order.

    Each side of the square cuts in turn, and a cut is measured from the nearer end, so that an
    end at 1e300 leaves the other coordinate exact.
    """
    if not segments.size or (segments.min() >= 0.0 and segments.max() <= 1.0):
        return segments
    for axis in (0, 1):
        for bound, inward in _SIDES:
            segments = _cut(segments, axis, bound, inward)
    inside: Array = np.clip(segments, 0.0, 1.0)
    return inside


def clip_one(x0: float, y0: float, x1: float, y1: float) -> Array:
    """As `clip`, for one segment that may have NaN in it: plain numbers are much quicker than arrays of one.

    Returns:
        Shape (1, 4), or (0, 4) where there is nothing to be seen.
    """
    ends = [x0, y0, x1, y1]
    if any(map(math.isnan, ends)):
        return NONE
    for axis in (0, 1):
        for bound, inward in _SIDES:
            start_out = (ends[axis] - bound) * inward < 0
            end_out = (ends[axis + 2] - bound) * inward < 0
            if start_out and end_out:
                return NONE
            if start_out or end_out:
                near = 0 if abs(ends[axis] - bound) <= abs(ends[axis + 2] - bound) else 2
                a, b = ends[axis + near], ends[1 - axis + near]
                way_a, way_b = ends[axis + 2 - near] - a, ends[3 - axis - near] - b
                cut = 0 if start_out else 2
                ends[axis + cut], ends[1 - axis + cut] = bound, b + (bound - a) / way_a * way_b
    return np.array([[min(max(end, 0.0), 1.0) for end in ends]])


def _cut(segments: Array, axis: int, bound: float, inward: float) -> Array:
    """The parts on the inner side of the line where coordinate `axis` equals `bound`."""
    start_out = (segments[:, axis] - bound) * inward < 0
    end_out = (segments[:, axis + 2] - bound) * inward < 0
    if not (start_out.any() or end_out.any()):
        return segments
    kept = ~(start_out & end_out)
    segments, start_out, end_out = segments[kept], start_out[kept], end_out[kept]
    a0, a1 = segments[:, axis], segments[:, axis + 2]
    b0, b1 = segments[:, 1 - axis], segments[:, 3 - axis]
    start_nearer = np.abs(a0 - bound) <= np.abs(a1 - bound)
    near_a, far_a = np.where(start_nearer, a0, a1), np.where(start_nearer, a1, a0)
    near_b, far_b = np.where(start_nearer, b0, b1), np.where(start_nearer, b1, b0)
    with np.errstate(all="ignore"):
        crossing = near_b + (bound - near_a) / (far_a - near_a) * (far_b - near_b)
    cut = segments.copy()
    cut[start_out, axis], cut[start_out, 1 - axis] = bound, crossing[start_out]
    cut[end_out, axis + 2], cut[end_out, 3 - axis] = bound, crossing[end_out]
    return cut


def thicken(segments: Array, dot_width: float, dot_height: float) -> Array:
    """The segments, and after each copy of them one dot beside it.

    Args:
        segments: Segments, not yet clipped.
        dot_width: A dot, as a fraction of the horizontal axis.
        dot_height: A dot, as a fraction of the vertical axis.
    """
    flat = np.abs(segments[:, 2] - segments[:, 0]) / dot_width >= (
        np.abs(segments[:, 3] - segments[:, 1]) / dot_height
    )
    beside = segments.copy()
    beside[:, 1::2] += np.where(flat, dot_height, 0.0)[:, None]
    beside[:, 0::2] += np.where(flat, 0.0, dot_width)[:, None]
    return np.concatenate((segments, beside))


def dash(segments: Array, dots_across: int, dots_down: int, ink: float, gap: float) -> Array:
    """The segments cut into dashes of equal length, counted on from one segment to the next.

    Args:
        segments: Clipped segments.
        dots_across: Dots along the horizontal axis.
        dots_down: Dots along the vertical axis.
        ink: Length of a dash, in dots.
        gap: Length of a gap, in dots.
    """
    lengths = np.hypot(
        (segments[:, 2] - segments[:, 0]) * dots_across, (segments[:, 3] - segments[:, 1]) * dots_down
    )
    ends = np.cumsum(lengths)
    if not ends.size or ends[-1] == 0:
        return segments
    period = ink + gap
    starts = np.arange(0.0, ends[-1], period)
    cuts = distinct(np.concatenate(([0.0], ends, starts, starts + ink)))
    cuts = cuts[cuts <= ends[-1]]
    middles = cuts[:-1] / 2 + cuts[1:] / 2
    inked = middles % period < ink
    cut_from, cut_to, middles = cuts[:-1][inked], cuts[1:][inked], middles[inked]
    of = np.minimum(np.searchsorted(ends, middles), ends.size - 1)
    begin, length = ends[of] - lengths[of], lengths[of]
    t0, t1 = (cut_from - begin) / length, (cut_to - begin) / length
    start, way = segments[of, :2], segments[of, 2:] - segments[of, :2]
    dashes = np.hstack((start + way * t0[:, None], start + way * t1[:, None]))
    inside: Array = np.clip(dashes, 0.0, 1.0)
    return inside
