"""What a frame of each kind of scene costs, as a ratio to plotext drawing one curve and a tangent the plain way.

Run it with `python tests/bench/frames.py`; the rounds of all contestants alternate, and medians are compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from textwrap import indent

import numpy as np
import plotext

from calctui.charts.draw import Renderer
from calctui.lesson.load import load_text
from calctui.scenes.catalog import fields_of, kinds

WIDTH, HEIGHT = 100, 30
ROUNDS = 40

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


def plain_plotext() -> Callable[[int], object]:
    """A parabola and a tangent, with nothing kept from frame to frame."""
    terminal = type(plotext.terminal)()
    terminal.limit(False, False)
    figure = type(plotext.figure)(terminal)
    figure.plot_size(WIDTH, HEIGHT)
    x = np.linspace(-5, 5, 400)

    def draw(frame: int) -> object:
        figure.clear.data()
        at = -4 + frame % 80 / 10
        curve = figure.signal(x.tolist(), (x * x).tolist(), marker=plotext.marker("braille", "blue"))
        touch = [at - 1, at + 1]
        tangent = figure.signal(
            touch, [at * at - 2 * at, at * at + 2 * at], marker=plotext.marker("braille", "red")
        )
        figure.ruler("x").lim(-5, 5)
        figure.ruler("y").lim(-10, 35)
        figure.draw(curve.lines(True))
        figure.draw(tangent.lines(True))
        return figure.build().string()

    return draw


RUNAWAY = """\
function: x**2
start: 5
rate: 1.1
updates: 200
x: [-5.5, 5.5]
y: [0, 27]
diverges: true
"""


def scene_of_kind(kind: str, example: str = "") -> Callable[[int], object]:
    """The frames of a kind's EXAMPLE, or of another, drawn to rows of text."""
    fields = indent((example or fields_of(kind).EXAMPLE).strip(), " " * 6)
    step = load_text(LESSON.format(kind=kind, fields=fields), "bench.yaml").steps[0]
    assert step.scene is not None
    scene, renderer = step.scene.build(load_text(LESSON.format(kind=kind, fields=fields)).scope()), Renderer()
    return lambda frame: renderer.draw(scene.figure(frame % scene.frames), WIDTH, HEIGHT).rows()


def main() -> None:
    """Prints the table."""
    contestants = {"plotext, plain": plain_plotext()} | {kind: scene_of_kind(kind) for kind in kinds()}
    contestants["descent, running away"] = scene_of_kind("descent", RUNAWAY)
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for frame in range(ROUNDS + 3):
        for name, draw in contestants.items():
            begin = time.perf_counter()
            draw(frame * 7)
            if frame >= 3:
                seconds[name].append(time.perf_counter() - begin)
    base = statistics.median(seconds["plotext, plain"])
    print(f"{'a frame at ' + str(WIDTH) + 'x' + str(HEIGHT):<24}{'ratio':>8}{'median ms':>12}")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:<24}{median / base:>8.2f}{1000 * median:>12.2f}")


if __name__ == "__main__":
    main()
