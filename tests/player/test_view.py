"""What is seen at a moment: live numbers, code in step with the phase, captions, questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calctui.lesson.load import load_text
from calctui.player import events as ev
from calctui.player.command import Command
from calctui.player.keys import KEYS, asks, hints
from calctui.player.update import start, step_index, told, update
from calctui.player.view import view
from calctui.roles import Role
from calctui.text import row_text


def at(lesson, step: str, mark: str):
    player = start(lesson, step_index(lesson, step))
    frame = next(m.frame for m in player.marks if m.id == mark)
    return update(player, ev.SeekFrame(frame))


def paragraph(lesson, step: str, mark: str) -> str:
    return row_text(view(at(lesson, step, mark), steady=False).blocks[0].spans)


def test_live_numbers_are_those_of_the_moment(lesson):
    assert paragraph(lesson, "roll", "start") == "x is 5.00, the slope 10.00, the step 1.000."
    assert paragraph(lesson, "roll", "update-2") == "x is 3.20, the slope 6.40, the step 0.640."
    assert paragraph(lesson, "words", "start") == "Nothing moves. The rate is 0.1."


def test_live_numbers_keep_their_width(lesson):
    widths = {
        len(row_text(view(update(start(lesson, 2), ev.SeekFrame(frame))).blocks[0].spans))
        for frame in range(0, 130, 7)
    }
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("scene", "mark", "unknown"),
    [
        ("{kind: riemann, function: x, from: 0, to: 1, n: [2, 4]}", "n-2", {"sum"}),
        ("{kind: density, density: 2*x, from: 0, to: 1, region: [0, 0.5]}", "fill", {"probability"}),
    ],
)
def test_what_is_to_be_predicted_is_not_told_at_the_start(scene, mark, unknown):
    text = "format: 1\nid: a\ntitle: A\nsummary: A\nsteps:\n  - {id: a, title: A, text: A, scene: %s}\n"
    lesson = load_text(text % scene, "a.yaml")
    before, after = view(at(lesson, "a", "start")), view(at(lesson, "a", mark))
    assert {value.name for value in before.values if value.text.strip() == "?"} >= unknown
    assert not {value.name for value in after.values if value.text.strip() == "?"} & unknown
    widths = [[len(value.text) for value in shown.values] for shown in (before, after)]
    assert widths[0] == widths[1]


def test_live_numbers_wear_the_colour_of_what_they_measure(lesson):
    spans = view(at(lesson, "roll", "start")).blocks[0].spans
    roles = {run.text.strip("\u00a0"): run.role for run in spans if run.role is not Role.TEXT}
    assert roles["5.00"] is Role.NOW
    assert roles["10.00"] is Role.SLOPE


@pytest.mark.parametrize(
    ("frame", "phase", "lit"),
    [
        (0, "start", set()),
        (15, "loss", set()),
        (16, "gradient", {0}),
        (37, "gradient", {0}),
        (38, "update", {1}),
    ],
)
def test_the_line_of_the_phase_is_lit(lesson, frame, phase, lit):
    shown = view(update(start(lesson, 2), ev.SeekFrame(frame)))
    assert shown.phase == phase
    assert shown.code.lit == lit


def test_printed_lines_grow_with_the_updates_and_shrink_on_the_way_back(lesson):
    player = at(lesson, "roll", "update-2")
    assert view(player).code.printed == ("Step 0: x = 4.0000", "Step 1: x = 3.2000")
    back = update(player, ev.MoveMark(-1))
    assert view(back).code.printed == ("Step 0: x = 4.0000",)
    assert view(at(lesson, "roll", "end")).code.printed[-1] == "Step 4: x = 1.6384"


def test_the_authors_caption_stands_from_its_mark_to_the_next(lesson):
    assert row_text(view(at(lesson, "roll", "update-2")).caption) == "Now at 3.2."
    between = update(at(lesson, "roll", "update-2"), ev.MovePhase(+1))
    assert row_text(view(between).caption) == "Now at 3.2."
    assert row_text(view(at(lesson, "roll", "update-3")).caption) == ""


def test_a_question_speaks_of_the_end_and_explains_there(lesson):
    assert view(at(lesson, "roll", "start")).question is None
    asked = view(at(lesson, "roll", "end")).question
    assert row_text(asked.prompt) == "What is x at the end, is it 1.6384?"
    assert sorted(row_text(option.words) for option in asked.options) == ["No", "Yes"]
    assert asked.explain == ()
    settled = update(at(lesson, "roll", "end"), ev.Submit("!"))
    assert row_text(view(settled).question.explain) == "It is 1.6384."


def test_a_word_is_explained_in_the_step_that_uses_it_first(asking):
    explained = [[term for term, _ in view(start(asking, index)).terms] for index in range(3)]
    assert explained == [["slope"], ["steep"], []]
    assert row_text(view(start(asking)).terms[0][1]) == "How fast a curve rises."


def test_a_number_that_is_known_later_keeps_its_place():
    secant = load_text(
        """\
