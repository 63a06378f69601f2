"""Beats, marks and captions; the pace of updates."""

from __future__ import annotations

from itertools import pairwise

import pytest

from calctui.scenes.parts.long_run import long_beats
from calctui.scenes.parts.pace import LONG_RUN_FRAMES, SLOW, update_beats
from calctui.scenes.timeline import FRAMES_PER_SECOND, Beat, Mark, Timeline, ease

TWO = [Beat("gradient", 4), Beat("update", 6, "update-1", "Moved.", stop=True)]


def marks(timeline: Timeline) -> dict[str, Mark]:
    return {mark.id: mark for mark in timeline.marks}


def test_without_beats_there_is_one_frame():
    timeline = Timeline([])
    assert timeline.frames == 1
    assert [(mark.id, mark.frame) for mark in timeline.marks] == [("start", 0), ("end", 0)]
    assert timeline.phase(0) == "start"


def test_a_beat_is_completed_on_its_last_frame():
    timeline = Timeline(TWO)
    assert timeline.frames == 11
    assert [timeline.moment(frame).completed for frame in (0, 1, 3, 4, 5, 9, 10)] == [0, 0, 0, 1, 1, 1, 2]
    assert timeline.moment(4).progress == timeline.moment(10).progress == 1
    assert timeline.moment(1).progress == pytest.approx(1 / 4)
    assert [timeline.phase(frame) for frame in (0, 1, 4, 5, 10)] == [
        "start",
        "gradient",
        "gradient",
        "update",
        "update",
    ]


def test_frames_outside_are_the_nearest_inside():
    timeline = Timeline(TWO)
    assert timeline.moment(-5) == timeline.moment(0)
    assert timeline.moment(99) == timeline.moment(10)


def test_a_phase_that_occurs_once_is_a_mark_too():
    found = marks(Timeline(TWO))
    assert list(found) == ["start", "gradient", "update-1", "update", "end"]
    assert found["gradient"].frame == 4
    assert found["update"].frame == found["update-1"].frame == 10
    twice = marks(Timeline([*TWO, *TWO]))
    assert "gradient" not in twice


def test_a_caption_stands_once_at_a_moment():
    found = marks(Timeline(TWO))
    assert found["update-1"].caption == "Moved."
    assert found["update-1"].stop
    assert not found["update"].caption
    assert not found["update"].stop


def test_an_author_s_caption_makes_a_stop():
    found = marks(Timeline(TWO, captions={"gradient": "Steep.", "end": "Done."}))
    assert (found["gradient"].caption, found["gradient"].stop) == ("Steep.", True)
    assert (found["end"].caption, found["end"].stop) == ("Done.", True)


def test_an_author_s_caption_silences_the_scene_s_own_at_the_same_moment():
    found = marks(Timeline(TWO, captions={"end": "Done."}))
    assert not found["update-1"].caption
    assert found["update-1"].stop
    assert found["end"].caption == "Done."


def test_start_and_end_may_have_words():
    found = marks(Timeline([Beat("sweep", 3)], start_caption="Here.", end_caption="There."))
    assert (found["start"].caption, found["end"].caption) == ("Here.", "There.")
    assert not found["end"].stop


def test_easing_begins_and_ends_slowly_and_never_turns_back():
    steps = [ease(k / 100) for k in range(101)]
    assert (steps[0], steps[50], steps[100]) == (0, 0.5, 1)
    assert all(before < after for before, after in pairwise(steps))
    assert steps[1] < 0.01 < steps[51] - steps[50]
    assert (ease(-1), ease(2)) == (0, 1)


@pytest.mark.parametrize(("updates", "slow"), [(4, 3), (6, 3), (7, 1), (12, 1)])
def test_the_first_updates_are_slow_and_the_others_quicker(updates: int, slow: int):
    beats = update_beats(0, updates)
    lengths = [sum(beat.frames for beat in beats[k : k + 3]) for k in range(0, len(beats), 3)]
    assert lengths[:slow] == [SLOW.loss + SLOW.gradient + SLOW.update] * slow
    assert len(set(lengths[slow:])) == 1
    assert 0 < lengths[-1] < lengths[0] / 2
    assert [beat.phase for beat in beats[:3]] == ["loss", "gradient", "update"]
    assert [beat.mark for beat in beats if beat.mark] == [f"update-{k}" for k in range(1, updates + 1)]


@pytest.mark.parametrize("updates", [7, 12, 20, 50, 120, 240])
def test_nobody_sits_through_more_than_ten_seconds(updates: int):
    for beats in (update_beats(0, updates), long_beats(updates, {})):
        assert sum(beat.frames for beat in beats) <= 10.5 * FRAMES_PER_SECOND


def test_later_updates_start_quick_unless_they_are_few():
    assert update_beats(9, 20)[2].frames < SLOW.update
    assert update_beats(1, 2)[2].frames == SLOW.update
    assert update_beats(1, 2)[2].mark == "update-2"


@pytest.mark.parametrize("updates", [50, 139, 141, 308, 420])
def test_a_long_run_keeps_its_time(updates: int):
    frames = sum(beat.frames for beat in update_beats(0, updates)[3:])
    # Each takes a frame at least.
    assert frames <= max(LONG_RUN_FRAMES, updates)
    marked = [beat.mark for beat in update_beats(0, updates) if beat.mark]
    assert marked == [f"update-{k}" for k in range(1, updates + 1)]


def test_each_update_has_at_least_a_frame():
    beats = update_beats(0, 1000)
    assert all(beat.frames >= 1 for beat in beats)


def test_captions_of_updates_are_stops():
    beats = update_beats(0, 3, ["First.", "Second."])
    assert [(beat.mark, beat.caption) for beat in beats if beat.stop] == [
        ("update-1", "First."),
        ("update-2", "Second."),
    ]
