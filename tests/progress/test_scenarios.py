"""What homes, disks and clocks do to the file of progress: the lesson plays on, it is told once, old data stay."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from calctui.player import events as ev
from calctui.player.update import start, update
from calctui.progress import keeper as keeping
from calctui.progress.keeper import Keeper
from calctui.progress.lesson_key import FILE, key_of
from calctui.progress.store import Store

SCENARIOS = [
    (sample["input"], sample["expected"])
    for line in (Path(__file__).parent / "hostile_progress.jsonl").read_text("utf-8").splitlines()
    if (sample := json.loads(line))["kind"] == "progress_scenario"
]
ELSEWHERE = {
    "2 sessions x 120 saves each": "test_store.py: eight sessions of 200 saves",
    "4 sessions x 60 saves": "test_store.py: eight sessions of 200 saves",
    "kill -9 x 200 at random times": "test_store.py: killed 50 times, at random times",
    "disk full (ENOSPC) during save": "test_store.py: a full disk",
    "EDQUOT": "test_store.py: a full disk; both are an error of the same write",
    "lesson shortened below saved step": "test_remember.py: a changed lesson",
}
"""Where what is not tried here is tried."""
POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
"""Runs root without its powers, so that permissions bind it as they bind others."""
PLAY = """\
import sys
from pathlib import Path
from calctui.lesson.course import read_entry
from calctui.lesson.load import load_lesson
from calctui.player.update import start
from calctui.progress.keeper import Keeper
said = []
path = Path(sys.argv[1])
keeper = Keeper(Path(sys.argv[2]) if len(sys.argv) > 2 else None, said.append)
lesson, entry = load_lesson(path), read_entry(path, "lessons")
for index in range(3):
    keeper.note(start(lesson, index), entry)
keeper.close()
print(len(said), *said, sep="\\n")
"""
NO_LOCKS = """\
said = []
import sqlite3
from calctui.progress import store
def none(*_, **__):
    raise sqlite3.OperationalError('disk I/O error')
