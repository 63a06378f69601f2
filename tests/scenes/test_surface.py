"""The kind surface: projection, hidden lines against a slow check, the path on it, and its cost."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.figure import Dots, Line
from calctui.maths.function import Function
from calctui.maths.parsing.formulas import parse
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.parts.wire import ELEVATION, FLOOR, View, Wire
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]
RAVINE = "function: 0.1*x**2 + 2*y**2\nx: [-5.5, 5.5]\ny: [-2.6, 2.6]\n"
WINDOW = ((-2.0, 2.0), (-2.0, 2.0))


def function(text: str) -> Function:
    return Scope().function(parse(text), ("x", "y"))


def test_the_path_has_the_values_of_lesson_8(scene: BUILD, at: AT):
    built = scene("surface", RAVINE + "start: [-5, -2]\nrate: 0.4\nupdates: 20\n")
    assert at(built, "f", "update-20") == pytest.approx(0.0890, abs=5e-5)
    assert (at(built, "x", "update-1"), at(built, "y", "update-1")) == pytest.approx((-4.6, 1.2))
    assert at(built, "slope_y", "start") == -8
    assert at(built, "angle", "update-20") == 20
    assert (at(built, "angle", "turn"), at(built, "angle", "end")) == (110, 110)


def test_without_a_path_it_turns(scene: BUILD):
    built = scene("surface", RAVINE + "turn: {from: 10, to: -80}\n")
    angles = built.values["angle"].series
    assert (angles[0], angles[-1]) == (10, -80)
    assert (np.diff(angles) <= 0).all()
    assert list(built.values) == ["angle"]
    assert [mark.id for mark in built.marks] == ["start", "turn", "end"]


def test_the_corners_of_the_box_stand_where_a_rotation_puts_them() -> None:
    view = View(Wire(function("x + y"), WINDOW), 90)
    seen = view.seen(np.array([1.0, -1.0]), np.array([-1.0, 1.0]), np.array([FLOOR, -FLOOR]))
    # Turned by a quarter, (1, -1) comes to (1, 1), the right and far corner, and (-1, 1) to (-1, -1).
    np.testing.assert_allclose(seen.right, [1, -1])
    depth = np.array([1, -1]) * math.sin(ELEVATION)
    np.testing.assert_allclose(seen.up, depth + np.array([FLOOR, -FLOOR]) * math.cos(ELEVATION))


@pytest.mark.parametrize("angle", [0, 20, 75, 110, 200, 333])
@pytest.mark.parametrize("text", ["x^2 + y^2", "x^2 - y^2", "sin(2x)*cos(2y)", "exp(-3*x^2 - 3*y^2)"])
def test_hidden_is_what_a_ray_to_the_viewer_meets(text: str, angle: float) -> None:
    """Each point of the frame against a march along its ray in small steps, with the exact function."""
    f, wire = function(text), Wire(function(text), WINDOW)
    x, y, z = (part.ravel()[:, None] for part in wire.lines)
    seen = View(wire, angle).seen(*wire.lines).visible.ravel()
    # Towards the viewer: nearer by one unit of depth, higher by the tangent of the elevation.
    steps, turned = np.arange(0.03, 3, 0.01), math.radians(angle)
    ray_x, ray_y = x - steps * math.sin(turned), y - steps * math.cos(turned)
    inside = (np.abs(ray_x) <= 1) & (np.abs(ray_y) <= 1)
    ground = wire.raised(np.asarray(f(2 * ray_x, 2 * ray_y)))
    over = np.where(inside, z + steps * math.tan(ELEVATION) - ground, np.nan)
    # Rays that graze the surface may go either way.
    free = ~(over <= 0.05).any(axis=1) | ~(over >= -0.05).any(axis=1)
    met = (over > 0.08).any(axis=1) & (over < -0.08).any(axis=1)
    assert free.sum() > 100
    assert not (free & ~seen).any()
    assert (met & seen).sum() <= 0.015 * seen.size


def test_a_hill_hides_what_is_behind_it_and_a_plane_nothing() -> None:
    plane = Wire(function("0*x + 0*y"), WINDOW)
    assert View(plane, 30).seen(*plane.lines).visible.all()
    hill = Wire(function("exp(-4*x^2 - 4*y^2)"), WINDOW)
    seen = View(hill, 0).seen(
        np.array([0.0, 0.0, 0.0]), np.array([0.3, -0.3, 0.99]), hill.raised(np.array([0.2, 0.2, 0.01]))
    )
    assert seen.visible.tolist() == [False, True, True]


def test_the_outer_side_of_a_bowl_is_seen_from_below_and_muted(scene: BUILD) -> None:
    bowl = Wire(function("y^2 + 0*x"), WINDOW)
    seen = View(bowl, 0).seen(*bowl.on_surface(np.zeros(2), np.array([-0.9, 0.9])))
    assert seen.beneath.tolist() == [True, False]
    built = scene("surface", "function: x**2 + y**2\nx: [-2, 2]\ny: [-2, 2]\n")
    roles = [shape.role for shape in built.figure(0).panes[0].shapes if isinstance(shape, Line)]
    assert roles == [Role.MUTED, Role.MUTED, Role.CURVE]


def test_a_hidden_point_of_the_path_is_hollow(scene: BUILD):
    hill = (
        "function: exp(-4*x**2 - 4*y**2)\nx: [-2, 2]\ny: [-2, 2]\nturn: {from: 0, to: 180}\nstart: [0, 0.6]\n"
    )
    built = scene("surface", hill)
    glyphs = [
        next(
            s.glyph for s in built.figure(frame).panes[0].shapes if isinstance(s, Dots) and s.role is Role.NOW
        )
        for frame in (0, built.frames - 1)
    ]
    assert glyphs == ["○", ""]


def test_marks_of_the_author_stand_on_the_surface(scene: BUILD):
    also = """\
