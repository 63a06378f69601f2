"""What an exported lesson shows of each step: key frames and the end, the question first and its answer after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from calctui.charts.draw import Renderer
from calctui.lesson.model import Lesson
from calctui.lesson.prose import Block
from calctui.player.player import Player
from calctui.player.question_view import ShownQuestion
from calctui.player.record import Record
from calctui.player.view import View, view
from calctui.text import Row, row_text

CHART_COLUMNS, CHART_ROWS = 52, 20
"""Cells of an exported picture: narrow enough for a telephone, and wider than in a terminal of 80 x 24."""


@dataclass(frozen=True, slots=True)
class Told:
    """One step as an export tells it.

    Attributes:
        step: The id of the step.
        first: The step at the moment of its question, or else at its end.
        frames: The key frames up to that moment, which is the last of them; empty without a picture.
        question: The question, unanswered; None where there is none.
        answer: The question with its answer and explanation; None where there is none.
        later: The key frames after the moment of the question; the last is the end.
        later_words: The words at the end, where they differ from those at the moment of the question; else none.
    """

    step: str
    first: View
    frames: tuple[View, ...]
    question: ShownQuestion | None
    answer: ShownQuestion | None
    later: tuple[View, ...]
    later_words: tuple[Block, ...]


def told_steps(lesson: Lesson) -> Iterator[Told]:
    """Each step of the lesson, at the author's parameters."""
    for index, step in enumerate(lesson.steps):
        asked = _with(Player(lesson, step=index), Record(asked=True))
        settled = _with(asked, Record(asked=True, state="given-up"))
        end = asked.frames - 1
        held = asked.asks_at if step.question is not None and step.question.hold else end
        first, last = _at(asked, held), _at(settled, end)
        yield Told(
            step=step.id,
            first=first,
            frames=tuple(_at(asked, frame) for frame in _key_frames(asked, 0, held)),
            question=first.question,
            answer=last.question,
            later=tuple(_at(settled, frame) for frame in _key_frames(settled, held + 1, end)),
            later_words=last.blocks if last.blocks != first.blocks else (),
        )


def pictures(frames: Sequence[View]) -> list[list[Row]]:
    """The picture of each moment as rows of `CHART_COLUMNS` cells.

    Of rows that stay blank in all of them, one below another, one is kept.
    """
    renderer = Renderer()
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
