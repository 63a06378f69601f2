"""What an exported lesson shows of each step: key frames and the end, the question first and its answer after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from calctui.charts.dots import Markers
from calctui.charts.draw import Renderer
from calctui.frozen import frozen
from calctui.grading.choices import LETTERS, offered
from calctui.grading.known import moment_of
from calctui.grading.solution import answer_text
from calctui.lesson.model import Lesson, Question, Step
from calctui.lesson.prose import Line
from calctui.lesson.words.blocks import Block
from calctui.player.player import Player
from calctui.player.question_view import ShownQuestion
from calctui.player.record import Record
from calctui.player.view import View, view
from calctui.text import Row, row_text

CHART_COLUMNS, CHART_ROWS = 52, 22
"""Cells of an exported picture: narrow enough for a telephone, and larger than in a terminal of 80 x 24."""

IN_THE_TERMINAL = "In the terminal its pictures move and the keys that it names work:"
"""What an export says before the command that plays the lesson."""


@frozen
class Reason:
    """Why an answer is wrong.

    Attributes:
        answer: The letter of an option, else the answer itself.
        because: Why it is wrong.
    """

    answer: str
    because: Row


@frozen
class Told:
    """One step as an export tells it.

    Attributes:
        step: The id of the step.
        first: The step at the moment of its question, or else at its end.
        frames: The key frames up to that moment, which is the last of them; empty without a picture.
        question: The question, unanswered; None where there is none.
        answer: The question with all of its hints, its answer and its explanation; None where there is none.
        reasons: Why each wrong option, or each known mistake, is one.
        later: The key frames after the moment of the question; the last is the end.
        later_words: Those words of the end that differ from what stood there at the moment of the question.
    """

    step: str
    first: View
    frames: tuple[View, ...]
    question: ShownQuestion | None
    answer: ShownQuestion | None
    reasons: tuple[Reason, ...]
    later: tuple[View, ...]
    later_words: tuple[Block, ...]


def told_steps(lesson: Lesson) -> Iterator[Told]:
    """Each step of the lesson, at the author's parameters."""
    for index, step in enumerate(lesson.steps):
        asked = _with(Player(lesson, step=index), Record(asked=True))
        settled = _with(asked, replace(asked.record, state="given-up", hints=_hints(step.question)))
        end = asked.frames - 1
        held = asked.asks_at if step.question is not None and step.question.hold else end
        first, last = _at(asked, held), _at(settled, end)
        yield Told(
            step=step.id,
            first=first,
            frames=tuple(_at(asked, frame) for frame in _key_frames(asked, 0, held)),
            question=first.question,
            answer=last.question,
            reasons=_reasons(lesson, step, step.question) if step.question is not None else (),
            later=tuple(_at(settled, frame) for frame in _key_frames(settled, held + 1, end)),
            later_words=_changed(first.blocks, last.blocks),
        )


def pictures(frames: Sequence[View], markers: Markers = "braille") -> list[list[Row]]:
    """The picture of each moment as rows of `CHART_COLUMNS` cells.

    Of rows that stay blank in all of them, one below another, one is kept.
    """
    renderer = Renderer(markers)
    drawn = [
        renderer.draw(shown.figure, CHART_COLUMNS, CHART_ROWS).rows() if shown.figure else []
        for shown in frames
    ]
    blank = [not any(row_text(row).strip() for row in rows) for rows in zip_longest(*drawn, fillvalue=())]
    kept = [index for index, empty in enumerate(blank) if not (empty and (index == 0 or blank[index - 1]))]
    return [[rows[index] for index in kept if index < len(rows)] for rows in drawn]


def numbers(shown: View) -> list[tuple[str, str, str]]:
    """The name, the text and the role of each number below a picture."""
    return [(value.name, value.text.strip(), value.role) for value in shown.values]


def named_hints(question: ShownQuestion) -> Iterator[tuple[str, Row]]:
    """The hints, each with what it is called."""
    several = len(question.hints) > 1
    for number, hint in enumerate(question.hints, 1):
        yield f"Hint {number}" if several else "Hint", hint


def before_reasons(question: ShownQuestion) -> str:
    """What stands above the wrong answers."""
    return "Why not the others:" if question.options else "Mistakes that are easily made:"


def _hints(question: Question | None) -> int:
    return len(question.hints) if question is not None else 0


def _reasons(lesson: Lesson, step: Step, question: Question) -> tuple[Reason, ...]:
    """The reasons in the order in which the options are offered, or in the author's."""
    known = moment_of(lesson, step, question)
    letters = dict(zip(offered(lesson.id, step.id, question), LETTERS, strict=False))
    reasons = [
        Reason(
            letters[wrong.answer] if isinstance(wrong.answer, Line) else answer_text(wrong.answer, known),
            known.stage.row(wrong.because, known.frame),
        )
        for wrong in question.wrong
    ]
    return tuple(sorted(reasons, key=lambda reason: reason.answer) if letters else reasons)


def _changed(before: Sequence[Block], after: Sequence[Block]) -> tuple[Block, ...]:
    """Live numbers change words; they add none and take none away."""
    return tuple(new for old, new in zip(before, after, strict=True) if new != old)


def _with(player: Player, record: Record) -> Player:
    return player.recorded(record) if player.question is not None else player


def _at(player: Player, frame: int) -> View:
    return view(replace(player, frame=frame), steady=False)


def _key_frames(player: Player, first: int, last: int) -> list[int]:
    """The last frame, and before it the marks at which something is said; none without a picture."""
    if player.scene is None or first > last:
        return []
    said = {
        mark.frame
        for mark in player.marks
        if first <= mark.frame < last and (mark.caption or mark.id in player.current.captions)
    }
    return [*sorted(said), last]
