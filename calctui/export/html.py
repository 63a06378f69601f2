"""A lesson as one HTML file: for a telephone, a screen and paper, with pictures in colour and questions that open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calctui.export.html_words import blocks_html, pre, runs_html
from calctui.export.markup import escaped, role_class, role_rules
from calctui.export.moments import (
    CHART_COLUMNS,
    IN_THE_TERMINAL,
    Told,
    before_reasons,
    named_hints,
    numbers,
    pictures,
    told_steps,
)
from calctui.export.page_style import PAGE_STYLE
from calctui.export.svg import STYLE, drawing
from calctui.lesson.model import Lesson
from calctui.player.question_view import ShownQuestion
from calctui.player.view import View
from calctui.roles import Role
from calctui.text import row_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and no script runs, whatever a file may hold."""


def html_page(lesson: Lesson) -> str:
    """The lesson as one file that needs no other."""
    return "\n".join(_page(lesson)) + "\n"


def _page(lesson: Lesson) -> Iterator[str]:
    title = escaped(lesson.title)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="calctui">\n<title>{title}</title>'
    yield f"<style>\n{role_rules()}\n{STYLE}\n{PAGE_STYLE}\n</style>\n</head>\n<body>"
    yield f"<header>\n<h1>{title}</h1>\n<p>{escaped(lesson.summary)}</p>"
    yield f'<p class="r-muted">{len(lesson.steps)} steps, about {lesson.minutes} minutes.'
    yield f"{IN_THE_TERMINAL} <code>calctui play {escaped(lesson.id)}</code></p>\n</header>"
    yield "<nav>\n<ol>"
    for step in lesson.steps:
        yield f'<li><a href="#{escaped(step.id)}">{escaped(step.title)}</a></li>'
    yield "</ol>\n</nav>\n<main>"
    for told in told_steps(lesson):
        yield from _step(told)
    yield "</main>"
    yield "</body>\n</html>"


def _step(told: Told) -> Iterator[str]:
    shown = told.first
    yield f'<section id="{escaped(told.step)}">'
    yield f'<h2><span class="r-muted">{shown.step}</span> {escaped(shown.title)}</h2>'
    yield blocks_html(shown.blocks)
    if shown.code is not None:
        yield pre("code", shown.code.lines)
        yield from _printed(shown)
    yield from _figures(told.frames)
    if shown.terms:
        words = "".join(f"<dt>{escaped(term)}</dt><dd>{runs_html(said)}</dd>" for term, said in shown.terms)
        yield f"<dl>{words}</dl>"
    if told.question is not None and told.answer is not None:
        yield from _question(told, told.question, told.answer)
    yield "</section>"


def _printed(shown: View) -> Iterator[str]:
    if shown.code is not None and shown.code.printed:
        yield pre("printed", shown.code.printed)


def _figures(frames: Sequence[View]) -> Iterator[str]:
    """The pictures, each with what to notice and its numbers."""
    if not frames:
        return
    yield '<div class="frames">' if len(frames) == 1 else '<div class="frames several">'
    for shown, rows in zip(frames, pictures(frames), strict=True):
        yield f"<figure>{drawing(rows, CHART_COLUMNS, shown.description)}"
        told = [
            f'<span>{escaped(name)} <b class="{role_class(Role(role))}">{escaped(text)}</b></span>'
            for name, text, role in numbers(shown)
        ]
        caption = f"<p>{runs_html(shown.caption)}</p>" if row_text(shown.caption) else ""
        values = f'<p class="values">{" ".join(told)}</p>' if told else ""
        yield f"<figcaption>{caption}{values}</figcaption></figure>"
    yield "</div>"


def _question(told: Told, question: ShownQuestion, answer: ShownQuestion) -> Iterator[str]:
    room = (
        f' <span class="r-muted">({escaped(question.room)} counts as right)</span>' if question.room else ""
    )
    yield f'<div class="question">\n<p class="prompt">{runs_html(question.prompt)}{room}</p>'
    if question.options:
        yield '<ul class="options">'
        for option in question.options:
            yield f"<li><b>{escaped(option.letter)}</b> <span>{runs_html(option.words)}</span></li>"
        yield "</ul>"
    for name, hint in named_hints(answer):
        yield f'<details class="hint">\n<summary>{name}</summary>\n<p>{runs_html(hint)}</p>\n</details>'
    yield '<details class="answer">\n<summary>Answer</summary>'
    yield f"<p>{_solution(answer)}</p>"
    if answer.explain:
        yield f"<p>{runs_html(answer.explain)}</p>"
    if told.reasons:
        yield f'<p class="why">{before_reasons(question)}</p>\n<dl>'
        for reason in told.reasons:
            yield f"<dt>{escaped(reason.answer)}</dt><dd>{runs_html(reason.because)}</dd>"
        yield "</dl>"
    if told.later_words:
        yield f'<div class="again">{blocks_html(told.later_words)}</div>'
    if told.later:
        yield from _printed(told.later[-1])
    yield from _figures(told.later)
    yield "</details>\n</div>"


def _solution(answer: ShownQuestion) -> str:
    right = next((option for option in answer.options if option.right), None)
    if right is None:
        return f'<b class="r-target">{escaped(answer.solution)}</b>'
    return f'<b class="r-target">{escaped(right.letter)}</b> {runs_html(right.words)}'
