"""A file of the cache is there whole or not at all, for its owner alone."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from calctui.lesson.kept_file import write_whole


def test_a_file_and_its_folder_are_for_their_owner_alone(tmp_path: Path):
    file = tmp_path / "cache" / "kept"
    write_whole(file, b"first")
    write_whole(file, b"second")
    assert file.read_bytes() == b"second"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_what_a_dead_session_of_the_same_number_left_is_no_obstacle(tmp_path: Path):
    (tmp_path / f"kept.{os.getpid()}").write_bytes(b"half")
    write_whole(tmp_path / "kept", b"whole")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("kept", b"whole")]


def test_nothing_is_followed_out_of_the_folder(tmp_path: Path):
    target = tmp_path / "elsewhere"
    target.write_bytes(b"untouched")
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / f"kept.{os.getpid()}").symlink_to(target)
    write_whole(folder / "kept", b"whole")
    assert target.read_bytes() == b"untouched"


def test_where_the_disk_is_full_the_file_stays_as_it_was(tmp_path: Path):
    """A limit on the size of a file stands for a disk without space: the write fails in the same place."""
    file = tmp_path / "kept"
    write_whole(file, b"first")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_whole(file, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [file]
