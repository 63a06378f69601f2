"""The symbolic helper: its answers, that it can be stopped, and that no child is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from time import sleep

import pytest

from calctui.errors import FormulaError, SymbolicError
from calctui.maths.autodiff import gradient, value
from calctui.maths.exact.sympy_trees import to_sympy, to_tree
from calctui.maths.parsing.formulas import parse
from calctui.maths.symbolic import SymbolicHelper
from calctui.maths.tree import Call, Name, Node
from calctui.maths.typesetting.typeset import one_line

Guard = Callable[[], AbstractContextManager[None]]
WORKER = [
    json.loads(line)
    for line in (Path(__file__).parent / "hostile_worker.jsonl").read_text("utf-8").splitlines()
]
HANGS = "exp(10^9*ln(9))"
_PART = "(10^19+atan(x)+atan(1/x)+sqrt(x+2))^7"
BIG = f"{_PART}-{_PART}*(sin(x)^2+cos(x)^2)"
"""It is zero, and that takes some seconds."""


@pytest.fixture(scope="module")
def impatient() -> Iterator[SymbolicHelper]:
    with SymbolicHelper(time_limit=0.6) as one:
        yield one


def tree(text: str) -> Node:
    return parse(text).tree


def slope(of: Node) -> Node:
    return Call("diff", (of, Name("x")))


@pytest.fixture(scope="module")
def helper() -> Iterator[SymbolicHelper]:
    # The first answer waits for the child to start, which a busy machine can make slow.
    with SymbolicHelper(time_limit=30.0) as one:
        yield one


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("(x+1)^2", "x^2 + 2x + 1", True),
        ("sin(x)^2 + cos(x)^2", "1", True),
        ("relu(x)", "(x + |x|)/2", True),
        ("tanh(x)", "(e^(2x)-1)/(e^(2x)+1)", True),
        ("sqrt(x^2)", "|x|", True),
        ("x", "x + 1e-30", False),
        ("ln(x)/0.6931471805599453", "ln(x)/ln(2)", False),
        ("e^x", "2.718281828^x", False),
        ("0.5", "1/2", True),
    ],
)
def test_equal(helper: SymbolicHelper, left: str, right: str, verdict: bool) -> None:
    assert helper.equal(tree(left), tree(right)) is verdict


def test_less(helper: SymbolicHelper) -> None:
    assert helper.less(tree("x"), tree("x + 1")) is True
    assert helper.less(tree("pi"), tree("3")) is False
    assert helper.less(tree("0"), tree("x^2")) is not True
    assert helper.less(tree("0"), tree("x^2"), or_equal=True) is True
    assert helper.less(tree("x"), tree("y")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^3 - 3x", "3x² − 3"),
        ("abs(x)", "sign(x)"),
        ("ln(x)", "1/x"),
        ("sin(2x)", "2 cos(2x)"),
        ("sqrt(x + 1)", "1/(2√(x + 1))"),
        ("x*y", "y"),
    ],
)
def test_derivative(helper: SymbolicHelper, text: str, expected: str) -> None:
    found = helper.simplified(slope(tree(text)))
    assert found is not None
    assert one_line(found) == expected


@pytest.mark.parametrize("text", ["sigmoid(x)", "x^x", "x^2*e^(-x)", "ln(x)/x", "atan(x/3) - 2^x"])
def test_derivatives_are_those_of_autodiff(helper: SymbolicHelper, text: str) -> None:
    found = helper.simplified(slope(tree(text)))
    assert found is not None
    ours = gradient(tree(text), {"x": 0.7}, ["x"])[1][0]
    assert float(value(found, {"x": 0.7})) == pytest.approx(float(ours), rel=1e-12)


def test_what_no_tree_can_say_is_none(helper: SymbolicHelper) -> None:
    assert helper.simplified(slope(tree("relu(x)"))) is None


def test_simplified(helper: SymbolicHelper) -> None:
    whole = Call("integrate", (tree("x^2"), Name("x"), tree("0"), tree("3")))
    assert helper.simplified(whole) == tree("9")


def test_a_failure_is_told_and_the_child_lives_on(helper: SymbolicHelper) -> None:
    with pytest.raises(SymbolicError, match="KeyError"):
        helper.equal(Call("system", (Name("x"),)), Name("x"))
    assert helper.equal(tree("x"), tree("x")) is True


@pytest.mark.parametrize("text", ["x - y/z", "-2/3*x", "min(x, 1) + max(x, 2)", "e^(-x)*pi", "sqrt(x)/2"])
def test_sympy_and_back_is_the_same_number(text: str) -> None:
    back = to_tree(to_sympy(tree(text)))
    assert back is not None
    env = {"x": 0.3, "y": 1.7, "z": -2.2}
    assert float(value(back, env)) == pytest.approx(float(value(tree(text), env)), rel=1e-14)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def child_of(helper: SymbolicHelper) -> int:
    assert helper._child is not None
    return helper._child.pid


def test_a_hung_child_is_killed_and_the_next_question_is_answered(no_hang: Guard) -> None:
    with SymbolicHelper(time_limit=30.0) as one:
        assert one.equal(tree("x"), tree("x")) is True
        first = child_of(one)
        one.time_limit = 0.5
        with no_hang(), pytest.raises(SymbolicError, match="no exact answer"):
            one.equal(tree(HANGS), tree("1"))
        assert not alive(first)
        one.time_limit = 30.0
        assert one.equal(tree("2x"), tree("x + x")) is True
        second = child_of(one)
    assert not alive(second)


def test_a_child_that_died_is_started_again(helper: SymbolicHelper) -> None:
    helper.start()
    os.kill(child_of(helper), 9)
    sleep(0.1)
    assert helper.equal(tree("x"), tree("x")) is True


@pytest.mark.parametrize("case", WORKER, ids=range(len(WORKER)))
def test_hostile_questions_end(
    impatient: SymbolicHelper, case: dict[str, dict[str, str]], no_hang: Guard
) -> None:
    op, text = case["input"]["op"], case["input"]["expr"]
    try:
        hostile = tree(text)
    except FormulaError:
        return
    with no_hang(), suppress(SymbolicError):
        impatient.simplified(slope(hostile) if op == "diff" else hostile)


MOMENTS = {
    "it loads": "helper.start()",
    "it waits": "helper.equal(Name('x'), Name('x'))",
    "it works": "helper.start(); Thread(target=helper.simplified, args=(big,)).start(); sleep(1.5)",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_child_ends_with_its_parent_while(moment: str) -> None:
    program = (
        "from calctui.maths.symbolic import SymbolicHelper\n"
        "from calctui.maths.parsing.formulas import parse\n"
        "from calctui.maths.tree import Name\n"
        "from threading import Thread\n"
        "from time import sleep\n"
        "import os\n"
        f"big = parse({BIG!r}).tree\n"
        "helper = SymbolicHelper(30.0)\n"
        f"{MOMENTS[moment]}\n"
        "print(helper._child.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    orphan = int(done.stdout)
    for _ in range(60):
        if not alive(orphan) or is_zombie(orphan):
            return
        sleep(0.05)
    pytest.fail("the child is still there")


def is_zombie(process: int) -> bool:
    """Whether it has ended and only waits to be collected by whoever adopted it."""
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] == "Z"


def test_only_the_child_imports_sympy() -> None:
    program = (
        "import sys, calctui.maths.decide, calctui.maths.typesetting.display; print('sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
