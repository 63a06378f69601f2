"""When a question comes back: at growing intervals while it is known, and soon when it is not."""

from __future__ import annotations

import pytest
from fsrs import Rating

from calctui.progress.memory import planned, rating_of
from calctui.progress.saved import SavedQuestion

DAY = 86400.0
NOW = 1.8e9


@pytest.mark.parametrize(
    ("question", "rating"),
    [
        (SavedQuestion("right", 1, 0), Rating.Good),
        (SavedQuestion("right", 1, 1), Rating.Hard),
        (SavedQuestion("right", 3, 0), Rating.Hard),
        (SavedQuestion("missed", 1, 0), Rating.Again),
        (SavedQuestion("given-up", 0, 2), Rating.Again),
    ],
)
def test_how_well_an_answer_was_remembered(question, rating):
    assert rating_of(question) is rating


def test_intervals_grow_while_it_is_known():
    memory, now, days = "", NOW, []
    for _ in range(6):
        due, memory = planned(memory, Rating.Good, now)
        days.append(round((due - now) / DAY))
        now = due
    # FSRS-6 with its default parameters; the library's own figures.
    assert days == sorted(days)
    assert days[0] == 2
    assert days[-1] > 100


def test_what_is_missed_comes_back_sooner():
    good, memory = planned("", Rating.Good, NOW)
    missed, _ = planned("", Rating.Again, NOW)
    assert missed < good
    assert missed - NOW <= 1.01 * DAY
    later, long_known = planned(memory, Rating.Good, good)
    forgotten, _ = planned(long_known, Rating.Again, later)
    assert forgotten - later < later - good


@pytest.mark.parametrize("damaged", ["nonsense", "{}", "[1]", '{"card_id": "x"}'])
def test_a_memory_that_cannot_be_read_begins_anew(damaged):
    assert planned(damaged, Rating.Good, NOW)[0] == planned("", Rating.Good, NOW)[0]
