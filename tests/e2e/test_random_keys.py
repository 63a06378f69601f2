"""A lesson of every kind of scene, under keys and sizes drawn by chance: it plays on, and leaves clean."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import indent

import pytest

from calctui.scenes.catalog import fields_of, kinds

HEAD = "format: 1\nid: all-kinds\ntitle: All kinds\nsummary: For a test.\nsteps:\n"
STEP = """\
  - id: {id}
    title: {kind}
    text: Look at it.
    scene:
      kind: {kind}
"""
KEYS = [
    *["n", "p", "r", ".", ",", "[", "]", ">", "<", "t", "?", "c", "1", "5", "9", "/", "a", "+", "-"],
    " ",
    "\r",
    "\t",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[C",
    "\x1b[D",
]
SIZES = [(20, 5), (40, 12), (60, 20), (80, 24), (120, 40), (200, 50)]
CTRL_Q = "\x11"


def lesson_of_all_kinds() -> str:
    steps = (
        STEP.format(id=kind.replace("_", "-"), kind=kind)
        + indent(fields_of(kind).EXAMPLE.strip(), " " * 6)
        + "\n"
        for kind in kinds()
    )
    return HEAD + "".join(steps)


@pytest.mark.parametrize("seed", [1, 2])
def test_keys_by_chance_break_nothing(start_program, tmp_path: Path, seed: int):
    path = tmp_path / "all.yaml"
    path.write_text(lesson_of_all_kinds())
    terminal = start_program("play", str(path))
    terminal.wait_for("step 1 of")
    chance = random.Random(seed)
    for _ in range(150):
        terminal.press(chance.choice(KEYS))
        terminal.read(chance.choice([0.001, 0.01, 0.05]))
        if chance.random() < 0.05:
            terminal.resize(*chance.choice(SIZES))
    terminal.resize(80, 24)
    terminal.press(CTRL_Q)
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw
