"""A picture as data: panes of shapes with roles, never colours; nothing here draws.

Arrays are one-dimensional float64 in the units of the pane's axes, but for the heights of a grid, whose rows
go along `y` and whose columns go along `x`. A NaN breaks a line; an infinity is clipped by whoever draws. A
*still* shape is the same object in every frame of a scene, so that the renderer can keep what it drew.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calctui.frozen import frozen
from calctui.roles import Role

Array = NDArray[np.float64]
Limits = tuple[float, float]
Window = tuple[Limits, Limits]
"""The limits of the horizontal and of the vertical axis."""


@frozen(eq=False, kw_only=True, slots=False)
class Shape:
    """One thing in a picture.

    Attributes:
        role: What it stands for.
        still: Whether it is the same in every frame of its scene.
        name: A few characters to stand at its end, or beside it; empty for none.
    """

    role: Role
    still: bool = False
    name: str = ""


@frozen(eq=False, kw_only=True, slots=False)
class Line(Shape):
    """Points joined in order; a NaN breaks it.

    Attributes:
        style: ``solid``, ``dashed`` or ``thick``.
    """

    x: Array
    y: Array
    style: Literal["solid", "dashed", "thick"] = "solid"


@frozen(eq=False, kw_only=True, slots=False)
class Dots(Shape):
    """Points, each a glyph of the role (``●`` where we are, ``•`` where we have been).

    Attributes:
        glyph: A character instead of the role's own.
    """

    x: Array
    y: Array
    glyph: str = ""


@frozen(eq=False, kw_only=True, slots=False)
class Arrow(Shape):
    """A straight arrow with its head at `end`."""

    start: tuple[float, float]
    end: tuple[float, float]


@frozen(eq=False, kw_only=True, slots=False)
class Area(Shape):
    """The area between two curves over the same `x`; the role says which sign it has."""

    x: Array
    low: Array
    high: Array


@frozen(eq=False, kw_only=True, slots=False)
class Bars(Shape):
    """Upright bars from `base` to `height`.

    Attributes:
        left: Left edges.
        right: Right edges.
        height: The signed end of each bar, in y units.
        filled: Whether the bars are filled, or outlines only.
    """

    left: Array
    right: Array
    height: Array
    base: float = 0.0
    filled: bool = False


@frozen(eq=False, kw_only=True, slots=False)
class Contours(Shape):
    """The lines on which a function of two variables has the same value.

    Attributes:
        x: The columns of the grid, ascending; shape (m,).
        y: The rows of the grid, ascending; shape (n,).
        z: The heights, shape (n, m); lines end at a height that is not finite.
        levels: The heights whose lines are drawn.
        labelled: Whether each line has its height written into it, where there is room.
    """

    x: Array
    y: Array
    z: Array
    levels: tuple[float, ...]
    labelled: bool = True


@frozen(eq=False, kw_only=True, slots=False)
class Heat(Shape):
    """The heights of a function of two variables as shading behind everything else: the higher, the denser.

    Attributes:
        x: The columns of the grid, ascending; shape (m,).
        y: The rows of the grid, ascending; shape (n,).
        z: The heights, shape (n, m); NaN leaves a gap.
        levels: The heights at which the shading changes, ascending; what is below the first is left blank.
    """

    x: Array
    y: Array
    z: Array
    levels: tuple[float, ...]


@frozen(eq=False, kw_only=True, slots=False)
class Label(Shape):
    """Words at a point; `align` says which part of them stands there."""

    x: float
    y: float
    text: str
    align: Literal["left", "center", "right"] = "center"


@frozen(eq=False, kw_only=True, slots=False)
class Box(Shape):
    """A box with words in it, each centred in a row of its own; it hides what lies under it.

    In few rows the words move into the borders, and in fewer than three they stand without a border.

    Attributes:
        left: Where its left border stands.
        right: Where its right border stands.
        bottom: Where its lower border stands.
        top: Where its upper border stands.
        head: Words in the upper border.
        detail: More about the head; in few rows it stands beside the head.
        brief: The same in few characters, for where that does not fit.
        lines: Words and what they stand for, from the top.
        thick: Whether its border stands out.
    """

    left: float
    right: float
    bottom: float
    top: float
    head: str = ""
    detail: str = ""
    brief: str = ""
    lines: tuple[tuple[str, Role], ...] = ()
    thick: bool = False


@frozen(eq=False, kw_only=True, slots=False)
class Pane:
    """A pair of axes and what stands in it.

    Attributes:
        x: Limits of the horizontal axis, low before high.
        y: Limits of the vertical axis, low before high.
        shapes: Later ones stand on top.
        title: One line above; empty for none.
        x_label: Words at the horizontal axis; empty for none.
        y_label: Words at the vertical axis; empty for none.
        axes: Whether frame and ticks are drawn.
        equal: Whether one unit must look equally long both ways (a right angle is claimed).
        share: The room it takes compared with the other panes.
    """

    x: Limits
    y: Limits
    shapes: tuple[Shape, ...] = ()
    title: str = ""
    x_label: str = ""
    y_label: str = ""
    axes: bool = True
    equal: bool = False
    share: float = 1.0


@frozen(eq=False, kw_only=True, slots=False)
class Figure:
    """The whole picture: panes beside or below each other, or either as there is room."""

    panes: tuple[Pane, ...]
    arranged: Literal["beside", "below", "either"] = "below"
    notes: tuple[str, ...] = field(default=())
    """Short words under the picture, such as the seed of a random scene."""
