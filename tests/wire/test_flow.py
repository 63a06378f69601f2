"""Frames in flight on lines of every kind: none is queued, none is wanting, and replies may fail to come."""

from __future__ import annotations

from collections import deque

import pytest

from calctui.wire.flow import MOST, NO_REPLIES, Flow

FPS = 30


def play(
    rate: float, delay: float, seconds: float = 20.0, size: int = 700
) -> tuple[list[float], float, Flow]:
    """Thirty frames a second over a line of so many bytes a second and such a delay each way.

    Returns:
        When frames were sent, the longest time that one had to wait in the line, and the flow.
    """
    flow, sent, replies = Flow(), [], deque()
    free, longest = 0.0, 0.0
    for tick in range(int(seconds * 1000)):
        now = tick / 1000
        while replies and replies[0] <= now:
            flow.replied(replies.popleft())
        if tick % (1000 // FPS):
            continue
        if not flow.may_send(now):
            flow.held()
            continue
        asked = flow.sent(now)
        sent.append(now)
        longest = max(longest, free - now)
        free = max(free, now) + size / rate
        if asked:
            replies.append(free + 2 * delay)
    return sent, longest, flow


@pytest.mark.parametrize(
    ("rate", "delay", "least"),
    [(1e9, 0.0, 30), (1e6, 0.15, 28), (50e3, 0.0, 29), (20e3, 0.0, 24), (8e3, 0.15, 2), (1e6, 0.02, 29)],
)
def test_a_line_is_used_for_what_it_carries(rate, delay, least):
    sent, _, _ = play(rate, delay)
    late = [when for when in sent if when >= 5]
    assert len(late) / 15 >= least


@pytest.mark.parametrize(("rate", "delay"), [(20e3, 0.0), (8e3, 0.15), (4e3, 0.05)])
def test_on_a_slow_line_hardly_anything_waits(rate, delay):
    _, longest, _ = play(rate, delay)
    assert longest <= 0.6


def test_the_window_is_bounded():
    _, _, flow = play(1e9, 0.0)
    assert 1 <= flow.window <= MOST


def test_a_terminal_that_never_replies_is_given_frames_by_the_clock():
    flow = Flow()
    sent = 0
    for tick in range(5 * FPS):
        if flow.may_send(tick / FPS):
            asked = flow.sent(tick / FPS)
            sent += 1
    assert flow.deaf
    assert not asked
    assert sent >= (5 - NO_REPLIES) * FPS - 1


def test_a_stalled_line_is_not_filled_and_goes_on_when_it_comes_back():
    flow = Flow()
    for tick in range(60):
        if flow.may_send(tick / FPS) and flow.sent(tick / FPS):
            flow.replied(tick / FPS + 0.01)
    stalled = sum(
        flow.may_send(2 + tick / FPS) and (flow.sent(2 + tick / FPS) or True) for tick in range(10 * FPS)
    )
    assert stalled <= MOST + 5
    assert not flow.may_send(11.9)
    for _ in range(MOST):
        flow.replied(11.95)
    assert flow.may_send(12.1)


def test_replies_that_nobody_asked_for_do_no_harm():
    flow = Flow()
    flow.replied(1.0)
    assert flow.in_flight == 0
    assert flow.may_send(1.0)
