"""Files that are no progress of ours, and ids that would be paths: the program starts, and keeps what it found."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from calctui.errors import LessonError
from calctui.lesson.load import load_text
from calctui.progress.keeper import Keeper
from calctui.progress.lesson_key import FILE

HERE = Path(__file__).parent
SAMPLES = [json.loads(line) for line in (HERE / "hostile_progress.jsonl").read_text("utf-8").splitlines()]
LESSON = "format: 1\nid: {}\ntitle: T\nsummary: S\nsteps:\n  - {{id: a, title: A, text: Words.}}\n"


def of_kind(kind: str) -> list:
    return [sample["input"] for sample in SAMPLES if sample["kind"] == kind]


@pytest.mark.parametrize("sample", of_kind("progress_file"), ids=lambda sample: sample["name"])
def test_a_file_of_something_else_is_kept_and_told_once(tmp_path: Path, sample):
    data = base64.b64decode(sample["b64"])
    data = (data * (sample.get("repeat_to", len(data)) // max(len(data), 1) + 1))[
        : sample.get("repeat_to", len(data))
    ]
    (tmp_path / FILE).write_bytes(data)
    told: list[str] = []
    keeper = Keeper(tmp_path, told.append)
    keeper.keep_settings({"fps": "20"})
    keeper.close()
    assert len(told) == 1
    kept = [path for path in tmp_path.iterdir() if path.read_bytes() == data]
    assert len(kept) == 1
    assert kept[0].name != FILE
    assert Keeper(tmp_path).settings == {"fps": "20"}


@pytest.mark.parametrize("identity", of_kind("lesson_id"), ids=repr)
def test_an_id_that_could_be_a_path_is_refused(identity: str):
    with pytest.raises(LessonError):
        load_text(LESSON.format(json.dumps(identity)))
