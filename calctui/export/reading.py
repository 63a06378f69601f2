"""A lesson as linear text, for screen readers, pipes and terminals that cannot draw: words, and pictures in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from calctui.layout.words import block_rows
from calctui.layout.wrap import wrap
from calctui.lesson.model import Lesson
from calctui.player.player import Player
from calctui.player.question_view import ShownQuestion
from calctui.player.view import View, view
from calctui.roles import Role
from calctui.text import HARD_BLANK, Row, Run, row_text

HOW_TO_ANSWER = "Type your answer. ? is a hint, ! gives up, Enter alone goes on."


def opening(lesson: Lesson, columns: int) -> Iterator[str]:
    """The lesson's title, what it is about, and how long it takes."""
    yield lesson.title
    yield from _lines([Run(lesson.summary)], columns)
    yield f"{len(lesson.steps)} steps, about {lesson.minutes} minutes."


def before_question(player: Player, columns: int) -> Iterator[str]:
    """A step up to its question: its title, its words, and its picture up to where the question waits."""
    asks = player.question is not None and bool(player.question.hold)
    # Where the answer is still to come, the words are those of the moment at which it is asked.
    last = player.asks_at if asks else player.frames - 1
    shown = _at(player, last)
    yield ""
    yield f"Step {shown.step} of {shown.steps}: {shown.title}"
    yield ""
    for row in block_rows(shown.blocks, columns):
        yield _text(row)
    for term, meaning in shown.terms:
        yield ""
        yield from _lines([Run(f"{term}: "), *meaning], columns)
    if shown.code is not None:
        yield ""
        yield "Program:"
        yield from (f"  {line}" for line in shown.code.lines)
        if shown.code.printed:
            yield "It prints:"
            yield from (f"  {line}" for line in shown.code.printed)
    yield from _picture(player, 0, last, columns)


def question_lines(question: ShownQuestion, columns: int) -> Iterator[str]:
    """What is asked, and the options of a choice."""
    yield ""
    room = f" ({question.room} counts as right)" if question.room else ""
    yield from _lines([Run("Question: "), *question.prompt, Run(room)], columns)
    for option in question.options:
        lead = Run(f"{HARD_BLANK * 2}{option.letter}{HARD_BLANK * 2}")
        yield from _lines([lead, *option.words], columns, indent=5)


def feedback_lines(question: ShownQuestion, columns: int) -> Iterator[str]:
    """What is said to an answer; the answer and the explanation once they may be seen."""
    if question.feedback:
        yield from _lines([Run(question.feedback)], columns)
    if question.solution:
        yield f"The answer is {question.solution}."
    right = next((option for option in question.options if option.right), None)
    if right is not None and not question.right:
        yield from _lines([Run(f"The answer is {right.letter}: "), *right.words], columns)
    if question.explain:
        yield from _lines(question.explain, columns)


def hint_line(question: ShownQuestion, columns: int) -> Iterator[str]:
    """The hint that was asked for last."""
    if question.hints:
        yield from _lines([Run("Hint: "), *question.hints[-1]], columns)


def after_question(player: Player, columns: int) -> Iterator[str]:
    """The picture from where a question waited to its end."""
    if player.question is not None and player.question.hold and player.asks_at < player.frames - 1:
        yield from _picture(player, player.asks_at + 1, player.frames - 1, columns, goes_on=True)


def whole(players: Iterable[Player], columns: int) -> Iterator[str]:
    """A whole lesson without asking: each question with its answer and its explanation.

    Args:
        players: The lesson at each of its steps, every question settled.
        columns: Cells of a line.
    """
    for number, player in enumerate(players):
        if not number:
            yield from opening(player.lesson, columns)
        yield from before_question(player, columns)
        given_up = player.recorded(replace(player.record, state="given-up"))
        question = view(replace(given_up, frame=given_up.frames - 1)).question if player.question else None
        if question is not None:
            yield from question_lines(question, columns)
            yield from feedback_lines(question, columns)
        yield from after_question(player, columns)


def _picture(player: Player, first: int, last: int, columns: int, *, goes_on: bool = False) -> Iterator[str]:
    """The picture in words at the first frame and the last, and between them what is said at marks.

    Args:
        player: The step.
        first: The first frame.
        last: The last frame.
        columns: Cells of a line.
        goes_on: Whether the picture was told up to the first frame.
    """
    if player.scene is None:
        return
    told = {last} if goes_on else {first, last}
    said, when = "", "Then" if goes_on else "Picture"
    for frame in sorted(told | _spoken(player, first, last)):
        shown = _at(player, frame)
        caption = row_text(shown.caption) if frame in {mark.frame for mark in player.marks} else ""
        described = shown.description if frame in told else ""
        words = " ".join(part for part in (described, caption) if part)
        if words and words != said:
            yield ""
            yield from _lines([Run(f"{when}: {words}")], columns)
            said, when = words, "Then"


def _spoken(player: Player, first: int, last: int) -> set[int]:
    """The frames of marks at which something is said."""
    return {
        mark.frame
        for mark in player.marks
        if first <= mark.frame <= last and (mark.caption or mark.id in player.current.captions)
    }


def _at(player: Player, frame: int) -> View:
    return view(replace(player, frame=frame), steady=False)


def _lines(runs: Iterable[Run], columns: int, indent: int = 0) -> Iterator[str]:
    for row in wrap([replace(run, role=Role.TEXT) for run in runs], columns, indent=indent):
        yield _text(row)


def _text(row: Row) -> str:
    return row_text(row).replace(HARD_BLANK, " ").rstrip()
