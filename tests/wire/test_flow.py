"""Frames in flight on lines of every kind: none is queued, none is wanting, and replies may fail to come."""

from __future__ import annotations

from collections import deque
from random import Random

import pytest

from calctui.wire.flow import MOST, NO_REPLIES, PLACES, Flow

FPS = 30


def play(
    rate: float,
    delay: float,
    *,
    size: int = 700,
    uneven: float = 0.0,
    late: float = 0.0,
    seconds: float = 20.0,
) -> tuple[list[float], float, Flow]:
    """Thirty frames a second over a line.

    Args:
        rate: Bytes a second.
        delay: Seconds each way.
        size: Bytes of a frame on the average.
        uneven: By what part of that frames are larger or smaller.
        late: The program, on a busy host, sees one reply in twenty by so many seconds later, and those behind it too.
        seconds: How long.

    Returns:
        When frames were sent, the longest time that one had to wait in the line, and the flow.
    """
    flow, sent, replies, chance = Flow(), [], deque(), Random(1)
    free, longest, busy = 0.0, 0.0, 0.0
    wanted = False
    for tick in range(int(seconds * 1000)):
        now = tick / 1000
        came = bool(replies) and replies[0][0] <= now and now >= busy
        if came and late and chance.random() < 1 / 20:
            busy = now + late
            came = False
        while came and replies and replies[0][0] <= now:
            flow.replied(now, replies.popleft()[1])
        if tick % (1000 // FPS) == 0:
            if wanted:
                flow.held(now)
            wanted = True
        if now < busy or not wanted or not flow.may_send(now):
            continue
        place = flow.sent(now)
        wanted = False
        sent.append(now)
        longest = max(longest, free - now)
        free = max(free, now) + size * chance.uniform(1 - uneven, 1 + uneven) / rate
        if place is not None:
            replies.append((free + 2 * delay, place))
    return sent, longest, flow


FAT, THIN, THINNER = (1e6, 0.15), (20e3, 0.002), (8e3, 0.15)


@pytest.mark.parametrize(
    ("line", "size", "least"),
    [
        ((1e9, 0.0), 700, 29.5),
        ((50e3, 0.0), 700, 29),
        ((1e6, 0.02), 700, 29),
        (FAT, 700, 29),
        (THIN, 450, 29),
        (THIN, 950, 20),
        (THINNER, 950, 7.8),
    ],
)
@pytest.mark.parametrize("uneven", [0.0, 0.9])
def test_a_line_is_used_for_what_it_carries(line, size, least, uneven):
    sent, _, _ = play(*line, size=size, uneven=uneven)
    late = [when for when in sent if when >= 5]
    assert len(late) / 15 >= least * (1 if not uneven else 0.97)


@pytest.mark.parametrize("line", [(1e6, 0.002), (1e6, 0.02), FAT, (50e3, 0.02)])
@pytest.mark.parametrize("late", [0.06, 0.1])
def test_a_busy_host_does_not_make_a_line_look_slow(line, late):
    sent, _, _ = play(*line, late=late)
    # While it is busy it sends nothing either.
    assert len([when for when in sent if when >= 5]) / 15 >= 26


@pytest.mark.parametrize("line", [(20e3, 0.0), (8e3, 0.15), (4e3, 0.05)])
@pytest.mark.parametrize("uneven", [0.0, 0.9])
def test_on_a_slow_line_hardly_anything_waits(line, uneven):
    _, longest, _ = play(*line, uneven=uneven)
    assert longest <= (4 if not uneven else 6) * 700 / line[0] + 0.05


def test_a_long_fat_line_is_full_within_two_seconds():
    sent, _, _ = play(*FAT)
    assert len([when for when in sent if 2 <= when < 4]) >= 58


def test_where_the_line_takes_longer_than_before_it_is_used_again():
    flow, now = Flow(), 0.0
    for delay in [0.005] * 50 + [0.305] * 50:
        place = flow.sent(now)
        flow.replied(now + delay, place)
        now += 0.5
    assert flow.best > 0.2


def test_the_window_is_bounded():
    _, _, flow = play(1e9, 0.0)
    assert 1 <= flow.window <= MOST


def test_only_frames_that_are_never_shown_count_as_dropped():
    flow = Flow()
    flow.held(0.0)
    flow.sent(0.03)
    assert flow.dropped == 0
    for tick in range(3):
        flow.held(0.1 + tick / FPS)
    flow.sent(0.2)
    flow.held(0.3)
    assert flow.dropped == 2


def test_a_burst_of_keys_drops_nothing_that_would_have_been_seen():
    flow = Flow()
    for tick in range(8):
        flow.held(tick / 1000)
    assert flow.dropped == 0


def test_a_terminal_that_never_replies_is_given_frames_by_the_clock():
    flow = Flow()
    sent = 0
    for tick in range(5 * FPS):
        if flow.may_send(tick / FPS):
            place = flow.sent(tick / FPS)
            sent += 1
    assert flow.deaf
    assert place is None
    assert sent >= (5 - NO_REPLIES) * FPS - 1


def test_replies_that_come_after_all_are_heard_and_do_not_answer_later_frames():
    flow = Flow()
    places = [flow.sent(0.0) for _ in range(3)]
    assert flow.may_send(2.0)
    assert flow.deaf
    flow.replied(2.5, places[0])
    assert not flow.deaf
    assert flow.in_flight == 2
    assert flow.best == 2.5


def test_a_stalled_line_is_not_filled_and_goes_on_when_it_comes_back():
    flow, places = Flow(), []
    for tick in range(60):
        if flow.may_send(tick / FPS):
            flow.replied(tick / FPS + 0.01, flow.sent(tick / FPS))
    for tick in range(10 * FPS):
        if flow.may_send(2 + tick / FPS):
            places.append(flow.sent(2 + tick / FPS))
    assert len(places) <= MOST + 5
    assert not flow.may_send(11.9)
    for place in places:
        flow.replied(11.95, place)
    assert flow.in_flight == 0
    assert flow.best < 0.05


def test_replies_that_are_lost_are_not_waited_for_when_later_ones_come():
    flow = Flow(window=4)
    places = [flow.sent(0.0) for _ in range(4)]
    flow.replied(0.1, places[-1])
    assert flow.in_flight == 0


def test_replies_that_nobody_asked_for_do_no_harm():
    flow = Flow()
    flow.replied(1.0, (0, 0))
    place = flow.sent(1.0)
    flow.replied(1.0, (PLACES + 1, 0))
    assert flow.in_flight == 1
    flow.replied(1.1, place)
    assert flow.in_flight == 0
