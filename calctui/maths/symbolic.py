"""Exact algebra in a helper process that can be killed: the way to sympy, without importing it.

sympy can take for ever over a harmless line, and nothing within a process can stop it. So it runs in a
child that is killed at its limit and started again for the next question. The child gets our bounded tree,
never text; it ends when its input closes, also while it loads or works, and a limit on its time ends it at worst.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import IO, Any, Literal, Self

from calctui.errors import SymbolicError
from calctui.maths.exact.serial import from_json, to_json
from calctui.maths.tree import Node

TIME_LIMIT = 2.5
"""Seconds for a question, with the start of the child."""

_COMMAND = [sys.executable, "-P", "-m", "calctui.maths.exact.child"]
"""-P keeps the working directory, which may hold a file named sympy.py, off the path."""


class SymbolicHelper:
    """Answers questions of exact algebra; starts its child when the first is asked.

    May be used from several threads; questions wait for one another. Close it, or use it in a `with`.

    Attributes:
        time_limit: Seconds for a question.
    """

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self._lock = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._answers: SimpleQueue[str] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the child, so that the first answer comes sooner.

        Raises:
            SymbolicError: It cannot be started.
        """
        with self._lock:
            self._running()

    def close(self) -> None:
        """Ends the child; another question starts one again."""
        with self._lock:
            self._end()

    def kill(self) -> None:
        """Ends the child without waiting for the question it works on, which then gets no answer; from any thread."""
        child = self._child
        if child is not None:
            child.kill()

    def equal(self, left: Node, right: Node) -> bool | None:
        """Whether two trees are equal for all real values of their names; None where it is not known.

        Raises:
            SymbolicError: No answer came in time.
        """
        return self._truth("equal", left, right)

    def less(self, left: Node, right: Node, *, or_equal: bool = False) -> bool | None:
        """Whether one tree is less than another for all real values; None where it is not known.

        Raises:
            SymbolicError: No answer came in time.
        """
        return self._truth("less_or_equal" if or_equal else "less", left, right)

    def simplified(self, tree: Node) -> Node | None:
        """A tree simplified, with `diff`, `integrate` and `limit` carried out; None where no tree can say it.

        Raises:
            SymbolicError: No answer came in time.
        """
        answer = self._ask({"op": "simplified", "trees": [to_json(tree)]})
        return None if answer is None else from_json(answer)

    def _truth(self, op: Literal["equal", "less", "less_or_equal"], left: Node, right: Node) -> bool | None:
        answer = self._ask({"op": op, "trees": [to_json(left), to_json(right)]})
        return None if answer is None else bool(answer)

    def _ask(self, question: dict[str, Any]) -> Any:
        deadline = monotonic() + self.time_limit
        with self._lock:
            child = self._running()
            line = ""
            try:
                assert child.stdin is not None
                with suppress(Empty, OSError):
                    child.stdin.write(json.dumps(question) + "\n")
                    child.stdin.flush()
                    line = self._answers.get(timeout=max(deadline - monotonic(), 0.0))
            finally:
                # A child that still works on this question must not answer the next one.
                if not line:
                    self._end()
        if not line:
            raise SymbolicError(f"no exact answer within {self.time_limit:g} seconds")
        answer = json.loads(line)
        if "failed" in answer:
            raise SymbolicError(f"no exact answer: {answer['failed']}")
        return answer["answer"]

    def _running(self) -> subprocess.Popen[str]:
        """The child, started where there is none."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        try:
            child = subprocess.Popen(
                _COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        except OSError as error:
            raise SymbolicError("the symbolic helper cannot be started") from error
        assert child.stdout is not None
        self._child, self._answers = child, SimpleQueue()
        Thread(target=_pass_on, args=(child.stdout, self._answers), daemon=True).start()
        return child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        assert child.stdin is not None
        # What was still to be written has nobody to read it.
        with suppress(OSError):
            child.stdin.close()


def _pass_on(lines: IO[str], answers: SimpleQueue[str]) -> None:
    """Puts each line into a queue, and an empty one when there are no more."""
    with lines:
        for line in lines:
            answers.put(line)
    answers.put("")
