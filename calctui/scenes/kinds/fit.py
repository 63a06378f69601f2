"""A model fitted to data: how far off it is, which way each point pulls, and the line as it moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np

from calctui.errors import SceneError
from calctui.figure import Array, Dots, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.autodiff import value
from calctui.maths.scope import Scope
from calctui.maths.stochastic import MODELS, Fit, fit
from calctui.roles import Role
from calctui.scenes.fields import Number, Pair, Words
from calctui.scenes.parts import axes
from calctui.scenes.parts.fit_shapes import Residuals, drawn_points
from calctui.scenes.parts.long_run import done_updates, long_beats
from calctui.scenes.parts.pace import SLOW_UPDATES
from calctui.scenes.parts.training import HistoryPane, State, state_at
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Timeline, ease

MOST_POINTS, MOST_BATCH, MOST_UPDATES = 500, 500, 2000
MOST_SEED = 2**32 - 1
NEAR_BEST = 1.05
"""A loss that is at most so many times the smallest possible one has arrived."""
TINY = 1e-12
SAMPLES = 161
TRACE_SHARE = 1.0
"""More room than a loss has: where a parameter is traced, its way is what is to be seen."""
TITLES = {"line": "data and line: w x + b", "logistic": "data and sigmoid(w x + b)", "constant": "data and w"}


@frozen(kw_only=True, slots=False)
class FitFields(SceneFields):
    """A model fitted to data by descent on its mean loss.

    Attributes:
        points: The data, pairs [x, y]; for a constant plain numbers.
        model: A `line` w x + b, its sigmoid (`logistic`, with y from 0 to 1), or a `constant` w.
        start: The parameters [w, b] or w at the start; default 0.
        rate: The learning rate.
        updates: How many updates are made; 0 shows the start only.
        batch: How many points are drawn, with replacement, for each update; default: all, each once.
        seed: Of the drawing.
        trace: The parameter that is drawn against the updates instead of the loss.
        trace_y: Limits of its axis there; needed to compare the noise of one run with that of another.
    """

    EXAMPLE: ClassVar[str] = """\
