"""What a frame of each kind of scene costs, from the moment to strips, beside others that draw the picture whole.

Run it with `python tests/bench/frames.py [ROUNDS]`. In each round every contestant draws some frames one after
another, as when it plays; processor time is taken, so that a busy machine disturbs little; medians are compared.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from textwrap import indent

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from strings import ACROSS, UP, Draw, X, by_numpy, by_plotext, by_plotille, by_uniplot, contour_by_plotext

from calctui.app.look import Look
from calctui.charts.draw import Renderer
from calctui.figure import Figure, Line, Pane
from calctui.lesson.load import load_text
from calctui.roles import Role
from calctui.scenes.catalog import fields_of, kinds
from calctui.text import Row

WIDTH, HEIGHT = 100, 30
ROUNDS = 40
AT_ONCE = 6
NAIVE, CONTOUR, LEAST = "plotext", "plotext, contours", "numpy raster"
AWAY = "descent, running away"
MOVING, FAR, GAP = "a moving line", "the line, to 1e6 and back", "the line, with a NaN"

LESSON = """\
format: 1
id: bench
title: Bench
summary: For a bench.
steps:
  - id: only
    title: The scene
    text: Look.
    scene:
      kind: {kind}
{fields}
"""

RUNAWAY = """\
function: x**2
start: 5
rate: 1.1
updates: 200
x: [-5.5, 5.5]
y: [0, 27]
diverges: true
"""


def scene_of_kind(kind: str, example: str = "") -> Draw:
    """The frames of a kind's EXAMPLE, or of another, drawn to strips; those that did not change are kept."""
    fields = indent((example or fields_of(kind).EXAMPLE).strip(), " " * 6)
    lesson = load_text(LESSON.format(kind=kind, fields=fields), "bench.yaml")
    found = lesson.steps[0].scene
    assert found is not None
    scene, renderer = found.build(lesson.scope()), Renderer()
    look = Look(dark=True, foreground="#e4e6f1", background="#1e1e2e")
    shown: list[Row | None] = [None] * HEIGHT

    def draw(frame: int) -> object:
        rows = renderer.rows(scene.figure(frame % scene.frames), WIDTH, HEIGHT)
        strips = [look.strip(row, WIDTH) for row, old in zip(rows, shown, strict=True) if row is not old]
        shown[:] = rows
        return strips

    return draw


def line(fault: float | None) -> Draw:
    """A line that moves over a still one; with a number among its own that is out of all bounds, or is none."""
    still = Line(role=Role.CURVE, x=X, y=X * X, still=True)
    renderer = Renderer()

    def draw(frame: int) -> object:
        y = 12 + 10 * np.sin(X + frame / 10)
        if fault is not None:
            y[200] = fault
        shapes = (still, Line(role=Role.SLOPE, x=X, y=y))
        return renderer.rows(Figure(panes=(Pane(x=ACROSS, y=UP, shapes=shapes),)), WIDTH, HEIGHT)

    return draw


def others() -> dict[str, Draw]:
    """Those that draw the picture whole, as far as they are installed."""
    found = {NAIVE: by_plotext, CONTOUR: contour_by_plotext, LEAST: by_numpy}
    found |= {
        name: draw
        for name, draw in (("uniplot", by_uniplot), ("plotille", by_plotille))
        if find_spec(name) is not None
    }
    return {name: make(WIDTH, HEIGHT) for name, make in found.items()}


def costs(names: tuple[str, ...] | None = None, rounds: int = ROUNDS) -> dict[str, float]:
    """The median cost of a frame of each contestant, in seconds.

    Args:
        names: Kinds of scenes; None for all.
        rounds: How many rounds.
    """
    contestants = others() | {kind: scene_of_kind(kind) for kind in names or kinds()}
    contestants[AWAY] = scene_of_kind("descent", RUNAWAY)
    contestants |= {MOVING: line(None), FAR: line(1e6), GAP: line(float("nan"))}
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for draw in contestants.values():
        _timed(draw, 0)
    for number in range(rounds):
        for name, draw in contestants.items():
            seconds[name].append(_timed(draw, number * AT_ONCE))
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def _timed(draw: Callable[[int], object], first: int) -> float:
    begun = time.process_time()
    for frame in range(first, first + AT_ONCE):
        draw(frame)
    return (time.process_time() - begun) / AT_ONCE


def main(rounds: int) -> None:
    """Prints the table."""
    found = costs(rounds=rounds)
    print(f"{f'a frame at {WIDTH}x{HEIGHT}':<24}{'ms':>8}{'/ plotext':>12}{'/ plotext, contours':>22}")
    for name, taken in found.items():
        print(f"{name:<24}{1000 * taken:>8.2f}{taken / found[NAIVE]:>12.2f}{taken / found[CONTOUR]:>22.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
