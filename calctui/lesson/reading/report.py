"""Collects what is wrong with a lesson file, each at its place, so that one run tells all."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from calctui.errors import LessonError, Problem
from calctui.lesson.yaml.source import MAX_PROBLEMS, Source
from calctui.lesson.yaml.yaml_tree import Node, Scalar, position_in

CLOSE = 0.7
"""How alike two words must be to be taken for each other, from 0 to 1."""


class Report:
    """The problems found so far in one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._problems: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """In the order of their places, none twice, at most `MAX_PROBLEMS`."""
        return tuple(sorted(self._problems, key=lambda problem: (problem.line, problem.column)))

    @property
    def full(self) -> bool:
        """Whether nothing more would be told, so that nothing more need be looked for."""
        return len(self._problems) >= MAX_PROBLEMS

    @property
    def failed(self) -> bool:
        """Whether a lesson with these problems must not start."""
        return any(problem.severity == "error" for problem in self._problems)

    def add(self, problems: Iterable[Problem]) -> None:
        """Adds problems found elsewhere."""
        for problem in problems:
            if not self.full:
                self._problems[problem] = None

    def at(self, node: Node, what: str, cure: str = "") -> None:
        """A problem of a whole value."""
        self.add([self.source.problem(node.line, node.column, what, cure)])

    def inside(self, node: Node, offset: int, what: str, cure: str = "") -> None:
        """A problem at an offset of a text; of a list or mapping: as `at`."""
        if self.full:
            return
        if not isinstance(node, Scalar):
            self.at(node, what, cure)
            return
        line, column = position_in(self.source, node, offset)
        self.add([self.source.problem(line, column, what, cure)])

    def raise_any(self) -> None:
        """Ends the reading of a lesson that must not start.

        Raises:
            LessonError: There is an error among the problems.
        """
        if self.failed:
            raise LessonError(self.problems)


def listed(names: Iterable[str], word: str = "and") -> str:
    """Names as a person lists them: `a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return ", ".join(quoted[:-1]) + f" {word} {quoted[-1]}"


def closest(name: str, known: Collection[str]) -> str:
    """The known name that an unknown one most likely means; empty if none is like it."""
    near = difflib.get_close_matches(name, known, 1, CLOSE) or difflib.get_close_matches(
        name.lower(), known, 1, CLOSE
    )
    return near[0] if near else ""


def nearest(name: str, known: Collection[str], plural: str) -> str:
    """The cure for an unknown name: the nearest that is known, else all."""
    if near := closest(name, known):
        return f"did you mean `{near}`?"
    if not known:
        return f"there are no {plural} here"
    return f"the {plural} are {listed(known)}"
