"""Whatever is typed: one clean line, in time, in little room, and nothing of this machine is reached."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calctui.grading.grade import grade
from calctui.maths.equivalence import EXACT_SECONDS
from calctui.maths.symbolic import SymbolicHelper
from calctui.text import clean_line

HERE = Path(__file__).parent
SHARED = [json.loads(line) for line in (HERE / "hostile_answers.jsonl").read_text("utf-8").splitlines()]
TYPED: list[str] = [
    json.loads(line) for line in (HERE / "hostile_typed.jsonl").read_text("utf-8").splitlines()
]
TEXTS = [
    *TYPED,
    *(case["input"] for case in SHARED if case["kind"] == "answer_text"),
    *(case["input"]["typed"] for case in SHARED if case["kind"] == "answer_pair_upto_constant"),
]
HANGS = 10.0
"""Longer than any verdict takes on a busy machine, and shorter than what has no bound; in seconds."""
OUTCOMES = {"right", "wrong", "invalid", "undecided"}
WORDS = "lr 1 2 0.5 + - * / ^ ( ) , ; = % | √ π e sin( ln( exp( abs( f( x"
STEPS = ("predict", "factor", "gradient", "choose")
"""A number, an expression, a point and a choice; none of what is typed here is right for one of them."""
HIDING = "10^20*lr + 1 - 2lr - 10^20*lr"
"""The right answer, with so much beside it that floats do not show it."""


def test_the_samples_are_many():
    assert len(TYPED) >= 100
    assert len(set(TYPED)) == len(TYPED)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_it_is_refused_in_one_clean_line_and_does_not_hang(ask, text, no_hang):
    for step in STEPS:
        with no_hang(HANGS):
            verdict = ask(step, text)
        assert verdict.outcome in OUTCOMES - {"right"}
        assert verdict.feedback == clean_line(verdict.feedback)
        assert 0 < len(verdict.feedback) < 800


def test_what_algebra_would_never_finish_ends(lesson, no_hang):
    """Exact algebra is asked, does not answer, and is stopped; and the next doubt is resolved."""
    step = next(one for one in lesson.steps if one.id == "factor")
    with SymbolicHelper(time_limit=EXACT_SECONDS) as helper:
        helper.start()
        child = helper._child
        with no_hang(HANGS):
            verdict = grade(step.question, f"{HIDING} + exp(-10^9*ln(9))", lesson, step, helper)
        assert verdict.outcome == "undecided"
        assert child.poll() == -signal.SIGKILL
        helper.time_limit = 30.0
        assert grade(step.question, HIDING, lesson, step, helper).outcome == "right"


@pytest.mark.parametrize("step", STEPS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.text(alphabet="xlr0123456789.,+-*/^()|=%√πe '′[]{};@_sincoexpabq⁻²", max_size=60),
        st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map("".join),
    )
)
def test_random_text_has_an_outcome_and_never_an_exception(lesson, step, text):
    at = next(one for one in lesson.steps if one.id == step)
    verdict = grade(at.question, text, lesson, at, None)
    assert verdict.outcome in OUTCOMES
    assert verdict.feedback == clean_line(verdict.feedback)


AUDITED = """
import json, resource, sys
from pathlib import Path
from calctui.grading.grade import grade
from calctui.lesson.load import load_lesson
from calctui.maths.equivalence import EXACT_SECONDS
from calctui.maths.symbolic import SymbolicHelper

here = Path(sys.argv[1])
texts = [json.loads(line) for line in (here / "hostile_typed.jsonl").read_text("utf-8").splitlines()]
shared = [json.loads(line) for line in (here / "hostile_answers.jsonl").read_text("utf-8").splitlines()]
texts += [case["input"] for case in shared if case["kind"] == "answer_text"]
lesson = load_lesson(here / "asks.yaml")
steps = [step for step in lesson.steps if step.question]
reached = []
watching = False

USUAL = ("1", "x", "2x", "x^2 + 1", "1, 2", "a", "sqrt(2)", "10^20*lr + 1 - 2lr - 10^20*lr", "(", "ß", "ln(x)")
HARMLESS = ("builtins.id", "sys._getframe", "gc.", "time.", "cpython._PySys", "array.")

def hook(event, arguments):
    if watching and not event.startswith(HARMLESS):
        reached.append(event)

sys.addaudithook(hook)
with SymbolicHelper(EXACT_SECONDS) as helper:
    # What is loaded or written late comes with ordinary answers; the helper's child is running before we watch.
    for step in steps:
        for text in USUAL:
            grade(step.question, text, lesson, step, helper)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    watching = True
    count = 0
    for text in texts:
        for step in steps:
            grade(step.question, text, lesson, step, helper)
            count += 1
    watching = False
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({"reached": sorted(set(reached)), "grown": grown / 1024, "count": count}))
"""


def test_no_import_attribute_or_file_is_reached_and_no_memory_eaten(tmp_path):
    """An audit hook sees every import, file, process, socket, `exec`, `compile` and reach into an object."""
    done = subprocess.run(
        [sys.executable, "-c", AUDITED, str(HERE)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["reached"] == []
    assert told["count"] > 1000
    assert told["grown"] < 50
    assert list(tmp_path.iterdir()) == []


def test_no_child_is_left(tmp_path):
    program = """
import sys
from calctui.grading.grade import grade
from calctui.lesson.load import load_lesson
from calctui.maths.symbolic import SymbolicHelper
lesson = load_lesson(sys.argv[1])
step = next(step for step in lesson.steps if step.id == "factor")
with SymbolicHelper(30.0) as helper:
    grade(step.question, "10^20*lr + 1 - 2lr - 10^20*lr", lesson, step, helper)
    print(helper._child.pid)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(HERE / "asks.yaml")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
