"""Whether long lessons and large courses cost more: the 1000th step, the 100th lesson, the contents of 500 lessons.

Run it with `python tests/bench/growth.py [ROUNDS]`; what it plays is written to a temporary folder first.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from start import first_paint
from wire import PROGRAM

from calctui.charts.draw import Renderer
from calctui.layout.compose import Composer
from calctui.layout.screen import lay_out
from calctui.lesson.kept_lessons import open_lesson
from calctui.lesson.library import find_course, following
from calctui.player.events import GoToStep, SeekFrame
from calctui.player.player import Player
from calctui.player.update import told, update
from calctui.player.view import view

STEPS, LESSONS, MANY, FEW = 1000, 100, 500, 13
IN_A_FILE = 100
"""So many steps a lesson file may have; the lesson of 1000 steps is put together from them."""
ROUNDS = 12
FRAMES = 30

HEAD = """\
format: 1
id: {id}
title: A lesson, number {number}
summary: For measuring.
steps:
"""
STEP = """\
  - id: step-{number}
    title: Step {number}
    text: At $x$ = {{x:.3f}}.
    scene: {{kind: descent, function: x**2, start: 5, rate: 0.1, updates: 4}}
"""


def write(folder: Path, number: int, steps: int = 1) -> Path:
    """Writes a lesson."""
    file = folder / f"{number:04}.yaml"
    text = HEAD.format(id=f"lesson-{number}", number=number)
    file.write_text(text + "".join(STEP.format(number=step + 1) for step in range(steps)), encoding="utf-8")
    return file


class Screen:
    """What shows a player, without a terminal."""

    def __init__(self) -> None:
        self._renderer, self._composer = Renderer(), Composer()

    def show(self, player: Player) -> Player:
        """Shows a moment."""
        shown = view(player)
        layout = lay_out(shown, 120, 40)
        assert layout.chart is not None
        assert shown.figure is not None
        rows = self._renderer.rows(shown.figure, layout.chart.width, layout.chart.height)
        self._composer.compose(layout, rows)
        return player


def _time(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def _ratio(early: list[float], late: list[float]) -> float:
    return statistics.median(late) / statistics.median(early)


def steps(folder: Path, rounds: int = ROUNDS) -> tuple[float, float]:
    """What it costs to arrive at one of the last of 1000 steps, and a frame there, as ratios to the first ones."""
    read = open_lesson(write(folder, 1, IN_A_FILE))
    repeated = (replace(read.steps[place % IN_A_FILE], id=f"step-{place}") for place in range(STEPS))
    player = told(replace(read, steps=tuple(repeated)))
    screen = Screen()
    arriving: tuple[list[float], list[float]] = ([], [])
    playing: tuple[list[float], list[float]] = ([], [])
    for number in range(1, rounds + 1):
        for place, first in enumerate((0, STEPS - rounds - 1)):
            index = first + number
            came: list[Player] = []
            arriving[place].append(
                _time(
                    lambda index=index, came=came: came.append(screen.show(update(player, GoToStep(index))))
                )
            )
            for frame in range(1, FRAMES):
                moved = update(came[0], SeekFrame(frame))
                playing[place].append(_time(lambda moved=moved: screen.show(moved)))
    return _ratio(*arriving), _ratio(*playing)


def lessons(folder: Path, rounds: int = ROUNDS) -> float:
    """What it costs to open the 100th lesson of a folder and to know which comes then, as a ratio to the 1st."""
    for number in range(LESSONS + 1):
        write(folder, number)
    listed = find_course(str(folder)).entries
    took: tuple[list[float], list[float]] = ([], [])
    screen = Screen()
    for _ in range(rounds):
        for place, entry in enumerate((listed[0], listed[LESSONS - 1])):
            took[place].append(_time(lambda path=entry.path: screen.show(told(open_lesson(path)))))
    assert following(listed[LESSONS - 1]) is not None
    return _ratio(*took)


def contents(folder: Path, rounds: int = 3) -> float:
    """The first paint of the contents of 500 lessons, as a ratio to that of 13."""
    for number in range(MANY - FEW):
        write(folder, number)
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for place, more in enumerate(({}, {"CALCTUI_LESSONS": str(folder)})):
            seconds = first_paint([str(PROGRAM)], "Enter open", **more)[0]
            # The first time what is kept of the lessons is made.
            if number:
                took[place].append(seconds)
    return _ratio(*took)


def growth(rounds: int = ROUNDS, starts: int = 3) -> dict[str, float]:
    """All of them."""
    with tempfile.TemporaryDirectory() as kept:
        os.environ["CALCTUI_DATA"] = kept
        one, two, three = (Path(kept, name) for name in ("steps", "lessons", "contents"))
        for folder in (one, two, three):
            folder.mkdir()
        arriving, playing = steps(one, rounds)
        return {
            "arriving at the 1000th step / the 1st": arriving,
            "a frame of the 1000th step / of the 1st": playing,
            "opening the 100th lesson / the 1st": lessons(two, rounds),
            "contents of 500 lessons / of 13": contents(three, starts),
        }


def main(rounds: int) -> None:
    """Prints the ratios."""
    for name, ratio in growth(rounds).items():
        print(f"{name:<44}{ratio:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
