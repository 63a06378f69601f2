"""Text that would steer a terminal or a widget, in every field of a lesson: refused, or shown as what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from calctui.cli import main
from calctui.errors import LessonError
from calctui.layout.compose import compose
from calctui.layout.screen import lay_out
from calctui.lesson.load import load_text
from calctui.lesson.yaml.source import problem_with_caret
from calctui.player.events import Next, Submit, Type
from calctui.player.update import start, update
from calctui.player.view import view
from calctui.text import clean_line, row_text

HERE = Path(__file__).parent
SAMPLES = [
    json.loads(line)
    for name in ("hostile_terminal_text.jsonl", "hostile_own_text.jsonl")
    for line in (HERE / name).read_text("utf-8").splitlines()
]
TEXTS = [
    sample["input"] if isinstance(sample["input"], str) else sample["input"]["text"] for sample in SAMPLES
]
LESSON = """\
format: 1
id: {id}
title: {title}
summary: {summary}
terms: {{word: {term}}}
steps:
  - id: {step}
    title: {heading}
    text: {text}
    scene: {{kind: curve, function: x**2, x: [-2, 2], captions: {{start: {label}}},
      title: {picture}, describe: {describe}}}
    code: {{listing: {code}}}
    question:
      kind: choice
      prompt: {prompt}
      answer: {answer}
      wrong: [{{answer: {wrong}, because: {because}}}]
      hints: [{hint}]
      explain: {explain}
"""
PLAIN = {
    "id": "text", "title": "T", "summary": "S", "term": "M", "step": "one", "heading": "H", "text": "W",
    "label": "L", "picture": "P", "describe": "D", "code": "x = 1", "prompt": "Which?", "answer": "This.",
    "wrong": "That.", "because": "No.", "hint": "Look.", "explain": "So.",
}  # fmt: skip


def seen(lesson) -> Iterator[str]:
    """All that a learner would see of it."""
    yield from (lesson.id, lesson.title, lesson.summary)
    player = start(lesson)
    for event in (Type("a"), Submit("?"), Submit("b"), Submit("!"), Next()):
        player = update(player, event)
        shown = view(player)
        yield shown.description
        for size in ((80, 24), (40, 12)):
            yield from map(row_text, compose(lay_out(shown, *size), (), 0))


def test_the_plain_lesson_is_good():
    assert list(seen(load_text(LESSON.format(**PLAIN))))


@pytest.mark.parametrize("index", range(len(TEXTS)))
def test_no_field_lets_it_through(index: int, steers_nothing):
    for field in PLAIN:
        written = json.dumps(TEXTS[index])
        try:
            words = seen(load_text(LESSON.format(**{**PLAIN, field: written})))
            texts = list(words)
        except LessonError as error:
            texts = [f"{problem}{problem_with_caret(problem)}" for problem in error.problems]
        for text in texts:
            steers_nothing(text)


@pytest.mark.parametrize("index", range(len(TEXTS)))
def test_neither_does_an_answer_a_file_name_or_an_argument(
    index: int, tmp_path: Path, capsys, monkeypatch, steers_nothing
):
    text = TEXTS[index]
    player = update(start(load_text(LESSON.format(**PLAIN))), Type(text))
    for row in compose(lay_out(view(update(player, Submit(text))), 80, 24), (), 0):
        steers_nothing(row_text(row))
    monkeypatch.chdir(tmp_path)
    name = text.replace("/", "_").replace("\0", "")[:60] + ".yaml"
    Path(name).write_text(LESSON.format(**PLAIN) + "nonsense: 1\n")
    for arguments in (
        ["check", "--", name],
        ["check", "--json", "--", name],
        ["show", "--", name],
        ["show", "--at", text, "text"],
    ):
        with suppress(SystemExit):
            main(arguments)
        out, err = capsys.readouterr()
        steers_nothing(out + err)
        assert "Traceback" not in err


@pytest.mark.parametrize(
    "text", [t for s, t in zip(SAMPLES, TEXTS, strict=True) if s["kind"] == "markup_injection"], ids=repr
)
def test_markup_is_shown_as_it_is(text: str):
    lesson = load_text(LESSON.format(**{**PLAIN, "title": json.dumps(text)}))
    assert lesson.title == clean_line(text)
    player = start(lesson)
    assert text in row_text(compose(lay_out(view(player), 120, 24), (), 0)[0])
