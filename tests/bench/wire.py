"""What a moving lesson costs on the line, the processor and the learner's patience, against the usual way.

Run it with `python tests/bench/wire.py [ROUNDS]`; a round takes a minute. Contestants alternate; medians of rounds.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from least import least_bytes
from terminal import Line, Measured, Run

SIZE = (120, 40)
TRANSPORT = 38
ROUNDS = 3
SECONDS = 4.0
HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).parent / "calctui"
LESSON = HERE / "lesson.yaml"
OURS = [(b">", "1.5×"), (b"<", " 1×")]
THEIRS = [(b">", "1.5x"), (b"<", " 1x")]


def environ(**more: str) -> dict[str, str]:
    """What programs are told of their surroundings."""
    data = tempfile.mkdtemp()
    return {
        "PATH": os.environ["PATH"],
        "HOME": data,
        "CALCTUI_DATA": data,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **more,
    }


def lesson(line: Line | None = None, *, playing: bool = True, **more: str) -> Run:
    """The lesson, playing behind a line, or paused."""
    run = Run([str(PROGRAM), "play", str(LESSON)], environ(**more), SIZE, line)
    run.wait_for("┌", 60)
    run.wait_for("●", 60)
    # Three tenths of the way on there is no stop any more; from there it plays for six seconds.
    run.type(b"3 " if playing else b"3")
    for _ in range(100):
        run.step(0.01)
    return run


def peer(which: str = "static", line: Line | None = None) -> Run:
    """The usual way, or the widget of textual-plot, behind a line."""
    run = Run([sys.executable, str(HERE / "peers.py"), which], environ(), SIZE, line)
    run.wait_for("/601", 60)
    for _ in range(100):
        run.step(0.01)
    return run


def measured(start: Callable[[], Run], keys: list[tuple[bytes, str]], seconds: float = SECONDS) -> Measured:
    """One round."""
    run = start()
    try:
        return run.watch(seconds, TRANSPORT, keys, every=0.25)
    finally:
        run.close()


def burnt(start: Callable[[], Run], seconds: float = SECONDS) -> float:
    """The share of a processor that one takes."""
    run = start()
    try:
        return run.burn(seconds)
    finally:
        run.close()


def median(values: list[float]) -> float:
    """The median; not a number where there is none."""
    return statistics.median(values) if values else float("nan")


def p95(values: list[float]) -> float:
    """Nineteen in twenty are not above it."""
    return sorted(values)[max(round(0.95 * len(values)) - 1, 0)] if values else float("nan")


@dataclass(frozen=True)
class Playing:
    """What a contestant takes while it plays, as medians of rounds.

    Attributes:
        frame: Bytes a frame.
        busy: The share of a processor.
        key: Seconds from a key to the screen.
        fps: Frames shown a second.
    """

    frame: float
    busy: float
    key: float
    fps: float


@dataclass(frozen=True)
class Slow:
    """What a slow line makes of it.

    Attributes:
        fps: Frames shown a second.
        key: Median seconds from a key to the screen.
        late: Nineteen in twenty keys do not take longer.
    """

    fps: float
    key: float
    late: float


def playing(rounds: int = ROUNDS, seconds: float = SECONDS) -> dict[str, Playing]:
    """The lesson, playing and paused, and its peers, in turns, on a line that carries all."""
    contestants: dict[str, tuple[Callable[[], Run], list[tuple[bytes, str]]]] = {
        "calctui": (lesson, OURS),
        "paused": (lambda: lesson(playing=False), OURS),
        "static": (peer, THEIRS),
    }
    if find_spec("textual_plot") is not None:
        contestants["textual-plot"] = (lambda: peer("plot"), THEIRS)
    found: dict[str, list[Measured]] = {name: [] for name in contestants}
    busy: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, (start, keys) in contestants.items():
            found[name].append(measured(start, keys, seconds))
        for name, (start, _keys) in contestants.items():
            if name != "paused":
                busy[name].append(burnt(start, seconds))
    return {
        name: Playing(
            median([run.bytes / max(run.shown, 1) for run in runs]),
            median(busy[name]),
            median([delay for run in runs for delay in run.delays]),
            median([run.shown / run.seconds for run in runs]),
        )
        for name, runs in found.items()
    }


SLOWEST = "8 kB/s, 150 ms each way"
LINES: dict[str, tuple[Line, dict[str, str]]] = {
    "50 kB/s": (Line(50e3), {}),
    "20 kB/s": (Line(20e3), {}),
    "20 kB/s, 16 colours": (Line(20e3), {"COLORTERM": "", "TERM": "xterm"}),
    "1 MB/s, 150 ms each way": (Line(1e6, 0.15), {}),
    SLOWEST: (Line(8e3, 0.15), {}),
}
RUNS, RUNS_OF_SLOWEST = 3, 4
"""How often each line is played behind: now and then a run has a quarter fewer frames, and of the slowest line's
keys, some six in a run, the slowest would be chance."""
STATIC = "50 kB/s, Static + from_ansi"


def slow(rounds: int = 1, seconds: float = SECONDS) -> dict[str, Slow]:
    """The lesson behind each of the slow lines, and the usual way behind one of them, in turns."""
    found: dict[str, list[Measured]] = {name: [] for name in (*LINES, STATIC)}
    for _ in range(rounds):
        for name, (line, more) in LINES.items():
            for _ in range(RUNS_OF_SLOWEST if name == SLOWEST else RUNS):
                run = measured(lambda line=line, more=more: lesson(line, **more), OURS, seconds)
                found[name].append(run)
        found[STATIC].append(measured(lambda: peer("static", Line(50e3)), THEIRS, seconds))
    return {
        name: Slow(
            median([run.shown / run.seconds for run in runs]),
            median([delay for run in runs for delay in run.delays]),
            p95([delay for run in runs for delay in run.delays]),
        )
        for name, runs in found.items()
    }


def main(rounds: int) -> None:
    """Prints the tables."""
    print(f"{'30 frames a second':<30}{'bytes a frame':>14}{'CPU %':>8}{'key ms':>8}{'fps':>8}")
    for name, one in playing(rounds).items():
        print(f"{name:<30}{one.frame:>14.0f}{100 * one.busy:>8.1f}{1e3 * one.key:>8.1f}{one.fps:>8.1f}")
    print(f"{'least possible, in truecolour':<30}{least_bytes(LESSON, SIZE):>14.0f}")
    print(f"{'slow lines':<30}{'fps':>14}{'key p50':>16}{'p95, s':>8}")
    for name, line in slow().items():
        print(f"{name:<30}{line.fps:>14.1f}{line.key:>16.2f}{line.late:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
