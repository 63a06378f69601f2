"""A lesson as Markdown: words, pictures as fenced text, and questions that open where HTML is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from calctui.charts.dots import Markers
from calctui.export.moments import (
    IN_THE_TERMINAL,
    Told,
    before_reasons,
    named_hints,
    numbers,
    pictures,
    told_steps,
)
from calctui.layout.screen import text_of
from calctui.lesson.model import Lesson
from calctui.lesson.words.blocks import Block, CodeBlock, Heading, Item, MathBlock, Paragraph, Table
from calctui.player.question_view import ShownQuestion
from calctui.player.view import View
from calctui.text import HARD_BLANK, Run, clean_line

_SIGNS = re.compile(r"[\\`*_\[\]<>&#|~$!]|(?<=:)/(?=/)|(?<=www)\.|@", re.IGNORECASE)
"""What may begin markup within a line, an address that is made a link, or the name of a user of a forge."""
_FIRST = re.compile(r"^ *(?:([-+=])|(\d+)([.)]))?", re.MULTILINE)
"""What may begin a list or code, or underline a heading, at the start of a line."""
_LEAST_HEADING = 3


ON_PAGES: Markers = "blocks"
"""What pictures are drawn with: few fonts of browsers have braille, and another font's is of another width."""


def markdown_page(lesson: Lesson, markers: Markers = ON_PAGES) -> str:
    """The lesson as one text of CommonMark, with the tables of GitHub."""
    return "\n\n".join(_page(lesson, markers)) + "\n"


def _page(lesson: Lesson, markers: Markers) -> Iterator[str]:
    yield f"# {_plain(lesson.title)}"
    yield _line(lesson.summary)
    yield (
        f"{len(lesson.steps)} steps, about {lesson.minutes} minutes. "
        f"{IN_THE_TERMINAL} {_code(f'calctui play {lesson.id}')}"
    )
    for told in told_steps(lesson):
        yield from _step(told, markers)


def _step(told: Told, markers: Markers) -> Iterator[str]:
    shown = told.first
    yield f"## {shown.step}. {_plain(shown.title)}"
    yield from _blocks(shown.blocks)
    if shown.code is not None:
        yield _fenced(shown.code.lines, "python")
        yield from _printed(shown)
    yield from _pictures(told.frames, markers)
    for term, meaning in shown.terms:
        yield f"**{_plain(term)}**: {_runs(meaning)}"
    if told.question is not None and told.answer is not None:
        yield from _question(told, told.question, told.answer, markers)


def _printed(shown: View) -> Iterator[str]:
    if shown.code is not None and shown.code.printed:
        yield _fenced(shown.code.printed)


def _pictures(frames: Sequence[View], markers: Markers) -> Iterator[str]:
    """The pictures, each with what to notice and its numbers."""
    for shown, rows in zip(frames, pictures(frames, markers), strict=True):
        yield _fenced(text_of(rows).split("\n"))
        told = ", ".join(f"{name} = {text}" for name, text, _ in numbers(shown))
        for words in (_runs(shown.caption), _plain(told)):
            if words.strip():
                yield _line_start(words)


def _question(told: Told, question: ShownQuestion, answer: ShownQuestion, markers: Markers) -> Iterator[str]:
    room = f" ({_plain(question.room)} counts as right)" if question.room else ""
    yield f"**Question:** {_runs(question.prompt)}{room}"
    if question.options:
        yield "\n".join(f"- {_plain(option.letter)}: {_runs(option.words)}" for option in question.options)
    for name, hint in named_hints(answer):
        yield f"<details>\n<summary>{name}</summary>"
        yield _line_start(_runs(hint))
        yield "</details>"
    yield "<details>\n<summary>Answer</summary>"
    right = next((option for option in answer.options if option.right), None)
    said = _plain(answer.solution) if right is None else f"{_plain(right.letter)}: {_runs(right.words)}"
    yield f"The answer is {said}"
    if answer.explain:
        yield _line_start(_runs(answer.explain))
    if told.reasons:
        yield before_reasons(question)
        yield "\n".join(f"- {_plain(reason.answer)}: {_runs(reason.because)}" for reason in told.reasons)
    yield from _blocks(told.later_words)
    if told.later:
        yield from _printed(told.later[-1])
    yield from _pictures(told.later, markers)
    yield "</details>"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for is_item, some in groupby(blocks, lambda block: isinstance(block, Item)):
        if is_item:
            yield "\n".join(_item(block) for block in some if isinstance(block, Item))
        else:
            yield from map(_block, some)


def _item(item: Item) -> str:
    number = re.match(r"\d+", item.bullet)
    bullet = f"{number[0]}." if number else "-" if item.bullet else ""
    words = _line_start(_runs(item.spans))
    # Four blanks hold whatever bullet stands before them; a further paragraph needs a blank line.
    blank = "" if bullet else "\n"
    return f"{blank}{'    ' * item.depth}{bullet:3} {words}"


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return _line_start(_runs(spans))
        case Heading(spans, level):
            return f"{'#' * min(_LEAST_HEADING + level - 1, 6)} {_runs(spans)}"
        case Table(header, rows, align):
            rules = {"left": ":--", "center": ":-:", "right": "--:"}
            under = [rules.get(how, "---") for how in align]
            lines = [
                [_cell(cell) for cell in header],
                under,
                *([_cell(cell) for cell in row] for row in rows),
            ]
            return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        case MathBlock(lines) | CodeBlock(lines):
            return _fenced(lines)
    raise TypeError(f"no Markdown for {block!r}")


def _cell(spans: Sequence[object]) -> str:
    return _runs(spans, in_table=True).replace("\n", " ")


def _runs(runs: Iterable[object], *, in_table: bool = False) -> str:
    """Runs of text; neighbours of one weight share their signs, whatever their colours."""
    shown = [replace(run, role=Run("").role) for run in runs if isinstance(run, Run)]
    parts = []
    for look, some in groupby(shown, lambda run: replace(run, text="")):
        text = "".join(run.text for run in some).replace(HARD_BLANK, " ")
        parts.append(_dressed(text, look, in_table))
    return "".join(parts)


def _dressed(text: str, look: Run, in_table: bool) -> str:
    if look.code and text.strip():
        return _code(text).replace("|", "\\|") if in_table else _code(text)
    if text == "\n":
        return "\\\n"
    inside = text.strip()
    stars = "*" * (look.italic + 2 * look.bold) if inside else ""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{stars}{_plain(inside)}{stars}{after}" if inside else text


def _plain(text: str) -> str:
    """The text with nothing in it that is markup."""
    return _SIGNS.sub(lambda found: "\\" + found[0], clean_line(text))


def _line(text: str) -> str:
    return _line_start(_plain(text))


def _line_start(line: str) -> str:
    """A paragraph that is no list, whatever it begins with."""
    return _FIRST.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}" if found[2] else "", line
    )


def _code(text: str) -> str:
    """A code span with more backticks around it than stand within."""
    text = clean_line(text)
    ticks = "`" * _longer_than(text)
    blank = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def _fenced(lines: Iterable[str], language: str = "text") -> str:
    """Lines as they are, within a fence that none of them can close."""
    text = "\n".join(clean_line(line) for line in lines)
    fence = "`" * max(_longer_than(text), 3)
    return f"{fence}{language}\n{text}\n{fence}"


def _longer_than(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0) + 1
