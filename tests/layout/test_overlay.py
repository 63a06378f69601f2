"""Faults of a watched file over the rows of the last good version."""

from __future__ import annotations

import pytest

from calctui.errors import Problem
from calctui.layout.overlay import with_faults
from calctui.text import Row, Run, row_text


def screen(width: int, height: int) -> tuple[Row, ...]:
    return tuple((Run(f"row {number}".ljust(width)),) for number in range(height))


def fault(number: int, what: str = "this is wrong") -> Problem:
    return Problem("a.yaml", number, 3, what, "write that")


def shown(rows: tuple[Row, ...]) -> list[str]:
    return [row_text(row).replace("\xa0", " ").rstrip() for row in rows]


def test_no_fault_leaves_the_rows_as_they_are():
    rows = screen(80, 24)
    assert with_faults(rows, (), 80) == rows


def test_a_fault_stands_above_transport_and_keys():
    before, after = shown(screen(80, 24)), shown(with_faults(screen(80, 24), [fault(7)], 80))
    assert after[:20] == before[:20]
    assert after[20].startswith("── a.yaml: 1 fault; the last good version plays on ──")
    assert after[21] == " 7:3 this is wrong; write that"
    assert after[22:] == before[22:]


@pytest.mark.parametrize(("width", "height"), [(40, 12), (80, 24), (160, 50), (20, 5), (1, 1)])
@pytest.mark.parametrize("count", [1, 2, 5, 200])
@pytest.mark.parametrize("what", ["short", "rather longer " * 12])
def test_any_number_of_faults_fits_any_screen(width: int, height: int, count: int, what: str):
    rows = screen(width, height)
    after = with_faults(rows, [fault(number, what) for number in range(count)], width)
    assert len(after) == len(rows)
    assert all(sum(run.width for run in row) == max(width, len(f"row {n}")) for n, row in enumerate(after))
    assert sum(one != other for one, other in zip(rows, after, strict=True)) <= height // 2
    assert after[-2:] == rows[-2:]
    told = sum(" is" in text or what[:5] in text for text in shown(after))
    if height >= 12 and count > 20:
        assert any(f"and {count - told} more" in text for text in shown(after)) or what != "short"
