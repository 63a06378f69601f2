"""All that is promised about speed, in one table: `python tests/bench [--rounds N]`.

Every figure is a ratio within one run, in which the contestants take turns; medians of rounds are compared. With
one round it takes some three minutes. Peers that are not installed are left out and named:
`pip install 'calctui[bench]'`.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import frames
import growth
import start
import wire
from least import least_bytes
from targets import Measure, at_least, at_most, table

PEERS = {"uniplot": "uniplot", "plotille": "plotille", "textual-plot": "textual_plot"}


def of_frames(rounds: int) -> list[Measure]:
    """What a frame costs."""
    took = frames.costs(("descent", "contour_descent", "zoom"), 20 * rounds)
    naive, contour, descent = took[frames.NAIVE], took[frames.CONTOUR], took["descent"]
    away = max(took[frames.FAR], took[frames.GAP]) / took[frames.MOVING]
    found = [
        at_most("moving frame to strips / plotext, build + string", descent / naive, 0.15, 0.08),
        at_most("contour frame with path / plotext redraw", took["contour_descent"] / contour, 0.1, 0.02),
        at_most("frame with a 1e6 excursion or NaN / normal frame", away, 2, 1.2),
        Measure("frame while the axes move / plotext, build + string", took["zoom"] / naive),
    ]
    for name in ("uniplot", "plotille"):
        if name in took:
            found.append(Measure(f"moving frame to strips / {name}, to a string", descent / took[name]))
    return [
        *found,
        Measure("moving frame to strips / least possible: numpy raster", descent / took[frames.LEAST]),
    ]


def of_wire(rounds: int) -> list[Measure]:
    """What goes over the line, and how keys feel."""
    found = wire.playing(rounds)
    ours, static, paused = found["calctui"], found["static"], found["paused"]
    least = least_bytes(wire.LESSON, wire.SIZE)
    slow = wire.slow(rounds)
    measures = [
        at_most("bytes a frame / least possible: truecolour cell difference", ours.frame / least, 1.5, 1.0),
        Measure("bytes a frame / Static + from_ansi", ours.frame / static.frame),
        at_most("CPU at 30 fps / Static + from_ansi", ours.busy / static.busy, 0.35, 0.1),
        at_most("key to screen at 30 fps / idle, p50", ours.key / paused.key, 3, 1.3),
        Measure("key to screen / Static + from_ansi, p50", ours.key / static.key),
    ]
    if (plot := found.get("textual-plot")) is not None:
        measures += [
            Measure("bytes a frame / textual-plot", ours.frame / plot.frame),
            Measure("CPU at 30 fps / textual-plot", ours.busy / plot.busy),
        ]
    shown = {name: line.fps for name, line in slow.items()}
    return [
        *measures,
        at_least("frames shown of 30 at 50 kB/s", shown["50 kB/s"], 29, 29),
        Measure("the same, Static + from_ansi", shown[wire.STATIC]),
        at_least("frames shown of 30 at 20 kB/s", shown["20 kB/s"], 20, 29),
        at_least("frames shown of 30 at 20 kB/s, 16 colours", shown["20 kB/s, 16 colours"], 20, 29),
        at_least("frames shown of 30 at 1 MB/s, 150 ms each way", shown["1 MB/s, 150 ms each way"], 29, 29),
        at_most("key p95 at 8 kB/s, 150 ms each way, in s", slow[wire.SLOWEST].late, 1, 1),
    ]


def of_start(rounds: int) -> list[Measure]:
    """How soon it is there, and how much room it takes."""
    (_, paints), kept = start.first_paints(start.ROUNDS * rounds), start.memories(rounds)
    return [
        at_most("first paint of the contents / empty Textual app", paints["contents"], 1.5, 1.2),
        at_most("first paint of a lesson, its words / empty app", paints["lesson words"], 1.8, 1.4),
        at_most("first paint of a lesson, its chart / empty app", paints["lesson chart"], 1.8, 1.4),
        at_most(
            "memory of a lesson playing / empty app + numpy",
            kept["lesson playing"] / kept["empty + numpy"],
            1.3,
            1.15,
        ),
    ]


def of_growth(rounds: int) -> list[Measure]:
    """Whether long lessons and large courses cost more."""
    found = growth.growth(8 * rounds, 2 * rounds)
    return [at_most(name, ratio, 2 if name.startswith("contents") else 1.1) for name, ratio in found.items()]


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(prog="python tests/bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured; default: 1")
    rounds = max(parser.parse_args().rounds, 1)
    measures: list[Measure] = []
    for part in (of_frames, of_start, of_wire, of_growth):
        measures += part(rounds)
        print(f"{len(measures)} measured", file=sys.stderr)
    print(table(measures))
    if missing := [name for name, module in PEERS.items() if find_spec(module) is None]:
        print(f"\nnot installed: {', '.join(missing)}")


if __name__ == "__main__":
    main()
