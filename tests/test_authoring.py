"""lessons/AUTHORING.md: its samples are good, the program says what it says, and its reference is of the code."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from calctui.authoring.reference import reference
from calctui.check.findings import findings
from calctui.cli import main
from calctui.lesson.course import read_course
from calctui.maths.symbolic import SymbolicHelper
from calctui.scenes.catalog import kinds

FILE = Path(__file__).parent.parent / "lessons" / "AUTHORING.md"
UPDATE = os.environ.get("CALCTUI_UPDATE_GOLDEN") == "1"
MARK = re.compile(r"^<!-- What follows is made from the code;.*-->\n\n", re.MULTILINE)

HEADER = "format: 1\nid: sample\ntitle: Sample\nsummary: A sample of the guide.\nsteps:\n"
EXAMPLE = "- id: example\n  title: Example\n  text: Look.\n"


def guide() -> str:
    """What people wrote."""
    return MARK.split(FILE.read_text(encoding="utf-8"))[0]


def blocks(sort: str) -> dict[str, str]:
    """The fenced blocks behind comments of a sort, by what else the comment says, or else by their first line."""
    found = re.findall(
        rf"^<!-- {sort} ?(.*?) ?-->\n(`{{3,}})\w*\n(.*?)^\2$", guide(), re.DOTALL | re.MULTILINE
    )
    return {name or text.split("\n")[0]: text for name, _, text in found}


def as_step(text: str) -> str:
    return HEADER + "".join(f"  {line}\n" for line in text.rstrip().split("\n"))


def scenes() -> dict[str, str]:
    """The example of each kind in the reference, as a step."""
    found = re.findall(r"^```yaml\n(scene:\n  kind: (\w+)\n.*?)^```$", reference(), re.DOTALL | re.MULTILINE)
    return {
        kind: EXAMPLE + "".join(f"  {line}\n" for line in text.rstrip().split("\n")) for text, kind in found
    }


WHOLE = {
    **blocks("lesson"),
    **{name: as_step(text) for name, text in blocks("step").items()},
    **{name: as_step(text) for name, text in scenes().items()},
}


def test_there_are_samples_of_everything() -> None:
    assert len(blocks("lesson")) >= 4
    assert len(blocks("step")) >= 5
    assert tuple(scenes()) == kinds()


@pytest.mark.parametrize("name", WHOLE)
def test_every_sample_is_a_strictly_good_lesson(tmp_path: Path, name: str) -> None:
    path = tmp_path / "lesson.yaml"
    path.write_text(WHOLE[name], encoding="utf-8")
    with SymbolicHelper(time_limit=20) as helper:
        assert findings(path, helper, strict=True) == ()


def test_every_yaml_block_of_the_guide_is_tried() -> None:
    tried = sum(len(blocks(sort)) for sort in ("lesson", "step", "course"))
    assert len(re.findall(r"^`{3,}yaml$", guide(), re.MULTILINE)) == tried


def test_the_program_says_what_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ((change, said),) = blocks("says").items()
    old, new = change.split(" -> ")
    text = blocks("lesson")["picture"]
    assert text.count(old) == 1
    Path("steep.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert main(["check", "steep.yaml"]) == 1
    assert capsys.readouterr().out == said


def test_the_screen_is_the_programs_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ((name, screen),) = blocks("screen").items()
    Path("steep.yaml").write_text(blocks("lesson")[name], encoding="utf-8")
    assert main(["show", "steep.yaml"]) == 0
    shown = capsys.readouterr().out
    if UPDATE:
        before = f"<!-- screen {name} -->\n```text\n"
        text = FILE.read_text(encoding="utf-8")
        FILE.write_text(text.replace(before + screen, before + shown), encoding="utf-8")
        screen = shown
    assert shown == screen


def test_the_course_of_the_guide_is_one(tmp_path: Path) -> None:
    (course,) = blocks("course").values()
    (tmp_path / "course.yaml").write_text(course, encoding="utf-8")
    for name in ("second", "first"):
        text = blocks("lesson")["words"].replace("id: steep", f"id: {name}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    read = read_course(tmp_path)
    assert not read.problems
    assert [entry.id for entry in read.entries] == ["first", "second"]


def test_links_lead_to_headings() -> None:
    text = FILE.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_the_reference_is_that_of_the_code() -> None:
    text = FILE.read_text(encoding="utf-8")
    place = MARK.search(text)
    assert place
    if UPDATE:
        FILE.write_text(text[: place.end()] + reference(), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8")[place.end() :] == reference()
