"""How long until the first words are up, and how much memory a lesson takes, against an app that shows nothing.

Run it with `python tests/bench/start.py`; contestants alternate; medians of rounds. Each program has been started
once before, so that Python has its bytecode and ours what it keeps of the lessons.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from terminal import Run
from wire import HERE, LESSON, PROGRAM, environ

SIZE = (80, 24)
ROUNDS = 15
PEER = [sys.executable, str(HERE / "peers.py")]
KEPT = tempfile.mkdtemp()
"""The learner's folder, the same for all starts."""


def first_paint(command: Sequence[str], *texts: str, **more: str) -> list[float]:
    """Seconds from the start of a program until texts are on the screen, one after the other.

    Args:
        command: Starts the program.
        texts: What is waited for.
        more: What its surroundings have besides.
    """
    begun = time.monotonic()
    run = Run(command, environ(CALCTUI_DATA=KEPT, **more), SIZE)
    try:
        found = []
        for text in texts:
            run.wait_for(text)
            found.append(time.monotonic() - begun)
        return found
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


def first_paints(rounds: int = ROUNDS) -> tuple[float, dict[str, float]]:
    """How long it takes until the contestants are up.

    Returns:
        Median seconds of an empty app, and how many times as long the others take: the median of the rounds, each
        beside the empty app of its own round, since a machine is slower at one time than at another.
    """
    lesson = [str(PROGRAM), "play", str(LESSON)]

    def each() -> tuple[float, dict[str, float]]:
        empty = first_paint([*PEER, "empty"], "ready")[0]
        words, chart = first_paint(lesson, "A long run", "┌")
        contents = first_paint([str(PROGRAM)], "Enter open")[0]
        return empty, {
            "contents": contents / empty,
            "lesson words": words / empty,
            "lesson chart": chart / empty,
        }

    each()
    empties, ratios = zip(*(each() for _ in range(rounds)), strict=True)
    return statistics.median(empties), {
        name: statistics.median(ratio[name] for ratio in ratios) for name in ratios[0]
    }


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
    empty, ratios = first_paints()
    print(f"first paint: {'empty':<16}{empty * 1e3:8.0f} ms")
    for name, ratio in ratios.items():
        print(f"first paint: {name:<16}{ratio:11.2f} of an empty Textual app")
    kept = memories()
    for name, value in kept.items():
        print(
            f"memory: {name:<20}{value:8.1f} MiB  {value / kept['empty + numpy']:.2f} of an empty app with numpy"
        )


if __name__ == "__main__":
    main()
