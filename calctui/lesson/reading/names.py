"""What the words and formulas of a step may refer to: values, parameters, definitions and marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.lesson.near import listed, nearest
from calctui.lesson.prose import Line, Prose
from calctui.lesson.reading.report import Report
from calctui.lesson.words.texts import parse_line, parse_prose, parse_template
from calctui.lesson.yaml.yaml_tree import Node
from calctui.maths.formula import Formula
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope
from calctui.maths.tree import Moment, Name, preorder

SHOWN_MARKS = 8
"""So many marks are listed one by one; of more, a run such as update-1 to update-20 is named by its ends."""


@frozen(slots=False)
class Names:
    """What may be referred to at one place of a lesson, and where complaints go.

    Attributes:
        report: Takes the problems.
        functions: The names of the lesson's definitions, the broken ones too.
        scope: The definitions and the parameters at the author's values; None where one of them is broken.
        parameters: The names of the parameters, the broken ones too.
        values: The names of the scene's values; None where the scene is broken, so that nothing is known.
        marks: The names of the scene's marks, in order; None as with `values`.
    """

    report: Report
    functions: Collection[str]
    scope: Scope | None
    parameters: Collection[str]
    values: Collection[str] | None = ()
    marks: Sequence[str] | None = ()

    def prose(self, node: Node, text: str) -> Prose:
        """The blocks of a text, checked."""
        prose = parse_prose(text, self.functions)
        self._check_text(node, prose)
        return prose

    def line(self, node: Node, text: str) -> Line:
        """A text of one paragraph, checked."""
        line = parse_line(text, self.functions)
        self._check_text(node, line)
        return line

    def template(self, node: Node, text: str) -> Line:
        """A line that a program prints, checked."""
        line = parse_template(text, self.functions)
        self._check_text(node, line)
        return line

    def formula(self, node: Node, text: str, free: Collection[str] | None = ()) -> Formula | None:
        """A formula, which may need values at marks, checked.

        Args:
            node: Where it stands.
            text: What is written.
            free: Names that it may also use, which hide all others; None where they are not known.
        """
        try:
            formula = parse(text.rstrip().replace("\n", " "), self.functions, marks=True)
        except FormulaError as error:
            self.report.inside(node, max(error.column - 1, 0), error.what, error.cure)
            return None
        self.check(formula, node, 0, free)
        return formula

    def check(self, formula: Formula, node: Node, offset: int, free: Collection[str] | None = ()) -> None:
        """Whether everything that a formula refers to is there.

        Args:
            formula: What to check.
            node: The text that it stands in.
            offset: Where in that text, from 0.
            free: As in `formula`.
        """
        if self.report.full:
            return
        for part in preorder(formula.tree):
            match part:
                case Name(name) if free is not None:
                    self._check_name(name, node, offset + part.at - 1, free)
                case Moment():
                    self._check_moment(part, node, offset + part.at - 1)
        self._check_calls(formula, node, offset)

    def mark(self, node: Node, name: str) -> None:
        """Whether there is a mark of this name."""
        if self.marks is not None and name not in self.marks and not self.report.full:
            self.report.at(node, f"there is no mark `{name}` here", self._marks_cure(name))

    def _check_text(self, node: Node, text: Prose | Line) -> None:
        for problem in text.problems:
            self.report.inside(node, problem.offset, problem.what, problem.cure)
        for hole in text.holes:
            self.check(hole.formula, node, hole.offset)

    def _check_name(self, name: str, node: Node, offset: int, free: Collection[str]) -> None:
        if self.values is None or name in free or name in self.values or name in self.parameters:
            return
        what, cure = f"`{name}` is a function", f"write {name}(...), with what it is taken of"
        if name not in self.functions:
            known = dict.fromkeys([*free, *self.values, *self.parameters])
            what, cure = f"`{name}` is unknown here", nearest(name, known, "names")
        self.report.inside(node, offset, what, cure)

    def _check_moment(self, moment: Moment, node: Node, offset: int) -> None:
        if self.values is None or self.marks is None:
            return
        if moment.name not in self.values:
            cure = nearest(moment.name, self.values, "values")
            self.report.inside(node, offset, f"`{moment.name}` is no value of the scene", cure)
        if moment.mark not in self.marks:
            place = offset + len(moment.name) + 1
            self.report.inside(
                node, place, f"there is no mark `{moment.mark}` here", self._marks_cure(moment.mark)
            )

    def _check_calls(self, formula: Formula, node: Node, offset: int) -> None:
        if self.scope is None or not formula.calls:
            return
        try:
            self.scope.expand(formula)
        except FormulaError as error:
            self.report.inside(node, offset + max(error.column - 1, 0), error.what, error.cure)

    def _marks_cure(self, name: str) -> str:
        if not self.marks:
            return "without a scene there are no marks"
        if len(self.marks) <= SHOWN_MARKS:
            return nearest(name, self.marks, "marks")
        return f"the marks are {listed(by_ends(self.marks))}".replace(" .. ", "` to `")


def by_ends(marks: Iterable[str]) -> list[str]:
    """Marks with those that only count up, as `update-1` and so on, named by the first and the last."""
    runs: list[tuple[str, str, str]] = []
    for mark in marks:
        stem = re.sub(r"-?\d+$", "", mark)
        if runs and runs[-1][0] == stem and stem != mark:
            runs[-1] = (stem, runs[-1][1], mark)
        else:
            runs.append((stem, mark, mark))
    return [first if first == last else f"{first} .. {last}" for _, first, last in runs]
