"""The fields that every descent has, and the runs that they make, on a curve or in the plane."""

from __future__ import annotations

from calctui.errors import SceneError
from calctui.figure import Limits
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.scope import Scope
from calctui.roles import RUNS, Role
from calctui.scenes.fields import Number, Pair, Words
from calctui.scenes.parts import axes
from calctui.scenes.parts.runs import Compared, OptimizerFields, Run, check_compared, compute

MOST_UPDATES = 1000
_START = {1: ("one number", "5"), 2: ("two numbers", "[1, 2]")}
"""By the number of variables: what a start is, and an example."""


@frozen(kw_only=True, slots=False)
class Downhill(OptimizerFields):
    """The fields of a descent.

    Attributes:
        updates: How many updates are made; 0 shows the start only.
        show_from: The scene starts when so many are done.
        compare: Other runs beside the scene's own, at most 3.
        loss_y: Limits of the axis of the loss, in powers of ten; needed to compare one tuned rate with another.
        label: The name of the scene's own run, where runs are compared; default: that of its optimizer,
            or first where all have the same.
    """

    updates: int
    show_from: int = 0
    compare: tuple[Compared, ...] = ()
    label: Words = ""
    loss_y: Pair | None = None

    def loss_limits(self, scope: Scope) -> Limits | None:
        """The limits of the axis of the loss; None to choose them so that they hold everything."""
        return axes.limits("loss_y", self.loss_y, scope) if self.loss_y is not None else None

    def runs(
        self, scope: Scope, function: Function, start: Number | tuple[Number, ...], rate: Number
    ) -> tuple[Run, ...]:
        """The computed runs, the scene's own first.

        Raises:
            SceneError: A field makes no run.
        """
        check_updates(self.updates)
        if not 0 <= self.show_from <= self.updates:
            raise SceneError("show_from", f"must be from 0 to updates, {self.updates}")
        check_compared(self.compare)
        first = _point("start", start, scope, function)
        pace = axes.finite("rate", scope.number(rate))
        own = compute(self, scope, function, start=first, rate=pace, updates=self.updates)
        runs = [Run("", self._own_label(), RUNS[0] if self.compare else Role.NOW, own)]
        for other, role in zip(self.compare, RUNS[1:], strict=False):
            its_start = first if other.start is None else _point("compare", other.start, scope, function)
            its_rate = pace if other.rate is None else axes.finite("compare", scope.number(other.rate))
            path = compute(other, scope, function, start=its_start, rate=its_rate, updates=self.updates)
            runs.append(Run(other.id, other.label or other.id, role, path))
        return tuple(runs)

    def _own_label(self) -> str:
        if self.label or not self.compare:
            return self.label
        alike = all(other.optimizer == self.optimizer for other in self.compare)
        return "first" if alike else self.optimizer.replace("_", " ")


def check_updates(updates: int) -> None:
    """Whether so many updates can be shown.

    Raises:
        SceneError: They are fewer than 0 or too many.
    """
    if not 0 <= updates <= MOST_UPDATES:
        raise SceneError("updates", f"must be from 0 to {MOST_UPDATES}")


def _point(
    field: str, start: Number | tuple[Number, ...], scope: Scope, function: Function
) -> tuple[float, ...]:
    """A start as numbers, one for each variable of the function."""
    written = start if isinstance(start, tuple) else (start,)
    count = len(function.variables)
    if len(written) != count:
        what, example = _START[count]
        raise SceneError(field, f"start must be {what}", cure=f"write start: {example}")
    return tuple(axes.finite(field, scope.number(number)) for number in written)