also:
  - {point: [0, 0], text: bottom}
  - {line: [[-5, 0], [5, 0]], text: valley}
  - {arrow: [[-5, -2], [-4, 1]]}
"""
    built = scene("surface", RAVINE + also)
    wire = Wire(function("0.1*x^2 + 2*y^2"), ((-5.5, 5.5), (-2.6, 2.6)))
    for frame in (0, built.frames - 1):
        seen = View(wire, float(built.values["angle"].series[frame])).seen(
            *wire.on_surface(np.array([0.0, -5 / 5.5]), np.zeros(2))
        )
        shapes = built.figure(frame).panes[0].shapes
        (bottom,) = [s for s in shapes if isinstance(s, Dots)]
        assert (bottom.x[0], bottom.y[0]) == pytest.approx((seen.right[0], seen.up[0]))
        valley = next(s for s in shapes if isinstance(s, Line) and s.role is Role.TARGET)
        assert (valley.x[0], valley.y[0]) == pytest.approx((seen.right[1], seen.up[1]))
    assert "bottom" in Renderer().draw(built.figure(0), 46, 18).text()


def test_the_limits_of_the_picture_do_not_move(scene: BUILD):
    built = scene("surface", RAVINE)
    limits = {(pane.x, pane.y) for frame in range(0, built.frames, 9) for pane in built.figure(frame).panes}
    assert len(limits) == 1
    (x, y), *_ = limits
    for frame in range(0, built.frames, 9):
        for shape in built.figure(frame).panes[0].shapes:
            if isinstance(shape, Line):
                up = shape.y[np.isfinite(shape.y)]
                assert ((up >= y[0]) & (up <= y[1])).all()
                assert (np.abs(shape.x[np.isfinite(shape.x)]) <= x[1]).all()


def test_heights_beyond_the_limits_are_cut_off() -> None:
    wire = Wire(function("x^2 + y^2"), WINDOW, (0.0, 4.0))
    assert np.isnan(wire.lines[2]).any()
    assert np.nanmax(wire.lines[2]) <= -FLOOR


@pytest.mark.parametrize(
    "fields",
    [
        "function: 1/x + y",
        "function: 1/(x*y)",
        "function: ln(x*y)",
        "function: sqrt(-1 - x**2 - y**2)",
        "function: 0*x + 0*y",
        "function: exp(x**2 + y**2)\nx: [-30, 30]\ny: [-30, 30]",
        "function: 1e300*x*y",
        "function: 1e-300*x*y",
        RAVINE + "start: [-5, -2]\nrate: 0.6\nupdates: 200",
        "function: x**4 + y**4\nstart: [9, 9]\nrate: 1\nupdates: 30",
        "function: 1/x + y\nstart: [0, 0]\nrate: 1\nupdates: 3",
        "function: floor(x) + abs(y)\nstart: [1, 1]\nrate: 1\nupdates: 3",
    ],
)
def test_wild_surfaces_are_drawn_quietly(scene: BUILD, fields: str):
    built, renderer = scene("surface", fields + "\ndiverges: true\n"), Renderer()
    for frame in range(0, built.frames, 7):
        assert renderer.draw(built.figure(frame), 46, 18).text().strip()
        assert "nan" not in built.describe(frame)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (RAVINE + "updates: 3\n", "place to start"),
        (RAVINE + "start: [1, 2]\nupdates: 3\n", "learning rate"),
        (RAVINE + "start: [1, 2]\nrate: 1\nupdates: 9999\n", "from 0 to 1000"),
        (RAVINE + "turn: {from: 0, to: exp(1000)}\n", "finite"),
        (RAVINE + "z: [2, 1]\n", "below the second"),
        ("function: angle + y", "angle"),
    ],
)
def test_bad_fields_are_refused_with_words(scene: BUILD, fields: str, words: str):
    with pytest.raises(LessonError, match=words):
        scene("surface", fields)