points: [[0, 1], [1, 3], [2, 4], [3, 6]]
model: line
start: [0, 0]
rate: 0.1
updates: 10
"""

    points: tuple[Number | tuple[Number, Number], ...]
    model: Literal["line", "logistic", "constant"] = "line"
    start: Number | tuple[Number, ...] | None = None
    rate: Number
    updates: int
    batch: int | None = None
    seed: int = 0
    trace: Words = ""
    trace_y: Pair | None = None

    def build(self, scope: Scope) -> FitScene:
        """Computes the scene; see `SceneFields.build`."""
        if not 0 <= self.updates <= MOST_UPDATES:
            raise SceneError("updates", f"must be from 0 to {MOST_UPDATES}")
        if self.batch is not None and not 1 <= self.batch <= MOST_BATCH:
            raise SceneError("batch", f"must be from 1 to {MOST_BATCH}")
        if not 0 <= self.seed <= MOST_SEED:
            raise SceneError("seed", f"must be from 0 to {MOST_SEED}")
        names = MODELS[self.model].parameters
        if self.trace and self.trace not in names:
            raise SceneError("trace", f"this model has {' and '.join(names)}", cure="write trace: w")
        x, y = self._data(scope)
        run = fit(
            MODELS[self.model],
            x,
            y,
            start=self._start(scope),
            rate=axes.finite("rate", scope.number(self.rate)),
            updates=self.updates,
            batch=self.batch,
            seed=self.seed,
        )
        return FitScene(self, scope, x, y, run)

    def _data(self, scope: Scope) -> tuple[Array, Array]:
        if not 1 <= len(self.points) <= MOST_POINTS:
            raise SceneError("points", f"there must be from 1 to {MOST_POINTS} points")
        found = []
        for index, point in enumerate(self.points):
            field = f"points.{index}"
            if self.model == "constant":
                if isinstance(point, tuple):
                    raise SceneError(
                        field, "a constant is fitted to plain numbers", cure="write [1, 2, 3, 6]"
                    )
                found.append((index + 1.0, axes.finite(field, scope.number(point))))
            elif not isinstance(point, tuple):
                raise SceneError(field, "a point is a pair [x, y]", cure="write [[0, 1], [1, 3]]")
            else:
                found.append(axes.pair(field, point, scope))
                if self.model == "logistic" and not 0 <= found[-1][1] <= 1:
                    raise SceneError(field, "a logistic model says how likely a 1 is, so y is from 0 to 1")
        x, y = np.array(found).T
        return x, y

    def _start(self, scope: Scope) -> list[float]:
        names = MODELS[self.model].parameters
        if self.start is None:
            return [0.0] * len(names)
        given = self.start if isinstance(self.start, tuple) else (self.start,)
        if len(given) != len(names):
            cure = "write start: [0, 0]" if len(names) > 1 else "write start: 0"
            raise SceneError("start", f"this model has {' and '.join(names)}", cure=cure)
        return [axes.finite("start", scope.number(one)) for one in given]


class FitScene(Scene):
    """The computed scene."""

    phases: ClassVar[Mapping[str, Role]] = {
        "loss": Role.CURVE,
        "gradient": Role.SLOPE,
        "update": Role.UPDATE,
    }

    def __init__(self, fields: FitFields, scope: Scope, x: Array, y: Array, run: Fit) -> None:
        self._model, self._kind = MODELS[fields.model], fields.model
        self._x, self._y, self._run, self._updates = x, y, run, fields.updates
        self._drawn = fields.batch is not None
        self._best = self._best_fit()
        self.variables = self._model.parameters
        self.timeline = Timeline(
            long_beats(fields.updates, self._captions()),
            end_caption=self._end_caption(),
            captions=dict(fields.captions),
        )
        self._done = done_updates(self.timeline)
        self.values = self._values()
        self._limits = self._x_limits(fields, scope), self._y_limits(fields, scope)
        self._line_x = np.linspace(*self._limits[0], SAMPLES)
        self._history = self._second_pane(fields, scope)
        self._title = fields.title
        size = fields.batch or 0
        self._notes = (f"batches of {size} drawn at random, seed {fields.seed}",) if self._drawn else ()
        points = Dots(role=Role.TARGET, x=x, y=y, still=True)
        if self._drawn:
            points = Dots(role=Role.MUTED, x=x, y=y, still=True, glyph="○")
        self._still: tuple[Shape, ...] = (*axes.extras(fields.also, scope), points)
        self._also = axes.extras(fields.also, scope, pane=2)

    # What is computed

    def _best_fit(self) -> tuple[Array, float] | None:
        """The parameters of the smallest mean squared error, and that error; None where they have no formula."""
        if self._kind == "logistic":
            return None
        columns = [self._x, np.ones_like(self._x)] if self._kind == "line" else [np.ones_like(self._x)]
        matrix = np.stack(columns, axis=1)
        with np.errstate(all="ignore"):
            # Points that are hugely far apart have no best line in floats.
            if not np.isfinite(matrix.T @ matrix).all() or not np.isfinite(self._y @ self._y):
                return None
            best: Array = np.asarray(np.linalg.lstsq(matrix, self._y, rcond=None)[0], dtype=np.float64)
            return best, float(np.mean((matrix @ best - self._y) ** 2))

    def _second_pane(self, fields: FitFields, scope: Scope) -> HistoryPane:
        """The loss, or the parameter that is traced."""
        if not fields.trace:
            return HistoryPane(self._run.losses, target=self._best[1] if self._best else None)
        index = self._model.parameters.index(fields.trace)
        target = float(self._best[0][index]) if self._best else None
        series, y = (
            self._run.points[:, index],
            fields.trace_y and axes.limits("trace_y", fields.trace_y, scope),
        )
        return HistoryPane(series, fields.trace, target=target, powers=False, y=y, share=TRACE_SHARE)

    def _captions(self) -> dict[int, str]:
        """The first update of several is something to think about."""
        if self._updates < 2:
            return {}
        losses = self._run.losses
        moves = [
            f"{name} {axes.number(float(before))} → {axes.number(float(after))}"
            for name, before, after in zip(self._model.parameters, *self._run.points[:2], strict=True)
        ]
        fell = f"the loss {axes.number(float(losses[0]))} → {axes.number(float(losses[1]))}"
        return {1: ", ".join([*moves, fell])}

    def _end_caption(self) -> str:
        if self._best is None or not self._updates or self._drawn:
            return ""
        last, smallest = float(self._run.losses[-1]), self._best[1]
        if smallest < TINY or not last <= NEAR_BEST * smallest:
            return ""
        what = "line" if self._kind == "line" else "number"
        return f"No {what} does better than {axes.number(smallest)}: the loss does not reach 0."

    def _values(self) -> dict[str, Value]:
        done, run = self._done, self._run
        values = {"updates": Value(done.astype(np.float64), Role.TEXT, whole=True)}
        for index, name in enumerate(self._model.parameters):
            values[name] = Value(run.points[done, index], Role.NOW)
        values["loss"] = Value(run.losses[done], Role.CURVE)
        for index, name in enumerate(self._model.parameters):
            values[f"slope_{name}"] = Value(run.gradients[done, index], Role.SLOPE)
        for index, name in enumerate(self._model.parameters):
            full = run.full_gradients[done, index]
            values[f"full_slope_{name}"] = Value(full, Role.SLOPE, listed=self._drawn)
        return values

    def _outputs(self, point: Array, x: Array) -> Array:
        """What the model says at places, for parameters of shape (n,)."""
        env = dict(zip(self._model.parameters, point, strict=True))
        return np.broadcast_to(value(self._model.output, {**env, "x": x}), x.shape)

    # What is drawn

    def _x_limits(self, fields: FitFields, scope: Scope) -> Limits:
        return axes.limits("x", fields.x, scope) if fields.x else axes.around(self._x, 0.15)

    def _y_limits(self, fields: FitFields, scope: Scope) -> Limits:
        if fields.y:
            return axes.limits("y", fields.y, scope)
        outputs = np.concatenate([self._outputs(self._run.points[k], self._x) for k in (0, -1)])
        with np.errstate(all="ignore"):
            span = max(float(np.ptp(self._y)), 1.0)
            near = outputs[np.abs(outputs - self._y.mean()) <= 2 * span]
        return axes.around(np.concatenate([self._y, near]), 0.12)

    def figure(self, frame: int) -> Figure:
        """The data with the model, what the phase is about, and the loss."""
        state = state_at(self.timeline, self._done, frame)
        shapes = (*self._still, *self._moving(state))
        title = self._title if self._title is not None else self._default_title()
        data = Pane(x=self._limits[0], y=self._limits[1], title=title, shapes=shapes, share=1.3)
        if not self._updates:
            return Figure(panes=(data,), notes=self._notes)
        over = frame == self.frames - 1
        second = self._history.pane(state, over=over, still=self._also)
        return Figure(panes=(data, second), notes=self._notes)

    def _default_title(self) -> str:
        if self._updates:
            return TITLES[self._kind]
        return f"{TITLES[self._kind]}, loss {axes.number(float(self._run.losses[0]))}"

    def _moving(self, state: State) -> list[Shape]:
        """The model, and what the phase is about."""
        point = state.between(self._run.points)
        shapes: list[Shape] = []
        if state.phase == "update" and (state.way or state.done <= SLOW_UPDATES):
            before = self._run.points[state.done if state.way else max(state.done - 1, 0)]
            y = self._outputs(before, self._line_x)
            shapes.append(Line(role=Role.MUTED, x=self._line_x, y=y, style="dashed"))
        batch, ends = self._run.batches[state.done], self._outputs(point, self._x)
        off = Residuals(self._x, self._y, ends, np.flatnonzero(np.bincount(batch)))
        if state.phase == "loss" or not self._updates:
            shapes.append(off.lines(Role.CURVE, ease(state.progress), dashed=True))
        elif state.phase == "gradient":
            shapes += off.pulls(ease(state.progress), self._limits[1])
        shapes.append(Line(role=Role.CURVE, x=self._line_x, y=self._outputs(point, self._line_x)))
        if self._drawn and state.way == 0:
            shapes += drawn_points(self._x, self._y, batch)
        return shapes

    def describe(self, frame: int) -> str:
        """The model after how many updates, and its loss."""
        k = int(self._done[frame])
        count = "Before the first update" if k == 0 else f"After {k} update{'s' if k > 1 else ''}"
        names = self._model.parameters
        numbers = [
            f"{name} = {axes.number(float(one))}"
            for name, one in zip(names, self._run.points[k], strict=True)
        ]
        slopes = [
            f"{axes.number(float(one))} by {name}"
            for name, one in zip(names, self._run.gradients[k], strict=True)
        ]
        what = {
            "line": "a line w x + b",
            "logistic": "the curve sigmoid(w x + b)",
            "constant": "one number w",
        }[self._kind]
        words = [
            f"{len(self._x)} data points and {what}.",
            f"{count}, {' and '.join(numbers)}; the loss is {axes.number(float(self._run.losses[k]))}.",
            f"Its slope is {' and '.join(slopes)}" + (" on the batch drawn." if self._drawn else "."),
        ]
        return " ".join(words)