format: 1
id: lines
title: Lines
summary: For tests.
steps:
  - {id: line, title: A line, text: Look., scene: {kind: secant, function: x**2, at: 1, h: [3]}}
""",
        "lines.yaml",
    )
    before, after = (
        {value.name: value.text for value in view(at(secant, "line", mark)).values}
        for mark in ("start", "h-1")
    )
    assert (before["slope"], after["slope"]) == ("?", "5")
    assert before["h"] == after["h"] == "3"


def test_a_number_that_would_answer_an_open_question_is_not_told(asking):
    def shown(player):
        return {value.name: value.text.strip() for value in view(player).values}

    player = start(asking, step_index(asking, "predict"))
    assert shown(player)["x"] == "5"
    lesson = replace(
        asking, steps=(replace(asking.steps[0], question=replace(asking.steps[0].question, hold="update-1")),)
    )
    waiting = update(start(lesson), ev.Next())
    assert shown(waiting)["x"] == "?"
    assert shown(waiting)["f"] == "16"
    assert shown(update(waiting, ev.Submit("!")))["x"] == "4"


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ("", ["x", "y", "f", "slope_x", "slope_y", "norm"]),
        ("values: [y, x]", ["y", "x"]),
        ("values: [angle]", ["angle"]),
        ("values: []", []),
    ],
)
def test_a_step_says_which_numbers_stand_below_its_words(values, seen):
    text = (
        "format: 1\nid: a\ntitle: A\nsummary: A\nsteps:\n  - id: a\n    title: A\n    text: A\n"
        f"    scene: {{kind: gradient, function: x**2 + y**2, at: [2, 1]}}\n    {values}\n"
    )
    shown = view(at(load_text(text, "a.yaml"), "a", "end"))
    assert [value.name for value in shown.values] == seen


def test_a_number_that_the_tuned_picture_does_not_have_is_left_out(asking):
    step = asking.steps[3]
    lesson = replace(asking, steps=(replace(step, values=("x", "gone", "f")),))
    assert [value.name for value in view(start(lesson)).values] == ["x", "f"]


def test_a_picture_has_words(lesson):
    assert "slope 6" in view(at(lesson, "touch", "end")).description
    assert view(start(lesson, 0)).description == ""


@pytest.mark.parametrize(
    ("scene", "mark", "said"),
    [
        (
            "kind: slice, freeze: y, slide: {from: 1, to: 0}",
            "slope",
            "With y frozen at 1, the slope in x is 4.",
        ),
        (
            "kind: slice, freeze: y, slide: {from: 1, to: 0}",
            "slide",
            "With y frozen at 0, the slope in x is 4.",
        ),
        ("kind: gradient, turn: [0, 90]", "turn-1", "Towards 0° the rate is 4."),
    ],
)
def test_picture_and_caption_do_not_say_the_same(scene, mark, said):
    text = (
        "format: 1\nid: a\ntitle: A\nsummary: A\nsteps:\n  - id: a\n    title: A\n    text: A\n"
        f"    scene: {{function: x**2 + y**2, at: [2, 1], {scene}%s}}\n"
    )
    shown = view(at(load_text(text % "", "a.yaml"), "a", mark))
    assert row_text(shown.caption) == said
    assert shown.description.startswith("Level curves of")
    assert said not in shown.description
    own = view(at(load_text(text % f", captions: {{{mark}: Look}}", "a.yaml"), "a", mark))
    assert said in own.description


def test_the_footer_offers_only_what_works_now(lesson):
    words = {hint.shown for hint in hints(start(lesson, 0))}
    assert "space" not in words
    assert "←" not in words
    rolling = {hint.shown: hint.does for hint in hints(start(lesson, 2))}
    assert rolling["space"] == "pause"
    assert rolling["→"] == "to the end"
    assert {hint.shown: hint.does for hint in hints(start(lesson, 3))}["→"] == "finish"


def test_the_footer_says_first_how_a_program_that_was_put_away_comes_back(lesson):
    player = start(lesson, 2)
    assert view(player).hints[0].shown != "c"
    away = update(player, ev.ToggleCode())
    assert view(away).hints[0].shown == "c"
    assert view(update(away, ev.ToggleCode())).hints == view(player).hints


def test_the_footer_of_an_open_question_says_how_to_answer(asking):
    typed = {hint.shown: hint.does for hint in hints(start(asking, 0))}
    assert typed == {"Enter": "one guess", "?⏎": "hint", "!⏎": "give up", "Esc": "picture"}
    assert (hints(start(asking, 2))[0].shown, hints(start(asking, 2))[0].does) == ("a–c", "choose")
    question = replace(asking.steps[0].question, gate="right")
    often = replace(asking, steps=(replace(asking.steps[0], question=question),))
    assert hints(start(often))[0].does == "answer"
    left = hints(update(start(asking, 0), ev.CloseQuestion()))
    assert left[0].shown == "a"
    assert "→" not in {hint.shown for hint in left}
    assert hints(start(asking, 3))[0].does == "tune"


KEYS_WHILE_ANSWERING = [
    ("predict", "", "3", "3", ev.Type("3")),
    ("predict", "", "n", "n", ev.Type("n")),
    ("predict", "", "q", "q", ev.Type("q")),
    ("predict", "", "space", " ", ev.PlayOrPause()),
    ("predict", "3", "space", " ", ev.Type(" ")),
    ("predict", "", "left", None, ev.Back()),
    ("predict", "3", "left", None, ev.MoveCursor(-1)),
    ("predict", "3", "backspace", "\x08", ev.Erase(-1)),
    ("predict", "", "enter", "\r", ev.Submit()),
    ("predict", "3", "escape", "\x1b", ev.CloseQuestion()),
    ("predict", "3", "pagedown", None, ev.Next()),
    ("predict", "3", "ctrl+q", "\x11", Command.QUIT),
    ("which", "", "b", "b", ev.Take("b")),
    ("which", "", "B", "B", ev.Take("b")),
    ("which", "", "d", "d", None),
    ("which", "", "n", "n", ev.Next()),
    ("which", "", "question_mark", "?", ev.Type("?")),
    ("which", "?", "enter", "\r", ev.Submit()),
    ("which", "", "up", None, Command.SCROLL_UP),
]


@pytest.mark.parametrize("case", KEYS_WHILE_ANSWERING, ids=str)
def test_keys_while_an_answer_is_typed(asking, case):
    step, draft, name, character, asked = case
    player = update(start(asking, step_index(asking, step)), ev.Type(draft))
    assert asks(player, name, character) == asked


def test_enter_leads_back_to_an_open_question(asking):
    player = update(start(asking, step_index(asking, "predict")), ev.CloseQuestion())
    assert not player.answering
    assert asks(player, "enter", "\r") == ev.OpenQuestion()
    assert asks(player, "right") == ev.Next()
    settled = update(update(player, ev.OpenQuestion()), ev.Submit("!"))
    assert asks(replace(settled, answering=False, taken=False), "enter", "\r") == ev.Next()


def test_no_key_is_in_the_table_twice():
    names = [name for key in KEYS for name in key.names]
    assert len(names) == len(set(names))


def test_a_lesson_that_is_told_marks_the_right_option_at_the_end_of_its_step(lesson):
    player = told(lesson, step_index(lesson, "roll"))
    for frame, right in ((0, []), (player.frames - 2, []), (player.frames - 1, ["Yes"])):
        question = view(update(player, ev.SeekFrame(frame))).question
        assert [row_text(option.words) for option in question.options if option.right] == right
        assert bool(question.explain) == bool(right)
