"""Claims that are not true, or that nobody can decide."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.errors import FormulaError, Problem, SymbolicError
from calctui.lesson.model import Lesson
from calctui.maths.decide import decide
from calctui.maths.symbolic import SymbolicHelper
from calctui.scenes.scene import Scene


def wrong_claims(lesson: Lesson, index: int, helper: SymbolicHelper) -> Iterator[Problem]:
    """Decides each claim of a step by maths; what cannot be decided is a finding, never a pass."""
    step = lesson.steps[index]
    scene = step.scene.build(lesson.scope()) if step.scene else None
    for number, claim in enumerate(step.claims):
        place = ("steps", index, "claims", number)
        try:
            true = decide(claim, lesson.scope(), helper, lambda name, mark: _value_at(scene, name, mark))
        except FormulaError as error:
            yield lesson.problem(place, error.what, error.cure, offset=max(error.column - 1, 0))
        except SymbolicError as error:
            yield lesson.problem(place, str(error))
        else:
            if true is False:
                yield lesson.problem(place, "this is not true", "correct it, and the words that rely on it")
            elif true is None:
                yield lesson.problem(place, "this cannot be decided", "claim something simpler")


def _value_at(scene: Scene | None, name: str, mark: str) -> float:
    """A value of the scene at a mark; the loader has seen that both exist."""
    assert scene is not None
    frame = next(known.frame for known in scene.marks if known.id == mark)
    return float(scene.values[name].series[frame])
