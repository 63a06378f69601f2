"""Words of a lesson as elements of HTML; every run is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from calctui.export.markup import escaped, role_class
from calctui.lesson.words.blocks import Block, CodeBlock, Heading, Item, MathBlock, Paragraph, Table
from calctui.roles import Role
from calctui.text import HARD_BLANK, Run

LEAST_HEADING, DEEPEST_HEADING = 3, 6
"""A step has a heading of level 2; those within its text stand below it."""


def runs_html(runs: Iterable[object]) -> str:
    """Runs of text, each in the colour and the weight that it wears."""
    return "".join(_run(run) for run in runs if isinstance(run, Run))


def _run(run: Run) -> str:
    if run.text == "\n":
        return "<br>"
    text = escaped(run.text.replace(HARD_BLANK, " "))
    for tag, worn in (("code", run.code), ("em", run.italic), ("strong", run.bold)):
        text = f"<{tag}>{text}</{tag}>" if worn else text
    return text if run.role is Role.TEXT else f'<span class="{role_class(run.role)}">{text}</span>'


def blocks_html(blocks: Iterable[Block]) -> str:
    """The blocks, one below another; items that follow each other are lists."""
    parts = []
    for is_item, some in groupby(blocks, lambda block: isinstance(block, Item)):
        if is_item:
            parts.append(_lists([block for block in some if isinstance(block, Item)]))
        else:
            parts += [_block(block) for block in some]
    return "\n".join(parts)


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return f"<p>{runs_html(spans)}</p>"
        case Heading(spans, level):
            deep = min(LEAST_HEADING + level - 1, DEEPEST_HEADING)
            return f"<h{deep}>{runs_html(spans)}</h{deep}>"
        case Table(header, rows, align):
            head = "".join(_cell("th", cell, how) for cell, how in zip(header, align, strict=False))
            body = "".join(
                "<tr>"
                + "".join(_cell("td", cell, how) for cell, how in zip(row, align, strict=False))
                + "</tr>"
                for row in rows
            )
            return (
                f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
            )
        case MathBlock(lines):
            return pre("maths", lines)
        case CodeBlock(lines):
            return pre("code", lines)
    raise TypeError(f"no HTML for {block!r}")


def pre(kind: str, lines: Sequence[str]) -> str:
    """Lines that keep their shape."""
    text = escaped("\n".join(lines))
    return f'<pre class="{kind}">{text}</pre>'


def _cell(tag: str, spans: Sequence[object], how: str) -> str:
    return f'<{tag} class="{how}">{runs_html(spans)}</{tag}>'


def _lists(items: Sequence[Item]) -> str:
    """Items as lists within lists."""
    parts: list[str] = []
    open_lists: list[str] = []
    for item in items:
        kind = "ol" if item.bullet[:1].isdigit() else "ul"
        while len(open_lists) > item.depth + 1:
            parts.append(f"</li></{open_lists.pop()}>")
        inside = len(open_lists) == item.depth + 1
        words = runs_html(item.spans)
        if inside and not item.bullet:
            parts.append(f"<p>{words}</p>")
            continue
        if inside and open_lists[-1] != kind:
            parts.append(f"</li></{open_lists.pop()}>")
        elif inside:
            parts.append("</li>")
        while len(open_lists) <= item.depth:
            number = item.bullet.rstrip(".)")
            parts.append(
                f'<ol start="{int(number)}">' if kind == "ol" and number.isdecimal() else f"<{kind}>"
            )
            open_lists.append(kind)
            if len(open_lists) <= item.depth:
                parts.append("<li>")
        parts.append(f"<li>{words}")
    parts += [f"</li></{kind}>" for kind in reversed(open_lists)]
    return "".join(parts)
