"""Lessons with one fault each: the place of the error, to the column, and its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from calctui.errors import LessonError
from calctui.lesson.load import load_text

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")
PLACE = "¦"
"""Stands in a replacement where the error must be; taken out before the lesson is loaded."""

ONE_FAULT = [
    # what stands there, what is written instead, words of the error, words of the cure
    # YAML
    ("title: A good lesson", "title: A¦: good", "a colon and a blank", 'quote it: title: "A: good"'),
    ("title: A good lesson", "title: ¦? A", "`?`", 'quote it: title: "? A"'),
    (
        "      function: f(x)\n      start",
        "      function: |¦x|\n      start",
        "`|`",
        'quote it: function: "|x|"',
    ),
    ("title: A good lesson", "title: ¦@home", "cannot begin with `@`", 'quote it: title: "@home"'),
    ("title: A good lesson", 'title: "A" ¦good', "after the closing quote", "quote it: title: '\"A\" good'"),
    ("title: A good lesson", "title: 'It'¦s'", "after the closing quote", 'quote it: title: "It\'s"'),
    ("title: A good lesson", 'title: "¦\\sin x"', "a backslash in double quotes", "single quotes"),
    ("title: A good lesson", 'title: "¦\\frac x"', "U+000C", "single quotes"),
    ("summary: Everything", "¦\tsummary: Everything", "a tab cannot indent", "blanks"),
    ("summary: Everything", " summary¦: Everything", "text of the line above", "one column"),
    (
        "summary: Everything",
        "¦summary:Everything\nx: ",
        "a blank is missing after the colon",
        "`summary: Everything`",
    ),
    ("concept: Derivative", "concept: ¦*d", "an alias, `*d`", "write out"),
    ("concept: Derivative", "concept: ¦&d D", "an anchor, `&d`", "delete it"),
    ("concept: Derivative", "concept: ¦!!str D", "a tag, `!str`", "delete it"),
    ("concept: Derivative", "¦<<: {a: b}", "a merge key", "write out"),
    (
        "concept: Derivative",
        "concept: D\n¦concept: E",
        "`concept` is written twice, first in line 6",
        "one of the two",
    ),
    (
        "    title: A place",
        "    title: A place\n    ¦id: b",
        "`id` is written twice, first in line",
        "one of the two",
    ),
    ("concept: Derivative", "concept: Deri¦\u202evative", "U+202E", "delete it"),
    ("concept: Derivative", "concept: Deri¦\x1b[2Jvative", "U+001B", "delete it"),
    ("concept: Derivative", "concept: Deri¦\x00vative", "not text in UTF-8", "UTF-8"),
    ("concept: Derivative", "? ¦[a]\n: b", "a key must be a text", "quote it"),
    ("minutes: 8", "minutes: [[[[[[[[[[[[[[[[[[[¦[1]]]]]]]]]]]]]]]]]]]]", "nested deeper than 20", "flatter"),
    (
        'because: "It is one: {f(0)}."',
        "because: well, ¦no",
        "`no` stands here as a key",
        'because: "well, no"',
    ),
    # the lesson
    ("format: 1", "format: ¦2", "this lesson is in format 2", "newer"),
    ("format: 1", "format: ¦0", "this lesson is in format 0", "AUTHORING.md"),
    ("format: 1", "format: ¦new", "`format` is a whole number, not `new`", "write format: 1"),
    ("format: 1\n", "¦", "`format` is missing in a lesson", "add it"),
    ("id: good", "id: ¦A good one", "`id` is an id", "write a-good-one"),
    ("id: good", "id: ¦" + "x" * 65, "at most 64", ""),
    ("title: A good lesson", "title: ¦''", "`title` is empty", "write something"),
    ("title: A good lesson", "title:¦", "`title` has no value", "write one"),
    ("title: A good lesson", "title: ¦~", "`title` has no value", "write one"),
    ("title: A good lesson", "title: ¦[a]", "`title` is a text, and here stands a list", "quote"),
    (
        "summary: Everything of",
        "¦sumary: Everything of",
        "`sumary` is no key of a lesson",
        "did you mean `summary`?",
    ),
    (
        "concept: Derivative",
        "¦Concept: Derivative",
        "`Concept` is no key of a lesson",
        "did you mean `concept`?",
    ),
    (
        "concept: Derivative",
        "¦author: Me",
        "`author` is no key of a lesson",
        "keys that may be added are `concept`",
    ),
    (
        "requires:\n  - derivative",
        "requires: ¦derivative",
        "`requires` is a list, and here stands a text",
        "- ",
    ),
    ("  - derivative", "  - ¦Deri vative", "this entry is an id", "write deri-vative"),
    ("minutes: 8", "minutes: ¦eight", "`minutes` is a whole number, not `eight`", "digits"),
    ("minutes: 8", "minutes: ¦0", "`minutes` must be above 0, and is 0", "above 0"),
    # definitions and parameters
    ("f(x): x**2", "f(x): x**¦", "the formula ends too early", "write what should follow"),
    ("f(x): x**2", "f(x): ¦y**2", "y is unknown here", ""),
    ("f(x): x**2", "¦f(: x**2", "this is not a definition", "f(x): x**2"),
    ("f(x): x**2", "f(x): x**2\n  ¦sin(x): x", "sin has a meaning already", "another name"),
    ("f(x): x**2", "f(x): x**2\n  ¦f(y): y", "`f` is defined twice", "another name"),
    ("    step: 0.05", "    step: ¦fast", "`step` is a number, not `fast`", "digits"),
    ("    step: 0.05", "    step: ¦0", "`step` must be above 0", "above 0"),
    ("    step: 0.05", "    step: ¦0.000001", "more than 1000 values", "bigger"),
    ("    max: 1.2", "    max: ¦nan", "`max` is a number, not `nan`", "digits"),
    ("    max: 1.2", "    max: ¦0.01", "`max` must be above `min`", "bigger"),
    ("    value: 0.1", "    value: ¦7", "`value` must be from 0.01 to 1.2", "between"),
    ("    min: 0.01\n", "", "`min` is missing in `lr`", "add it"),
    (
        "  x0: {",
        "  ¦pi: {value: 1, min: 0, max: 3, step: 1}\n  x0: {",
        "`pi` cannot name a parameter",
        "another word",
    ),
    (
        "  x0: {",
        "  ¦f: {value: 1, min: 0, max: 3, step: 1}\n  x0: {",
        "`f` is also defined as a function",
        "another name",
    ),
    # texts
    ("is {f(3)}", "is {f(¦)}", "the brackets are empty", "write what"),
    ("is {f(3)}", "is {¦rat}", "`rat` is unknown here", "the names are `lr` and `x0`"),
    ("is {f(3)}", "is {¦f}", "`f` is a function", "f(...)"),
    ("is {f(3)}", "is {f(3):¦.2q}", "`.2q` is no format", ".2f"),
    ("is {f(3)}", "is ¦{f(3)", "a brace is opened and not closed", "{{"),
    ("is {f(3)}", "is $x +¦$", "the formula ends too early", ""),
    ("(x + 1)/(x - {lr})", "(x + 1)/(x - {¦r})", "`r` is unknown here", "`lr`"),
    ("(x + 1)/(x - {lr})", "(x + 1)/¦", "the formula ends too early", ""),
    ("by {lr*slope:.3f}", "by {lr*¦slop:.3f}", "`slop` is unknown here", "did you mean `slope`?"),
    ("steep it is, $f'(x)$", "steep it is, {¦q}", "`q` is unknown here", "`lr` and `x0`"),
    # steps
    ("  - id: downhill\n", "  - id: ¦words\n", "the step in line 24 too", "its own id"),
    ("    title: Words alone\n", "", "`title` is missing in a step", "add it"),
    ("    tune:\n      - lr", "    tune:\n      - ¦lrr", "there is no parameter `lrr`", "did you mean `lr`?"),
    (
        "    tune:\n      - lr",
        "    values: [x, ¦slop]\n    tune:\n      - lr",
        "`slop` is no value of the scene",
        "did you mean `slope`?",
    ),
    (
        "    tune:\n      - lr",
        "    values: [x, ¦x]\n    tune:\n      - lr",
        "`x` is there already",
        "take one",
    ),
    ("    tune:\n      - lr", "    values: ¦x\n    tune:\n      - lr", "`values` is a list", "[a, b]"),
    (
        "  - id: words\n",
        "  - id: words\n    values: ¦[x]\n",
        "without a scene there are no values",
        "add a scene",
    ),
    ("    notes: For", "    ¦note: For", "`note` is no key of a step", "did you mean `notes`?"),
    # scenes
    ("kind: descent", "kind: ¦descend", "there is no kind of scene `descend`", "did you mean `descent`?"),
    ("      kind: descent\n", "", "`kind` is missing in the scene", "`curve`"),
    ("      updates: 20", "      ¦update: 20\n      updates: 20", "`update` is no key of a scene", "keys"),
    ("      updates: 20", "      updates: ¦many", "`updates` is a whole number, not `many`", "digits"),
    ("      start: x0", "      start: ¦x1", "x1 is unknown here", "lr, x0"),
    ("      start: x0", "      start: 5 +¦", "the formula ends too early", ""),
    ("      start: x0", "      start: ¦[1, 2]", "a formula is expected here", "number"),
    ("      y: [0, 27]\n", "      y: ¦[27, 0]\n", "`y`: the first limit must be below", "[0, 27]"),
    (
        "{id: fast, rate: 0.3}",
        "{id: fast, ¦rat: 0.3}",
        "`rat` is no key of `compare`",
        "did you mean `rate`?",
    ),
    (
        "{id: fast, rate: 0.3}",
        "{id: fast, rate: 0.3, optimizer: ¦adm}",
        "`adm` is none of the choices",
        "`adam`",
    ),
    (
        "        update-2: Each",
        "        ¦update-99: Each",
        "there is no mark `update-99`",
        "`update-11` to `update-20` and `end`",
    ),
    ("last, {step:.2f}", "last, {¦stop:.2f}", "`stop` is unknown here", "did you mean `step`?"),
    ("describe: The point is at {x}", "describe: The point is at {¦xx}", "`xx` is unknown here", ""),
    ("rate: lr\n", "rate: lr\n      loss: ¦on\n", "`loss` is yes or no, not `on`", "true or false"),
    ("rate: lr\n", "rate: lr\n      also: [{point: ¦[1], text: a}]\n", "`point` has 1 entry", "one more"),
    ("rate: lr\n", "rate: lr\n      also: [{point: [1, ¦q(2)], text: a}]\n", "q", ""),
    ("{id: fast, rate: 0.3}", "{id: fast, start: [1, 2 +¦]}", "the formula ends too early", ""),
    ("{id: fast, rate: 0.3}", "¦fast", "this entry is a mapping, and here stands a text", "key: value"),
    (
        "      kind: curve\n",
        "      kind: curve\n      probe: {¦form: -1, to: 3}\n",
        "`form` is no key of `probe`",
        "`from`",
    ),
    (
        "      kind: curve\n",
        "      kind: curve\n      probe: ¦{from: -1}\n",
        "`to` is missing in `probe`",
        "add it",
    ),
    # code
    (
        "        gradient: 1",
        "        ¦gradeint: 1",
        "this scene has no phase `gradeint`",
        "did you mean `gradient`?",
    ),
    ("        gradient: 1", "        gradient: ¦3", "the listing has 2 lines, and no line 3", "count from 1"),
    ("x = {x:.4f}, f(x)", "x = {¦z:.4f}, f(x)", "`z` is unknown here", ""),
    # questions
    (
        "      kind: number",
        "      kind: ¦numbr",
        "`numbr` is none of the choices for `kind`",
        "did you mean `number`?",
    ),
    ("      hold: update-1", "      hold: ¦update-1-1", "there is no mark `update-1-1`", "`end`"),
    (
        "      answer: x - lr*slope",
        "      answer: x - lr*¦slop",
        "`slop` is unknown here",
        "did you mean `slope`?",
    ),
    (
        "      answer: x - lr*slope",
        "      answer: x@¦update-77",
        "there is no mark `update-77`",
        "`update-20`",
    ),
    ("      answer: x - lr*slope", "      answer: ¦q@update-7", "`q` is no value of the scene", "`x`"),
    ("      answer: x - lr*slope", "      answer: ¦[1, 2]", "one formula, not a list", "without brackets"),
    ("      answer: 2*x", "      answer: 2*¦t", "`t` is unknown here", "`x`"),
    ("      answer: [0, 1/2]", "      answer: ¦1/2", "a list of 2 to 4 coordinates", "[4, 8]"),
    (
        "      gate: right",
        "      gate: ¦maybe",
        "`maybe` is none of the choices for `gate`",
        "`none`, `try` and `right`",
    ),
    ("      review: false", "      review: ¦never", "`review` is yes or no, not `never`", "true or false"),
    ("tolerance: 0.01", "tolerance: ¦-1", "`tolerance` must be above 0, and is -1", "above 0"),
    ("      of: [x]", "      tolerance: ¦0.1", "`tolerance` is for a number or a point", "leave it out"),
    ("      tolerance: 0.1", "      of: ¦[x]", "`of` names what is free", "leave it out"),
    ("{answer: no, because", "{answer: ¦yes, because", "the option `yes` is there already", "one of the two"),
    (
        "explain: The update is the",
        "explain: |\n        More.¦\n\n        The",
        "one paragraph is expected",
        "join",
    ),
    (
        "        - answer: x + lr*slope\n          because",
        "        - ¦because",
        "`answer` is missing in `wrong`",
        "add it",
    ),
    (
        '      wrong:\n        - {answer: no, because: "It is one: {f(0)}."}',
        "      wrong: []",
        "a choice needs other options",
        "",
    ),
    # claims
    ("x@update-20 ~= 0.0576", "x@update-20 ¦= 0.0576", "= cannot stand", ""),
    ("x@update-20 ~= 0.0576", "x@¦update-21 ~= 0.0576", "there is no mark `update-21`", "`update-20`"),
    ("x@update-20 ~= 0.0576", "¦fo(2) == 4", "there is no function fo", ""),
]


def faulty(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def place(text: str) -> tuple[int, int] | None:
    if PLACE not in text:
        return None
    before = text[: text.index(PLACE)].split("\n")
    return len(before), len(before[-1]) + 1


@pytest.mark.parametrize(
    ("old", "new", "what", "cure"), ONE_FAULT, ids=[f"{what[:40]}" for _, _, what, _ in ONE_FAULT]
)
def test_one_fault_is_told_once_at_its_place(old: str, new: str, what: str, cure: str) -> None:
    text = faulty(old, new)
    with pytest.raises(LessonError) as caught:
        load_text(text.replace(PLACE, ""), "lesson.yaml")
    (problem,) = caught.value.problems
    assert what in problem.what
    assert cure in problem.cure
    assert problem.file == "lesson.yaml"
    expected = place(text)
    assert expected is None or (problem.line, problem.column) == expected
    assert (
        problem.source.strip() in text.replace(PLACE, "").replace("\t", " ")
        or "U+" in problem.what
        or "\0" in text
    )


def test_the_good_lesson_is_good() -> None:
    assert load_text(GOOD).id == "good"
