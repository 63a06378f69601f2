"""The numbers that a step may say in words: those of its claims, its scene, its question and its program."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction

from calctui.check.parameters import used_parameters
from calctui.grading.known import moment_of
from calctui.lesson.live import Stage
from calctui.lesson.model import Answer, Lesson, Question, Step
from calctui.lesson.reading.scene_formulas import formulas_in
from calctui.maths.autodiff import value
from calctui.maths.claims import Claim
from calctui.maths.formula import Formula
from calctui.maths.functions import OPERATIONS
from calctui.maths.tree import Call, Name, Num, preorder

SAME = 1e-9
"""Numbers that differ by no more than this, relative to their size, are the same."""

_IN_CODE = re.compile(r"(?<![\w.])(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?!\w)")


def proved_numbers(lesson: Lesson, index: int, stage: Stage) -> frozenset[float]:
    """The sizes of all numbers that a step may say in words; a minus sign is often a word."""
    step = lesson.steps[index]
    found = [
        *_of_claims(step, stage),
        *_of_scene(step, stage),
        *_of_parameters(lesson, index),
        *(_of_question(step.question, lesson, step) if step.question else ()),
        *(_of_code(step.code.lines) if step.code else ()),
    ]
    return frozenset(abs(number) for number in found)


def says(known: frozenset[float], written: Fraction, decimals: int) -> bool:
    """Whether a number in words is one of those that are known; one with decimals may be rounded.

    Args:
        known: As `proved_numbers` gives them.
        written: The number.
        decimals: How many decimals it is written with.
    """
    size = abs(float(written))
    room = 0.5 * 10.0**-decimals if decimals else 0.0
    return any(abs(size - number) <= room + SAME * max(size, number) for number in known)


def _literals(formula: Formula) -> Iterator[float]:
    """The numbers that stand in a formula."""
    for node in preorder(formula.tree):
        if isinstance(node, Num):
            yield float(node.value)


def _of_claims(step: Step, stage: Stage) -> Iterator[float]:
    for claim in step.claims:
        for side in (claim.left, claim.right):
            yield from _literals(side)
            yield from _size(side, claim, stage)


def _size(side: Formula, claim: Claim, stage: Stage) -> Iterator[float]:
    """The value of a side of a claim, where it is one number."""
    nodes = [*preorder(side.tree)]
    if any(isinstance(node, Call) and node.function in OPERATIONS for node in nodes):
        return
    if any(isinstance(node, Name) and node.name not in stage.scope.parameters for node in nodes):
        return
    env = dict(stage.scope.parameters)
    env |= {f"{m.name}@{m.mark}": stage.number(m.name, m.mark) for m in claim.moments}
    yield float(value(stage.scope.expand(side), env))


def _of_scene(step: Step, stage: Stage) -> Iterator[float]:
    """The numbers in the fields of a scene, also inside of definitions that they call."""
    if step.scene is None:
        return
    for found in formulas_in(step.scene):
        yield from _literals(found.formula)
        for node in preorder(stage.scope.expand(found.formula)):
            if isinstance(node, Num):
                yield float(node.value)
        if not found.is_function:
            yield stage.scope.number(found.formula)
    yield from _plain_numbers(step.scene)


def _plain_numbers(given: object) -> Iterator[float]:
    """The numbers among the fields of a scene that are no formulas, such as `updates: 20`."""
    match given:
        case bool() | str() | Formula():
            return
        case int() | float():
            yield float(given)
        case tuple() | list():
            for item in given:
                yield from _plain_numbers(item)
        case dict():
            yield from _plain_numbers(tuple(given.values()))
        case _ if dataclasses.is_dataclass(given):
            yield from _plain_numbers(
                tuple(getattr(given, field.name) for field in dataclasses.fields(given))
            )


def _of_parameters(lesson: Lesson, index: int) -> Iterator[float]:
    for name in used_parameters(lesson, index):
        parameter = lesson.parameters[name]
        yield parameter.value
        if name in lesson.steps[index].tune:
            yield from (parameter.min, parameter.max, parameter.step)


def _of_question(question: Question, lesson: Lesson, step: Step) -> Iterator[float]:
    """What is answered, rightly or wrongly: `check` has graded it."""
    known = moment_of(lesson, step, question)
    for answer in (question.answer, *(wrong.answer for wrong in question.wrong)):
        for formula in _formulas(answer):
            yield from _literals(formula)
            if question.kind in {"number", "point"}:
                yield known.number(formula)
    if question.tolerance is not None:
        yield question.tolerance


def _formulas(answer: Answer) -> tuple[Formula, ...]:
    match answer:
        case Formula():
            return (answer,)
        case tuple():
            return answer
    return ()


def _of_code(lines: tuple[str, ...]) -> Iterator[float]:
    """The numbers of the program beside the picture, which is shown as it is written."""
    for line in lines:
        yield from (float(found[0]) for found in _IN_CODE.finditer(line))
