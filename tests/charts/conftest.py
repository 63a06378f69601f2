"""Sample figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calctui.figure import Area, Arrow, Bars, Dots, Figure, Label, Line, Pane, Shape
from calctui.roles import RUNS, Role


def parabola() -> tuple[Line, Line, Dots, Dots, Arrow, Dots]:
    """A curve with a tangent, a path, a target, an arrow and where we are."""
    x = np.linspace(-5, 5, 400)
    now, then = 2.56, 2.048
    t = np.array([now - 1.6, now + 1.6])
    return (
        Line(role=Role.CURVE, x=x, y=x * x),
        Line(role=Role.SLOPE, x=t, y=now * now + 2 * now * (t - now), style="thick", name="slope 5.12"),
        Dots(role=Role.PATH, x=np.array([4.0, 3.2]), y=np.array([16.0, 10.24])),
        Dots(role=Role.TARGET, x=np.zeros(1), y=np.zeros(1), name="minimum"),
        Arrow(role=Role.UPDATE, start=(now, now * now), end=(then, now * now)),
        Dots(role=Role.NOW, x=np.array([now]), y=np.array([now * now])),
    )


def descent() -> Pane:
    return Pane(x=(-5, 5), y=(-2, 26), title="loss f(x) = x²", x_label="x", shapes=parabola())


def areas() -> Pane:
    x = np.linspace(0, 2 * np.pi, 301)
    y = np.sin(x)
    zero = np.zeros(301)
    shapes = (
        Area(role=Role.AREA_PLUS, x=x[:151], low=zero[:151], high=y[:151], name="2"),
        Area(role=Role.AREA_MINUS, x=x[150:240], low=y[150:240], high=zero[150:240]),
        Line(role=Role.MUTED, x=np.array([0.0, 6.5]), y=np.zeros(2)),
        Line(role=Role.CURVE, x=x, y=y, name="sin"),
        Dots(role=Role.NOW, x=x[239:240], y=y[239:240]),
    )
    return Pane(x=(0, 6.5), y=(-1.2, 1.2), title="∫ sin(x) dx", x_label="x", shapes=shapes)


def bars(*, filled: bool) -> Pane:
    edges = np.linspace(-1, 3, 9)
    left, right = edges[:-1], edges[1:]
    height = ((left + right) / 2) ** 2 - 1.5
    up, x = height > 0, np.linspace(-1, 3, 200)
    shapes = (
        Bars(role=Role.AREA_PLUS, left=left[up], right=right[up], height=height[up], filled=filled),
        Bars(role=Role.AREA_MINUS, left=left[~up], right=right[~up], height=height[~up], filled=filled),
        Line(role=Role.CURVE, x=x, y=x * x - 1.5),
    )
    return Pane(x=(-1.2, 3.2), y=(-2, 7), title="Riemann sum", x_label="x", y_label="f(x)", shapes=shapes)


def runs() -> Pane:
    step = np.arange(41.0)
    losses = (20 * 0.9**step, 20 * 0.8**step, 20 * np.exp(-step / 3) * np.cos(step / 2) ** 2, 15 - step * 0.2)
    names = ("plain", "momentum", "Adam", "stuck")
    shapes: list[Shape] = []
    for role, loss, name in zip(RUNS, losses, names, strict=True):
        shapes.append(Line(role=role, x=step, y=loss, name=name))
        shapes.append(Dots(role=role, x=step[20:21], y=loss[20:21]))
    return Pane(x=(0, 40), y=(0, 20), title="loss by update", x_label="updates", shapes=tuple(shapes))


def wheel() -> Pane:
    turn = np.linspace(0, 2 * np.pi, 200)
    arrows = (
        Arrow(role=Role.SLOPE if spoke % 2 else Role.UPDATE, start=(0, 0), end=(np.cos(angle), np.sin(angle)))
        for spoke, angle in enumerate(np.arange(8) * np.pi / 4)
    )
    circle = Line(role=Role.CURVE, x=np.cos(turn), y=np.sin(turn))
    label = Label(role=Role.TEXT, x=0, y=0, text="origin")
    return Pane(x=(-1.5, 1.5), y=(-1.2, 1.2), equal=True, shapes=(circle, *arrows, label))


def poles() -> Pane:
    x = np.linspace(-3, 3, 501)
    with np.errstate(divide="ignore"):
        inverse = 1 / x
    shapes = (
        Line(role=Role.CURVE, x=x, y=np.tan(x)),
        Line(role=Role.RUN_2, x=x, y=inverse, style="dashed"),
        Dots(role=Role.PATH, x=np.array([1, 2, -9, 1e300]), y=np.array([-20, np.inf, 1, 2])),
    )
    return Pane(x=(-3, 3), y=(-5, 5), title="tan x and 1/x", shapes=shapes)


def below() -> Figure:
    x = np.linspace(-5, 5, 100)
    slope = Pane(
        x=(-5, 5),
        y=(-10, 10),
        title="its slope",
        x_label="x",
        shapes=(
            Line(role=Role.MUTED, x=np.array([-5.0, 5.0]), y=np.zeros(2), style="dashed"),
            Line(role=Role.SLOPE, x=x, y=2 * x, style="thick"),
            Dots(role=Role.NOW, x=np.array([2.56]), y=np.array([5.12])),
        ),
    )
    return Figure(panes=(descent(), slope), notes=("seed 1", "rate 0.1"))


@pytest.fixture(scope="session")
def figures() -> dict[str, Figure]:
    """Figures with every shape, by name."""
    panes = {
        "descent": descent(),
        "areas": areas(),
        "bars": bars(filled=False),
        "filled": bars(filled=True),
        "runs": runs(),
        "wheel": wheel(),
        "poles": poles(),
        "bare": replace(descent(), axes=False),
    }
    found = {name: Figure(panes=(pane,)) for name, pane in panes.items()}
    found["below"] = below()
    found["beside"] = replace(below(), arranged="beside")
    return found
