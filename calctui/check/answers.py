"""Answers that the grader does not take as the author means them: a right one refused, a wrong one accepted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np

from calctui.check.budget import Budget
from calctui.errors import Problem
from calctui.grading.grade import Verdict, grade
from calctui.grading.known import Known, moment_of
from calctui.lesson.model import Answer, KeyPath, Lesson
from calctui.lesson.prose import Line
from calctui.maths.autodiff import value
from calctui.maths.comparing.sampling import more_points, points
from calctui.maths.formula import Formula
from calctui.maths.parsing.tokens import MAX_CHARACTERS
from calctui.maths.symbolic import SymbolicHelper
from calctui.text import clean_line

ENOUGH = 8
"""At how many points an expression must have values, so that others can be compared with it."""

_MOMENT = re.compile(r"[^\W\d]\w*@[a-z0-9]+(?:-[a-z0-9]+)*")


def wrong_answers(lesson: Lesson, index: int, helper: SymbolicHelper, budget: Budget) -> Iterator[Problem]:
    """Answers the question of a step as its author would, rightly and with each known mistake."""
    step = lesson.steps[index]
    question = step.question
    if question is None:
        return
    known = moment_of(lesson, step, question)
    here: KeyPath = ("steps", index, "question")

    def graded(answer: Answer) -> Verdict:
        with budget.waiting(helper):
            return grade(question, as_typed(answer, known), lesson, step, helper)

    if budget.left <= 0:
        return
    if what := _without_value(question.answer, known):
        yield lesson.problem((*here, "answer"), what, "write an answer that has a value here")
        return
    verdict = graded(question.answer)
    if verdict.outcome != "right":
        what = f"the grader does not accept this answer: {_said(verdict, known, question.answer)}"
        yield lesson.problem((*here, "answer"), what, "write an answer that has a value here")
        return
    for number, wrong in enumerate(question.wrong):
        if budget.left <= 0:
            return
        place = (*here, "wrong", number, "answer")
        verdict = graded(wrong.answer)
        if verdict.outcome == "right":
            what = f"this mistake counts as right{_numbers(wrong.answer, known)}"
            yield lesson.problem(place, what, "take it away, or make `tolerance` smaller")
        elif verdict.outcome != "wrong":
            what = f"the grader cannot tell this mistake: {_said(verdict, known, wrong.answer)}"
            yield lesson.problem(place, what, "write a mistake that has a value here")
        elif clean_line(known.words(wrong.because)) not in verdict.feedback:
            what = f"a learner who answers this reads the words of another mistake{_numbers(wrong.answer, known)}"
            yield lesson.problem(place, what, "take one of the two away")


def _without_value(answer: Answer, known: Known) -> str:
    """Why an answer has nothing that another could be compared with; empty if it has."""
    match answer:
        case Formula() if known.question.kind == "expression":
            tree, ground = known.scope.expand(answer), known.ground(answer)
            for sample in (points, more_points):
                where = sample(ground.variables, ground.limits)
                known_at = np.isfinite(value(tree, {**ground.numbers, **where.env}))
                if np.broadcast_to(known_at, where.count).sum() >= ENOUGH:
                    return ""
            return "this has values at too few points for the grader to compare it"
        case Formula() | tuple():
            sizes = [
                known.number(formula) for formula in (answer if isinstance(answer, tuple) else (answer,))
            ]
            wrong = next((size for size in sizes if not math.isfinite(size)), None)
            return "" if wrong is None else f"this is {wrong:g} here, which no learner can answer"
    return ""


def as_typed(answer: Answer, known: Known) -> str:
    """What a learner types who means this answer."""
    match answer:
        case Line():
            return known.words(answer)
        case Formula() if known.question.kind == "expression":
            return _in_another_form(answer, known)
        case Formula():
            return repr(known.number(answer))
    return ", ".join(repr(known.number(formula)) for formula in answer)


def _in_another_form(formula: Formula, known: Known) -> str:
    """A formula as it is not written in the lesson: what is letter for letter the answer would prove nothing."""
    text = _MOMENT.sub(lambda found: f"({known.stage.number(*found[0].split('@'))!r})", formula.text.strip())
    text = text.replace("\n", " ")
    other = f"1*({text})"
    return other if len(other) <= MAX_CHARACTERS else text


def _said(verdict: Verdict, known: Known, answer: Answer) -> str:
    return f"it is {verdict.outcome}{_numbers(answer, known)} ({verdict.feedback.rstrip('.')})"


def _numbers(answer: Answer, known: Known) -> str:
    """The value of an answer, in words, where it is a number or a point."""
    if isinstance(answer, Line) or known.question.kind == "expression":
        return ""
    formulas = answer if isinstance(answer, tuple) else (answer,)
    sizes = [f"{known.number(formula):.6g}" for formula in formulas]
    return f", since it is {', '.join(sizes)} here"
