"""The built-in lessons show the numbers of the course: what is said of a moment is what `show` gives there.

`numbers/LESSON.jsonl` has one fact a line: a step, a moment and what must be seen there. A number is written with
the digits that count: the program's own, written with as many, is the same.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from calctui.cli import main

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


@pytest.mark.parametrize(("lesson", "fact"), FACTS)
def test_what_a_learner_sees(lesson, fact, capsys):
    assert set(fact) <= KEYS
    address = f"{lesson}#{fact['step']}"
    settings = [f"--set={name}={value}" for name, value in fact.get("set", {}).items()]
    assert main(["show", address, "--at", fact.get("at", "end"), "--format", "json", *settings]) == 0
    moment = json.loads(capsys.readouterr().out)
    for name, expected in fact.get("values", {}).items():
        assert as_written(moment["values"][name], expected) == expected, name
    for words in fact.get("text", []):
        assert words in moment["text"]
    for words in fact.get("caption", []):
        assert words in moment["caption"]
    for line in fact.get("printed", []):
        assert line in moment["code"]["printed"]
    for answer, outcome in fact.get("answers", {}).items():
        assert main(["grade", address, answer]) == 0
        assert json.loads(capsys.readouterr().out)["outcome"] == outcome, answer


def test_every_built_in_lesson_has_facts(capsys):
    assert main(["list", "--json"]) == 0
    lessons = {entry["id"] for entry in json.loads(capsys.readouterr().out)}
    assert lessons == {file.stem for file in FOLDER.glob("*.jsonl")}
