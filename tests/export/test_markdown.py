"""Markdown: all of the lesson, and nothing in it is markup that the exporter did not write."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from calctui.export.markdown import markdown_page
from calctui.lesson.library import entries, find
from calctui.lesson.load import load_lesson, load_text

LESSONS = [load_lesson(entry.path) for entry in entries({})]
BEGIN, END = "<details>\n<summary>{}</summary>", "</details>"


def tokens(text: str):
    """All tokens as a forge reads them: CommonMark with HTML, tables and addresses that become links."""
    reader = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(
        ["table", "linkify", "strikethrough"]
    )
    for token in reader.parse(text):
        yield token
        yield from token.children or ()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_is_whole(lesson):
    text = markdown_page(lesson)
    found = list(tokens(text))
    html = [token.content.strip() for token in found if token.type.startswith("html")]
    questions = [step.question for step in lesson.steps if step.question is not None]
    hints = sum(len(question.hints) for question in questions)
    assert html.count(BEGIN.format("Answer")) == len(questions)
    assert sum(part.startswith(BEGIN.format("Hint")[:-10]) for part in html) == hints
    assert html.count(END) == len(questions) + hints
    assert len(html) == 2 * html.count(END)
    assert not {token.type for token in found} & {"link_open", "image"}
    headings = [token for token in found if token.type == "heading_open" and token.tag == "h2"]
    assert len(headings) == len(lesson.steps)
    pictures = sum(token.type == "fence" and token.info == "text" for token in found)
    assert pictures >= sum(step.scene is not None for step in lesson.steps)
    assert markdown_page(lesson) == text


def test_nothing_in_a_lesson_becomes_markup(hostile, words):
    found = list(tokens(markdown_page(hostile)))
    assert not {token.type for token in found} & {"link_open", "image", "html_inline", "s_open"}
    assert {token.content.strip() for token in found if token.type == "html_block"} == {
        BEGIN.format("Hint"),
        BEGIN.format("Answer"),
        END,
    }
    inline = ["".join(part.content for part in token.children) for token in found if token.type == "inline"]
    # Titles and the summary; the other texts are Markdown themselves, which has its own words for some signs.
    assert sum(words in text for text in inline) >= 4


@pytest.mark.parametrize(
    "line", ["- no list", "1. no list", "= no heading", "+ no list", "# no heading", "> no"]
)
def test_a_line_is_words_whatever_it_begins_with(line):
    """Also after a hard break, where a list might begin."""
    escaped = line.replace("1.", "1\\.") if line[0] == "1" else f"\\{line}"
    lesson = load_text(
        f"format: 1\nid: lines\ntitle: Lines\nsummary: '{line}'\nsteps:\n  - id: a\n    title: A\n"
        f"    text: |\n      First.\\\n      {escaped}\n",
        "lines.yaml",
    )
    found = list(tokens(markdown_page(lesson)))
    assert not {token.type for token in found} & {"bullet_list_open", "ordered_list_open", "blockquote_open"}
    assert sum(token.type == "heading_open" for token in found) == 2
    said = [token for token in found if token.type == "inline"]
    assert sum("".join(part.content for part in token.children).endswith(line) for token in said) == 2


def test_backticks_cannot_close_a_fence_or_a_span():
    listing = "print('''```''')"
    lesson = load_text(
        "format: 1\nid: ticks\ntitle: Ticks\nsummary: S.\nsteps:\n  - id: a\n    title: A\n    text: T.\n"
        f"    scene: {{kind: descent, function: x**2, start: 5, rate: 0.1, updates: 1}}\n"
        f'    code: {{listing: "{listing}\\n```\\n<b>"}}\n',
        "ticks.yaml",
    )
    fences = [token.content for token in tokens(markdown_page(lesson)) if token.type == "fence"]
    assert fences[0] == f"{listing}\n```\n<b>\n"


@pytest.mark.parametrize(
    ("markers", "others"),
    [("blocks", "[\u2800-\u28ff]"), ("braille", "[▖-▟]"), ("ascii", "[\u2500-\u259f\u2800-\u28ff]")],
)
def test_pictures_are_drawn_with_what_was_asked_for(markers, others):
    text = markdown_page(load_lesson(find("gradient", {}).path), markers)
    drawn = "".join(re.findall(r"```text\n(.*?)```", text, re.DOTALL))
    assert len(drawn) > 10_000
    assert not re.search(others, drawn)


def test_pictures_keep_their_columns_on_a_page():
    """Without braille, which few fixed-width fonts have: another font would shift what follows it."""
    for lesson in LESSONS:
        assert not re.search("[\u2801-\u28ff]", markdown_page(lesson)), lesson.id
