"""Values that are not finite at some frame, where the lesson does not say that they are meant to be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from calctui.check.budget import Budget
from calctui.check.parameters import used_parameters
from calctui.errors import FormulaError, Problem, SceneError
from calctui.lesson.live import stage_of
from calctui.lesson.model import Lesson
from calctui.scenes.scene import Scene, SceneFields


def wrong_values(lesson: Lesson, index: int, budget: Budget) -> Iterator[Problem]:
    """Looks at every value at every frame: as the author has it, and with each parameter at its ends."""
    step = lesson.steps[index]
    place = ("steps", index, "scene")
    stage = stage_of(lesson, step, lesson.scope().parameters)
    if step.scene is None or stage.scene is None:
        return
    for name, number, frame in _not_finite(stage.scene, step.scene):
        what = f"`{name}` is {number:g} from frame {frame} on"
        cure = f"write `diverges: true` if it is meant to grow, or `undefined: [{name}]` if it has no value there"
        yield lesson.problem(place, what, cure)
    for name in used_parameters(lesson, index):
        parameter = lesson.parameters[name]
        for end in (parameter.min, parameter.max):
            if budget.left <= 0:
                return
            what = _at_end(lesson, step.scene, name, end)
            if what:
                cure = (
                    f"narrow the limits of `{name}`, or write `diverges: true` in the scene if it is meant so"
                )
                yield lesson.problem(place, f"with {name} = {end:g}: {what}", cure)


def _at_end(lesson: Lesson, fields: SceneFields, name: str, end: float) -> str:
    """What is wrong with a scene when a parameter is at an end; empty if nothing is."""
    try:
        scene = fields.build(lesson.scope({name: end}))
    except (SceneError, FormulaError) as error:
        return error.what
    wrong = next(_not_finite(scene, fields), None)
    return f"`{wrong[0]}` is {wrong[1]:g} from frame {wrong[2]} on" if wrong else ""


def _not_finite(scene: Scene, fields: SceneFields) -> Iterator[tuple[str, float, int]]:
    """Each value that is not finite though it should be, with its number and frame."""
    if fields.diverges:
        return
    for name, value in scene.values.items():
        frames = np.flatnonzero(~np.isfinite(value.series))
        if len(frames) and name not in fields.undefined:
            yield name, float(value.series[frames[0]]), int(frames[0])
