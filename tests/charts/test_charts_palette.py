"""Colours: readable on their backgrounds, apart for colour-blind eyes, and right as escape sequences."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from calctui.charts.palette import ANSI, BACKGROUND, Depth, ansi, look, nearest, parts
from calctui.roles import RUNS, Role
from calctui.text import Run

# Severe deficiencies after Machado, Oliveira and Fernandes (2009), for linear red, green and blue.
EYES = {
    "common": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TOGETHER = (
    (Role.CURVE, Role.SLOPE, Role.NOW, Role.UPDATE, Role.TARGET),
    RUNS,
    (Role.AREA_PLUS, Role.AREA_MINUS, Role.NOW),
)
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def linear(colour: str) -> Vector:
    channels = np.array(parts(colour)) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, bright = sorted(float(weights @ linear(colour)) for colour in (one, two))
    return (bright + 0.05) / (dark + 0.05)


def lab(light: Vector) -> Vector:
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    relative = to_xyz @ np.clip(light, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    x, y, z = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_read(role: Role, dark: bool) -> None:
    assert contrast(look(role, dark=dark).colour, BACKGROUND[dark]) >= 4.5


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("eye", EYES)
def test_what_stands_together_stays_apart(eye: str, dark: bool) -> None:
    for roles in TOGETHER:
        for one, two in combinations(roles, 2):
            seen = [lab(EYES[eye] @ linear(look(role, dark=dark).colour)) for role in (one, two)]
            assert np.linalg.norm(seen[0] - seen[1]) >= 12, (one, two)


ROW = (Run("x = "), Run("2.56", Role.NOW), Run(" axis", Role.MUTED, italic=True), Run("!", reverse=True))


@pytest.mark.parametrize(
    ("depth", "line"),
    [
        ("none", "x = \x1b[1m2.56\x1b[0m\x1b[2;3m axis\x1b[0m\x1b[7m!\x1b[0m"),
        ("16", "x = \x1b[1;93m2.56\x1b[0m\x1b[2;3m axis\x1b[0m\x1b[7m!\x1b[0m"),
        ("256", "x = \x1b[1;38;5;228m2.56\x1b[0m\x1b[3;38;5;103m axis\x1b[0m\x1b[7m!\x1b[0m"),
        (
            "truecolor",
            "x = \x1b[1;38;2;255;242;122m2.56\x1b[0m\x1b[3;38;2;143;149;173m axis\x1b[0m\x1b[7m!\x1b[0m",
        ),
    ],
)
def test_rows_as_escape_sequences(depth: Depth, line: str) -> None:
    assert ansi(ROW, dark=True, depth=depth) == line


@pytest.mark.parametrize("dark", [True, False])
def test_names_of_the_sixteen_colours_exist(dark: bool) -> None:
    assert {look(role, dark=dark).ansi for role in Role} <= ANSI.keys()


def test_nearest_finds_fixed_colours() -> None:
    assert nearest("#000000") == 16
    assert nearest("#ff0000") == 196
    assert nearest("#808080") == 244
