"""What scenes of two variables share: the function from above, as level curves and heat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Contours, Heat, Line, Shape, Window
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.levels import level_curves, round_levels
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number
from calctui.scenes.parts import axes
from calctui.scenes.scene import SceneFields

COLUMNS, ROWS = 161, 121
"""Points of the grid: about two for each braille dot of a chart of 46 x 18 cells."""
MOST_LEVELS = 20

Point = tuple[float, float]


@frozen(kw_only=True, slots=False)
class PlaneFields(SceneFields):
    """The fields of a scene that shows a function of two variables from above.

    Attributes:
        function: A function of two variables.
        levels: The values whose level curves are drawn, at most 20; default: a few round ones.
        heat: Whether the ground is shaded, denser where the function is higher.
    """

    function: FunctionOf
    levels: tuple[Number, ...] = ()
    heat: bool = False

    def plane(self, scope: Scope) -> Function:
        """The function, of two variables.

        Raises:
            FormulaError: It has more.
        """
        return scope.function(self.function, self.variables, arity=2)

    def window(self, scope: Scope, default: Window) -> Window:
        """The limits of both axes."""
        x = axes.limits("x", self.x, scope) if self.x else default[0]
        y = axes.limits("y", self.y, scope) if self.y else default[1]
        return x, y

    def ground(self, scope: Scope, function: Function, window: Window) -> Ground:
        """What is seen of the function in a window.

        Raises:
            SceneError: A level is not finite, or there are too many.
        """
        if len(self.levels) > MOST_LEVELS:
            raise SceneError("levels", f"at most {MOST_LEVELS} level curves can be told apart")
        levels = {axes.finite("levels", scope.number(level)) for level in self.levels}
        return Ground(function, window, tuple(sorted(levels)), heat=self.heat)


class Ground:
    """A function of two variables, seen from above in a window."""

    def __init__(
        self, function: Function, window: Window, levels: Sequence[float] = (), *, heat: bool = False
    ) -> None:
        """Computes the heights on a grid.

        Args:
            function: The function.
            window: The limits of both axes.
            levels: The values whose level curves are drawn, ascending; without any, a few round ones.
            heat: Whether the ground is shaded.
        """
        self._x, self._y, self._z = grid(function, window)
        self.levels = tuple(levels) or round_levels(self._z)
        self._heat = heat
        self._level: tuple[float, Line] | None = None

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The ground, still."""
        grid = {"x": self._x, "y": self._y, "z": self._z, "levels": self.levels}
        contours = Contours(role=Role.MUTED, still=True, **grid)  # type: ignore[arg-type]
        if not self._heat:
            return (contours,)
        return Heat(role=Role.MUTED, still=True, **grid), contours  # type: ignore[arg-type]

    @cached_property
    def passing(self) -> tuple[Shape, ...]:
        """The level curves without numbers, for a window that moves."""
        return tuple(
            replace(shape, still=False, labelled=False)
            for shape in self.shapes
            if isinstance(shape, Contours)
        )

    def level(self, value: float) -> Line:
        """The level curve of a value as a line of its own; for the value of the frame before, the same again."""
        if self._level is None or self._level[0] != value:
            points = level_curves(self._x, self._y, self._z, [value])[0]
            self._level = value, Line(role=Role.CURVE, x=points[:, 0], y=points[:, 1])
        return self._level[1]


def grid(
    function: Function, window: Window, columns: int = COLUMNS, rows: int = ROWS
) -> tuple[Array, Array, Array]:
    """The function over a grid of a window.

    Returns:
        The columns, shape (m,), the rows, shape (n,), and the heights, shape (n, m); those on both sides of a
        pole are NaN, since a straight line between them would be a wall that is not there.
    """
    x, y = np.linspace(*window[0], columns), np.linspace(*window[1], rows)
    z = np.array(function(x[None, :], y[:, None]))
    # Halves are added: the sum of two big numbers would be too big.
    between_x, between_y = x[:-1] / 2 + x[1:] / 2, y[:-1] / 2 + y[1:] / 2
    by_x = _poles(z, np.asarray(function(between_x[None, :], y[:, None])))
    by_y = _poles(z.T, np.asarray(function(x[None, :], between_y[:, None])).T).T
    z[by_x | by_y] = np.nan
    return x, y, z


def _poles(z: Array, between: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which heights stand beside a pole, along the rows.

    Between two heights of different sign a function without a pole goes through 0; so what is half-way lies
    between the two, near enough, while beside a pole it lies further out than both.
    """
    left, right = z[:, :-1], z[:, 1:]
    with np.errstate(all="ignore"):
        further = ~(np.abs(between) <= 1.5 * np.fmax(np.abs(left), np.abs(right)))
    jump = (np.sign(left) != np.sign(right)) & further
    found = np.zeros(z.shape, np.bool_)
    found[:, :-1] |= jump
    found[:, 1:] |= jump
    return found


def variables_of(function: Function, taken: Sequence[str]) -> tuple[str, str]:
    """The names of the two variables, which are values of the scene too.

    Raises:
        SceneError: One is the name of another value of the scene.
    """
    first, second = function.variables
    slopes = (f"slope_{first}", f"slope_{second}")
    return axes.own_name(first, (*taken, *slopes)), axes.own_name(second, (*taken, *slopes))


def name_of(function: Function) -> str:
    """The function as a title, such as ``f(x, y) = x² + y²``."""
    return f"f({', '.join(function.variables)}) = {function.text}"


def spans(window: Window) -> Point:
    """The lengths of both axes."""
    return window[0][1] - window[0][0], window[1][1] - window[1][0]
