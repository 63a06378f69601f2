"""Boxes with words in them become characters: whole where there is room, else with words in the borders."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calctui.charts import signs
from calctui.charts.cells import size_of
from calctui.charts.dots import Markers
from calctui.charts.space import Space
from calctui.figure import Box
from calctui.frozen import frozen
from calctui.roles import Role

_THIN, _THICK, _ASCII_THIN, _ASCII_THICK = "┌─┐│└┘", "┏━┓┃┗┛", "+-+|++", "######"

Written = tuple[int, int, str, Role]
"""A row, a column, and what stands there in which role."""
Words = tuple[str, Role]


@frozen
class Rectangle:
    """The cells of a box: its first and last row and column."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return self.right - self.left + 1


def rectangle(box: Box, space: Space) -> Rectangle | None:
    """The cells of a box as far as they are in the pane; None where it has no place there."""
    left, top = space.point(box.left, box.top)
    right, bottom = space.point(box.right, box.bottom)
    u, v = sorted((left, right)), sorted((top, bottom))
    if any(map(math.isnan, (*u, *v))) or u[1] < 0 or u[0] > 1 or v[1] < 0 or v[0] > 1:
        return None
    last_row, first_column = space.cell(u[0], v[0])
    first_row, last_column = space.cell(u[1], v[1])
    return Rectangle(first_row, last_row, first_column, last_column)


def written(box: Box, place: Rectangle, markers: Markers) -> Iterator[Written]:
    """The characters of a box in its cells, without those that are blank; later ones stand on top."""
    head = signs.words(box.head, markers)
    lines = [(signs.words(text, markers), role) for text, role in box.lines]
    if place.rows < 3 or place.columns < 5:
        yield from _bare(place, lines, head, markers)
        return
    inner = place.rows - 2
    own_row = bool(box.detail) and inner > len(lines)
    if own_row:
        above, lines = head, [(_detail(box, "", place.columns - 2, markers), Role.TEXT), *lines]
    else:
        above = _detail(box, head, place.columns - 2, markers)
    below: list[Words] = []
    if len(lines) > inner:
        lines, below = lines[:inner], lines[inner:]
    yield from _border(place, box.role, thick=box.thick, markers=markers)
    yield from _in_border(place.top, place, [(above, Role.TEXT)], markers)
    yield from _in_border(place.bottom, place, below, markers)
    first = place.top + 1 + (inner - len(lines)) // 2
    for row, words in enumerate(lines, first):
        yield from _in_row(row, place.left + 1, place.right - 1, [words], markers)


def _detail(box: Box, head: str, room: int, markers: Markers) -> str:
    """What is said about the head, after the head where there is one: in full, or as much as there is room for."""
    detail, brief = signs.words(box.detail, markers), signs.words(box.brief, markers)
    if not detail:
        return head
    choices = [f"{head} = {detail}", f"{head}: {brief}" if brief else head, head] if head else [detail, brief]
    fitting = (words for words in choices if words and size_of(words) <= room)
    return next(fitting, head or detail)


def _bare(place: Rectangle, lines: list[Words], head: str, markers: Markers) -> Iterator[Written]:
    """The words without a border, spread over the rows there are."""
    words = [(head, Role.TEXT), *lines]
    shared = len(words) - place.rows + 1
    rows = [words[: max(shared, 1)], *([one] for one in words[max(shared, 1) :])]
    for row, some in enumerate(rows[: place.rows], place.top):
        yield from _in_row(row, place.left, place.right, some, markers)


def _border(place: Rectangle, role: Role, *, thick: bool, markers: Markers) -> Iterator[Written]:
    if markers == "ascii":
        signs_of = _ASCII_THICK if thick else _ASCII_THIN
    else:
        signs_of = _THICK if thick else _THIN
    first, across, second, up, third, fourth = tuple(signs_of)
    between = place.columns - 2
    yield place.top, place.left, first + across * between + second, role
    for row in range(place.top + 1, place.bottom):
        yield row, place.left, up, role
        yield row, place.right, up, role
    yield place.bottom, place.left, third + across * between + fourth, role


def _in_border(row: int, place: Rectangle, words: list[Words], markers: Markers) -> Iterator[Written]:
    """Words in the middle of a border, a blank at both sides where there is room."""
    size = sum(size_of(text) for text, _ in words) + max(len(words) - 1, 0)
    if not size:
        return
    if size + 2 <= place.columns - 2:
        start = place.left + 1 + (place.columns - 2 - size - 2) // 2
        yield row, start, " " * (size + 2), Role.TEXT
    yield from _in_row(row, place.left + 1, place.right - 1, words, markers)


def _in_row(row: int, left: int, right: int, words: list[Words], markers: Markers) -> Iterator[Written]:
    """Words one after the other, the whole centred between two columns, cut where it is too long."""
    room = right - left + 1
    sizes = [size_of(text) for text, _ in words]
    column = left + max(room - sum(sizes) - len(words) + 1, 0) // 2
    for (text, role), size in zip(words, sizes, strict=True):
        free = right - column + 1
        if free < 1:
            return
        if text:
            yield row, column, signs.shortened(text, free, markers) if size > free else text, role
        column += size + 1
