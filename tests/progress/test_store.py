"""The file of progress: what goes in comes out, from many sessions at once, of every version, and damaged."""

from __future__ import annotations

import functools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from calctui.errors import ProgressError
from calctui.progress.lesson_key import FILE, LessonKey
from calctui.progress.saved import SavedLesson, SavedQuestion
from calctui.progress.schema import MIGRATIONS, VERSION
from calctui.progress.store import Store

KEY = LessonKey("calctui", "descent")
OTHER = LessonKey("folder:lessons:12345678", "descent")
SAVED = SavedLesson(
    "two",
    0.5,
    False,
    "abcd",
    1000.0,
    frozenset({"one", "two"}),
    {"two": SavedQuestion("right", 2, 1, "2*x")},
)


def test_what_is_saved_comes_back(tmp_path):
    with Store(tmp_path) as store:
        store.save(KEY, SAVED)
        store.set({"theme": "calctui-light"})
        store.plan(KEY, "two", 2000.0, "{}")
    with Store(tmp_path) as store:
        assert store.lessons() == {KEY: SAVED}
        assert store.settings() == {"theme": "calctui-light"}
        assert store.cards() == {(KEY, "two"): (2000.0, "{}")}


def test_a_strangers_lesson_of_one_name_is_another_lesson(tmp_path):
    with Store(tmp_path) as store:
        store.save(KEY, SAVED)
        store.save(OTHER, SavedLesson("one", seen=frozenset({"one"})))
        assert store.lessons()[KEY] == SAVED
        store.forget([OTHER])
        assert set(store.lessons()) == {KEY}
        store.forget()
        assert store.lessons() == {}


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("open", "right", "right"),
        ("right", "open", "right"),
        ("right", "missed", "right"),
        ("given-up", "missed", "missed"),
        ("missed", "given-up", "missed"),
        ("right", "right", "right"),
    ],
)
def test_of_two_accounts_of_a_question_the_better_is_kept(tmp_path, before, after, kept):
    with Store(tmp_path) as store:
        for state in (before, after):
            store.save(KEY, SavedLesson(questions={"two": SavedQuestion(state)}))
        assert store.lessons()[KEY].questions["two"].state == kept


def test_the_place_is_that_of_who_played_last_and_nothing_seen_is_forgotten(tmp_path):
    with Store(tmp_path) as store:
        store.save(KEY, SavedLesson("late", 1.0, True, "new", 200.0, frozenset({"late"})))
        store.save(KEY, SavedLesson("early", 0.0, False, "old", 100.0, frozenset({"early"})))
        saved = store.lessons()[KEY]
    assert (saved.step, saved.finished, saved.fingerprint) == ("late", True, "new")
    assert saved.seen == {"late", "early"}


def test_the_file_is_for_its_owner_alone(tmp_path):
    folder = tmp_path / "new"
    with Store(folder):
        assert (folder / FILE).stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0


WRITER = """\
import sys
from pathlib import Path
from calctui.progress.lesson_key import LessonKey
from calctui.progress.saved import SavedLesson, SavedQuestion
from calctui.progress.store import Store
with Store(Path(sys.argv[1]), busy_seconds=60) as store:
    for number in range(int(sys.argv[3])):
        step = f"{sys.argv[2]}-{number}"
        store.save(
            LessonKey("calctui", "many"), SavedLesson(step, questions={step: SavedQuestion("right", 1, 0, "x")})
        )
        print(number, flush=True)
"""


def test_eight_sessions_lose_none_of_their_answers(tmp_path):
    sessions = [
        subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, str(n), "200"], stdout=subprocess.DEVNULL)
        for n in range(8)
    ]
    assert [session.wait(240) for session in sessions] == [0] * 8
    with Store(tmp_path) as store:
        assert len(store.lessons()[LessonKey("calctui", "many")].questions) == 1600


