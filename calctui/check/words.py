"""All words of a step that a learner reads, with the place of each in the file and the moments at which it is seen."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.frozen import frozen
from calctui.lesson.live import Stage
from calctui.lesson.model import KeyPath, Lesson, Question
from calctui.lesson.prose import Line, Prose


@frozen
class Words:
    """One text of a step.

    Attributes:
        path: The way to it in the file.
        text: What is read.
        sort: ``words``, or ``option`` for an answer that is offered, or ``printed`` for what a program prints.
        frames: At which frames it is seen.
    """

    path: KeyPath
    text: Prose | Line
    sort: str
    frames: range | tuple[int, ...]


def words_of(lesson: Lesson, index: int, stage: Stage) -> Iterator[Words]:
    """Each text of a step.

    Args:
        lesson: The lesson.
        index: Which step.
        stage: The step made ready, as its author has it.
    """
    step, here = lesson.steps[index], ("steps", index)
    always = range(stage.frames)
    yield Words((*here, "text"), step.text, "words", always)
    for mark, caption in step.captions.items():
        yield Words((*here, "scene", "captions", mark), caption, "words", (stage.frame_at(mark),))
    if step.describe is not None:
        yield Words((*here, "scene", "describe"), step.describe, "words", always)
    if step.code is not None and step.code.prints is not None and stage.scene is not None:
        updates = tuple(mark.frame for mark in stage.scene.marks if mark.id.startswith("update-"))
        yield Words((*here, "code", "prints"), step.code.prints, "printed", updates)
    if step.question is not None:
        moment = (stage.frame_at(step.question.hold),)
        for path, line, sort in _lines(step.question):
            yield Words((*here, "question", *path), line, sort, moment)


def _lines(question: Question) -> Iterator[tuple[KeyPath, Line, str]]:
    """Each text of a question: the way to it from there, the text, its sort."""
    yield ("prompt",), question.prompt, "words"
    if isinstance(question.answer, Line):
        yield ("answer",), question.answer, "option"
    for number, wrong in enumerate(question.wrong):
        if isinstance(wrong.answer, Line):
            yield ("wrong", number, "answer"), wrong.answer, "option"
        yield ("wrong", number, "because"), wrong.because, "words"
    for number, hint in enumerate(question.hints):
        yield ("hints", number), hint, "words"
    if question.explain is not None:
        yield ("explain",), question.explain, "words"
