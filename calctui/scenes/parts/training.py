"""What scenes of a model in training share: the state at a frame, and the pane of the loss against the updates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calctui.figure import Array, Dots, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.roles import Role
from calctui.scenes.parts import axes
from calctui.scenes.timeline import Timeline, ease

WIDE_RANGE = 30.0
"""Losses that shrink to less than a share of one in so many are shown as powers of ten."""
SLOPE_REACH = 0.15
"""How far a slope is drawn to both sides, as a share of the width."""


@frozen
class State:
    """Where a training is at a frame.

    Attributes:
        done: How many updates are completed.
        after: How many are when the update is completed that is being made; as many as `done` between updates.
        way: How far the picture has come from the one to the other, from 0 to 1.
        phase: The phase.
        progress: How much of the phase is done; 1 at its end.
    """

    done: int
    after: int
    way: float
    phase: str
    progress: float

    def between(self, points: Array) -> Array:
        """What is drawn for states of which there is one after each update: the row at this moment, eased."""
        if self.way == 0:
            return np.asarray(points[self.done])
        with np.errstate(all="ignore"):
            return np.asarray((1 - self.way) * points[self.done] + self.way * points[self.after])


def state_at(timeline: Timeline, done: NDArray[np.int64], frame: int) -> State:
    """The state of a training.

    Args:
        timeline: Its beats.
        done: The completed updates at each frame.
        frame: The frame.
    """
    moment, phase = timeline.moment(frame), timeline.phase(frame)
    now = after = int(done[frame])
    way = 0.0
    if phase == "update" and moment.progress < 1:
        after, way = int(done[timeline.ends[moment.beat]]), ease(moment.progress)
    return State(now, after, way, phase, moment.progress)


class HistoryPane:
    """A number of a training against the updates; a loss as a power of ten where it falls far."""

    def __init__(
        self,
        series: Array,
        name: str = "loss",
        *,
        title: str = "",
        target: float | None = None,
        powers: bool = True,
        y: Limits | None = None,
        share: float = 0.8,
    ) -> None:
        """Chooses the axes, which hold all that will come.

        Args:
            series: The number after each update, from the start on.
            name: What it is.
            title: Words above; default: what it is, after each update.
            target: Where it should come to, shown once the training is over.
            powers: Whether it may be shown as a power of ten.
            y: The limits of its axis; default: chosen to hold everything.
            share: The room of the pane.
        """
        with np.errstate(all="ignore"):
            known = series[np.isfinite(series)]
            low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
            self.powers = powers and low > 0 and high > WIDE_RANGE * low
            self._y = np.log10(series) if self.powers else np.asarray(series)
            if target is not None and self.powers:
                target = float(np.log10(target)) if target > 0 else None
        self._target, self._share = target, share
        self._title = title or f"{'log₁₀ of the loss' if self.powers else name} after each update"
        self._x = np.arange(len(series), dtype=np.float64)
        shown = self._y if target is None else np.append(self._y, target)
        self._limits = (0.0, float(max(len(series) - 1, 1))), y or axes.around(shown, 0.12)

    def pane(
        self, state: State, *, slope: float = 0.0, over: bool = False, still: tuple[Shape, ...] = ()
    ) -> Pane:
        """The numbers so far.

        Args:
            state: Where the training is.
            slope: How much the number changes by one update if it keeps its slope; drawn while it is measured.
            over: Whether this is the end.
            still: Shapes below.
        """
        k = state.done
        y = np.where(np.isfinite(self._y), self._y, np.nan)
        shapes: list[Shape] = list(still)
        if over and self._target is not None:
            level = np.full(2, self._target)
            shapes.append(Line(role=Role.TARGET, x=np.array(self._limits[0]), y=level, style="dashed"))
        shapes.append(Line(role=Role.CURVE, x=self._x[: k + 1], y=y[: k + 1]))
        if state.phase == "gradient" and slope and np.isfinite(slope) and not self.powers:
            low, high = self._limits[1]
            reach = min(SLOPE_REACH * self._limits[0][1], 2 * SLOPE_REACH * (high - low) / abs(slope))
            reach *= ease(state.progress)
            ends = np.array([k - reach, k + reach])
            shapes.append(Line(role=Role.SLOPE, x=ends, y=float(y[k]) + slope * (ends - k)))
        here = np.array([k + state.way * (state.after - k)])
        shapes.append(Dots(role=Role.NOW, x=here, y=state.between(y[:, None])))
        return Pane(
            x=self._limits[0],
            y=self._limits[1],
            shapes=tuple(shapes),
            title=self._title,
            share=self._share,
        )
