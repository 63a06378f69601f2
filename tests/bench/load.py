"""How long a lesson of about 300 lines takes to load, beside what PyYAML's C loader alone takes to parse it.

Run it as `python tests/bench/load.py [ROUNDS]`. Each round does every job once, one after another, so that a
busy machine slows all of them alike; the medians of the rounds are compared.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from calctui.lesson.load import load_text
from calctui.lesson.reading.raw import RawCode, RawLesson, RawParameter, RawQuestion, RawStep
from calctui.lesson.reading.report import Report
from calctui.lesson.reading.shapes import read
from calctui.lesson.yaml.source import Source
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Sequence, read_tree
from calctui.scenes.catalog import fields_of

LESSON = Path(__file__).parents[2] / "lessons" / "01-introduction.yaml"
ROUNDS = 200
TARGET = 3.0
"""At most so many times what the C loader takes may the tree with places and its validation take."""


def validated(text: str) -> Node | None:
    """The tree of a lesson with every place in it, and each of its pieces against its shape, as the loader does."""
    source = Source("lesson.yaml", text)
    tree, problems = read_tree(source)
    report = Report(source)
    report.add(problems)
    assert isinstance(tree, Mapping)
    pieces: list[tuple[type, Node]] = [(RawLesson, tree)]
    parameters, steps = tree.values.get("parameters"), tree.values["steps"]
    assert isinstance(steps, Sequence)
    if isinstance(parameters, Mapping):
        pieces += [(RawParameter, node) for node in parameters.values.values()]
    for step in steps.items:
        assert isinstance(step, Mapping)
        pieces.append((RawStep, step))
        pieces += [(shape, step.values[key]) for key, shape in _INSIDE.items() if key in step.values]
        if isinstance(scene := step.values.get("scene"), Mapping):
            pieces.append(_fields(scene))
    for shape, node in pieces:
        read(shape, node, report, what="a piece", context={"functions": ("f",)})
    assert not report.problems, report.problems
    return tree


_INSIDE = {"code": RawCode, "question": RawQuestion}


def _fields(scene: Mapping) -> tuple[type, Node]:
    kind = scene.values["kind"]
    own = {key: value for key, value in scene.values.items() if key != "kind"}
    return fields_of(getattr(kind, "text", "")), Mapping(
        scene.line, scene.column, scene.flow, scene.keys, own
    )


def medians(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time of each job, in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            begun = time.perf_counter()
            job()
            times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def main(rounds: int) -> None:
    """Measures and prints."""
    text = LESSON.read_text(encoding="utf-8")
    jobs: dict[str, Callable[[], object]] = {
        "PyYAML's C loader": lambda: yaml.load(text, yaml.CSafeLoader),
        "tree with places": lambda: read_tree(Source("lesson.yaml", text)),
        "tree, validated": lambda: validated(text),
        "ready to play": lambda: load_text(text),
    }
    for job in jobs.values():
        job()
    found = medians(jobs, rounds)
    least = found["PyYAML's C loader"]
    print(f"{LESSON.name}: {text.count(chr(10))} lines, medians of {rounds} interleaved rounds")
    for name, size in found.items():
        print(f"  {name:<20} {size:7.2f} ms  {size / least:5.1f} times")
    met = "met" if found["tree, validated"] <= TARGET * least else "missed"
    print(f"goal: tree, validated, in at most {TARGET:g} times the C loader: {met}")
    print("ready to play: words and formulas too, and every scene computed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
