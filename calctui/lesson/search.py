"""Search over the text of all lessons: the words they explain, and the steps that speak of something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from calctui.errors import LessonError
from calctui.frozen import frozen
from calctui.lesson.entry import Entry
from calctui.lesson.reading.step_texts import steps_in, texts_in
from calctui.lesson.yaml.source import open_source
from calctui.lesson.yaml.yaml_tree import Mapping, Scalar, read_tree
from calctui.text import clean_line

MOST_HITS = 60
EXCERPT = 120
"""Characters of the text around what was found."""

Kind = Literal["term", "step"]
_RANK: dict[Kind, int] = {"term": 0, "step": 1}
_NO_WORDS = re.compile(r"\{\{|\}\}|\{[^{}]*\}|\*+|`+|\$|^\s*[-#>]+\s+|^\s*\|?[-:| ]+\|$", re.MULTILINE)
"""What is no word in the source of a text: live numbers and marks of Markdown."""


@frozen
class Passage:
    """Something that can be found.

    Attributes:
        kind: What it is.
        entry: Its lesson.
        step: The id of its step; of a term the step that uses it first, or the first.
        title: A term, or the title of the step.
        text: What is said there, in plain words.
    """

    kind: Kind
    entry: Entry
    step: str
    title: str
    text: str


@frozen
class Hit:
    """A passage that was found.

    Attributes:
        passage: The passage.
        excerpt: The part of its text around the first word that was sought.
    """

    passage: Passage
    excerpt: str


def passages(entries: Iterable[Entry]) -> Iterator[Passage]:
    """All that can be found in lessons; what cannot be read in a lesson has none."""
    for entry in entries:
        try:
            tree, _ = read_tree(open_source(entry.path))
        except LessonError:
            continue
        if isinstance(tree, Mapping):
            yield from _of_lesson(entry, tree)


def search(found: Iterable[Passage], query: str, most: int = MOST_HITS) -> list[Hit]:
    """The passages in which every word of the query begins a word, the best first.

    A title of just that name comes first, then titles with the words in them; what explains a word before steps.
    """
    words = query.casefold().split()
    if not words:
        return []
    patterns = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words]
    ranked = []
    for number, passage in enumerate(found):
        title, text = passage.title.casefold(), passage.text.casefold()
        if not all(pattern.search(title) or pattern.search(text) for pattern in patterns):
            continue
        exact = title == " ".join(words)
        in_title = all(pattern.search(title) for pattern in patterns)
        ranked.append(((not exact, not in_title, _RANK[passage.kind], number), passage))
    ranked.sort(key=lambda pair: pair[0])
    return [Hit(passage, _excerpt(passage.text, patterns)) for _, passage in ranked[:most]]


def _excerpt(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """The text around the first word that was sought."""
    places = [found.start() for pattern in patterns if (found := pattern.search(text.casefold()))]
    start = max(min(places, default=0) - EXCERPT // 3, 0)
    if start:
        start = text.find(" ", start) + 1
    return (
        ("…" if start else "")
        + text[start : start + EXCERPT].rstrip()
        + ("…" if text[start + EXCERPT :] else "")
    )


def _of_lesson(entry: Entry, tree: Mapping) -> Iterator[Passage]:
    texts = [(_text(step, "id"), _text(step, "title"), " ".join(texts_in(step))) for step in steps_in(tree)]
    terms = tree.values.get("terms")
    for term, meaning in terms.values.items() if isinstance(terms, Mapping) else ():
        if isinstance(meaning, Scalar):
            first = next((id_ for id_, _, words in texts if term.casefold() in words.casefold()), "")
            yield _passage(entry, "term", first, term, meaning.text)
    for id_, title, words in texts:
        yield _passage(entry, "step", id_, title, words)


def _passage(entry: Entry, kind: Kind, step: str, title: str, text: str) -> Passage:
    return Passage(kind, entry, clean_line(step), _plain(title), _plain(text))


def _text(node: Mapping, key: str) -> str:
    value = node.values.get(key)
    return value.text if isinstance(value, Scalar) else ""


def _plain(text: str) -> str:
    """The words of a text as one clean line."""
    return " ".join(clean_line(_NO_WORDS.sub(" ", text)).split())
