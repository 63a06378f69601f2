"""Values that are not finite at some frame, where the lesson does not say that they are meant to be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from calctui.errors import FormulaError, Problem, SceneError
from calctui.lesson.model import Lesson


def wrong_values(lesson: Lesson, index: int) -> Iterator[Problem]:
    """Looks at every value at every frame, and builds the scene at both ends of each parameter."""
    step = lesson.steps[index]
    if step.scene is None:
        return
    place = ("steps", index, "scene")
    scene = step.scene.build(lesson.scope())
    for name, value in scene.values.items():
        wrong = np.flatnonzero(~np.isfinite(value.series))
        if len(wrong) and not step.scene.diverges and name not in step.scene.undefined:
            what = f"`{name}` is {value.series[wrong[0]]:g} from frame {wrong[0]} on"
            cure = f"write `diverges: true` if it is meant to grow, or `undefined: [{name}]` if it has no value there"
            yield lesson.problem(place, what, cure)
    for name in step.tune:
        parameter = lesson.parameters[name]
        for end in (parameter.min, parameter.max):
            try:
                step.scene.build(lesson.scope({name: end}))
            except (SceneError, FormulaError) as error:
                yield lesson.problem(
                    place, f"with {name} = {end:g}: {error.what}", "narrow the limits of the parameter"
                )