def test_a_killed_session_leaves_a_sound_file_with_all_that_it_had_written(tmp_path):
    chance = random.Random(7)
    written = 0
    for kill in range(50):
        command = [sys.executable, "-c", WRITER, tmp_path, f"k{kill}", "100000"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as session:
            assert session.stdout is not None
            session.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            session.send_signal(signal.SIGKILL)
            rest = session.stdout.read().split()
        written += 1 + len(rest)
    with Store(tmp_path) as store:
        assert store.damaged is None
        kept = store.lessons()[LessonKey("calctui", "many")].questions
    # A write may be done and its session killed before it could say so.
    assert written <= len(kept) <= written + 50


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_file_of_every_version_opens(tmp_path, version):
    kept = Path(__file__).parent / "versions" / f"{version}.sqlite3"
    (tmp_path / FILE).write_bytes(kept.read_bytes())
    with Store(tmp_path) as store:
        saved = store.lessons()[KEY]
        assert saved.questions["two"] == SavedQuestion("right", 2, 1, "2*x")
        assert saved.seen == {"one", "two"}
        assert store.settings() == {"theme": "calctui-light"}
        store.plan(KEY, "two", 1.0, "{}")
    connection = sqlite3.connect(tmp_path / FILE)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()


def test_there_is_a_kept_file_of_every_version():
    """Made once with the first so many migrations; an old file is never made anew."""
    assert len(list((Path(__file__).parent / "versions").glob("*.sqlite3"))) == len(MIGRATIONS)


def test_a_file_of_a_version_to_come_is_left_alone(tmp_path):
    with Store(tmp_path) as store:
        store.save(KEY, SAVED)
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(ProgressError, match="newer calctui"):
        Store(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


@functools.cache
def _full_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        return (Path(folder) / FILE).read_bytes()


def full_store(folder: Path) -> None:
    """Makes a file with much in it; writing it takes a second, so it is written once."""
    (folder / FILE).write_bytes(_full_store())


def _fill(folder: Path) -> None:
    with Store(folder) as store:
        for number in range(300):
            key = LessonKey("calctui", f"lesson-{number:03}")
            store.save(key, SavedLesson("s", seen=frozenset({"s"}), questions={"s": SavedQuestion("right")}))


def damaged_files(folder: Path) -> list[Path]:
    return list(folder.glob("progress-damaged-*.sqlite3"))


@pytest.mark.parametrize("seed", range(20))
def test_a_file_cut_short_is_set_aside_and_what_can_be_read_is_kept(tmp_path, seed):
    full_store(tmp_path)
    file = tmp_path / FILE
    whole = file.read_bytes()
    length = random.Random(seed).randrange(1, len(whole) - 1)
    file.write_bytes(whole[:length])
    with Store(tmp_path) as store:
        kept = store.lessons()
        store.save(KEY, SAVED)
        assert store.lessons()[KEY] == SAVED
        aside = store.damaged
    assert aside is not None
    assert damaged_files(tmp_path) == [aside]
    assert aside.read_bytes() == whole[:length]
    assert all(saved.seen in ({"s"}, frozenset()) for saved in kept.values())


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bytes_cost_at_most_what_they_hit(tmp_path, seed):
    full_store(tmp_path)
    file = tmp_path / FILE
    data = bytearray(file.read_bytes())
    chance = random.Random(seed)
    # A page in the middle of the file, as a bad block of a disk would take it.
    page = chance.randrange(6, len(data) // 4096 - 1) * 4096
    data[page : page + 64] = chance.randbytes(64)
    file.write_bytes(data)
    with Store(tmp_path) as store:
        kept = store.lessons()
        store.save(KEY, SAVED)
        assert store.lessons()[KEY] == SAVED
    assert len(kept) >= 100


def test_two_sessions_that_find_a_damaged_file_set_it_aside_once(tmp_path):
    full_store(tmp_path)
    file = tmp_path / FILE
    file.write_bytes(b"no database at all" * 100)
    code = f"from pathlib import Path; from calctui.progress.store import Store; Store(Path({str(tmp_path)!r})).close()"
    sessions = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(6)]
    assert [session.wait(60) for session in sessions] == [0] * 6
    assert len(damaged_files(tmp_path)) == 1


def test_where_nothing_can_be_written_one_line_says_why(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ProgressError) as caught:
        Store(blocked / "below")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() != 0 and not os.environ.get("CI"), reason="needs a small file system")
def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path):
    """RLIMIT_FSIZE stands for a disk without space: the write fails in the same place."""
    full_store(tmp_path)
    code = f"""
import resource, signal
from pathlib import Path
from calctui.errors import ProgressError
from calctui.progress.lesson_key import LessonKey
from calctui.progress.saved import SavedLesson
from calctui.progress.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(Path({str(tmp_path)!r}))
size = store.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    for number in range(1000):
        store.save(LessonKey("calctui", f"more-{{number}}"), SavedLesson("s", seen=frozenset("abc")))
except ProgressError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip()
    assert done.stderr == ""
    with Store(tmp_path) as store:
        assert store.damaged is None
        assert len([key for key in store.lessons() if key.lesson.startswith("lesson-")]) == 300
