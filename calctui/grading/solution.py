"""Answers of a question in words, for when it is settled."""

from __future__ import annotations

from calctui.grading.known import Known
from calctui.lesson.model import Answer
from calctui.lesson.prose import Line
from calctui.maths.formula import Formula
from calctui.maths.typesetting.typeset import one_line
from calctui.numbers import format_number


def solution(known: Known) -> str:
    """The right answer at the moment of the question."""
    return answer_text(known.question.answer, known)


def answer_text(answer: Answer, known: Known) -> str:
    """A right answer, or one of the known mistakes, at the moment of the question."""
    if isinstance(answer, Line):
        return known.words(answer)
    if isinstance(answer, tuple):
        return f"({', '.join(_number(part, known) for part in answer)})"
    return one_line(answer.tree) if known.question.kind == "expression" else _number(answer, known)


def _number(formula: Formula, known: Known) -> str:
    return format_number(known.number(formula))
