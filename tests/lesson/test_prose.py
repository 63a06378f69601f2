"""Markdown to blocks of runs and holes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calctui.lesson.words.blocks import Block, CodeBlock, Heading, Item, MathBlock, Paragraph, Spans, Table
from calctui.lesson.words.holes import Hole
from calctui.lesson.words.texts import parse_line, parse_prose, parse_template
from calctui.numbers import format_number
from calctui.roles import Role
from calctui.text import HARD_BLANK, Run


def plain(spans: Spans) -> str:
    """The words, with a live number as it was written; bold *so*, slanted /so/ and code `so`."""
    words = ""
    for span in spans:
        text = span.text
        if isinstance(span, Run) and span.code:
            text = f"`{text}`"
        words += f"*{text}*" if span.bold else f"/{text}/" if span.italic else text
    return words


def only(text: str) -> Block:
    prose = parse_prose(text, ["f"])
    assert prose.problems == ()
    (block,) = prose.blocks
    return block


def words_of(text: str) -> str:
    block = only(text)
    assert isinstance(block, Paragraph)
    return plain(block.spans)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a **b** *c* `d`", "a *b* /c/ `d`"),
        ("a\nb", "a b"),
        ("a  \nb", "a\nb"),
        ("{x:.2f} is **{slope}** and *{f(3)}*", "{x:.2f} is *{slope}* and /{f(3)}/"),
        ("**step {x*y*2}**", "*step **{x*y*2}*"),
        ("{{x}} and \\{y\\}", "{x} and {y}"),
        ("\\$5 and $5", "$5 and $5"),
        ("$5 and $6", "$5 and $6"),
        ("$x^2$", "x²"),
        ("$2*x*y - 1$ and $a*b*c$", "2x y − 1 and a b c"),
        ("$f'(x)$ -> $df/dx$", "f′(x) -> df/dx"),
        ("$x <- x - {lr} * {slope:.2f}$", "x ← x − {lr}·{slope:.2f}"),
        ("`{x}` ``$y$ ` {z``", "`{x}` `$y$ ` {z`"),
        ("`a\\` {x}", "`a\\` {x}"),
        ("\\`{x}\\`", "`{x}`"),
        ("[words](http://example.org/{x})", "words"),
        ('a [`co]de` and *more* {x}](http://a.b "title") b', "a `co]de` and /more/ {x} b"),
        ("\\[a](b) and `[a](b)`", "[a](b) and `[a](b)`"),
        ("```x``` is {x}", "`x` is {x}"),
        ("![words](picture.png) <http://example.org>", "words http://example.org"),
        ("[words][ref]", "[words][ref]"),
        ("<b>bold</b> <script>", "<b>bold</b> <script>"),
        ("[@click=app.quit]x[/] [/]", "[@click=app.quit]x[/] [/]"),
        ("&amp; &lt; &#27;[2J", "& < �[2J"),
        ("> not a quote", "> not a quote"),
        ("    not code", "not code"),
        ("a \U000f0000 b", "a � b"),
        ("{lr *\nslope}", "{lr *\nslope}"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert words_of(text) == words


def test_blocks_in_order() -> None:
    text = "# T\n\n## U *v*\n\np\n\n- a\n  1. b\n  2. c\n\n     d\n- e\n\n3. f\n\n```py\nfor i in {x}: $y\n\tz\n```\n"
    prose = parse_prose(text)
    assert prose.problems == ()
    shown: list[object] = []
    for block in prose.blocks:
        match block:
            case Heading(spans, level):
                shown.append((level, plain(spans)))
            case Item(spans, depth, bullet):
                shown.append((bullet, depth, plain(spans)))
            case Paragraph(spans):
                shown.append(plain(spans))
            case CodeBlock(lines):
                shown.append(lines)
    assert shown == [
        (1, "T"),
        (2, "U /v/"),
        "p",
        ("•", 0, "a"),
        ("1.", 1, "b"),
        ("2.", 1, "c"),
        ("  ", 1, "d"),
        ("•", 0, "e"),
        ("3.", 0, "f"),
        ("for i in {x}: $y", "    z"),
    ]


def test_a_table() -> None:
    block = only("| A | $|x|$ | C |\n|:-:|--:|---|\n| {x} | `a` | **b** |\n")
    assert isinstance(block, Table)
    assert [plain(cell) for cell in block.header] == ["A", "|x|", "C"]
    assert [[plain(cell) for cell in row] for row in block.rows] == [["{x}", "`a`", "*b*"]]
    assert block.align == ("center", "right", "left")


def test_a_block_of_maths_is_set_in_two_dimensions_when_it_is_filled() -> None:
    prose = parse_prose("- so:\n\n  ```math\n  (x + 1)/(x - {lr:.1f})\n\n  y = 2\n  ```\n", ["f"])
    assert prose.problems == ()
    assert [(hole.text, hole.offset) for hole in prose.holes] == [("{lr:.1f}", prose.source.index("lr"))]
    block = prose.fill(lambda _: Run("0.1"))[-1]
    assert isinstance(block, MathBlock)
    assert block.lines == (" x + 1 ", "───────", "x − 0.1", "y = 2")


def test_filling_keeps_the_weight_and_takes_the_role() -> None:
    (block,) = parse_prose("at **{x}**").fill(lambda _: Run("5", Role.NOW))
    assert isinstance(block, Paragraph)
    assert block.spans == (Run("at "), Run("5", Role.NOW, bold=True))


def test_a_negative_number_behind_a_sign_gets_brackets() -> None:
    line = parse_line("$x - {slope}$")
    assert [run.text for run in line.fill(lambda _: Run("−2"))] == ["x − ", "(−2)"]
    assert [run.text for run in line.fill(lambda _: Run("2"))] == ["x − ", "2"]
    wide = line.fill(lambda _: Run("−2".rjust(6, HARD_BLANK)))
    assert wide[-1].text == "(−2)".rjust(6, HARD_BLANK)


def test_equal_holes_are_equal_wherever_they_stand() -> None:
    one, other = parse_line("{x:.2f} and {x:.2f}").holes
    assert one == other
    assert hash(one) == hash(other)
    assert one.offset != other.offset


def test_a_line_is_one_paragraph_whatever_it_begins_with() -> None:
    assert plain(parse_line("- # a *b*\nc").spans) == "- # a /b/ c"
    (problem,) = parse_line("a\n\nb").problems
    assert (problem.offset, problem.what) == (1, "one paragraph is expected here")


def test_a_template_has_live_numbers_and_nothing_else() -> None:
    line = parse_template("Step {n-1}: *x* = {x:.4f}, $y$ `{z}` {{}} \\n")
    assert line.problems == ()
    assert plain(line.spans) == "Step {n-1}: *x* = {x:.4f}, $y$ `{z}` {} \\n"
    assert all(hole.plain for hole in line.holes)


@pytest.mark.parametrize(
    ("text", "offset", "what"),
    [
        ("a {x+} b", 5, "the formula ends too early"),
        ("a {f(x} b", 4, "never closed"),
        ("a {x:.99f}", 5, "asks for more than 12 digits"),
        ("a {x:>10}", 5, "is no format"),
        ("a {x!r}", 4, "! cannot stand"),
        ("a {x.__class__}", 4, ". cannot stand"),
        ("a {x:}", 5, "the format behind the colon is missing"),
        ("a {}", 3, "there is no formula between the braces"),
        ("a {x", 2, "a brace is opened and not closed"),
        ("a x}", 3, "a brace is closed that was never opened"),
        ("a $x +$", 6, "the formula ends too early"),
        ("a $x - {y:q}$", 10, "is no format"),
        ("a $$x$$", 2, "$$ has no meaning"),
        ("```math\nx +\n```", 11, "the formula ends too early"),
    ],
)
def test_what_is_wrong_is_told_at_its_offset_and_shown_as_written(text: str, offset: int, what: str) -> None:
    prose = parse_prose(text, ["f"])
    problem = prose.problems[0]
    assert (problem.offset, what in problem.what) == (offset, True)
    assert problem.cure
    if not text.startswith("```"):
        (block,) = prose.blocks
        assert isinstance(block, Paragraph)
        assert plain(block.spans) == text


def test_all_that_is_wrong_is_told() -> None:
    assert [problem.offset for problem in parse_prose("{x+} } {y:q} $x+$").problems] == [3, 5, 10, 16]


@pytest.mark.parametrize(
    ("value", "spec", "whole", "words"),
    [
        (0.0576, "", False, "0.0576"),
        (0.057646, "", False, "0.05765"),
        (5.0, "", False, "5"),
        (3.2, "", False, "3.2"),
        (-2.5, "", False, "−2.5"),
        (0.1 + 0.2, "", False, "0.3"),
        (12345.678, "", False, "12346"),
        (999.96, "", False, "1000"),
        (1e7, "", False, "1·10⁷"),
        (1.36e-5, "", False, "1.36·10⁻⁵"),
        (-1e-12, "", False, "−1·10⁻¹²"),
        (0.0001, "", False, "0.0001"),
        (0.0, "", False, "0"),
        (-0.0, "", False, "0"),
        (20.0, "", True, "20"),
        (1e6, "", True, "1000000"),
        (0.0576, ".2f", False, "0.06"),
        (-0.001, ".2f", False, "0.00"),
        (-0.001, "+.2f", False, "0.00"),
        (2.0, "+.1f", False, "+2.0"),
        (0.05, ".1%", False, "5.0%"),
        (12.0, "d", False, "12"),
        (2.7, "d", False, "3"),
        (123456.0, ".2e", False, "1.23·10⁵"),
        (3.14159, ".3g", False, "3.14"),
        (float("inf"), ".2f", False, "∞"),
        (float("-inf"), "", False, "−∞"),
        (float("nan"), "d", True, "undefined"),
    ],
)
def test_numbers_in_prose(value: float, spec: str, whole: bool, words: str) -> None:
    assert format_number(value, spec, whole=whole) == words


@pytest.mark.parametrize(
    ("value", "spec", "words"),
    [(-0.0576, ".4f", "-0.0576"), (1e-5, ".2e", "1.00e-05"), (19.0, "", "19"), (float("inf"), ".4f", "inf")],
)
def test_numbers_as_a_program_prints_them(value: float, spec: str, words: str) -> None:
    assert format_number(value, spec, plain=True) == words


def test_a_hole_knows_what_it_needs() -> None:
    (hole,) = parse_line("{f(x) - lr*slope:.3f}", ["f"]).holes
    assert isinstance(hole, Hole)
    assert (hole.formula.names, hole.formula.calls, hole.spec) == (("x", "lr", "slope"), ("f",), ".3f")


MARKUP = [
    "{", "}", "{x}", "{x:.2f}", "$", "$x^2$", "`", "```", "\n", "\n\n", "- ", "1. ", "# ", "**", "*", "_", "\\", "|",
    "a", " ", "é", "\U000f0000", "\U000fffff", "[a](b)", "![a](b)", "<b>", "&#27;", "math\n", "~~~", ">",
]  # fmt: skip
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
