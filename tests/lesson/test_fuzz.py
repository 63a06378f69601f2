"""Good lessons changed byte by byte, line by line and field by field: each plays or is refused in words, no more.

Of every kind of scene there is one lesson, and one in which everything of the format stands. 2,000 cases are
tried here; CALCTUI_FUZZ=50000 tries more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import indent

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calctui.errors import LessonError, Problem
from calctui.layout.compose import compose
from calctui.layout.screen import lay_out
from calctui.lesson.load import load_text
from calctui.lesson.yaml.source import decode, problem_with_caret
from calctui.player.events import LastStep, Next, SeekTenth, Submit, Tune
from calctui.player.update import start, update
from calctui.player.view import view
from calctui.scenes.catalog import fields_of, kinds
from calctui.text import row_text

CASES = int(os.environ.get("CALCTUI_FUZZ", "2000"))
HANGS = 20.0
"""Seconds after which a case is a hang; the bound of a load, 5 seconds, holds for a machine that is not busy."""

HEAD = "format: 1\nid: kind\ntitle: A kind\nsummary: For a test.\n"
STEP = (
    "steps:\n  - id: one\n    title: One\n    text: Look at it.\n    scene:\n      kind: {kind}\n{fields}\n"
)
GOOD = [(Path(__file__).parent / "good.yaml").read_text("utf-8")] + [
    HEAD + STEP.format(kind=kind, fields=indent(fields_of(kind).EXAMPLE.strip(), " " * 6)) for kind in kinds()
]

STRANGE = [
    "", "~", "null", "[]", "{}", "-1", "0", "1e308", "-1e308", "1e-320", ".nan", ".inf", "9" * 400, "1e999", "true",
    "x", "x**x", "1/0", "1/x", "ln(x)", "sqrt(x)", "abs(x)", "exp(exp(x))", "x**40", "9**9**9", "f(f(f(x)))",
    "\x1b[2J", "\x1b]52;c;eA==\x07", "\x9b31m", "\x00", "\x7f", "\u202e", "\u2066", "\ufeff", "\u2028", "\ud800",
    "[@click=app.quit]x[/]", "[link=file:///etc/passwd]x[/link]", "[/]", "[bold", "{x}", "{{", "{x:.99f}", "{x!r}",
    "{0.__class__}", "$x$", "$\\frac{1}{0}$", "`", "```", "![a](file:///etc/passwd)", "[a](javascript:alert(1))",
    "&#x1b;[2J", "<b>", "%s%n", "../../etc/passwd", "a" * 5000, "世界" * 300, "e\u0301" * 300, "👩\u200d🚀",
]  # fmt: skip
NUMBERS = [
    -1,
    0,
    1,
    2,
    3,
    11,
    41,
    1000,
    1001,
    10**6,
    10**12,
    -0.5,
    0.1,
    1e-9,
    1e9,
    float("nan"),
    float("inf"),
]

value = st.sampled_from(STRANGE) | st.sampled_from(NUMBERS) | st.booleans() | st.none() | st.text(max_size=20)
value |= st.lists(value, max_size=4) | st.dictionaries(
    st.sampled_from(["id", "kind", "x", "value"]), value, max_size=3
)


def places(tree: object, path: tuple = ()) -> list[tuple]:
    """Where anything stands in a tree."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, node in items for place in places(node, (*path, key)))]


class _Dumper(yaml.SafeDumper):
    """Writes every node out; a list that stands twice is written twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


@st.composite
def field_by_field(draw: st.DrawFn) -> str:
    """A lesson in which some fields have another value, are doubled, or are gone."""
    tree = yaml.safe_load(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(places(tree)[1:]))
        holder = tree
        for key in place[:-1]:
            holder = holder[key]
        match draw(st.sampled_from(["other", "other", "other", "gone", "new", "moved"])):
            case "other":
                holder[place[-1]] = draw(value)
            case "gone":
                del holder[place[-1]]
            case "new" if isinstance(holder, dict):
                holder[draw(st.sampled_from(["tune", "hold", "x", "zoom", "seed", "\x1b[31m"]))] = draw(value)
            case _:
                other = draw(st.sampled_from(places(tree)[1:]))
                node = tree
                for key in other:
                    node = node[key]
                holder[place[-1]] = yaml.safe_load(yaml.dump(node, Dumper=_Dumper))
        if not places(tree)[1:]:
            break
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


@st.composite
def byte_by_byte(draw: st.DrawFn) -> str:
    """A lesson in which some bytes are others, doubled or gone."""
    data = draw(st.sampled_from(GOOD)).encode()
    for _ in range(draw(st.integers(1, 4))):
        place, length = draw(st.integers(0, len(data))), draw(st.integers(0, 12))
        strange = st.sampled_from(STRANGE).map(lambda text: text.encode("utf-8", "surrogatepass"))
        new = draw(strange | st.binary(max_size=4) | st.just(data[place : place + length] * 2))
        data = data[:place] + new + data[place + length :]
    return data.decode("utf-8", "surrogateescape")


@st.composite
def line_by_line(draw: st.DrawFn) -> str:
    """A lesson in which some lines stand elsewhere, are doubled or gone."""
    lines = draw(st.sampled_from(GOOD)).splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        first, second = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["swapped", "gone", "doubled"])):
            case "swapped":
                lines[first], lines[second] = lines[second], lines[first]
            case "gone" if len(lines) > 1:
                del lines[first]
            case _:
                lines.insert(second, lines[first])
    return "".join(lines)


def told(problems: Sequence[Problem], steers_nothing: Callable[[str], None]) -> None:
    """What an author would see of it."""
    assert problems, "an error must say something"
    for problem in problems:
        assert min(problem.line, problem.column) >= 1
        steers_nothing(problem_with_caret(problem))
        steers_nothing(str(problem))


def play(text: str, steers_nothing: Callable[[str], None]) -> None:
    """What a learner would see of it, at a few moments and two sizes."""
    try:
        lesson = load_text(decode(text.encode("utf-8", "surrogateescape"), "fuzz.yaml").text)
    except LessonError as error:
        told(error.problems, steers_nothing)
        return
    steers_nothing(f"{lesson.id}{lesson.title}{lesson.summary}{lesson.concept}")
    player = start(lesson)
    for event in (Tune(+1), Submit("3"), Submit("!"), SeekTenth(5), Next(), Next(), LastStep(), SeekTenth(9)):
        player = update(player, event)
        shown = view(player)
        steers_nothing(shown.description)
        for width, height in ((80, 24), (40, 12)):
            for row in compose(lay_out(shown, width, height), (), 0):
                steers_nothing(row_text(row))


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(text=field_by_field() | byte_by_byte() | line_by_line())
def test_a_changed_lesson_plays_or_is_refused_in_words(no_hang, steers_nothing, text: str) -> None:
    with no_hang(HANGS):
        play(text, steers_nothing)
