"""The contents of a course as rows: lessons that share a concept together, with how each stands."""

from __future__ import annotations

from collections.abc import Sequence

from calctui.layout.wrap import clip, pad
from calctui.lesson.entry import Entry
from calctui.progress.standing import Stage, Standing
from calctui.roles import Role
from calctui.text import Row, Run, clean_line, width

SIGNS: dict[Stage, str] = {"new": "○", "begun": "◐", "done": "●"}
CHOSEN = "▸"
BROKEN = "broken: cannot be opened"
CHANGED = "changed since"
WIDE_ENOUGH_FOR_CONCEPTS = 72
_GAP = 3


def grouped(entries: Sequence[Entry]) -> list[Entry]:
    """The lessons with those that share a concept together, each group where its first lesson stands."""
    first: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(entries):
        if entry.concept:
            first.setdefault((entry.course, entry.concept.casefold()), index)
    places = [first.get((entry.course, entry.concept.casefold()), i) for i, entry in enumerate(entries)]
    return [entry for _, entry in sorted(zip(places, entries, strict=True), key=lambda pair: pair[0])]


def widest_title(entries: Sequence[Entry]) -> int:
    """The number of cells of the longest title."""
    return max((width(clean_line(entry.title)) for entry in entries), default=0)


def lesson_row(
    entries: Sequence[Entry],
    standings: Sequence[Standing],
    index: int,
    columns: int,
    widest: int,
    *,
    chosen: bool,
) -> Row:
    """A lesson of the contents: sign, number, title, concept where it is new, and minutes.

    Args:
        entries: The lessons in the order in which they are listed.
        standings: How each stands.
        index: Which one.
        columns: The width of the list.
        widest: The cells of the longest title, after which the concepts stand.
        chosen: Whether it is the one that Enter opens.
    """
    entry, known = entries[index], standings[index]
    number = Run(f"{CHOSEN if chosen else ' '} {index + 1:>{len(str(len(entries)))}} ", bold=chosen)
    sign_role = Role.TARGET if known.stage == "done" else Role.NOW if known.stage == "begun" else Role.MUTED
    lead = (number, Run(f"{SIGNS[known.stage]} ", sign_role))
    if entry.problems:
        return clip((*lead, Run(clean_line(entry.title)), Run(f"  {BROKEN}", Role.MUTED)), columns)
    tail = f"{entry.minutes} min"
    if known.changed:
        tail = f"{CHANGED} · {tail}"
    elif known.stage == "begun":
        tail = f"step {min(known.seen, entry.steps)} of {entry.steps} · {tail}"
    used = sum(run.width for run in lead)
    title = Run(clean_line(entry.title), Role.NOW if chosen else Role.TEXT, bold=chosen)
    concept = _concept(entries, index) if columns >= WIDE_ENOUGH_FOR_CONCEPTS else ""
    left: Row = (*lead, title)
    if concept and used + widest + _GAP + width(concept) + _GAP + width(tail) <= columns:
        left = (*pad(left, used + widest + _GAP), Run(concept, Role.MUTED))
    room = columns - width(tail) - 1
    return (*pad(clip(left, room), room), Run(" "), Run(tail, Role.MUTED))


def _concept(entries: Sequence[Entry], index: int) -> str:
    """The concept of a lesson, where the one before it has another."""
    concept = clean_line(entries[index].concept)
    return "" if index and clean_line(entries[index - 1].concept) == concept else concept


def standing_words(standings: Sequence[Standing], due: int) -> str:
    """How far the course is, and what is due, in a line; empty where nothing was begun."""
    done = sum(known.stage == "done" for known in standings)
    begun = any(known.stage != "new" for known in standings)
    words = [f"{done} of {len(standings)} lessons done"] if begun else []
    if due:
        words.append(f"{due} question{'' if due == 1 else 's'} to review: press v")
    return " · ".join(words)
