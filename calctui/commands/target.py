"""Where a command puts what it has made: the output, or a file."""

from __future__ import annotations

import sys
from pathlib import Path

from calctui.errors import CalctuiError
from calctui.text import clean_line

OUTPUT = "-"
"""What stands for the output where a file may be named."""


def put(text: str, target: str, *, then: str = "") -> None:
    """Writes a text as it is, and says so where it goes to a file.

    Args:
        text: The text.
        target: The file, or ``-`` for the output.
        then: What can be done with the file, in words that follow its name.

    Raises:
        CalctuiError: The file cannot be written.
    """
    if target == OUTPUT:
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CalctuiError(f"{clean_line(target)}: {error.strerror or error}") from error
    print(f"Written to {clean_line(target)}{then}.", file=sys.stderr)
