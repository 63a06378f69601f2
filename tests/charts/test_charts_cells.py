"""Grids of cells: rows of runs, plain text, and what changed."""

from __future__ import annotations

from calctui.charts.cells import Cells, split_cells
from calctui.roles import Role
from calctui.text import Run


def test_rows_are_runs_and_blanks_join_what_stands_before() -> None:
    cells = Cells.blank(8, 2)
    cells.put(0, 1, "ab", Role.CURVE)
    cells.put(0, 4, "c", Role.CURVE)
    cells.put(0, 6, "d", Role.NOW)
    assert cells.rows() == [
        (Run(" ab c ", Role.CURVE), Run("d ", Role.NOW)),
        (Run(" " * 8, Role.TEXT),),
    ]
    assert cells.text() == " ab c d\n"


def test_text_is_cut_at_the_edges_without_halving_wide_characters() -> None:
    cells = Cells.blank(4, 1)
    for column in range(-8, 8):
        cells.put(0, column, "梯度", Role.TEXT)
        assert sum(run.width for run in cells.rows([0])[0]) == 4
        cells.put(0, 0, "    ", Role.TEXT)
    cells.put(5, 0, "below", Role.TEXT)
    assert cells.text() == ""


def test_split_cells_keeps_one_mark_and_marks_wide_ones() -> None:
    assert split_cells("abc") == ["a", "b", "c"]
    assert split_cells("x\u0302\u0304y") == ["x\u0302", "y"]
    assert split_cells("梯x") == ["梯", "", "x"]
