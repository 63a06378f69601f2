"""Answers to every kind of question: outcomes, and the words that a learner reads."""

from __future__ import annotations

import pytest

from calctui.grading.choices import offered
from calctui.grading.grade import grade
from calctui.grading.room import tolerance
from calctui.lesson.model import Question
from calctui.lesson.words.texts import parse_line
from calctui.maths.parsing.formulas import parse

NUMBERS = [
    ("predict", "3.2", "right", "Right."),
    ("predict", "16/5", "right", "Right."),
    ("predict", "4 - 0.1*8", "right", "Right."),
    ("predict", "4 − 0.1·8", "right", "Right."),
    ("predict", "3.21", "right", "Right."),
    ("predict", "3.19", "right", "Right."),
    ("predict", "3.211", "wrong", "Not quite. That is near; within 0.01 counts as right."),
    ("predict", "x = 3.2", "right", "Right. I took what stands behind x =."),
    ("predict", "320%", "right", "Right."),
    ("predict", "4.8", "wrong", "Not quite. That climbs from 4 by 0.8: the update subtracts."),
    ("predict", "-4", "wrong", "Not quite. Multiply the slope by 0.1 first."),
    ("predict", "7", "wrong", "Not quite."),
    ("predict", "2^3", "wrong", "Not quite. I read 2^3 as 8."),
    ("predict", "32%", "wrong", "Not quite. I read 32% as 0.32."),
    ("predict", "f(3)", "wrong", "Not quite. I read f(3) as 9."),
    ("predict", "3.1 + lr", "right", "Right."),
    ("later", "5(4/5)^5", "right", "Right."),
    ("later", "1.64", "right", "Right."),
    ("later", "1.6", "wrong", "Not quite. That is near; within 0.005 counts as right."),
    ("third", "1/3", "right", "Right."),
    ("third", "0.333", "right", "Right."),
    ("third", ".3333", "right", "Right."),
    ("third", "√(1/9)", "right", "Right."),
    ("third", "(1/3*(1+1e-8) - 1/3)/1e-8", "right", "Right."),
    ("third", "0.33", "wrong", "Not quite. That is near; within 0.0005 counts as right."),
    ("zero", "0", "right", "Right."),
    ("zero", "0.0004", "right", "Right."),
    ("zero", "0.001", "wrong", "Not quite. That is near; within 0.0005 counts as right."),
    ("quarter", "25%", "right", "Right."),
    ("quarter", "25 %", "right", "Right."),
    ("quarter", "P(X < 1/2) = 1/4", "right", "Right. I took what stands behind P(X < 1/2) =."),
]

POINTS = [
    ("gradient", "(4, 8)", "right", "Right."),
    ("gradient", "[4, 8]", "right", "Right."),
    ("gradient", "4, 8", "right", "Right."),
    ("gradient", "4; 8", "right", "Right."),
    ("gradient", "x = 4, y = 8", "right", "Right. I took what stands behind x = and y =."),
    ("gradient", "∇f = (2*2, 8)", "right", "Right. I took what stands behind ∇f =."),
    ("gradient", "8, 4", "wrong", "Not quite. The other way round: x first."),
    ("gradient", "4, 7", "wrong", "Not quite."),
    (
        "gradient",
        "4",
        "invalid",
        "I cannot read that yet: 2 numbers are asked for, and this is one; "
        "write them as in (1, 2), with decimal points.",
    ),
    (
        "gradient",
        "4,0, 8,0",
        "invalid",
        "I cannot read that yet: 2 numbers are asked for, and these are 4; "
        "write them as in (1, 2), with decimal points.",
    ),
]

LOOSE_POINTS = [
    ("4 8", "(4, 8)"),
    ("[4 8]", "(4, 8)"),
    ("(4 8)", "(4, 8)"),
    ("(4, 8", "(4, 8)"),
    ("4, 8]", "(4, 8)"),
    ("4 -8", "(4, -8)"),
    ("-4. 0.5", "(-4, 0.5)"),
    ("x = 4 y = 8", "(4, 8)"),
    ("4 and 8", "(4, 8)"),
    ("4 : 8", "(4, 8)"),
    ("1/2 8", "(1/2, 8)"),
]

EXPRESSIONS = [
    ("slope", "2x", "right", "Right."),
    ("slope", "f'(x) = 2x", "right", "Right. I took what stands behind f'(x) =."),
    ("slope", "y = x + x", "right", "Right. I took what stands behind y =."),
    ("slope", "((x+1)^2 - (x-1)^2)/2", "right", "Right."),
    ("slope", "2x^2/x", "right", "Right."),
    ("slope", "f(x+1) - f(x) - 1", "right", "Right."),
    ("slope", "x", "wrong", "Not quite. The power comes down as a factor: 2 here."),
    ("slope", "y = x^2", "wrong", "Not quite. That is the function itself. I took what stands behind y =."),
    ("slope", "x·x", "wrong", "Not quite. That is the function itself."),
    ("slope", "1/2x", "wrong", "Not quite. I read 1/2·x."),
    (
        "slope",
        "1.999x",
        "wrong",
        "Not quite. That is near: is a number rounded? Write it exactly. I read 1.999x.",
    ),
    (
        "slope",
        "slope",
        "invalid",
        "I cannot read that yet: slope is unknown here; the only name here is x.",
    ),
    ("slope", "2", "wrong", "Not quite. I read 2."),
    (
        "slope",
        "ln(-1-x^2)",
        "invalid",
        "I cannot read that yet: ln(−1 − x²) has no value that can be computed; "
        "look at its roots, logarithms and quotients.",
    ),
    ("factor", "1 - 2lr", "right", "Right."),
    ("factor", "0.8", "wrong", "Not quite. I read 0.8."),
    ("factor", "1-lr", "wrong", "Not quite. The slope is twice x."),
    ("power", "5*0.8^k", "right", "Right."),
    ("power", "x_k = 5 e^(k ln(4/5))", "right", "Right. I took what stands behind x_k =."),
    ("power", "(5*4/5)^k", "wrong", "Not quite. I read (5·4/5)ᵏ."),
    (
        "area",
        "ln x",
        "right",
        "Right. Yours has no value at x = −1, where the answer has one: it holds where both have.",
    ),
    ("area", "ln(2x)", "wrong", "Not quite. I read ln(2x)."),
    ("area", "ln(x^2)/2", "right", "Right."),
    (
        "size",
        "sqrt(x)^2",
        "invalid",
        "This is right wherever it has a value, but it has none at x = −1. "
        "The answer has one there: can you write it so that it holds there too?",
    ),
    ("mixed", "4 + h", "right", "Right."),
    ("mixed", "x + h", "right", "Right."),
    (
        "mixed",
        "4.001 + h",
        "wrong",
        "Not quite. That is near: is a number rounded? Write it exactly. I read 4.001 + h.",
    ),
]

INVALID = [
    ("predict", "", "there is nothing to read; write a number or a formula."),
    ("predict", "   ", "there is nothing to read; write a number or a formula."),
    ("predict", "x =", "nothing stands behind x =; write a number or a formula."),
    ("predict", "3,2", "a comma is no decimal point; write 3.2."),
    ("predict", "3,200", "a comma can mean two things in a number; write 3200, or a decimal point."),
    ("predict", "x", "x stands for a number of the picture; write the number itself."),
    ("predict", "x - lr*slope", "x stands for a number of the picture; write the number itself."),
    ("predict", "idk", "idk is unknown here; write a number."),
    ("third", "idk", "idk is unknown here; write a number."),
    ("predict", "minus 3", "there are words in it; write the number alone."),
    ("predict", "I don't know", "there are words in it; write the number alone."),
    ("predict", "sqrt(3", "this bracket is never closed; write ) where it ends."),
    ("predict", "ln(0)", "this has no value among the real numbers; write a number."),
    ("predict", "sqrt(-1)", "this has no value among the real numbers; write a number."),
    ("zero", "10^20*lr + 7 - 10^20*lr", "rounding eats the value of this; write the number itself."),
    ("predict", "exp(1000)", "this is no number that can be computed; write a smaller one."),
    ("predict", "a = b = 3", "there is more than one =; write the answer alone."),
    ("predict", "2x = 4", "an answer is one side of an equation; write that side alone."),
    ("predict", "9^9^9", "a constant exponent may be 40 at most in size; write a smaller one, or exp(...)."),
    ("predict", "5%%", "% cannot stand in a formula; write /100."),
    (
        "slope",
        "X + 1",
        "X is unknown here; did you mean x? Small and capital letters differ; the only name here is x.",
    ),
    (
        "slope",
        "2y",
        "y is unknown here; the only name here is x.",
    ),
    ("slope", "Sin(x)", "there is no function Sin; did you mean sin?"),
    (
        "area",
        "ln(x) + C",
        "C is unknown here; leave a constant of integration out; the only name here is x.",
    ),
    (
        "area",
        "PI",
        "PI is unknown here; did you mean pi? Small and capital letters differ; the only name here is x.",
    ),
    ("area", "xx", "xx is unknown here; write x*x for a product; the only name here is x."),
    ("predict", "sqrt80", "sqrt80 is unknown here; write sqrt(80)."),
    ("slope", "2x1", "x1 is unknown here; write x^1 for a power."),
    ("area", "2,5x", "a comma is no decimal point; write 2.5."),
    ("area", "x" * 301, "an answer may have 300 characters; this one has 301; write it shorter."),
    ("choose", "", "there is nothing to read; type a letter, a to d."),
    ("choose", "e", "that is none of the options; type a letter, a to d."),
    ("choose", "yes", "more than one option begins so; type a letter, a to d."),
    ("choose", "x" * 1001, "that is longer than any of the options; type a letter, a to d."),
]


