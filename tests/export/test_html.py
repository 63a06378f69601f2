"""The HTML page: one file, all of the lesson, the question before its answer, and nothing in it that acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from calctui.charts import palette
from calctui.commands.show import show
from calctui.export.html import html_page
from calctui.export.svg import document
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson
from calctui.roles import Role
from calctui.text import Run

LESSONS = [load_lesson(entry.path) for entry in entries({})]
VOID = {"meta", "br"}
_TAGS = """
html head meta title style body header footer nav main section h1 h2 h3 h4 h5 h6 p br a b em strong code span pre ul ol
li dl dt dd div table thead tbody tr th td figure figcaption details summary svg g path rect text
"""
_ATTRIBUTES = """
charset http-equiv content name lang id class href start role aria-label viewbox d fill-opacity x y width height
textlength
"""
TAGS, ATTRIBUTES = set(_TAGS.split()), set(_ATTRIBUTES.split())


class Page(HTMLParser):
    """Reads a page as a browser does: its tags, its attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.ids: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] != "style":
            self.text += data


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_is_one_whole_page(lesson):
    """Each picture is of an end, and what comes after a question is behind its answer."""
    text = html_page(lesson)
    page = Page(text)
    assert [name for name in page.ids if name] == [step.id for step in lesson.steps]
    assert set(page.tags) <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert not re.search(r"url\(|@import|src=|https?://", text)
    questions = [step.question for step in lesson.steps if step.question is not None]
    assert page.tags.count("details") == sum(1 + len(question.hints) for question in questions)
    assert text.count('<details class="answer">') == len(questions)
    assert page.tags.count("svg") >= sum(step.scene is not None for step in lesson.steps)
    assert page.tags.count("svg") == len(re.findall('role="img" aria-label="[^"]+"', text))
    for step in lesson.steps:
        assert step.title in page.text
    for step, section in zip(lesson.steps, text.split("<section ")[1:], strict=True):
        before, _, after = section.partition('<details class="answer">')
        assert before.count("<svg") >= (step.scene is not None)
        if step.question is not None:
            assert after
            held = step.question.hold
            if held not in {"", "end"} and step.scene is not None:
                assert "<svg" in after


def test_the_moment_of_a_question_does_not_tell_its_answer():
    lesson = next(lesson for lesson in LESSONS if lesson.id == "introduction")
    section = html_page(lesson).split('<section id="predict"')[1].split("</section>")[0]
    before, after = section.split('<details class="answer">')
    assert ">3.2<" not in before
    assert ">3.2<" in after


def test_every_role_has_its_colour_in_light_and_dark():
    text = html_page(LESSONS[0])
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    for role in Role:
        assert palette.look(role, dark=False).colour in light
        assert palette.look(role, dark=True).colour in dark


def test_nothing_in_a_lesson_becomes_markup(hostile, words):
    text = html_page(hostile)
    page = Page(text)
    assert set(page.tags) <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert [value for name, value in page.attributes if name == "href"] == ["#tries", "#which"]
    assert "script-src" not in text
    assert "default-src 'none'" in text
    assert page.text.count(words) >= 6


def test_a_picture_is_well_formed_whatever_stands_in_it(hostile, words, tmp_path):
    rows = [(Run(words), Run("⠿█─│┏\ufffe\ud7ff", Role.CURVE, bold=True, italic=True, reverse=True))]
    root = ElementTree.fromstring(document(rows, 80, words))
    names = {element.tag.split("}")[1] for element in root.iter()}
    assert names <= {"svg", "title", "style", "rect", "g", "path", "text"}
    assert root[0].text == words


def test_show_gives_a_picture_of_the_whole_screen():
    picture = show(
        "introduction#update", at=None, frame=None, size="80x24", settings=(), style="svg", markers="braille"
    )
    root = ElementTree.fromstring(picture)
    assert (root.get("width"), root.get("height")) == ("800", "480")
    words = " ".join(element.text for element in root.iter() if element.tag.endswith("}text"))
    assert "One step down" in words.replace("  ", " ")
    assert 'class="dots"' in picture


def test_a_dot_stands_where_the_terminal_shows_it():
    picture = document([(Run(" ⠁⢀"),)], 3, "dots")
    assert re.search(r'class="dots" d="M12.5 2.5h0M27.5 17.5h0"', picture)
