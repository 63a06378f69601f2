"""How lessons stand, and which one to go on with."""

from __future__ import annotations

import pytest

from calctui.progress.lesson_key import fingerprint, key_of
from calctui.progress.saved import SavedLesson
from calctui.progress.standing import Standing, standing, to_go_on_with

NEW = Standing()
DONE = Standing("done", 3, played=1.0)


def begun(played: float) -> Standing:
    return Standing("begun", 1, played=played)


@pytest.mark.parametrize(
    ("standings", "index"),
    [
        ([NEW, NEW, NEW], 0),
        ([DONE, NEW, NEW], 1),
        ([DONE, begun(5.0), NEW], 1),
        ([begun(5.0), DONE, begun(9.0)], 2),
        ([NEW, DONE, NEW], 2),
        ([NEW, NEW, DONE], 0),
        ([DONE, DONE], 0),
    ],
)
def test_which_lesson_to_go_on_with(standings, index):
    assert to_go_on_with(standings) == index


def test_a_lesson_that_was_edited_since_says_so(entry, path):
    seen = frozenset({"one"})
    kept = {key_of(entry): SavedLesson("one", fingerprint=fingerprint(path), played=3.0, seen=seen)}
    assert standing(entry, kept) == Standing("begun", 1, False, 3.0)
    path.write_text(path.read_text() + "# edited\n")
    assert standing(entry, kept).changed
    assert standing(entry, {}) == NEW
