"""The runs of optimizers that a descent shows: its own, and those that it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from calctui.errors import SceneError
from calctui.frozen import frozen
from calctui.maths.function import Function
from calctui.maths.optimizers import OPTIMIZERS, Path, descend
from calctui.maths.scope import Scope
from calctui.roles import RUNS, Role
from calctui.scenes.fields import FORBID_EXTRA, Number, Words
from calctui.scenes.parts import axes

GROWING = 5
"""A run whose last so many steps each are longer than the one before is about to leave the picture."""

if TYPE_CHECKING:
    OptimizerName = str
else:
    OptimizerName = Literal[tuple(OPTIMIZERS)]
    """One of the names in the table, for the loader and the schema."""


@frozen(kw_only=True, slots=False)
class OptimizerFields:
    """Which optimizer, and its options; the options are those of PyTorch.

    Attributes:
        optimizer: Its name.
        momentum: The share of the last move that is kept; required by momentum and nesterov.
        alpha: How slowly rmsprop forgets old gradients.
        beta1: How slowly adam forgets old gradients.
        beta2: How slowly adam forgets their squares.
        eps: What keeps a division from dividing by zero.
    """

    optimizer: OptimizerName = "gradient_descent"
    momentum: Number | None = None
    alpha: Number | None = None
    beta1: Number | None = None
    beta2: Number | None = None
    eps: Number | None = None

    def options(self, scope: Scope) -> dict[str, float]:
        """The options that are given, as numbers."""
        given = {name: getattr(self, name) for name in ("momentum", "alpha", "beta1", "beta2", "eps")}
        return {
            name: axes.finite(name, scope.number(value)) for name, value in given.items() if value is not None
        }


@frozen(kw_only=True, slots=False)
class Compared(OptimizerFields):
    """Another run beside the scene's own; what it does not say is as in the scene.

    Attributes:
        id: Names its values, such as x_ID.
        label: Words at its end in the picture; default: the id.
        start: Where it starts.
        rate: Its learning rate.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: Words
    label: Words = ""
    start: Number | tuple[Number, ...] | None = None
    rate: Number | None = None


@frozen(eq=False)
class Run:
    """A computed run.

    Attributes:
        id: Empty for the scene's own.
        label: Words at its end.
        role: How it is told from the others.
        path: Its points, values and gradients.
    """

    id: str
    label: str
    role: Role
    path: Path


def compute(
    fields: OptimizerFields,
    scope: Scope,
    function: Function,
    *,
    start: Sequence[float],
    rate: float,
    updates: int,
) -> Path:
    """The path of one run.

    Raises:
        SceneError: The optimizer lacks an option, or has none of a given name.
    """
    kind, given = OPTIMIZERS[fields.optimizer], fields.options(scope)
    options = {option.name: option.default is MISSING for option in dataclass_fields(kind)}
    for name in given:
        if name not in options:
            raise SceneError(name, f"{fields.optimizer} has no such option", cure="delete it")
    for name, required in options.items():
        if required and name not in given:
            raise SceneError("optimizer", f"{fields.optimizer} needs {name}", cure=f"write {name}: 0.9")
    return descend(function, start, rate, updates, kind(**given))


def without_slope(path: Path) -> bool:
    """Whether a run has come to a place, such as a kink or one outside the function's domain, without a slope."""
    nowhere = np.flatnonzero(np.isnan(path.gradients).any(axis=1))
    return len(nowhere) > 0 and bool(np.isfinite(path.points[nowhere[0]]).all())


def runs_away(path: Path) -> bool:
    """Whether a run has left all numbers, or still takes longer and longer steps, higher than it began."""
    if without_slope(path):
        return False
    if not (np.isfinite(path.points).all() and np.isfinite(path.values).all()):
        return True
    with np.errstate(all="ignore"):
        steps = np.linalg.norm(np.diff(path.points, axis=0), axis=1)[-GROWING:]
    return len(steps) > 1 and bool((np.diff(steps) > 0).all()) and bool(path.values[-1] > path.values[0])


def away_caption(runs: Sequence[Run]) -> str:
    """What to say at the end of runs of which some run away, or can go no further; else empty."""
    away = [run.label for run in runs if runs_away(run.path)]
    lost = [run.label for run in runs if without_slope(run.path)]
    words = []
    if away:
        one = len(away) == 1
        words.append(f"{_who(away, runs)} {'runs' if one else 'run'} away: {_whose(away, runs)} steps grow.")
    if lost:
        words.append(
            f"{_who(lost, runs)} {'has' if len(lost) == 1 else 'have'} come to where there is no slope."
        )
    return " ".join(words)


def _who(labels: Sequence[str], runs: Sequence[Run]) -> str:
    if len(runs) == 1:
        return "It"
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))


def _whose(labels: Sequence[str], runs: Sequence[Run]) -> str:
    if len(runs) == 1:
        return "the"
    return "its" if len(labels) == 1 else "their"


def check_compared(compared: Sequence[Compared], most: int = len(RUNS) - 1) -> None:
    """Whether the compared runs can be told apart.

    Raises:
        SceneError: Too many, or two of one id.
    """
    if len(compared) > most:
        raise SceneError("compare", f"at most {most} runs can be told from the scene's own")
    ids = [run.id for run in compared]
    for name in ids:
        if ids.count(name) > 1:
            raise SceneError("compare", f"two runs have the id {name!r}", cure="give each its own id")
        if not name.isidentifier():
            raise SceneError(
                "compare", f"the id {name!r} cannot end a value's name", cure="use letters and digits"
            )
