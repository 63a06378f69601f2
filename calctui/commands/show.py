"""`calctui show`: one moment of a lesson as text, with colours, as JSON or as SVG, without a terminal."""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Sequence
from typing import Any

from calctui.charts.dots import Markers
from calctui.charts.draw import Renderer
from calctui.charts.palette import Depth, ansi
from calctui.errors import CalctuiError, NotFoundError
from calctui.export.svg import document
from calctui.layout.compose import compose
from calctui.layout.screen import Layout, lay_out, text_of
from calctui.layout.words import block_rows
from calctui.lesson.library import find, parse_address
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.lesson.near import nearest
from calctui.player.events import SeekFrame
from calctui.player.player import Player
from calctui.player.update import step_index, told, update
from calctui.player.view import View, view
from calctui.text import Row, clean_line, row_text

MOST_COLUMNS, MOST_ROWS = 500, 200
JSON_TEXT_COLUMNS = 10_000
"""Paragraphs of the JSON text are not wrapped."""


def show(
    address: str,
    *,
    at: str | None,
    frame: str | None,
    size: str,
    settings: Sequence[str],
    style: str,
    markers: Markers,
) -> str:
    """The moment in the asked format.

    Raises:
        CalctuiError: There is no such lesson, step, mark, frame or parameter, or the size is none.
    """
    where = parse_address(address)
    lesson = load_lesson(find(where.lesson).path)
    step = step_index(lesson, where.step) if where.step else 0
    return moment(
        lesson, step, at=at, frame=frame, size=size, settings=settings, style=style, markers=markers
    )


def moment(
    lesson: Lesson,
    step: int,
    *,
    at: str | None = None,
    frame: str | None = None,
    size: str = "80x24",
    settings: Sequence[str] = (),
    style: str = "text",
    markers: Markers = "braille",
) -> str:
    """A moment of a step in the asked format; as `show`.

    Raises:
        CalctuiError: There is no such mark, frame or parameter, or the size is none.
    """
    width, height = _size(size)
    player = told(lesson, step, _settings(lesson, settings))
    player = update(player, SeekFrame(_frame(player, at, frame)))
    # Other programs read the numbers as they are; a screen keeps their width.
    shown = view(player, steady=style != "json")
    layout = lay_out(shown, width, height)
    chart = _chart(shown, layout, markers)
    if style == "json":
        return json.dumps(_as_data(player, shown, chart), ensure_ascii=False, indent=2)
    rows = compose(layout, chart)
    if style == "svg":
        return document(rows, width, f"{shown.lesson}: {shown.title}. {shown.description}")
    if style == "text":
        return text_of(rows)
    depth: Depth = "none" if os.environ.get("NO_COLOR") else "truecolor"
    return "\n".join(ansi(row, dark=True, depth=depth) for row in rows)


def _chart(shown: View, layout: Layout, markers: Markers) -> tuple[Row, ...]:
    box = layout.chart
    if shown.figure is None or box is None:
        return ()
    return tuple(Renderer(markers).draw(shown.figure, box.width, box.height).rows())


def _as_data(player: Player, shown: View, chart: Sequence[Row]) -> dict[str, Any]:
    scene = player.scene
    values = (
        {name: float(value.series[player.frame]) for name, value in scene.values.items()} if scene else {}
    )
    code = shown.code
    return {
        "lesson": player.lesson.id,
        "step": player.current.id,
        "frame": shown.frame,
        "frames": shown.frames,
        "mark": shown.mark or None,
        "phase": shown.phase,
        "caption": row_text(shown.caption),
        "values": {name: _number(number) for name, number in values.items()},
        "text": text_of(block_rows(shown.blocks, JSON_TEXT_COLUMNS)),
        "code": {
            "lit": sorted(line + 1 for line in code.lit) if code else [],
            "printed": list(code.printed) if code else [],
        },
        "description": shown.description,
        "chart": [row_text(row).rstrip() for row in chart],
    }


def _number(value: float) -> float | str:
    """The number itself; what JSON has no number for, as a word."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,4})[x×]([0-9]{1,4})", text)
    if not found or not (1 <= int(found[1]) <= MOST_COLUMNS and 1 <= int(found[2]) <= MOST_ROWS):
        raise CalctuiError(
            f"--size {clean_line(text)}: write columns x rows, such as 80x24, at most {MOST_COLUMNS}x{MOST_ROWS}"
        )
    return int(found[1]), int(found[2])


def _settings(lesson: Lesson, settings: Sequence[str]) -> dict[str, float]:
    tuned = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        name = name.strip()
        if name not in lesson.parameters:
            known = nearest(name, list(lesson.parameters), "parameters")
            raise NotFoundError(
                f"--set {clean_line(setting)}: there is no parameter `{clean_line(name)}`; {known}"
            )
        parameter = lesson.parameters[name]
        value = _float(text) if equals else math.nan
        if not parameter.min <= value <= parameter.max:
            raise CalctuiError(
                f"--set {clean_line(setting)}: {name} takes a number from {parameter.min:g} to {parameter.max:g}"
            )
        tuned[name] = value
    return tuned


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _frame(player: Player, at: str | None, frame: str | None) -> int:
    if at is not None:
        for mark in player.marks:
            if mark.id == at:
                return mark.frame
        known = nearest(at, [mark.id for mark in player.marks], "marks")
        raise NotFoundError(f"--at {clean_line(at)}: {player.current.id} has no such mark; {known}")
    if frame is None or frame == "last":
        return player.frames - 1
    if not frame.isascii() or not frame.isdigit() or int(frame) >= player.frames:
        raise NotFoundError(f"--frame {clean_line(frame)}: the frames are 0 to {player.frames - 1}, or last")
    return int(frame)