store._connected = none
"""


def play(path: Path, *folder: Path, **environ: str | None) -> list[str]:
    """Plays three steps in a process of its own, without the powers of root; gives what it was told."""
    command = [sys.executable, "-c", PLAY, str(path), *map(str, folder)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root needs setpriv to be bound by permissions")
        command = [*POWERLESS, *command]
    merged = {**os.environ, **environ}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False,
        env={name: value for name, value in merged.items() if value is not None},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    count, *said = done.stdout.splitlines()
    assert int(count) == len(said)
    return said


def with_progress(folder: Path, lesson, entry) -> Path:
    """A folder in which there is progress already."""
    keeper = Keeper(folder)
    keeper.note(start(lesson, 0), entry)
    keeper.close()
    return folder / FILE


def seen(folder: Path, entry) -> frozenset[str]:
    with Store(folder) as store:
        return store.lessons()[key_of(entry)].seen


def test_a_home_that_is_only_read(tmp_path, path, lesson, entry):
    home = tmp_path / "home"
    with_progress(home, lesson, entry)
    (home / FILE).chmod(0o400)
    home.chmod(0o500)
    said = play(path, home)
    home.chmod(0o700)
    assert len(said) == 1
    assert seen(home, entry) == {"one"}


@pytest.mark.parametrize("home", [None, "/nonexistent"])
def test_no_home(path, home):
    said = play(path, HOME=home, CALCTUI_DATA=None, XDG_DATA_HOME=None)
    assert len(said) <= 1


def test_a_folder_in_the_place_of_the_file(tmp_path, path):
    (tmp_path / "data" / FILE).mkdir(parents=True)
    assert len(play(path, tmp_path / "data")) == 1


def test_a_link_to_another_file_is_not_written_through(tmp_path, path):
    other = tmp_path / "passwd"
    other.write_text("root:x:0:0\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE).symlink_to(other)
    play(path, tmp_path / "data")
    assert other.read_text() == "root:x:0:0\n"


def test_a_folder_that_others_can_write_is_closed(tmp_path, path, lesson, entry):
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o777)
    file = with_progress(folder, lesson, entry)
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_of_another_user(tmp_path, path, lesson, entry):
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    file = with_progress(tmp_path / "data", lesson, entry)
    os.chown(file, 65534, 65534)
    said = play(path, tmp_path / "data")
    assert len(said) == 1
    os.chown(file, 0, 0)
    assert "one" in seen(tmp_path / "data", entry)


def test_a_file_of_mode_0(tmp_path, path, lesson, entry):
    file = with_progress(tmp_path / "data", lesson, entry)
    file.chmod(0)
    said = play(path, tmp_path / "data")
    assert len(said) == 1
    file.chmod(0o600)
    assert "one" in seen(tmp_path / "data", entry)


def test_a_lock_that_another_holds_is_waited_for_aside(tmp_path, lesson, entry):
    file = with_progress(tmp_path, lesson, entry)
    other = sqlite3.connect(file)
    other.execute("BEGIN IMMEDIATE")
    keeper = Keeper(tmp_path)
    begun = time.monotonic()
    keeper.note(start(lesson, 1), entry)
    assert time.monotonic() - begun < 1
    time.sleep(0.5)
    other.rollback()
    other.close()
    keeper.close()
    assert seen(tmp_path, entry) == {"one", "two"}


def test_a_stale_lock_file(tmp_path, lesson, entry):
    for name in (".lock", FILE + ".lock", FILE + "-shm", "progress.lock"):
        (tmp_path / name).write_text("1")
    with_progress(tmp_path, lesson, entry)
    assert seen(tmp_path, entry) == {"one"}


@pytest.mark.parametrize("clock", ["a year back", "1970", "2100"])
def test_a_wrong_clock(tmp_path, lesson, entry, monkeypatch, clock):
    with_progress(tmp_path, lesson, entry)
    moment = {"a year back": time.time() - 3.2e7, "1970": 0.0, "2100": 4.1e9}[clock]
    monkeypatch.setattr(keeping, "time", lambda: moment)
    keeper = Keeper(tmp_path)
    player = update(start(lesson, 1), ev.Submit("2"))
    keeper.note(update(player, ev.Verdict(player.current.id, "2", "right", "")), entry)
    keeper.close()
    assert seen(tmp_path, entry) == {"one", "two"}


def test_a_lesson_whose_file_was_renamed_keeps_its_progress(tmp_path, path, lesson, entry):
    from calctui.lesson.course import read_entry

    with_progress(tmp_path / "data", lesson, entry)
    renamed = path.rename(path.with_name("renamed.yaml"))
    assert key_of(read_entry(renamed, "lessons")) == key_of(entry)


def test_a_file_that_is_replaced_meanwhile_is_kept_too(tmp_path, lesson, entry):
    keeper = Keeper(tmp_path / "data")
    keeper.note(start(lesson, 0), entry)
    keeper.close()
    other = tmp_path / "other"
    with_progress(other, lesson, entry)
    keeper = Keeper(tmp_path / "data")
    (other / FILE).replace(tmp_path / "data" / FILE)
    keeper.note(start(lesson, 2), entry)
    keeper.close()
    assert sqlite3.connect(tmp_path / "data" / FILE).execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("umask", [0, 0o777])
def test_a_strange_umask(tmp_path, lesson, entry, umask):
    before = os.umask(umask)
    try:
        file = with_progress(tmp_path / "data", lesson, entry)
    finally:
        os.umask(before)
    if umask == 0:
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_system_without_locks_is_told_and_the_lesson_plays(tmp_path, path):
    """SQLite's own word for it: a write ends with an error of the disk."""
    code = PLAY.replace("said = []", NO_LOCKS)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[0] == "1"
    assert done.stderr == ""


TRIED: dict[str, Callable[..., None]] = {
    "read-only home (EROFS/EACCES)": test_a_home_that_is_only_read,
    "HOME unset": test_no_home,
    "HOME=/nonexistent": test_no_home,
    "progress path is a directory": test_a_folder_in_the_place_of_the_file,
    "progress file is a symlink to /etc/passwd": test_a_link_to_another_file_is_not_written_through,
    "progress dir is group/other writable": test_a_folder_that_others_can_write_is_closed,
    "file owned by other user": test_a_file_of_another_user,
    "mode 0000": test_a_file_of_mode_0,
    "lock held 10 s by other process": test_a_lock_that_another_holds_is_waited_for_aside,
    "stale lock file": test_a_stale_lock_file,
    "clock set back 1 year": test_a_wrong_clock,
    "clock at 1970": test_a_wrong_clock,
    "clock at 2100": test_a_wrong_clock,
    "lesson renamed since": test_a_lesson_whose_file_was_renamed_keeps_its_progress,
    "file replaced between read and write": test_a_file_that_is_replaced_meanwhile_is_kept_too,
    "umask 000": test_a_strange_umask,
    "umask 777": test_a_strange_umask,
    "NFS without locks (ENOLCK)": test_a_file_system_without_locks_is_told_and_the_lesson_plays,
}


@pytest.mark.parametrize(("scenario", "expected"), SCENARIOS)
def test_every_scenario_is_tried(scenario, expected):
    assert scenario in TRIED or scenario in ELSEWHERE, expected
