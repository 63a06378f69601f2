"""Which names are free in the answer to a question, by the kind of its scene."""

from __future__ import annotations

import pytest

from calctui.authoring.reference import example_lesson
from calctui.lesson.load import load_text
from calctui.scenes.catalog import fields_of, kinds

VARIABLES = {
    **dict.fromkeys(kinds(), ("x",)),
    **dict.fromkeys(("contour_descent", "slice", "gradient", "surface"), ("x", "y")),
    "graph": ("w", "x", "b", "t"),
    "fit": ("w", "b"),
    "network": (),
}

LESSON = """\
format: 1
id: asked
title: Asked
summary: For tests.
define:
  g(u, v): u + v
parameters:
  lr: {value: 0.1, min: 0, max: 1, step: 0.1}
steps:
  - id: go
    title: Go
    text: Words.
    scene:
SCENE
    question:
      kind: expression
      prompt: Which?
      answer: ANSWER
"""


def lesson(kind: str, example: str, answer: str) -> str:
    scene = "\n".join(f"      {line}" for line in [f"kind: {kind}", *example.rstrip().split("\n")])
    return LESSON.replace("SCENE", scene).replace("ANSWER", answer)


@pytest.mark.parametrize("kind", kinds())
def test_the_variables_of_the_scene_are_free(kind: str) -> None:
    scene = example_lesson(kind).steps[0].scene
    assert scene is not None
    assert sorted(scene.build(example_lesson(kind).scope()).variables) == sorted(VARIABLES[kind])
    answer = " + ".join(["1", *VARIABLES[kind]])
    question = load_text(lesson(kind, fields_of(kind).EXAMPLE, answer)).steps[0].question
    assert question is not None
    assert sorted(question.of) == sorted(VARIABLES[kind])


@pytest.mark.parametrize(
    ("kind", "example", "answer", "free"),
    [
        ("curve", "function: lr*z**2", "2*lr*z", ("z",)),
        ("curve", "functions: [cos(t), t]", "t", ("t",)),
        ("contour_descent", "function: x**2\nstart: [1, 2]\nrate: lr\nupdates: 1", "y", ("x", "y")),
        ("contour_descent", "function: g(a, b)\nstart: [1, 2]\nrate: lr\nupdates: 1", "b", ("a", "b")),
        (
            "contour_descent",
            "function: w*b\nvariables: [b, w]\nstart: [1, 2]\nrate: lr\nupdates: 1",
            "w",
            ("b", "w"),
        ),
        ("graph", "function: (u + v)**2\nat: {u: 1, v: 2}", "2*(u + v)", ("u", "v")),
        ("fit", "points: [1, 2]\nmodel: constant\nrate: 0.1\nupdates: 2", "2*w", ("w",)),
        ("chain", "functions: {u: 3*t, y: u**2}\nat: 1", "6*t", ("t",)),
    ],
)
def test_they_are_named_as_the_scene_names_them(
    kind: str, example: str, answer: str, free: tuple[str, ...]
) -> None:
    question = load_text(lesson(kind, example, answer)).steps[0].question
    assert question is not None
    assert question.of == free
