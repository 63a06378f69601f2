"""Nasty data, drawn in a process of its own, where an abort or a lack of memory would show."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from calctui.charts.dots import trace
from calctui.charts.shapes import strokes
from calctui.charts.space import Space
from calctui.figure import Line
from calctui.roles import Role

SAMPLES = Path(__file__).parent / "hostile_plots.jsonl"
PROGRAM = """
import json, resource, sys
import numpy as np
from calctui.charts.draw import Renderer
from calctui.figure import Area, Arrow, Bars, Dots, Figure, Label, Line, Pane
from calctui.roles import Role

FUNCTIONS = {
    "1/x": lambda x: 1 / x,
    "tan(x)": np.tan,
    "tan(pi*x/2)": lambda x: np.tan(np.pi * x / 2),
    "exp(3x^3)": lambda x: np.exp(3 * x**3),
    "ln(x)": np.log,
    "sqrt(x)": np.sqrt,
    "x^x": lambda x: x**x,
    "1/(x-1)": lambda x: 1 / (x - 1),
    "1/x^2": lambda x: 1 / x**2,
    "1/(x^2-1)": lambda x: 1 / (x**2 - 1),
    "exp(exp(x))": lambda x: np.exp(np.exp(x)),
    "exp(-1/x^2)": lambda x: np.exp(-1 / x**2),
    "abs(x)/x": lambda x: np.abs(x) / x,
    "sin(1/x)": lambda x: np.sin(1 / x),
    "x^40": lambda x: x**40,
    "x^-40": lambda x: x**-40.0,
    "0/x": lambda x: 0 / x,
    "asin(x)": np.arcsin,
    "ln(ln(x))": lambda x: np.log(np.log(x)),
    "tan(100x)": lambda x: np.tan(100 * x),
    "10^40*10^40*10^40*x": lambda x: 1e120 * x,
    "10^-40*x": lambda x: 1e-40 * x,
    "relu(1/x)": lambda x: np.maximum(1 / x, 0),
    "sigmoid(1000x)": lambda x: 1 / (1 + np.exp(-1000 * x)),
    "(x-1)/(x-1)": lambda x: (x - 1) / (x - 1),
}

def limits(values, wanted=None):
    if wanted:
        return tuple(wanted)
    values = values[np.isfinite(values)]
    return (float(values.min()), float(values.max())) if values.size else (0.0, 1.0)

def figure(x, y, x_limits, y_limits, still):
    mark = dict(still=still)
    styles = ("solid", "dashed", "thick")
    shapes = [Line(role=Role.CURVE, x=x, y=y, style=style, name=style, **mark) for style in styles]
    shapes += [
        Line(role=Role.SLOPE, x=y, y=x, **mark),
        Dots(role=Role.NOW, x=x, y=y, name="now", **mark),
        Area(role=Role.AREA_PLUS, x=x, low=np.zeros(x.size), high=y, name="area", **mark),
        Bars(role=Role.AREA_MINUS, left=x[:-1:4], right=x[1::4], height=y[:-1:4], filled=True, **mark),
        Bars(role=Role.AREA_MINUS, left=x[:-1:4], right=x[1::4], height=y[:-1:4], base=float(y[0]), **mark),
    ]
    ends = list(zip(x.tolist(), y.tolist()))[:40]
    shapes += [Arrow(role=Role.UPDATE, start=start, end=end, **mark) for start, end in zip(ends, ends[1:])]
    shapes += [Label(role=Role.TEXT, x=a, y=b, text="word", **mark) for a, b in ends[:5]]
    return Figure(panes=(Pane(x=x_limits, y=y_limits, shapes=tuple(shapes)),))

renderer = Renderer(sys.argv[2])
np.seterr(all="ignore")
count = 0
before = None
for line in open(sys.argv[1], encoding="utf-8"):
    given = json.loads(line)["input"]
    if "ys" in given:
        y = np.array([float(value) for value in given["ys"]])
        x = np.arange(y.size, dtype=float)
        y_limits = (-1.0, 1.0) if "spike" in given["name"] else limits(y)
        cases = [(x, y, limits(x), y_limits)]
    else:
        function = FUNCTIONS[given["f"]]
        cases = []
        for samples in (3, 200):
            x = np.linspace(*given["domain"], samples)
            cases.append((x, function(x), tuple(given["domain"]), limits(function(x), given["yrange"])))
    for case in cases:
        for still in (True, False):
            for size in ((46, 18), (3, 2)):
                picture = renderer.draw(figure(*case, still), *size)
                assert (picture.width, picture.height) == size
                count += 1
    if before is None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measures memory with the resource module")
@pytest.mark.parametrize("markers", ["braille", "blocks", "ascii"])
def test_nasty_data_neither_ends_the_process_nor_fills_the_memory(markers: str) -> None:
    command = [sys.executable, "-c", PROGRAM, str(SAMPLES), markers]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    count, grown = map(int, done.stdout.split())
    samples = [json.loads(line)["input"] for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    assert count == sum(4 if "ys" in sample else 8 for sample in samples)
    # Kilobytes on Linux, bytes on macOS.
    assert grown < 40_000 * (1024 if sys.platform == "darwin" else 1)


def drawn(y: np.ndarray[tuple[int], np.dtype[np.float64]], style: str = "solid") -> tuple[int, int]:
    """How many segments are handed on, and their length in cells."""
    space = Space((0.0, 1.0), (-1.0, 1.0), 46, 18, 2, 4)
    line = Line(role=Role.PATH, x=np.linspace(0, 1, y.size), y=y, style=style)  # type: ignore[arg-type]
    segments = strokes(line, space)
    assert ((segments >= 0) & (segments <= 1)).all()
    assert trace([(0, segments)], space).dots.any()
    length = np.hypot((segments[:, 2] - segments[:, 0]) * 46, (segments[:, 3] - segments[:, 1]) * 18)
    return len(segments), int(length.sum())


@pytest.mark.parametrize("style", ["solid", "dashed", "thick"])
@pytest.mark.parametrize("out", [1e3, 1e6, 1e17, 1e300, np.inf])
def test_the_work_does_not_grow_with_the_distance(out: float, style: str) -> None:
    y = 0.9 * np.sin(np.linspace(0, 9, 400))
    beyond = y.copy()
    beyond[[50, 100, 150]] = out, -out, out
    segments, length = drawn(y, style)
    segments_beyond, length_beyond = drawn(beyond, style)
    assert segments_beyond <= segments * 1.5 + 20
    assert length_beyond <= length + 2 * 6 * 18


def test_a_diverging_descent_is_drawn_like_any_other() -> None:
    steps = np.array([(-1.7) ** step for step in range(600)])
    segments, length = drawn(steps)
    assert segments <= 599
    assert length < 600 * 19
