"""Grades an answer to a lesson's question: never raises, always within its time, in words that help.

Nothing that was typed is evaluated as code: it becomes a bounded tree, or is refused in one line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.grading.choices import chosen, offered
from calctui.grading.expressions import given_tree, key_tree, remark
from calctui.grading.known import Known, moment_of
from calctui.grading.numbers import (
    distance,
    nearly,
    reading,
    typed_number,
    within,
)
from calctui.grading.reading import number_typed, point_typed
from calctui.grading.room import room_text, tolerance
from calctui.lesson.model import Lesson, Question, Step, Wrong
from calctui.lesson.prose import Line
from calctui.maths.comparing.answers import Typed, read_answer
from calctui.maths.equivalence import Comparison, Judge, compare
from calctui.maths.formula import Formula
from calctui.maths.symbolic import SymbolicHelper
from calctui.maths.typesetting.typeset import one_line
from calctui.text import clean_line

Outcome = Literal["right", "wrong", "invalid", "undecided"]

RIGHT, NOT_QUITE = "Right.", "Not quite."


@frozen
class Verdict:
    """What an answer is worth.

    Attributes:
        outcome: ``invalid`` is what cannot be read or has no value, ``undecided`` what nobody can tell; neither
            costs an attempt.
        feedback: One clean line for the learner.
    """

    outcome: Outcome
    feedback: str


def grade(
    question: Question, answer_text: str, lesson: Lesson, step: Step, helper: SymbolicHelper | None
) -> Verdict:
    """Grades an answer. May be called beside the thread that draws.

    Args:
        question: What was asked.
        answer_text: What was typed.
        lesson: The lesson.
        step: The step of the question.
        helper: Exact algebra, for where numbers leave a doubt; asked at most once, for as long as its limit.
    """
    known = moment_of(lesson, step, question)
    try:
        verdict = _graded(known, answer_text, Judge(helper))
    except FormulaError as error:
        full_stop = "" if str(error).endswith("?") else "."
        verdict = Verdict("invalid", f"I cannot read that yet: {error}{full_stop}")
    return Verdict(verdict.outcome, clean_line(verdict.feedback))


def _graded(known: Known, text: str, judge: Judge) -> Verdict:
    match known.question.kind:
        case "choice":
            return _choice(known, text)
        case "number":
            return _numbers(known, (number_typed(text, known),))
        case "point":
            count = len(_coordinates(known.question.answer))
            return _numbers(known, point_typed(text, known, count))
        case "expression":
            return _expression(known, read_answer(text, known.scope.definitions), judge)


def _choice(known: Known, text: str) -> Verdict:
    options = offered(known.lesson.id, known.step.id, known.question)
    option = options[chosen(text, [known.words(line) for line in options])]
    if option == known.question.answer:
        return Verdict("right", RIGHT)
    return _mistaken(known, next(wrong for wrong in known.question.wrong if wrong.answer == option))


def _numbers(known: Known, typed: Sequence[Typed]) -> Verdict:
    """A number, or a point of several."""
    right = _coordinates(known.question.answer)
    expected = [known.number(formula) for formula in right]
    if not all(map(math.isfinite, expected)):
        return Verdict("undecided", "The lesson has no number to compare this with, so it costs no attempt.")
    rooms = [tolerance(known.question, number) for number in expected]
    given = [typed_number(one, known, room) for one, room in zip(typed, rooms, strict=True)]
    if within(given, expected, rooms):
        return Verdict("right", _sentences(RIGHT, *_left_out(typed)))
    mistakes = []
    for wrong in known.question.wrong:
        other = [known.number(formula) for formula in _coordinates(wrong.answer)]
        if len(other) == len(given) and all(map(math.isfinite, other)) and within(given, other, rooms):
            mistakes.append((distance(given, other), wrong))
    if mistakes:
        return _mistaken(known, min(mistakes, key=lambda found: found[0])[1], typed)
    read = [text for one, number in zip(typed, given, strict=True) if (text := reading(one, number))]
    near = [f"That is near; {room_text(rooms)} counts as right."] if nearly(given, expected, rooms) else []
    return Verdict("wrong", _sentences(NOT_QUITE, *near, *read, *_left_out(typed)))


def _expression(known: Known, typed: Typed, judge: Judge) -> Verdict:
    key = known.question.answer
    assert isinstance(key, Formula)
    given = given_tree(typed, known)
    found = compare(given, key_tree(key, known), known.ground(typed.formula, key), judge)
    if found.nowhere:
        what = f"{one_line(typed.formula.tree)} has no value that can be computed"
        raise FormulaError(what, cure="look at its roots, logarithms and quotients")
    if _is(found):
        return Verdict("right", _sentences(RIGHT, *remark(found), *_left_out([typed])))
    for wrong in known.question.wrong:
        assert isinstance(wrong.answer, Formula)
        ground = known.ground(typed.formula, wrong.answer)
        if _is(compare(given, key_tree(wrong.answer, known), ground, judge)):
            return _mistaken(known, wrong, [typed])
    read = f"I read {one_line(typed.formula.tree)}."
    match found.verdict:
        case "domain":
            return Verdict("invalid", _sentences(*remark(found)))
        case "unknown":
            words = (
                "I cannot tell whether this is right, so it costs no attempt. Try to write it another way."
            )
            return Verdict("undecided", words)
    near = ["That is near: is a number rounded? Write it exactly."] if found.near else []
    return Verdict("wrong", _sentences(NOT_QUITE, *near, read, *_left_out([typed])))


def _is(found: Comparison) -> bool:
    """Whether a formula is the other, for what a learner means by it."""
    return found.verdict == "equal" or (found.verdict == "domain" and found.follows)


def _mistaken(known: Known, wrong: Wrong, typed: Sequence[Typed] = ()) -> Verdict:
    return Verdict("wrong", _sentences(NOT_QUITE, known.words(wrong.because), *_left_out(typed)))


def _coordinates(answer: Formula | tuple[Formula, ...] | Line) -> tuple[Formula, ...]:
    """The formulas of a number or a point."""
    assert not isinstance(answer, Line)
    return (answer,) if isinstance(answer, Formula) else answer


def _left_out(typed: Sequence[Typed]) -> list[str]:
    """Says that left sides were dropped."""
    dropped = [one.dropped for one in typed if one.dropped]
    return [f"I took what stands behind {' and '.join(f'{left} =' for left in dropped)}."] if dropped else []


def _sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
