"""To another machine and back: nothing lost, nothing worse than before, and no file can do harm."""

from __future__ import annotations

import json

import pytest

from calctui.errors import ProgressError
from calctui.progress.lesson_key import LessonKey
from calctui.progress.portable import MAX_BYTES, exported, imported
from calctui.progress.saved import SavedLesson, SavedQuestion
from calctui.progress.store import Store

KEY = LessonKey("calctui", "descent")


def filled(folder, state="right"):
    store = Store(folder)
    store.save(
        KEY, SavedLesson("s", 0.5, True, "f", 9.0, frozenset({"s"}), {"s": SavedQuestion(state, 1, 0, "2*x")})
    )
    store.set({"fps": "10"})
    store.plan(KEY, "s", 20.0, "{}")
    return store


def test_what_is_exported_is_imported_whole(tmp_path):
    with filled(tmp_path / "one") as one, Store(tmp_path / "two") as two:
        raw = json.dumps(exported(one)).encode()
        assert imported(two, raw, "mine.json") == 1
        assert two.lessons() == one.lessons()
        assert two.settings() == one.settings()
        assert two.cards() == one.cards()


def test_the_better_account_stays(tmp_path):
    with filled(tmp_path / "one", "missed") as one, filled(tmp_path / "two", "right") as two:
        imported(two, json.dumps(exported(one)).encode(), "mine.json")
        assert two.lessons()[KEY].questions["s"].state == "right"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "the file"),
        (b"{}", "calctui_progress"),
        (b'{"calctui_progress": 99, "lessons": []}', "newer calctui"),
        (b'{"calctui_progress": 1, "lessons": [{}]}', "lessons.0.course"),
        (b'{"calctui_progress": 1, "lessons": [], "\\u001b[2J": 1}', "Extra inputs"),
        (b'{"calctui_progress": 1, "lessons": [{"course": "c", "lesson": "l", "share": 1e999}]}', "share"),
        (b'{"calctui_progress": 1, "lessons": [{"course": "c", "lesson": "l", "played": NaN}]}', "played"),
        (b" " * (MAX_BYTES + 1), "larger"),
    ],
)
def test_what_is_none_of_ours_is_refused_in_one_clean_line(tmp_path, raw, what):
    with filled(tmp_path) as store:
        before = store.lessons()
        with pytest.raises(ProgressError) as caught:
            imported(store, raw, "x.json")
        assert what in str(caught.value)
        assert str(caught.value).isprintable()
        assert store.lessons() == before
