"""The words that a lesson explains: what they mean, and where they are used first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from calctui.lesson.prose import Line
from calctui.text import Row, Run


def meaning_of(line: Line) -> Row:
    """What a word means; it has no live numbers, since it is shown in many places."""
    return line.fill(lambda hole: Run(hole.text))


def first_uses(terms: Iterable[str], texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """By the id of a step the terms that occur in its text and in none before it.

    Args:
        terms: The words.
        texts: The texts by the ids of their steps, in order.
    """
    left = {term: re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE) for term in terms}
    found: dict[str, tuple[str, ...]] = {}
    for step, text in texts.items():
        found[step] = tuple(term for term, pattern in left.items() if pattern.search(text))
        left = {term: pattern for term, pattern in left.items() if term not in found[step]}
    return found
