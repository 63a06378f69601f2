"""What a lesson comes to when it has been played: the answers given, and the words that it explained."""

from __future__ import annotations

from calctui.frozen import frozen
from calctui.grading.known import moment_of
from calctui.grading.solution import solution
from calctui.lesson.model import Question, Step
from calctui.lesson.terms import meaning_of
from calctui.player.player import Player
from calctui.player.question_view import answer_words
from calctui.player.record import UNASKED, State
from calctui.text import Row


@frozen
class Given:
    """A question of the lesson, and what became of it.

    Attributes:
        title: The title of its step.
        state: How it stands.
        attempts: How many answers were right or wrong.
        answer: What was answered last; empty for nothing.
        solution: The right answer; empty while the question is open.
    """

    title: str
    state: State
    attempts: int
    answer: str
    solution: str


@frozen
class Summary:
    """A lesson that was played.

    Attributes:
        title: Its title.
        said: What it was about.
        terms: The words that it explained, and what they mean.
        given: Its questions.
        steps: How many steps it has.
        seen: How many of them were seen.
    """

    title: str
    said: str
    terms: tuple[tuple[str, Row], ...]
    given: tuple[Given, ...]
    steps: int
    seen: int


def summary(player: Player) -> Summary:
    """What the lesson came to."""
    lesson = player.lesson
    return Summary(
        title=lesson.title,
        said=lesson.summary,
        terms=tuple((term, meaning_of(meaning)) for term, meaning in lesson.terms.items()),
        given=tuple(_given(player, step, step.question) for step in lesson.steps if step.question),
        steps=len(lesson.steps),
        seen=len(player.seen),
    )


def _given(player: Player, step: Step, question: Question) -> Given:
    record = player.records.get(step.id, UNASKED)
    known = moment_of(player.lesson, step, question)
    return Given(
        title=step.title,
        state=record.state,
        attempts=record.attempts,
        answer=answer_words(known, record.answer) if record.answer else "",
        solution=solution(known) if record.settled else "",
    )
