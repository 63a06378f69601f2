"""How long until the first words are up, and how much memory a lesson takes, against an app that shows nothing.

Run it with `python tests/bench/start.py`; contestants alternate; medians of rounds. Each program has been started
once before, so that Python has its bytecode and ours what it keeps of the lessons.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from terminal import Run
from wire import HERE, LESSON, PROGRAM, environ

SIZE = (80, 24)
ROUNDS = 9
PEER = [sys.executable, str(HERE / "peers.py")]
KEPT = tempfile.mkdtemp()
"""The learner's folder, the same for all starts."""


def first_paint(command: Sequence[str], text: str, **more: str) -> float:
    """Seconds from the start of a program, with more in its surroundings, until a text is on the screen."""
    begun = time.monotonic()
    run = Run(command, environ(CALCTUI_DATA=KEPT, **more), SIZE)
    try:
        run.wait_for(text)
        return time.monotonic() - begun
    finally:
        run.close()


def memory(command: Sequence[str], text: str) -> float:
    """Resident memory in MiB, some seconds after a text is on the screen."""
    run = Run(command, environ(CALCTUI_DATA=KEPT), SIZE)
    try:
        run.wait_for(text)
        end = time.monotonic() + 3
        while time.monotonic() < end:
            run.step(0.01)
        return run.memory() / 2**20
    finally:
        run.close()


def first_paints(rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds until each contestant is up."""
    contestants: dict[str, Callable[[], float]] = {
        "empty": lambda: first_paint([*PEER, "empty"], "ready"),
        "contents": lambda: first_paint([str(PROGRAM)], "Enter open"),
        "lesson words": lambda: first_paint([str(PROGRAM), "play", str(LESSON)], "A long run"),
        "lesson chart": lambda: first_paint([str(PROGRAM), "play", str(LESSON)], "┌"),
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for start in contestants.values():
        start()
    for _ in range(rounds):
        for name, start in contestants.items():
            times[name].append(start())
    return {name: statistics.median(values) for name, values in times.items()}


def memories(rounds: int = 3) -> dict[str, float]:
    """The median memory of each contestant, in MiB."""
    contestants = {
        "empty": ([*PEER, "empty"], "ready"),
        "empty + numpy": ([*PEER, "numpy"], "ready"),
        "lesson playing": ([str(PROGRAM), "play", str(LESSON)], "┌"),
    }
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, (command, text) in contestants.items():
            found[name].append(memory(command, text))
    return {name: statistics.median(values) for name, values in found.items()}


def main() -> None:
    """Prints the table."""
    medians = first_paints()
    for name, value in medians.items():
        print(
            f"first paint: {name:<16}{value * 1e3:8.0f} ms   {value / medians['empty']:.2f} of an empty Textual app"
        )
    kept = memories()
    for name, value in kept.items():
        print(
            f"memory: {name:<20}{value:8.1f} MiB  {value / kept['empty + numpy']:.2f} of an empty app with numpy"
        )


if __name__ == "__main__":
    main()
