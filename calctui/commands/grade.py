"""`calctui grade`: what an answer to a question is worth, as JSON; one answer, or one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from calctui.errors import CalctuiError
from calctui.grading.grade import Verdict, grade
from calctui.lesson.library import find, parse_address
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson, Question, Step
from calctui.maths.equivalence import EXACT_SECONDS
from calctui.maths.symbolic import SymbolicHelper
from calctui.player.update import step_index

LONGEST_LINE = 4096
"""Bytes of a line that are looked at; no answer that can be right is so long."""

_BATCH = "--batch"


def print_verdicts(address: str, words: Sequence[str], *, batch: bool) -> int:
    """Grades the answer in words, or each line of standard input; gives the exit code.

    Raises:
        CalctuiError: There is no such lesson, step or question, or no answer.
    """
    if list(words) == [_BATCH]:
        words, batch = [], True
    if words[:1] == ["--"]:
        words = words[1:]
    if batch and words:
        raise CalctuiError("grade --batch reads its answers from standard input; leave ANSWER out")
    if not batch and not words:
        raise CalctuiError("grade needs an ANSWER behind LESSON#STEP, or --batch")
    lesson, step, question = _question(address)
    with SymbolicHelper(time_limit=EXACT_SECONDS) as helper:
        if not batch:
            _print(grade(question, " ".join(words), lesson, step, helper))
            return 0
        # The child starts while the first answers are read.
        helper.start()
        for line in _lines(sys.stdin.buffer):
            _print(grade(question, line, lesson, step, helper))
    return 0


def _question(address: str) -> tuple[Lesson, Step, Question]:
    where = parse_address(address)
    if not where.step:
        raise CalctuiError("grade needs a step: write LESSON#STEP, such as introduction#predict")
    lesson = load_lesson(find(where.lesson).path)
    step = lesson.steps[step_index(lesson, where.step)]
    if step.question is None:
        asking = [step.id for step in lesson.steps if step.question]
        there_are = f"the steps that ask are {', '.join(asking)}" if asking else "no step of this lesson does"
        raise CalctuiError(f"{lesson.id}#{step.id} asks nothing; {there_are}")
    return lesson, step, step.question


def _print(verdict: Verdict) -> None:
    data = {"outcome": verdict.outcome, "feedback": verdict.feedback}
    # Where the output has no Unicode, JSON has a way to write it nevertheless.
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    print(json.dumps(data, ensure_ascii=plain), flush=True)


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream; of one that is too long only its beginning, however long it is."""
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and len(rest) == LONGEST_LINE:
            rest = stream.readline(LONGEST_LINE)
        yield line.decode("utf-8", "replace").rstrip("\r\n")
