"""`calctui new`: writes a commented lesson to start from, and says what to do with it."""

from __future__ import annotations

import shlex
from pathlib import Path

from calctui.authoring.scaffold import write_scaffold
from calctui.text import clean_line


def write_lesson(name: str) -> int:
    """Writes the lesson.

    Raises:
        CalctuiError: It cannot be written.
    """
    write_scaffold(Path(name))
    shown = clean_line(shlex.quote(name))
    print(f"{clean_line(name)} is a whole lesson. Change it while it plays:\n")
    print(f"  calctui play {shown} --watch")
    print(f"  calctui check {shown} --strict")
    return 0
