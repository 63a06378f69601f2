"""The shapes of a lesson file as YAML has them: what is required, what may stand, and of which type.

Every piece (the lesson, a step, its code, its question) is read alone, so that one mistake does not hide the
next. Texts are only bounded here; what they say is read by `prose` and `maths`.
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Any, ClassVar

from pydantic import Field

from calctui.frozen import frozen
from calctui.lesson.model import Gate, QuestionKind
from calctui.scenes.fields import FORBID_EXTRA

FORMAT = 1
"""The version of the lesson format that this program reads."""

Id = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", description="a-z, 0-9 and -, at most 64 characters")
]
Words = Annotated[str, Field(min_length=1, max_length=1000)]
Text = Annotated[str, Field(min_length=1, max_length=4000, description="Markdown")]
Expression = Annotated[str, Field(min_length=1, max_length=1000, description="a formula")]
Real = Annotated[float, Field(allow_inf_nan=False)]
LineNumber = Annotated[int, Field(ge=1)]


@frozen(kw_only=True, slots=False)
class RawParameter:
    """What a learner may tune.

    Attributes:
        label: Its name in words; default: its name in formulas.
        value: The author's value.
        min: The smallest value.
        max: The largest value.
        step: How far one press of a key goes, counted from the value.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    value: Real
    min: Real
    max: Real
    step: Annotated[Real, Field(gt=0)]
    label: Words | None = None


@frozen(kw_only=True, slots=False)
class RawLesson:
    """A lesson file.

    Attributes:
        format: The version of the format, 1.
        id: Never to be changed, since progress is kept by it.
        title: What it is about.
        summary: One line for the contents.
        concept: Lessons of one concept are listed together in the contents.
        requires: Ids of lessons that should come before; advice, never a lock.
        minutes: How long it takes; default: estimated.
        define: Functions for its formulas, as in `f(x): x**2`.
        parameters: Numbers that a learner may tune, by their names in formulas.
        terms: Words that it explains, each with its meaning.
        steps: What is read and seen, one after another; at most 100.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    id: Id
    title: Words
    summary: Words
    steps: Annotated[list[Any], Field(min_length=1, max_length=100)]
    concept: Words | None = None
    requires: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    minutes: Annotated[int, Field(gt=0, le=600)] | None = None
    define: Annotated[dict[str, Expression], Field(max_length=20)] = field(default_factory=dict)
    parameters: Annotated[dict[str, Any], Field(max_length=20)] = field(default_factory=dict)
    terms: Annotated[dict[str, Words], Field(max_length=100)] = field(default_factory=dict)


@frozen(kw_only=True, slots=False)
class RawStep:
    """One step: a text, and beside it what moves, what runs, what is asked.

    Attributes:
        id: Never to be changed, and no other step's, since progress is kept by it.
        title: Its heading.
        text: What is read.
        tune: Names of the parameters that it offers.
        scene: The moving picture; its `kind` says which fields it has. Without one the text has the full width.
        values: Which of the scene's values stand in the line below the words, in this order; default: those that
            its kind lists.
        code: A program that lights up as the picture moves.
        question: What the learner is asked.
        claims: Facts that the words rely on; `calctui check` proves each of them.
        notes: For the teacher; never shown to the learner.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: Id
    title: Words
    text: Text
    tune: Annotated[tuple[Words, ...], Field(max_length=20)] = ()
    scene: Any = None
    values: Annotated[tuple[Words, ...], Field(max_length=20)] | None = None
    code: Any = None
    question: Any = None
    claims: Annotated[tuple[Expression, ...], Field(max_length=50)] = ()
    notes: Text = ""


@frozen(kw_only=True, slots=False)
class RawCode:
    """A program beside the picture.

    Attributes:
        listing: Its lines, shown as they are.
        phases: Which line or lines, counted from 1, light up in a phase of the scene.
        prints: A line that it prints at each update, with live numbers.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    listing: Text
    phases: dict[str, LineNumber | tuple[LineNumber, ...]] = field(default_factory=dict)
    prints: Words | None = None


@frozen(kw_only=True, slots=False)
class RawWrong:
    """A known mistake, or another option of a choice.

    Attributes:
        answer: What is answered, written as the right one is.
        because: Why it is wrong, for the learner who answers this.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    answer: Expression | tuple[Expression, ...]
    because: Words


@frozen(kw_only=True, slots=False)
class RawQuestion:
    """A question.

    Attributes:
        kind: What an answer is.
        prompt: What is asked.
        answer: The right answer, a formula of what is known at the hold (else the end) and of `x@update-3`; for
            choice the words of the right option, for point a list.
        hold: The mark at which the picture waits until the question is settled.
        tolerance: How far off an answer may be, for number and point; default: half a unit of the third
            significant digit.
        wrong: Known mistakes; for choice, the other options.
        hints: Shown one after another, when they are asked for.
        explain: Shown when the question is settled.
        gate: What opens the way on: nothing, any real try, or the right answer; default: try with hold, else none.
        review: Whether it may be asked again on another day; false for a guess about this one moment.
        of: Which names are free in an expression; default: the scene's variables.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    kind: QuestionKind
    prompt: Words
    answer: Expression | tuple[Expression, ...]
    hold: Words | None = None
    tolerance: Annotated[Real, Field(gt=0)] | None = None
    wrong: Annotated[tuple[RawWrong, ...], Field(max_length=20)] = ()
    hints: Annotated[tuple[Words, ...], Field(max_length=10)] = ()
    explain: Words | None = None
    gate: Gate | None = None
    review: bool = True
    of: Annotated[tuple[Words, ...], Field(max_length=10)] = ()
