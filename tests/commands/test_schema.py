"""`calctui schema`: the file beside the lessons is the schema of this code, and the lessons are as it says."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from calctui.authoring.documents import dataclasses_in, said_of_fields
from calctui.authoring.scaffold import scaffold
from calctui.authoring.schema import lesson_schema, schema_text
from calctui.cli import main
from calctui.errors import LessonError
from calctui.lesson.load import load_text
from calctui.lesson.reading.raw import RawLesson, RawQuestion, RawStep
from calctui.scenes.catalog import fields_of, kinds

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "lessons" / "lesson.schema.json"
GOOD = (ROOT / "tests" / "lesson" / "good.yaml").read_text(encoding="utf-8")

LESSON = """\
format: 1
id: tried
title: Tried
summary: For tests.
steps:
  - id: go
    title: Go
    text: Words.
    scene:
"""


def lessons() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "lessons").glob("*.yaml")):
        yield path.name, path.read_text(encoding="utf-8")
    yield "good.yaml", GOOD
    yield "a new one", scaffold("a.yaml")
    for kind in kinds():
        lines = [f"kind: {kind}", *fields_of(kind).EXAMPLE.rstrip().split("\n")]
        yield f"the example of {kind}", LESSON + "".join(f"      {line}\n" for line in lines)


LESSONS = dict(lessons())


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = lesson_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_file_has_not_drifted_from_the_code() -> None:
    if os.environ.get("CALCTUI_UPDATE_GOLDEN") == "1":
        FILE.write_text(schema_text() + "\n", encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == schema_text() + "\n", (
        "run `calctui schema` into the file again"
    )


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == lesson_schema()


@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.BaseLoader])
def test_lessons_are_as_it_says(validator: jsonschema.Draft202012Validator, name: str, loader: Any) -> None:
    """As an editor reads them, and with every scalar a text."""
    load_text(LESSONS[name])
    found = [
        f"{list(error.path)}: {error.message}"
        for error in validator.iter_errors(yaml.load(LESSONS[name], loader))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("concept: Derivative", "konzept: Derivative"),
        ("format: 1", "format: 2"),
        ("minutes: 8", "minutes: eight"),
        ("id: good", "id: Good Lesson"),
        ("      kind: descent", "      kind: descend"),
        ("      updates: 20", "      updatess: 20"),
        ("      updates: 20", "      updates: many"),
        ("      x: [-5.5, 5.5]", "      x: [-5.5]"),
        ("zoom: {after: update-10,", "zoom: {"),
        ("rate: 0.3}", "rate: 0.3, optimizer: adams}"),
        ("      kind: number", "      kind: numbre"),
        ("      gate: right", "      gate: maybe"),
        ("      review: false", "      review: perhaps"),
        ("      tolerance: 0.01", "      tolerance: 0"),
        ("    text: Which one?\n", ""),
        ("        gradient: 1", "        gradient: 0"),
        ("value: 0.1", "value: small"),
    ],
)
def test_what_the_loader_refuses_it_refuses(
    validator: jsonschema.Draft202012Validator, old: str, new: str
) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(LessonError):
        load_text(text)
    assert not validator.is_valid(yaml.safe_load(text))


def test_every_field_is_described() -> None:
    shapes = {
        inner
        for shape in (RawLesson, RawStep, RawQuestion, *map(fields_of, kinds()))
        for inner in dataclasses_in(shape)
    }
    lacking = [
        f"{shape.__name__}.{field.name}"
        for shape in shapes
        for field in dataclasses.fields(shape)
        if field.name not in said_of_fields(shape)
    ]
    assert lacking == []
    for name, definition in lesson_schema()["$defs"].items():
        for key, value in definition["properties"].items():
            assert value.get("description"), f"{name}.{key}"
