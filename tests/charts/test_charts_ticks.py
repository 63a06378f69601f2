"""Ticks: round, with room, and readable."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calctui.charts.space import drawable
from calctui.charts.ticks import round_ticks

CASES = {
    (-5.0, 5.0): ["−4", "−2", "0", "2", "4"],
    (0.0, 1.0): ["0", "0.2", "0.4", "0.6", "0.8", "1"],
    (-1.0, 25.0): ["0", "5", "10", "15", "20", "25"],
    (0.1, 0.7): ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"],
    (0.0, 1e-5): ["0", "2e-6", "4e-6", "6e-6", "8e-6", "1e-5"],
    (0.0, 123456.0): ["0", "5e4", "1e5"],
    (0.0, 30000.0): ["0", "10000", "20000", "30000"],
    (1e6, 1e6 + 100): ["1000000", "1000050", "1000100"],
    (-1e12, 1e12): ["−1e12", "−5e11", "0", "5e11", "1e12"],
    (2.345, 2.346): ["2.345", "2.3455", "2.346"],
}


@pytest.mark.parametrize(("limits", "labels"), CASES.items())
def test_labels(limits: tuple[float, float], labels: list[str]) -> None:
    assert [tick.label for tick in round_ticks(limits, 40, apart=3, along=True)] == labels


@given(st.floats(allow_nan=False), st.floats(allow_nan=False), st.integers(1, 200), st.booleans())
def test_labels_stand_clear_and_say_where_they_are(low: float, high: float, cells: int, along: bool) -> None:
    limits = drawable((low, high))
    ticks = round_ticks(limits, cells, apart=2, along=along)
    assert all(0 <= tick.fraction <= 1 for tick in ticks)
    assert len({tick.label for tick in ticks}) == len(ticks)
    for one, two in pairwise(ticks):
        taken = (len(one.label) + len(two.label)) / 2 if along else 1
        assert (two.fraction - one.fraction) * cells >= taken
    length = limits[1] / 2 - limits[0] / 2
    for tick in ticks:
        value = float(tick.label.replace("−", "-"))
        place = (value / 2 - limits[0] / 2) / length
        assert math.isclose(place, tick.fraction, abs_tol=1e-6)


def test_ascii_has_an_ascii_minus() -> None:
    labels = [tick.label for tick in round_ticks((-1.0, 1.0), 40, apart=3, along=True, minus="-")]
    assert labels[0] == "-1"
