"""What the course as a whole promises: every lesson opens, asks and closes as a learner was told."""

from __future__ import annotations

import pytest

from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson

LESSONS = [load_lesson(entry.path) for entry in entries({})]
IDS = [
    "introduction",
    "derivative",
    "rules",
    "descent",
    "learning-rate",
    "partial-derivative",
    "gradient",
    "descent-2d",
    "chain-rule",
    "backpropagation",
    "integral",
    "expectation",
    "fit-a-model",
]
CONCEPTS = {
    "Derivative": "every gradient computation",
    "Partial derivative": "multi-parameter optimization",
    "Gradient": "gradient descent",
    "Chain rule": "backpropagation",
    "Integral": "probability",
}
each = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)


def acts(step) -> bool:
    return step.question is not None or bool(step.tune)


def test_the_lessons_are_those_of_the_course_in_its_order():
    assert [lesson.id for lesson in LESSONS] == IDS


@each
def test_what_a_lesson_requires_comes_before_it(lesson):
    assert all(IDS.index(name) < IDS.index(lesson.id) for name in lesson.requires)
    assert lesson.requires or lesson.id == IDS[0]


@each
def test_the_learner_does_something_at_least_every_third_step(lesson):
    idle = 0
    for step in lesson.steps[:-2]:
        idle = 0 if acts(step) else idle + 1
        assert idle < 3, step.id


@each
def test_every_step_but_summaries_and_retrieval_has_a_picture(lesson):
    for step in lesson.steps[:-2]:
        assert step.scene is not None, step.id
    without = [step.id for step in lesson.steps if step.scene is None]
    assert len(without) <= 2


@each
def test_a_lesson_ends_with_what_is_known_now(lesson):
    assert "You now know" in "".join(step.text.source for step in lesson.steps[-2:]) or lesson.id == IDS[-1]


@each
def test_an_earlier_lesson_is_asked_again(lesson):
    recalls = [step for step in lesson.steps if step.id == "recall"]
    assert len(recalls) == (lesson.id != IDS[0])
    assert all(step.question is not None for step in recalls)


@each
def test_every_question_helps(lesson):
    for step in lesson.steps:
        if step.question is not None:
            assert step.question.hints, step.id
            assert step.question.explain is not None, step.id
            if step.question.hold:
                assert step.question.gate != "none", step.id


def test_no_word_is_explained_twice():
    seen: dict[str, str] = {}
    for lesson in LESSONS:
        for term in lesson.terms:
            assert term not in seen, f"{term}: {seen.get(term)} and {lesson.id}"
            seen[term] = lesson.id


@pytest.mark.parametrize(("concept", "place"), CONCEPTS.items())
def test_each_concept_has_its_lessons_and_says_where_one_sees_it(concept, place):
    own = [lesson for lesson in LESSONS if lesson.concept == concept]
    assert own
    words = " ".join(step.text.source for lesson in own for step in lesson.steps).casefold()
    assert place in " ".join(words.split())


def test_the_last_step_puts_the_first_program_beside_the_ideas():
    last = " ".join(step.text.source for step in LESSONS[-1].steps[-1:])
    for line in ("def f(x)", "def df(x)", "learning_rate", "for i in range", "gradient = df(x)"):
        assert line in last
