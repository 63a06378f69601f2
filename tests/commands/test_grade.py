"""`calctui grade`: one JSON line for each answer, and one line on standard error for bad usage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calctui.cli import main

ASKS = str(Path(__file__).parent.parent / "grading" / "asks.yaml")


def told(capsys, *arguments: str) -> dict[str, str]:
    assert main(["grade", *arguments]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    verdict = json.loads(out)
    assert set(verdict) == {"outcome", "feedback"}
    return verdict


def test_an_answer_to_the_course(capsys):
    assert told(capsys, "introduction#predict", "3.2") == {"outcome": "right", "feedback": "Right."}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (["3.2"], "right"),
        (["-4"], "wrong"),
        (["-x"], "invalid"),
        (["--", "3.2"], "right"),
        (["4", "-", "0.8"], "right"),
        ([""], "invalid"),
    ],
)
def test_an_answer_may_begin_with_a_sign_and_have_blanks(capsys, answer, outcome):
    assert told(capsys, f"{ASKS}#predict", *answer)["outcome"] == outcome


def batch(step: str, text: bytes) -> list[dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-m", "calctui", "grade", "--batch", f"{ASKS}#{step}"],
        input=text,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_a_batch_answers_line_by_line():
    text = b"2x\n\nf'(x) = 2x\r\n3x\n\x1b[2J\nf'(x)\n" + b"\xff\xfe\n" + b"x" * 200_000 + b"\n2*x"
    outcomes = [verdict["outcome"] for verdict in batch("slope", text)]
    assert outcomes == [
        "right",
        "invalid",
        "right",
        "wrong",
        "invalid",
        "invalid",
        "invalid",
        "invalid",
        "right",
    ]


def test_an_output_without_unicode_gets_json_all_the_same():
    done = subprocess.run(
        [sys.executable, "-m", "calctui", "grade", f"{ASKS}#slope", "x^3"],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        timeout=60,
        check=True,
    )
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["feedback"] == "Not quite. I read x³."


def test_a_batch_answers_at_once():
    """Each answer comes before the next line is sent."""
    with subprocess.Popen(
        [sys.executable, "-m", "calctui", "grade", f"{ASKS}#slope", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for answer, outcome in (("2x", "right"), ("x", "wrong"), ("10^20 x + 2x - 10^20 x", "right")):
            process.stdin.write(answer + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["outcome"] == outcome
        process.stdin.close()
        assert process.wait(timeout=10) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "LESSON#STEP"),
        (["introduction", "3"], "LESSON#STEP"),
        (["introduction#predict"], "ANSWER"),
        (["--batch", "introduction#predict", "3"], "leave ANSWER out"),
        (["introduction#prdict", "3"], "did you mean `predict`"),
        (["introduction#guess", "3"], "asks nothing; the steps that ask are downhill, predict"),
        (["introductoin#predict", "3"], "did you mean `introduction`"),
        (["no\x1b[2Jfile.yaml#x", "3"], "there is no lesson"),
    ],
)
def test_bad_usage_is_one_line(capsys, arguments, words):
    try:
        code = main(["grade", *arguments])
    except SystemExit as ended:
        code = ended.code
    error = capsys.readouterr().err
    assert code == 2
    assert words in error
    assert error.count("\n") == 1
    assert "\x1b" not in error
