"""`calctui show` gives the numbers of the course, and the lines that the real program prints."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import get_args

import pytest

from calctui.charts.dots import Markers
from calctui.commands.how_it_looks import MARKERS
from calctui.commands.show import show
from calctui.errors import CalctuiError
from calctui.lesson.library import find
from calctui.lesson.load import load_lesson

PLAIN = {"at": None, "frame": None, "size": "80x24", "settings": (), "style": "text", "markers": "braille"}


def moment(address: str, **options) -> dict:
    return json.loads(show(address, **{**PLAIN, "style": "json", **options}))


def test_the_preview_ends_where_the_real_program_ends():
    shown = moment("introduction#preview", frame="last")
    assert f"{shown['values']['x']:.4f}" == "0.0576"
    assert f"{shown['values']['f']:.4f}" == "0.0033"
    assert shown["frame"] == shown["frames"] - 1


def test_the_printed_lines_are_those_of_the_listing_letter_for_letter():
    lesson = load_lesson(find("introduction", {}).path)
    step = next(step for step in lesson.steps if step.id == "preview")
    program = "\n".join(step.code.lines)
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    printed = moment("introduction#preview")["code"]["printed"]
    assert len(printed) == 20
    assert "\n".join(printed) + "\n" == result.stdout


COURSE = """
1: 4.0000 16.0000 | 2: 3.2000 10.2400 | 3: 2.5600 6.5536 | 4: 2.0480 4.1943 | 5: 1.6384 2.6844 | 6: 1.3107 1.7180 |
7: 1.0486 1.0995 | 8: 0.8389 0.7037 | 9: 0.6711 0.4504 | 10: 0.5369 0.2882 | 11: 0.4295 0.1845 | 12: 0.3436 0.1181 |
13: 0.2749 0.0756 | 14: 0.2199 0.0484 | 15: 0.1759 0.0309 | 16: 0.1407 0.0198 | 17: 0.1126 0.0127 | 18: 0.0901 0.0081 |
19: 0.0721 0.0052 | 20: 0.0576 0.0033
"""
"""After which update x and f are what; five times four fifths to the k, and its square."""


@pytest.mark.parametrize("row", [row.strip() for row in COURSE.split("|")])
def test_every_update_of_the_course(row: str):
    update, x, f = row.replace(":", "").split()
    values = moment("introduction#preview", at=f"update-{update}")["values"]
    assert f"{values['x']:.4f}" == x
    assert f"{values['f']:.4f}" == f
    assert values["slope"] == 2 * values["x"]
    assert values["updates"] == int(update)


@pytest.mark.parametrize(
    ("mark", "step", "name", "expected"),
    [
        ("end", "guess", "x", 5.5),
        ("start", "downhill", "slope", 10.0),
        ("update-1", "update", "x", 4.0),
        ("update-2", "predict", "x", 3.2),
        ("update-9", "repeat", "f", 0.4504),
        ("update-20", "closer", "x", 0.0576),
        ("update-20", "falling", "f", 0.0033),
    ],
)
def test_the_steps_show_the_numbers_of_the_course(mark, step, name, expected):
    assert moment(f"introduction#{step}", at=mark)["values"][name] == pytest.approx(expected, abs=5e-5)


def test_a_parameter_can_be_set():
    values = moment("introduction#update", settings=("lr=0.5",))["values"]
    assert values["x"] == 0.0


def test_what_is_not_finite_is_said_in_words(tmp_path):
    lesson = tmp_path / "runaway.yaml"
    lesson.write_text(
        "format: 1\nid: runaway\ntitle: Runaway\nsummary: It diverges.\nsteps:\n  - id: go\n    title: Go\n"
        "    text: Off it goes.\n"
        "    scene: {kind: descent, function: x**4, start: 3, rate: 1, updates: 9, diverges: true}\n"
    )
    values = moment(str(lesson))["values"]
    assert values["x"] in {"inf", "-inf", "nan"}
    assert json.loads(json.dumps(values)) == values


def test_text_has_the_asked_size():
    rows = show("introduction#update", **{**PLAIN, "size": "100x30"}).split("\n")
    assert len(rows) == 30
    assert max(map(len, rows)) <= 100


def test_ansi_has_colours_and_none_where_there_shall_be_none(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[38;2;" in show("introduction#update", **{**PLAIN, "style": "ansi"}).replace(
        "\x1b[1;38", "\x1b[38"
    )
    monkeypatch.setenv("NO_COLOR", "1")
    assert "38;" not in show("introduction#update", **{**PLAIN, "style": "ansi"})


def test_ascii_markers_are_ascii():
    chart = moment("introduction#update", markers="ascii")["chart"]
    assert all(row.isascii() for row in chart[1:])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"at": "update-99"}, "update-1"),
        ({"frame": "99999"}, "the frames are 0 to"),
        ({"frame": "-1"}, "the frames are 0 to"),
        ({"size": "0x9"}, "80x24"),
        ({"settings": ("rate=1",)}, "lr"),
        ({"settings": ("lr=7",)}, "0.01 to 1.2"),
        ({"settings": ("lr=nan",)}, "0.01 to 1.2"),
        ({"settings": ("lr",)}, "0.01 to 1.2"),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_what_there_is(options, words):
    with pytest.raises(CalctuiError, match=words):
        moment("introduction#update", **options)


def test_the_command_line_offers_all_markers():
    assert get_args(Markers) == MARKERS