@pytest.mark.parametrize(("step", "text", "outcome", "feedback"), [*NUMBERS, *POINTS, *EXPRESSIONS])
def test_an_answer_is_graded_and_told(ask, step, text, outcome, feedback):
    verdict = ask(step, text)
    assert (verdict.outcome, verdict.feedback) == (outcome, feedback)


@pytest.mark.parametrize(("step", "text", "feedback"), INVALID)
def test_what_cannot_be_read_is_a_friendly_question(ask, step, text, feedback):
    verdict = ask(step, text)
    assert (verdict.outcome, verdict.feedback) == ("invalid", "I cannot read that yet: " + feedback)


@pytest.mark.parametrize(("typed", "written"), LOOSE_POINTS)
def test_numbers_side_by_side_are_told_how_a_point_is_written(ask, typed, written):
    verdict = ask("gradient", typed)
    words = f"I cannot read that yet: these go in brackets, with a comma between; write it as {written}."
    assert (verdict.outcome, verdict.feedback) == ("invalid", words)


@pytest.mark.parametrize("typed", ["I don't know", "2*2 8", "4 x 8"])
def test_what_is_no_point_is_told_that_one_is_asked_for(ask, typed):
    told = "I cannot read that yet: 2 numbers are asked for; write them as in (1, 2)."
    assert ask("gradient", typed).feedback == told


def test_names_that_the_question_is_not_about_are_no_offer(ask):
    """They are read all the same, but who mistypes is not sent to them."""
    assert ask("slope", "2x + 0*lr").outcome == "right"
    assert "lr" not in ask("slope", "2z").feedback


def test_a_choice_takes_its_letter_and_its_words(ask, lesson):
    step = next(one for one in lesson.steps if one.id == "choose")
    options = [option.source for option in offered(lesson.id, step.id, step.question)]
    assert sorted(options) == sorted(["0 < lr < 1", "lr > 1", "Yes, always.", "Yes, never."])
    for letter, option in zip("abcd", options, strict=True):
        outcome = "right" if option == "0 < lr < 1" else "wrong"
        for typed in (
            letter,
            letter.upper(),
            f"{letter})",
            f"({letter})",
            f" {letter}. ",
            option,
            option.lower(),
        ):
            assert ask("choose", typed).outcome == outcome, typed
    assert ask("choose", "0<lr<1").outcome == "right"
    assert ask("choose", "YES ALWAYS").outcome == "invalid"
    assert ask("choose", "yes, always").feedback == "Not quite. Not for large ones."
    assert ask("choose", "lr>1").feedback == "Not quite. Then it grows: at 0.1 it does not."


def test_what_nobody_can_decide_costs_no_attempt(lesson):
    step = next(one for one in lesson.steps if one.id == "slope")
    verdict = grade(step.question, "10^20*x + 2x - 10^20*x", lesson, step, None)
    assert verdict.outcome == "undecided"
    assert "costs no attempt" in verdict.feedback


def test_algebra_decides_where_numbers_leave_a_doubt(ask):
    assert ask("slope", "10^20*x + 2x - 10^20*x").outcome == "right"
    assert ask("slope", "10^20*x + 3x - 10^20*x").outcome == "wrong"


@pytest.mark.parametrize(
    ("expected", "room"),
    [
        (3.2, 0.005),
        (1 / 3, 0.0005),
        (0.0576, 0.00005),
        (191.69, 0.5),
        (9.54e-7, 5e-10),
        (-2.25, 0.005),
        (0.0, 0.0005),
        (1.2e-16, 0.0005),
        (0.9999999999, 0.005),
        (1000.0, 5.0),
        (999.4, 0.5),
    ],
)
def test_the_default_tolerance_is_half_a_unit_of_the_third_digit(expected, room):
    question = Question("number", parse_line("?"), parse("1"))
    assert tolerance(question, expected) == pytest.approx(room)


def test_the_lessons_own_tolerance_goes_first():
    question = Question("number", parse_line("?"), parse("1"), tolerance=0.25)
    assert tolerance(question, 1000.0) == 0.25
