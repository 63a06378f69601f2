"""What is seen of a question: what is asked, what is typed, hints, verdict, and the answer when it is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.grading.choices import LETTERS, chosen, offered
from calctui.grading.known import Known, moment_of
from calctui.grading.room import room_text, tolerance
from calctui.grading.solution import solution
from calctui.lesson.model import Question
from calctui.lesson.prose import Line
from calctui.maths.formula import Formula
from calctui.player.player import Player
from calctui.text import Row


@frozen
class ShownOption:
    """An option of a choice.

    Attributes:
        letter: What takes it.
        words: What it says.
        chosen: Whether the learner took it last.
        right: Whether it is the right one, and that may be seen.
    """

    letter: str
    words: Row
    chosen: bool
    right: bool


@frozen
class ShownQuestion:
    """A question.

    Attributes:
        kind: What an answer is.
        prompt: What is asked.
        room: How far off an answer may be, in words; empty where that has no meaning.
        options: The options of a choice in the order in which they are offered; else none.
        hints: Those that were asked for.
        open: Whether it waits for an answer.
        answering: Whether what is typed goes to the answer.
        draft: What is typed.
        cursor: Where in the draft typing goes on.
        answer: What was handed in last.
        checking: Whether that is being graded.
        right: Whether it was right.
        feedback: What was said to it.
        solution: The right answer, once it may be seen and is not the learner's own; else nothing.
        explain: The explanation, once it may be seen; else nothing.
    """

    kind: str
    prompt: Row
    room: str
    options: tuple[ShownOption, ...]
    hints: tuple[Row, ...]
    open: bool
    answering: bool
    draft: str
    cursor: int
    answer: str
    checking: bool
    right: bool
    feedback: str
    solution: str
    explain: Row


def shown_question(player: Player) -> ShownQuestion | None:
    """The question of the step; None where it has none, or the picture has not reached its moment."""
    question, record = player.question, player.record
    if question is None or not record.asked:
        return None
    known = moment_of(player.lesson, player.current, question)
    unknown = record.state in {"missed", "given-up"} and question.kind != "choice"
    return ShownQuestion(
        kind=question.kind,
        prompt=known.stage.row(question.prompt, known.frame),
        room=_room(question, known),
        options=_options(player, known),
        hints=tuple(known.stage.row(hint, known.frame) for hint in question.hints[: record.hints]),
        open=not record.settled,
        answering=player.answering,
        draft=record.draft,
        cursor=record.cursor,
        answer=record.answer,
        checking=record.checking,
        right=record.state == "right",
        feedback=record.feedback,
        solution=solution(known) if unknown else "",
        explain=known.stage.row(question.explain, known.frame)
        if question.explain and _explained(player)
        else (),
    )


def shown_guess(player: Player) -> str:
    """What the learner said to a question that held the picture; nothing before it is settled."""
    question, record = player.question, player.record
    if question is None or not question.hold or not record.settled or not record.answer:
        return ""
    return answer_words(moment_of(player.lesson, player.current, question), record.answer)


def giveaway(player: Player) -> Callable[[float], bool]:
    """Tells whether a number is the answer that a question still waits for, and so must not be read off."""
    question = player.open_question
    if question is None:
        return lambda _: False
    known = moment_of(player.lesson, player.current, question)
    keys = [(key, tolerance(question, key)) for key in _key_numbers(question, known)]
    return lambda number: any(abs(number - key) <= room for key, room in keys)


def answer_words(known: Known, answer: str) -> str:
    """An answer that was handed in: of a choice the words of the option, else as it was typed."""
    words = [known.words(option) for option in offered(known.lesson.id, known.step.id, known.question)]
    taken = _index(answer, words) if words else None
    return answer if taken is None else words[taken]


def _explained(player: Player) -> bool:
    """Whether the answer and what explains it may be seen; of a lesson that is only told, at the end of the step."""
    return player.record.settled and (player.record.state != "told" or player.at_end)


def _options(player: Player, known: Known) -> tuple[ShownOption, ...]:
    record = player.record
    lines = offered(player.lesson.id, player.current.id, known.question)
    taken = _index(record.answer, [known.words(line) for line in lines]) if record.answer and lines else None
    reveals = _explained(player)
    return tuple(
        ShownOption(
            letter,
            known.stage.row(line, known.frame),
            index == taken,
            reveals and line == known.question.answer,
        )
        for index, (letter, line) in enumerate(zip(LETTERS, lines, strict=False))
    )


def _index(answer: str, options: Sequence[str]) -> int | None:
    try:
        return chosen(answer, options)
    except FormulaError:
        return None


def _room(question: Question, known: Known) -> str:
    """How far off a number may be."""
    keys = _key_numbers(question, known)
    return room_text([tolerance(question, key) for key in keys]) if keys else ""


def _key_numbers(question: Question, known: Known) -> list[float]:
    """The numbers that are right; none where no number is asked for."""
    answer = question.answer
    if question.kind not in {"number", "point"} or isinstance(answer, Line):
        return []
    return [known.number(part) for part in ((answer,) if isinstance(answer, Formula) else answer)]
