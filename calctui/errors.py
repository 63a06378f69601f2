"""What can go wrong, as one family, each with the words that a user needs.

CalctuiError            anything that we tell a user in one line
├── FormulaError        a formula that cannot be read or computed: column, what, cure
├── SceneError          the fields of a scene do not make a picture: field, what, cure
├── LessonError         a lesson file with one or more problems: file, line, column, what, cure
├── NotFoundError       no such lesson, step or mark: names the nearest
├── SymbolicError       the symbolic helper gave no answer in its time
└── ProgressError       progress cannot be kept or read
"""

from __future__ import annotations

from collections.abc import Sequence

from calctui.frozen import frozen


class CalctuiError(Exception):
    """Anything that we tell a user in one line, never as a traceback."""


class FormulaError(CalctuiError):
    """A formula that cannot be read or computed.

    Attributes:
        what: What is wrong, one short sentence without a full stop.
        cure: What to write instead; may be empty.
        column: Where in the formula, counted from 1; 0 where no place can be named.
    """

    def __init__(self, what: str, *, cure: str = "", column: int = 0) -> None:
        self.what = what
        self.cure = cure
        self.column = column
        super().__init__(f"{what}; {cure}" if cure else what)


class SceneError(CalctuiError):
    """The fields of a scene do not make a picture.

    Attributes:
        field: The name of the field at fault; empty for the scene as a whole.
        what: What is wrong.
        cure: What to write instead; may be empty.
    """

    def __init__(self, field: str, what: str, *, cure: str = "") -> None:
        self.field = field
        self.what = what
        self.cure = cure
        super().__init__(f"{field}: {what}" + (f"; {cure}" if cure else ""))


class NotFoundError(CalctuiError):
    """No such lesson, step or mark."""


class SymbolicError(CalctuiError):
    """The symbolic helper gave no answer within its time, or could not be started."""


class ProgressError(CalctuiError):
    """Progress cannot be kept or read; the lesson plays all the same."""


@frozen
class Problem:
    """One thing that is wrong in a lesson file.

    Attributes:
        file: The file as the user named it.
        line: Counted from 1.
        column: Counted from 1, in characters.
        what: What is wrong.
        cure: What to write instead; may be empty.
        source: The line of the file, for the caret; may be empty.
        severity: An ``error`` stops the lesson; a ``warning`` does not.
    """

    file: str
    line: int
    column: int
    what: str
    cure: str = ""
    source: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        cure = f"; {self.cure}" if self.cure else ""
        kind = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.file}:{self.line}:{self.column}: {kind}{self.what}{cure}"


class LessonError(CalctuiError):
    """A lesson file with one or more problems; its text is one line a problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
