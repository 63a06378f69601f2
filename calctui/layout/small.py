"""What a terminal says that is too small for a lesson."""

from __future__ import annotations

from calctui.layout.boxes import LEAST_COLUMNS, LEAST_ROWS
from calctui.layout.wrap import pad, wrap
from calctui.text import Row, Run


def too_small_rows(width: int, height: int) -> tuple[Row, ...]:
    """The words in rows of the terminal."""
    message = f"calctui needs {LEAST_COLUMNS} x {LEAST_ROWS}; this is {width} x {height}."
    rows = wrap([Run(message)], max(width, 1))[:height]
    return tuple(pad(row, width) for row in [*rows, *[()] * (height - len(rows))])
