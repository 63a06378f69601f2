"""The reference in lessons/AUTHORING.md, made from the code: every field, every kind of scene with its chart."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Collection, Iterator, Sequence

from calctui.authoring.documents import dataclasses_in, said_of_fields, summary, written_name
from calctui.authoring.forms import default, form, required
from calctui.charts.draw import Renderer
from calctui.lesson.load import load_text
from calctui.lesson.model import Lesson
from calctui.lesson.reading.names import by_ends
from calctui.lesson.reading.raw import RawCode, RawLesson, RawParameter, RawQuestion, RawStep, RawWrong
from calctui.scenes.catalog import fields_of, kinds
from calctui.scenes.scene import Scene, SceneFields

WIDTH, HEIGHT = 46, 18
"""The cells of a chart: as wide as in a terminal of 80 x 24, and a little lower, for a page."""

_HEADINGS: dict[type, str] = {
    RawLesson: "The lesson",
    RawParameter: "A parameter, under its name in `parameters`",
    RawStep: "A step, in `steps`",
    RawCode: "`code`",
    RawQuestion: "`question`",
    RawWrong: "A known mistake, in `wrong`",
    SceneFields: "`scene`: what every kind of scene may have, besides its `kind`",
}
_PARTS = {
    "Extra": "`also`",
    "Probe": "`probe`, `turn` and `slide`",
    "Zoom": "`zoom`",
    "Compared": "`compare`",
}

_LESSON = """\
format: 1
id: example
title: Example
summary: The example of a kind of scene.
steps:
  - id: example
    title: Example
    text: Look.
    scene:
"""


def reference() -> str:
    """The whole of it, as Markdown."""
    return "\n".join([*_every_field(), *_every_kind()]).rstrip() + "\n"


def example_lesson(kind: str) -> Lesson:
    """A lesson of one step with the EXAMPLE of a kind."""
    return load_text(_LESSON + "".join(f"      {line}\n" for line in _example(kind)))


def _example(kind: str) -> list[str]:
    return [f"kind: {kind}", *fields_of(kind).EXAMPLE.rstrip().split("\n")]


def _every_field() -> Iterator[str]:
    yield "## Every field"
    yield ""
    yield "A field in **bold** must be written; the others may. *Words* are a line of Markdown with live numbers,"
    yield "*text* is as much of it as you like. In a scene a *number* may be a formula of the parameters, and a"
    yield "*formula* is one of the function's variables."
    for shape, heading in _HEADINGS.items():
        yield from ["", f"### {heading}", "", *_table(shape)]
    for name, shape in _parts().items():
        yield from ["", f"### {_PARTS.get(name, name)}: {summary(shape)}", "", *_table(shape)]
    yield ""


def _parts() -> dict[str, type]:
    """The dataclasses inside the fields of scenes, by their names."""
    kinds_of_scene = [fields_of(kind) for kind in kinds()]
    inner = (shape for fields in kinds_of_scene for shape in dataclasses_in(fields) if shape is not fields)
    return {shape.__name__: shape for shape in inner}


def _table(shape: type, without: Collection[str] = ()) -> Iterator[str]:
    """The fields of a dataclass as the rows of a table, those that must be written first."""
    hints = typing.get_type_hints(shape, include_extras=True)
    said = said_of_fields(shape)
    yield "| field | what stands there | what it is |"
    yield "|---|---|---|"
    fields = [field for field in dataclasses.fields(shape) if field.name not in without]
    for field in sorted(fields, key=lambda field: not required(field)):
        name = f"`{written_name(field.name)}`"
        words = said.get(field.name, "")
        if (value := default(field)) and "default" not in words.lower():
            words = f"{words.rstrip('.')}; default: {value}."
        yield f"| {f'**{name}**' if required(field) else name} | {form(hints[field.name])} | {words} |"


def _every_kind() -> Iterator[str]:
    yield "## Every kind of scene"
    yield ""
    yield "Each with its own fields, a scene as it stands in a lesson, the picture at the end of it, and the names"
    yield "that your words and formulas may use."
    shared = {field.name for field in dataclasses.fields(SceneFields)}
    for kind in kinds():
        shape = fields_of(kind)
        scene = _built(kind)
        yield from ["", f"### `{kind}`", "", summary(shape), "", *_table(shape, shared)]
        yield from ["", "```yaml", "scene:", *(f"  {line}" for line in _example(kind)), "```"]
        yield from ["", "```text", *_chart(scene), "```", ""]
        yield f"- values: {_listed(scene.values)}"
        yield f"- phases: {_listed(scene.phases)}"
        yield f"- marks: {_listed(by_ends([mark.id for mark in scene.marks]))}"


def _built(kind: str) -> Scene:
    lesson = example_lesson(kind)
    fields = lesson.steps[0].scene
    assert fields is not None
    return fields.build(lesson.scope())


def _chart(scene: Scene) -> Sequence[str]:
    drawn = Renderer().draw(scene.figure(scene.frames - 1), WIDTH, HEIGHT).text()
    return [row.rstrip() for row in drawn.split("\n")]


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`".replace(" .. ", "` to `") for name in names)
