"""The points of a pane, all at once: in which cells they stand, and as which characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calctui.charts import signs
from calctui.charts.cells import ROLE_CODE, codes
from calctui.charts.dots import Markers
from calctui.charts.space import Space
from calctui.figure import Dots
from calctui.frozen import frozen
from calctui.roles import Role

MARK, _NOW = 60, 2000
"""How much it costs words to hide a point, or where we are."""


@frozen(eq=False)
class Points:
    """Points in drawing order, all of shape (n,).

    Attributes:
        rows: The row of each.
        columns: Its column.
        glyphs: Its character, as `codes` has it.
        roles: Its role.
        costs: What it costs words to hide it.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    glyphs: NDArray[np.int64]
    roles: NDArray[np.uint8]
    costs: NDArray[np.int64]

    def of(self, role: Role) -> Points:
        """Those of a role alone."""
        own = self.roles == ROLE_CODE[role]
        return Points(self.rows[own], self.columns[own], self.glyphs[own], self.roles[own], self.costs[own])


def placed(shapes: Sequence[Dots], space: Space, markers: Markers) -> Points | None:
    """Where the points of shapes stand, those outside of the pane as signs at its border after the others of a shape.

    Returns:
        None where there are none.
    """
    if not shapes:
        return None
    u, v = space.unit(
        np.concatenate([shape.x for shape in shapes]), np.concatenate([shape.y for shape in shapes])
    )
    of = np.repeat(np.arange(len(shapes)), [len(shape.x) for shape in shapes])
    known = ~(np.isnan(u) | np.isnan(v))
    if not known.all():
        u, v, of = u[known], v[known], of[known]
    inside = (u >= 0) & (u <= 1) & (v >= 0) & (v <= 1)
    glyphs = np.array([signs.dot(shape.role, markers, shape.glyph) for shape in shapes], "<U2")[of]
    if not inside.all():
        glyphs = np.where(inside, glyphs, signs.beyond(u, v, markers))
        order = np.argsort(2 * of + ~inside, kind="stable")
        u, v, of, glyphs = u[order], v[order], of[order], glyphs[order]
    rows, columns = space.cells(u, v)
    roles = np.array([ROLE_CODE[shape.role] for shape in shapes], np.uint8)
    costs = np.array([_NOW if shape.role is Role.NOW else MARK for shape in shapes])
    return Points(rows, columns, codes(glyphs), roles[of], costs[of])
