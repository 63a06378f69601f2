"""The JSON Schema of a lesson file, made from the dataclasses that the loader reads it with.

Editors read YAML before they look at a schema, and take `0.1` for a number and `yes` or `2` for what they like;
for the loader every scalar is a text until its field reads it. So wherever a text may stand, so may they.
"""

from __future__ import annotations

import json
import re
import warnings
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import PydanticJsonSchemaWarning

from calctui.authoring.documents import dataclasses_in, said_of_fields, summary, written_name
from calctui.lesson.reading.raw import RawCode, RawLesson, RawParameter, RawQuestion, RawStep
from calctui.scenes.catalog import fields_of, kinds

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_PIECES = (RawLesson, RawStep, RawParameter, RawCode, RawQuestion)
_WHOLE = r"^\s*[+-]?[0-9](_?[0-9])*(\.0*)?\s*$"
_NUMBER = r"^\s*[+-]?([0-9](_?[0-9])*\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$"
_LIST_OF_WORDS = re.compile(r'\[\s+"[^"\[\]{}]*"(?:,\s+"[^"\[\]{}]*")*\s+\]')
_FLAG = "^([Tt]rue|[Ff]alse|[Yy]es|[Nn]o|TRUE|FALSE|YES|NO)$"
_LOOSE: dict[str, Schema] = {
    "string": {"type": ["string", "number", "boolean"]},
    "integer": {"type": ["integer", "string"], "pattern": _WHOLE},
    "number": {"type": ["number", "string"], "pattern": _NUMBER},
    "boolean": {"type": ["boolean", "string"], "pattern": _FLAG},
}


def schema_text() -> str:
    """The schema as it is printed: a list of short words in one line."""
    text = json.dumps(lesson_schema(), indent=1, ensure_ascii=False)
    return _LIST_OF_WORDS.sub(
        lambda found: " ".join(found[0].split()).replace("[ ", "[").replace(" ]", "]"), text
    )


def lesson_schema() -> Schema:
    """The schema of a lesson file."""
    defs = _definitions()
    root = defs.pop("Lesson")
    root["properties"]["steps"]["items"] = _ref("Step")
    root["properties"]["parameters"]["additionalProperties"] = _ref("Parameter")
    inside = defs["Step"]["properties"]
    for key, name in (("scene", "Scene"), ("code", "Code"), ("question", "Question")):
        inside[key] = {"description": inside[key]["description"], **_ref(name)}
    return {"$schema": DIALECT, "title": "A lesson for calctui", **root, "$defs": {**defs, "Scene": _scene()}}


def _definitions() -> dict[str, Schema]:
    """The schema of every dataclass of the format, by its name; of a kind of scene by `scene-` and its kind."""
    shapes: dict[type, str] = {shape: shape.__name__.removeprefix("Raw") for shape in _PIECES}
    shapes |= {fields_of(kind): f"scene-{kind}" for kind in kinds()}
    names = {
        inner: shapes.get(inner, inner.__name__.removeprefix("Raw"))
        for shape in shapes
        for inner in dataclasses_in(shape)
    }
    if len(set(names.values())) < len(names):
        raise TypeError("two dataclasses of the format have one name")
    defs: dict[str, Schema] = {}
    for shape, name in names.items():
        schema = _described(shape, _own_schema(shape), names)
        if name.startswith("scene-"):
            kind = {"description": "The kind of the scene.", "const": name.removeprefix("scene-")}
            schema["properties"] = {"kind": kind, **schema["properties"]}
            schema["required"] = ["kind", *schema.get("required", ())]
        defs[name] = schema
    return defs


def _own_schema(shape: type) -> Schema:
    """What pydantic says of a dataclass, with those inside of it under `$defs`."""
    with warnings.catch_warnings():
        # A default that is a formula has no form in JSON, and is said in the description.
        warnings.simplefilter("ignore", PydanticJsonSchemaWarning)
        return TypeAdapter(shape).json_schema()


def _described(shape: type, schema: Schema, names: dict[type, str]) -> Schema:
    """The schema of a dataclass with the words of its docstring, for a reader of YAML."""
    inner = {found.__name__: names[found] for found in dataclasses_in(shape)}
    if "$ref" in schema:
        schema = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    said = {written_name(field): words for field, words in said_of_fields(shape).items()}
    properties = {
        key: {**_words(said.get(key, ""), value.get("description", "")), **_loose(value, inner)}
        for key, value in schema["properties"].items()
    }
    made: Schema = {"type": "object", "description": summary(shape), "properties": properties}
    if "required" in schema:
        made["required"] = schema["required"]
    return {**made, "additionalProperties": False}


def _words(said: str, form: str) -> Schema:
    """What a field is, and which form a text has that stands there."""
    if said and form:
        return {"description": f"{said.rstrip('.')}: {form}."}
    return {"description": said or form}


def _loose(schema: Schema, names: dict[str, str]) -> Schema:
    """A part of a schema as it is for what an editor has read: see the head of this file."""
    if "$ref" in schema:
        return _ref(names[schema["$ref"].rpartition("/")[2]])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            branches = [_loose(branch, names) for branch in schema[key] if branch.get("type") != "null"]
            rest = {name: value for name, value in schema.items() if name not in {key, "title", "default"}}
            return {**rest, **branches[0]} if len(branches) == 1 else {**rest, "anyOf": branches}
    made = {key: value for key, value in schema.items() if key not in {"title", "description"}}
    if made.get("default") in (None, "", [], {}):
        made.pop("default", None)
    if "enum" in made or "const" in made:
        made.pop("type", None)
    elif isinstance(made.get("type"), str) and made["type"] in _LOOSE:
        made = {**_LOOSE[made["type"]], **{key: value for key, value in made.items() if key != "type"}}
    for key in ("items", "additionalProperties"):
        if isinstance(made.get(key), dict):
            made[key] = _loose(made[key], names)
    if "prefixItems" in made:
        made["prefixItems"] = [_loose(item, names) for item in made["prefixItems"]]
    return made


def _scene() -> Schema:
    """A scene is of one of the kinds, which says what fields it has."""
    return {
        "type": "object",
        "description": "The moving picture of a step.",
        "properties": {
            "kind": {"description": "Which picture; it says which fields there are.", "enum": [*kinds()]}
        },
        "required": ["kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": _ref(f"scene-{kind}"),
            }
            for kind in kinds()
        ],
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
