"""The built-in lessons show the numbers of the course: what is said of a moment is what `show` gives there.

`numbers/LESSON.jsonl` has one fact a line: a step, a moment and what must be seen there. A number is written with
the digits that count: the program's own, written with as many, is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from calctui.cli import main
from calctui.commands import show
from calctui.grading.grade import grade
from calctui.lesson.library import find
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.maths.symbolic import SymbolicHelper
from calctui.player.update import step_index

FOLDER = Path(__file__).parent / "numbers"
FACTS = [
    pytest.param(file.stem, json.loads(line), id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.jsonl"))
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    if line.strip()
]
KEYS = {"step", "at", "set", "values", "text", "caption", "printed", "answers"}


def as_written(number: float | str, pattern: str) -> str:
    """The number with as many decimals as the pattern has, in its notation."""
    if isinstance(number, str):
        return number
    mantissa, e, _ = pattern.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    text = f"{number:.{decimals}{'e' if e else 'f'}}"
    text = re.sub(r"e([+-])0*(\d+)", lambda found: f"e{found[1].replace('+', '')}{found[2]}", text)
    return re.sub(r"^-(0(\.0*)?)$", r"\1", text)


@cache
def lesson_of(name: str) -> Lesson:
    return load_lesson(find(name, {}).path)


@pytest.fixture(scope="module")
def helper() -> Iterator[SymbolicHelper]:
    with SymbolicHelper(time_limit=20) as started:
        yield started


@pytest.mark.parametrize(("name", "fact"), FACTS)
def test_what_a_learner_sees(name, fact, helper):
    """What `show --format json` prints, and what `grade` says, of a lesson that is loaded once for all its facts."""
    assert set(fact) <= KEYS
    lesson = lesson_of(name)
    index = step_index(lesson, fact["step"])
    settings = [f"{parameter}={value}" for parameter, value in fact.get("set", {}).items()]
    moment = json.loads(show.moment(lesson, index, at=fact.get("at", "end"), settings=settings, style="json"))
    for value, expected in fact.get("values", {}).items():
        assert as_written(moment["values"][value], expected) == expected, value
    for words in fact.get("text", []):
        assert words in moment["text"]
    for words in fact.get("caption", []):
        assert words in moment["caption"]
    for line in fact.get("printed", []):
        assert line in moment["code"]["printed"]
    step = lesson.steps[index]
    for answer, outcome in fact.get("answers", {}).items():
        assert step.question is not None
        assert grade(step.question, answer, lesson, step, helper).outcome == outcome, answer


def test_every_built_in_lesson_has_facts(capsys):
    assert main(["list", "--json"]) == 0
    lessons = {entry["id"] for entry in json.loads(capsys.readouterr().out)}
    assert lessons == {file.stem for file in FOLDER.glob("*.jsonl")}
