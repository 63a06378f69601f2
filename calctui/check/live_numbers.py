"""Live numbers that a learner would read as undefined or infinite."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.check.words import Words, words_of
from calctui.errors import FormulaError, Problem, SceneError
from calctui.lesson.live import Stage, stage_of
from calctui.lesson.model import Lesson, Step
from calctui.lesson.words.holes import Hole
from calctui.numbers import format_number

_NO_NUMBERS = {
    format_number(number, plain=plain)
    for number in (float("nan"), float("inf"), float("-inf"))
    for plain in (False, True)
}


def wrong_live_numbers(lesson: Lesson, index: int) -> Iterator[Problem]:
    """Looks at every live number at every moment at which it is read; as `undefined` and `diverges` allow.

    As the author has it, and with each parameter that the step offers at its ends.
    """
    step = lesson.steps[index]
    if step.scene is not None and step.scene.diverges:
        return
    told: set[tuple[object, ...]] = set()
    for when, tuned in _settings(lesson, index):
        try:
            stage = stage_of(lesson, step, tuned)
        except (SceneError, FormulaError):
            continue  # told of as a scene that cannot be built
        for words in words_of(lesson, index, stage):
            for hole in words.text.holes:
                if (*words.path, hole.offset) in told or not (wrong := _no_number(hole, words, stage, step)):
                    continue
                told.add((*words.path, hole.offset))
                cure = (
                    "show something else, or write `undefined` or `diverges` in the scene if it is meant so"
                )
                yield lesson.problem(words.path, f"{when}{wrong}", cure, offset=hole.offset)


def _settings(lesson: Lesson, index: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Each setting of the parameters that is looked at, and how to begin a sentence about it."""
    author = dict(lesson.scope().parameters)
    yield "", author
    for name in lesson.steps[index].tune:
        for end in (lesson.parameters[name].min, lesson.parameters[name].max):
            yield f"with {name} = {end:g}: ", {**author, name: end}


def _no_number(hole: Hole, words: Words, stage: Stage, step: Step) -> str:
    """What is wrong with a live number; empty if it is always a number, or need not be one."""
    if step.scene is not None and set(step.scene.undefined) & set(hole.formula.names):
        return ""
    texts = stage.texts(hole).at
    wrong = next((frame for frame in words.frames if texts[frame] in _NO_NUMBERS), None)
    return "" if wrong is None else f"`{hole.text}` is {texts[wrong]} at frame {wrong}"
