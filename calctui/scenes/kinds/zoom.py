"""A closer and closer look at a point of a curve, where the curve becomes its tangent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from calctui.errors import SceneError
from calctui.figure import Array, Figure, Limits, Line, Pane, Shape
from calctui.frozen import frozen
from calctui.maths.calculus import tangent
from calctui.maths.function import Function
from calctui.maths.ordered import distinct
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FunctionOf, Number
from calctui.scenes.parts import axes
from calctui.scenes.parts.jumps import broken_at_jumps
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline, ease

MOST_WIDTHS = 12
APPEAR_FRAMES = 20
ZOOM_FRAMES = 30
FLAT_SHARE = 0.1
"""A slope below this share of the steepest way to the curve in the widest window counts as flat."""

View = tuple[Limits, Limits]


@frozen(kw_only=True, slots=False)
class Zoom(SceneFields):
    """A curve and its tangent in windows that become smaller; `x` and `y` are the window of the start.

    Attributes:
        function: A function of one variable.
        at: The point in the middle of every window.
        width: Half the width of each window, one after another.
    """

    EXAMPLE: ClassVar[str] = """\
function: x**2
at: 1
width: [2, 0.5, 0.1, 0.02]
"""

    function: FunctionOf
    at: Number
    width: tuple[Number, ...]

    def build(self, scope: Scope) -> ZoomScene:
        """Computes the scene; see `SceneFields.build`."""
        if not 1 <= len(self.width) <= MOST_WIDTHS:
            raise SceneError(
                "width", f"must have 1 to {MOST_WIDTHS} widths", cure="write width: [2, 0.5, 0.1]"
            )
        at = axes.finite("at", scope.number(self.at))
        widths = [axes.finite("width", scope.number(width)) for width in self.width]
        for width in widths:
            if width <= 0:
                raise SceneError(
                    "width", "half a window's width is above 0", cure="write width: [2, 0.5, 0.1]"
                )
            if not at - width < at < at + width:
                raise SceneError(
                    "width", f"{width:g} is too small beside {at:g}", cure="write a greater width"
                )
        function = scope.function(self.function, self.variables, arity=1)
        return ZoomScene(self, scope, function, at, np.array(widths))


class ZoomScene(Scene):
    """The computed scene; until ``zoom-1`` the values are those of ``zoom-1``.

    A window is as high as the tangent rises in it, so that the tangent runs from corner to corner; where the
    tangent is flat or there is none, as high as keeps the curve inside the widest window. The gap is the
    distance from the curve to the tangent at the edge of the window, the greater of both edges.
    """

    phases: ClassVar[Mapping[str, Role]] = {"tangent": Role.SLOPE, "zoom": Role.CURVE}

    def __init__(self, fields: Zoom, scope: Scope, function: Function, at: float, widths: Array) -> None:
        self._function, self._at, self._widths = function, at, widths
        self._tangent = tangent(function, at)
        self._rate = self._height_rate()
        self._gaps, self._edges = self._all_gaps()
        self._start = self._first_view(fields, scope)
        self.variables = function.variables
        self.timeline = Timeline(self._beats(), captions=dict(fields.captions))
        self._done = self._reached()
        self.values = self._values()
        self._still = self._still_shapes(fields, scope)
        self._name = f"f({function.variables[0]}) = {function.text}"
        self._title = fields.title if fields.title is not None else self._name

    # What is computed

    def _height_rate(self) -> float:
        """Half the height of a window for each unit of half its width."""
        widest = float(self._widths.max())
        _, y = axes.sample(self._function, (self._at - widest, self._at + widest))
        with np.errstate(all="ignore"):
            away = np.abs(y - self._tangent.y) / widest
        away = away[np.isfinite(away)]
        spread = float(away.max()) if away.size else 0.0
        slope = abs(self._tangent.slope)
        if np.isfinite(slope) and slope > FLAT_SHARE * spread:
            return slope
        return spread if spread > 0 else 1.0

    def _all_gaps(self) -> tuple[Array, Array]:
        """For each window the gap, and on which side it is: -1 or 1, the left where both are equal."""
        with np.errstate(all="ignore"):
            left, right = (
                np.abs(self._function(x) - self._tangent(x))
                for x in (self._at - self._widths, self._at + self._widths)
            )
        on_right = right > left * (1 + 1e-6)
        return np.fmax(left, right), np.where(on_right, 1.0, -1.0)

    def _first_view(self, fields: Zoom, scope: Scope) -> View | None:
        """The window of the author's for the start; None for the first of the widths."""
        if fields.x is None and fields.y is None:
            return None
        own = self._view_of(float(self._widths[0]))
        return (
            axes.limits("x", fields.x, scope) if fields.x else own[0],
            axes.limits("y", fields.y, scope) if fields.y else own[1],
        )

    def _view_of(self, width: float) -> View:
        middle = self._tangent.y if np.isfinite(self._tangent.y) else 0.0
        height = self._rate * width
        return (self._at - width, self._at + width), (middle - height, middle + height)

    def _beats(self) -> list[Beat]:
        marked = [
            Beat("zoom", ZOOM_FRAMES, f"zoom-{index + 1}", self._caption(index), stop=stop)
            for index, stop in enumerate(axes.worth_stopping(len(self._widths)))
        ]
        if self._start is not None:
            return [Beat("tangent", APPEAR_FRAMES), *marked]
        first = marked[0]
        return [Beat("tangent", APPEAR_FRAMES, first.mark, first.caption, first.stop), *marked[1:]]

    def _caption(self, index: int) -> str:
        width, gap = float(self._widths[index]), float(self._gaps[index])
        if np.isnan(self._tangent.slope):
            return f"Within ±{axes.number(width)}: the curve has no tangent here."
        share = 100 * gap / (2 * self._rate * width)
        return (
            f"Within ±{axes.number(width)}: at the edge the gap is {axes.number(gap)}, "
            f"{axes.number(share, 3)}% of the window's height."
        )

    def _reached(self) -> NDArray[np.intp]:
        """The index of the window whose values hold, at each frame."""
        ends = np.array(self.timeline.ends[-len(self._widths) :])
        reached = np.searchsorted(ends, np.arange(self.timeline.frames), side="right") - 1
        return np.clip(reached, 0, None)

    def _values(self) -> dict[str, Value]:
        frames = self.timeline.frames
        variable = axes.own_name(self._function.variables[0], ("width", "gap", "slope"))
        return {
            variable: Value(np.full(frames, self._at), Role.NOW),
            "width": Value(self._widths[self._done], Role.TEXT),
            "gap": Value(self._gaps[self._done], Role.UPDATE),
            "slope": Value(np.full(frames, self._tangent.slope), Role.SLOPE),
        }

    # What is drawn

    def _still_shapes(self, fields: Zoom, scope: Scope) -> tuple[Shape, ...]:
        """The curve, as fine in each window as in the widest."""
        views = [self._view_of(float(width))[0] for width in self._widths]
        views += [self._start[0]] if self._start is not None else []
        x = distinct(np.concatenate([np.linspace(low, high, axes.SAMPLES) for low, high in views]))
        x, y = broken_at_jumps(self._function, x, self._function(x))
        curve = Line(role=Role.CURVE, x=x, y=y, still=True)
        return (curve, *axes.extras(fields.also, scope))

    def _view(self, frame: int) -> tuple[View, int]:
        """The limits at a frame, and the index of the window that they are, or become; -1 for that of the start."""
        moment = self.timeline.moment(frame)
        own, first = self._start, self._view_of(float(self._widths[0]))
        if self.timeline.phase(frame) != "zoom":
            return (own, -1) if own is not None else (first, 0)
        to, t = moment.beat - (own is not None), ease(moment.progress)
        if to == 0 and own is not None:
            return (_between(own[0], first[0], t), _between(own[1], first[1], t)), 0
        before, after = float(self._widths[to - 1]), float(self._widths[to])
        # The window shrinks by equal factors in equal times, as under a lens.
        return self._view_of(before * (after / before) ** t if t < 1 else after), to

    def figure(self, frame: int) -> Figure:
        """The curve, its tangent and the point of touch in the window; in it, the window that comes next."""
        (x, y), to = self._view(frame)
        moment = self.timeline.moment(frame)
        phase, done = self.timeline.phase(frame), moment.progress == 1 and moment.beat >= 0
        grown = 0.0 if phase == "start" else ease(moment.progress) if phase == "tangent" else 1.0
        shapes = [*self._still]
        upcoming = to + 1 if done else to
        if grown == 1 and upcoming < len(self._widths):
            shapes.append(self._outline(float(self._widths[upcoming])))
        if grown:
            shapes += self._tangent_in(x, grown)
        if done and to >= 0:
            shapes += self._gap_bar(to)
        shapes.append(axes.dot(self._at, self._tangent.y))
        return Figure(panes=(Pane(x=x, y=y, title=self._title, shapes=tuple(shapes)),))

    def _tangent_in(self, x: Limits, grown: float) -> list[Shape]:
        ends = self._at + grown * (np.array(x) - self._at)
        with np.errstate(all="ignore"):
            return [Line(role=Role.SLOPE, x=ends, y=self._tangent(ends))]

    def _outline(self, width: float) -> Shape:
        """The border of a window."""
        (left, right), (low, high) = self._view_of(width)
        return Line(
            role=Role.MUTED,
            x=np.array([left, right, right, left, left]),
            y=np.array([low, low, high, high, low]),
        )

    def _gap_bar(self, index: int) -> list[Shape]:
        """The gap at the edge of a window, between the tangent and the curve."""
        edge = np.full(2, self._at + self._edges[index] * self._widths[index])
        with np.errstate(all="ignore"):
            ends = np.array([self._tangent(edge[0]), self._function(edge[0])])
        return [
            Line(
                role=Role.UPDATE,
                x=edge,
                y=ends,
                style="thick",
                name=f"gap {axes.number(float(self._gaps[index]))}",
            )
        ]

    def describe(self, frame: int) -> str:
        """How wide the window is, and how far the curve is from its tangent there."""
        _, to = self._view(frame)
        index, variable = int(self._done[frame]), self._function.variables[0]
        where = f"{variable} = {axes.number(self._at)}"
        words = f"The curve {self._name} around {where}, and its tangent of slope {axes.number(self._tangent.slope)}."
        if to < 0:
            return words
        return (
            f"{words} The window reaches {axes.number(float(self._widths[index]))} to both sides; at its edge "
            f"the curve is {axes.number(float(self._gaps[index]))} from the tangent."
        )


def _between(first: Limits, second: Limits, t: float) -> Limits:
    if t >= 1:
        return second
    return first[0] + t * (second[0] - first[0]), first[1] + t * (second[1] - first[1])
