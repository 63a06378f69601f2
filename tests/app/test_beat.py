"""A clock that wakes early and late still gives one frame a beat, and loses no time."""

from __future__ import annotations

from random import Random

import pytest

from calctui.app.beat import Beat


def test_each_waking_is_one_beat_though_none_is_in_time():
    beat, chance = Beat(30), Random(1)
    passed = [beat.passed(tick / 30 + chance.uniform(0, 0.014)) for tick in range(300)]
    assert passed == [1 / 30] * 300


@pytest.mark.parametrize("fps", [30, 23.0, 7.0])
def test_no_time_is_lost_where_wakings_are_too_few(fps):
    beat, chance = Beat(30), Random(1)
    beat.passed(0.0)
    whole = sum(beat.passed(tick / fps + chance.uniform(0, 0.02)) for tick in range(1, 200))
    assert whole == pytest.approx(199 / fps, abs=0.05)


def test_after_a_pause_it_begins_anew():
    beat = Beat(10)
    beat.passed(0.0)
    beat.restart()
    assert beat.passed(7.77) == 0.1
    assert beat.passed(7.87) == pytest.approx(0.1)
