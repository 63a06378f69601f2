"""Which parameters a step depends on."""

from __future__ import annotations

from collections.abc import Iterable

from calctui.lesson.model import Lesson
from calctui.lesson.reading.scene_formulas import formulas_in


def used_parameters(lesson: Lesson, index: int) -> tuple[str, ...]:
    """The parameters that the scene of a step depends on, also through definitions, and those that it offers."""
    step = lesson.steps[index]
    names = set(step.tune)
    if step.scene is not None:
        for found in formulas_in(step.scene):
            names |= {*found.formula.names, *_in_calls(found.formula.calls, lesson)}
    return tuple(name for name in lesson.parameters if name in names)


def _in_calls(calls: Iterable[str], lesson: Lesson) -> set[str]:
    """The names in definitions, and in those that they call."""
    names: set[str] = set()
    called, to_do = set(calls), list(calls)
    while to_do:
        definition = lesson.definitions[to_do.pop()]
        names |= set(definition.body.names) - set(definition.arguments)
        new = set(definition.body.calls) - called
        called |= new
        to_do += new
    return names
