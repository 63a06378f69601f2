"""A good lesson with bytes changed at random: it loads, or there is a LessonError; nothing else ever."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calctui.errors import LessonError, Problem
from calctui.lesson.load import load_text
from calctui.lesson.prose import parse_line, parse_prose, parse_template
from calctui.lesson.yaml.source import decode, problem_with_caret
from calctui.text import Run, clean

GOOD = (Path(__file__).parent / "good.yaml").read_bytes()
SNIPPETS = [
    *(
        b": ",
        b"- ",
        b"\n",
        b"\t",
        b"  ",
        b"? ",
        b"|\n",
        b"{",
        b"}",
        b"[",
        b"]",
        b"'",
        b'"',
        b"#",
        b"&a ",
        b"*a",
        b"!t ",
    ),
    *(
        b"{x}",
        b"{{",
        b"$",
        b"$x$",
        b"`",
        b"```\n",
        b"@",
        b"**",
        b"\xff",
        b"\x00",
        b"\x1b",
        "\u202e".encode(),
        b"nan",
    ),
    *(
        b"0",
        b"-1",
        b"9" * 40,
        b"inf",
        b"1e999",
        b"id: ",
        b"kind: curve",
        b"f(x)",
        b"f(",
        b"~",
        b"<<: ",
        b"---\n",
        b"\\",
    ),
]
LINES = GOOD.splitlines(keepends=True)

edit = st.tuples(
    st.sampled_from(["insert", "delete", "replace", "swap lines", "drop line", "double line"]),
    st.integers(0, len(GOOD) - 1),
    st.integers(1, 12),
    st.sampled_from(SNIPPETS) | st.binary(max_size=3),
)


def mutated(data: bytes, change: tuple[str, int, int, bytes]) -> bytes:
    how, place, length, new = change
    match how:
        case "insert":
            return data[:place] + new + data[place:]
        case "delete":
            return data[:place] + data[place + length :]
        case "replace":
            return data[:place] + new + data[place + length :]
    lines = data.splitlines(keepends=True)
    first, second = place % len(lines), (place + length) % len(lines)
    match how:
        case "swap lines":
            lines[first], lines[second] = lines[second], lines[first]
        case "drop line":
            del lines[first]
        case _:
            lines.insert(second, lines[first])
    return b"".join(lines)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edit, min_size=1, max_size=4))
def test_a_damaged_lesson_loads_or_tells_why(changes: list[tuple[str, int, int, bytes]]) -> None:
    data = GOOD
    for change in changes:
        data = mutated(data, change)
    problems: tuple[Problem, ...] = ()
    try:
        load_text(decode(data, "damaged.yaml").text)
    except LessonError as error:
        problems = error.problems
        assert problems, "an error must say something"
    for problem in problems:
        shown = problem_with_caret(problem)
        assert clean(shown) == shown
        assert problem.line >= 1
        assert problem.column >= 1


MARKUP = [
    *(
        "{",
        "}",
        "{x}",
        "{x:.2f}",
        "$",
        "$x^2$",
        "`",
        "```",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "# ",
        "**",
        "*",
        "_",
        "\\",
    ),
    *(
        "|",
        "a",
        " ",
        "é",
        "\U000f0000",
        "\U000fffff",
        "[a](b)",
        "![a](b)",
        "<b>",
        "&#27;",
        "math\n",
        "~~~",
        ">",
    ),
]
text = st.lists(st.sampled_from(MARKUP), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(text | st.text(max_size=60))
def test_any_text_can_be_read_and_filled(words: str) -> None:
    for read in (parse_prose, parse_line, parse_template):
        read_text = read(words)
        assert all(0 <= problem.offset <= len(words) for problem in read_text.problems)
        filled = repr(read_text.fill(lambda _: Run("−1")))
        assert "Hole(" not in filled
        assert all(words[hole.offset - 1] == "{" for hole in read_text.holes)
