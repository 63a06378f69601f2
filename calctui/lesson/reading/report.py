"""Collects what is wrong with a lesson file, each at its place, so that one run tells all."""

from __future__ import annotations

from collections.abc import Iterable

from calctui.errors import LessonError, Problem
from calctui.lesson.yaml.source import MAX_PROBLEMS, Source
from calctui.lesson.yaml.yaml_tree import Node, Scalar, position_in


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
