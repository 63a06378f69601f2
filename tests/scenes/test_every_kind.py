"""What holds for every kind of scene: it loads, draws at any size and in any order, and keeps its contract."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.check.findings import in_lesson
from calctui.lesson.model import Lesson
from calctui.maths.symbolic import SymbolicHelper
from calctui.player.events import Next, SeekFrame
from calctui.player.update import start, update
from calctui.player.view import view
from calctui.scenes import kinds as kinds_package
from calctui.scenes.catalog import fields_of, kinds
from calctui.scenes.scene import Scene

KINDS = kinds()
SIZE = (46, 18)
OTHER_SIZES = ((30, 10), (120, 40))
DRAWN_OF_OTHERS = 7
"""Every so many frames are drawn at the other sizes."""

MOST_STOPS = 5
"""More pauses would be noise."""

PROMISED = {
    "curve": ("x", "f", "slope", "crit_1"),
    "tangent": ("x", "f", "slope"),
    "secant": ("x", "h", "f", "slope", "limit"),
    "zoom": ("x", "width", "gap", "slope"),
    "descent": ("updates", "x", "f", "slope", "step"),
    "contour_descent": ("updates", "x", "y", "f", "slope_x", "slope_y", "norm"),
    "slice": ("x", "y", "f", "slope_x", "slope_y", "change", "predicted"),
    "gradient": ("f", "slope_x", "slope_y", "norm", "angle", "rate"),
    "surface": ("angle",),
    "chain": ("x", "u", "y", "du_dx", "dy_du", "dy_dx", "change_x", "change_u", "change_y"),
    "gradient_check": ("h", "forward", "central", "exact", "error_forward", "error_central"),
    "riemann": ("n", "sum", "exact", "error"),
    "accumulate": ("x", "f", "area"),
    "density": ("probability", "mean"),
    "monte_carlo": ("n", "estimate", "exact", "error"),
    "fit": ("updates", "w", "b", "loss", "slope_w", "slope_b", "full_slope_w", "full_slope_b"),
    "network": ("updates", "loss", "right"),
}
"""The values that lessons may rely on; those of `graph` have the names of its nodes."""

PHASES = {
    "curve": ("sweep",),
    "tangent": ("sweep",),
    "descent": ("loss", "gradient", "update"),
    "contour_descent": ("loss", "gradient", "update"),
    "slice": ("freeze", "slice", "slope", "slide", "nudge"),
    "gradient": ("partials", "arrow", "turn"),
    "surface": ("turn",),
    "chain": ("forward", "nudge", "multiply"),
    "graph": ("forward", "backward"),
    "accumulate": ("sweep",),
    "density": ("fill",),
    "fit": ("loss", "gradient", "update"),
    "network": ("loss", "gradient", "update"),
}
MARKS = {
    "curve": "crit-1",
    "secant": "h-1",
    "zoom": "zoom-1",
    "descent": "update-1",
    "contour_descent": "update-1",
    "gradient_check": "h-1",
    "riemann": "n-",
    "density": "fill",
    "monte_carlo": "n-10",
    "fit": "update-1",
    "network": "update-1",
}


def example(load: Callable[[str, str], Lesson], kind: str) -> Scene:
    lesson = load(kind, fields_of(kind).EXAMPLE)
    assert lesson.steps[0].scene is not None
    return lesson.steps[0].scene.build(lesson.scope())


@pytest.fixture(scope="module")
def built(load: Callable[[str, str], Lesson]) -> Callable[[str], Scene]:
    """The scene of a kind's EXAMPLE, computed once."""
    return cache(lambda kind: example(load, kind))


@pytest.fixture(scope="module")
def in_order(built: Callable[[str], Scene]) -> Callable[[str], tuple[str, ...]]:
    """The pictures of all frames of a kind's EXAMPLE, drawn one after another."""

    @cache
    def draw(kind: str) -> tuple[str, ...]:
        scene, renderer = built(kind), Renderer()
        return tuple(renderer.draw(scene.figure(frame), *SIZE).text() for frame in range(scene.frames))

    return draw


@pytest.mark.parametrize("kind", KINDS)
def test_every_frame_draws(
    kind: str, built: Callable[[str], Scene], in_order: Callable[[str], tuple[str, ...]]
):
    scene = built(kind)
    assert all(picture.strip() for picture in in_order(kind))
    for size in OTHER_SIZES:
        renderer = Renderer()
        for frame in {*range(0, scene.frames, DRAWN_OF_OTHERS), *(mark.frame for mark in scene.marks)}:
            assert renderer.draw(scene.figure(frame), *size).text().strip()


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_asked_for_alone_is_the_frame_reached_in_order(
    kind: str, load: Callable[[str, str], Lesson], in_order: Callable[[str], tuple[str, ...]]
):
    pictures = in_order(kind)
    scene, renderer = example(load, kind), Renderer()
    backwards = range(len(pictures) - 1, -1, -max(len(pictures) // 25, 1))
    for frame in backwards:
        assert renderer.draw(scene.figure(frame), *SIZE).text() == pictures[frame]
        assert Renderer().draw(scene.figure(frame), *SIZE).text() == pictures[frame]


@pytest.mark.parametrize("kind", KINDS)
def test_still_shapes_stay_the_same_objects(kind: str, built: Callable[[str], Scene]):
    scene = built(kind)
    frames = range(0, scene.frames, DRAWN_OF_OTHERS)
    # The figures are held, so that no shape of one takes the identity of a shape of another.
    figures = [scene.figure(frame) for frame in (*frames, *frames)]
    still = [[id(s) for pane in figure.panes for s in pane.shapes if s.still] for figure in figures]
    assert still[: len(frames)] == still[len(frames) :]
    assert len(set().union(*still)) <= max(map(len, still)) + len(scene.marks)


@pytest.mark.parametrize("kind", KINDS)
def test_values(kind: str, built: Callable[[str], Scene], load: Callable[[str, str], Lesson]):
    scene, fields = built(kind), load(kind, fields_of(kind).EXAMPLE).steps[0].scene
    assert fields is not None
    assert set(PROMISED.get(kind, ())) <= set(scene.values)
    for name, value in scene.values.items():
        assert value.series.shape == (scene.frames,), name
        assert value.series.dtype == np.float64, name
        if not fields.diverges and name not in fields.undefined:
            assert np.isfinite(value.series).all(), name
        if value.whole:
            assert (value.series == np.rint(value.series)).all(), name


@pytest.mark.parametrize("kind", KINDS)
def test_marks_and_phases(kind: str, built: Callable[[str], Scene]):
    scene = built(kind)
    marks = scene.marks
    assert (marks[0].id, marks[0].frame) == ("start", 0)
    assert (marks[-1].id, marks[-1].frame) == ("end", scene.frames - 1)
    assert all(before.frame <= after.frame for before, after in pairwise(marks))
    ids = [mark.id for mark in marks]
    assert len(set(ids)) == len(ids)
    assert sum(mark.stop for mark in marks) <= MOST_STOPS
    assert any(name.startswith(MARKS.get(kind, "")) for name in ids)
    phases = {scene.phase(frame) for frame in range(scene.frames)}
    assert phases <= {"start", *scene.phases}
    assert phases >= set(PHASES.get(kind, ()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_is_described(kind: str, built: Callable[[str], Scene]):
    scene = built(kind)
    for mark in scene.marks:
        words = scene.describe(mark.frame)
        assert len(words) > 20
        assert words.endswith(".")
        assert "nan" not in words


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_a_good_lesson(kind: str, load: Callable[[str, str], Lesson]):
    with SymbolicHelper() as helper:
        assert not list(in_lesson(load(kind, fields_of(kind).EXAMPLE), helper))


@pytest.mark.parametrize("kind", KINDS)
def test_author_words_are_shown(kind: str, load: Callable[[str, str], Lesson]):
    fields = (
        fields_of(kind).EXAMPLE + 'title: My own title\ndescribe: My own words.\ncaptions: {end: "Look!"}\n'
    )
    lesson = load(kind, fields)
    shown = view(update(start(lesson, 0), Next()))
    assert shown.description == "My own words."
    assert "".join(run.text for run in shown.caption) == "Look!"
    assert shown.figure is not None
    assert "My own title" in [pane.title for pane in shown.figure.panes]


@pytest.mark.parametrize(("kind", "place"), [(kind, place) for kind in KINDS for place in (0, 1, 2)])
def test_golden(kind: str, place: int, built: Callable[[str], Scene], golden: Callable[[str, str], None]):
    """The start, the mark in the middle (or the middle frame, where there is none), and the end."""
    scene = built(kind)
    inner = [mark for mark in scene.marks if 0 < mark.frame < scene.frames - 1]
    middle = (
        (inner[len(inner) // 2].id, inner[len(inner) // 2].frame) if inner else ("middle", scene.frames // 2)
    )
    name, frame = (("start", 0), middle, ("end", scene.frames - 1))[place]
    drawn = Renderer().draw(scene.figure(frame), *SIZE).text()
    golden(f"{kind}-{name}", "\n".join(row.rstrip() for row in drawn.split("\n")))


NEW_KIND = '''
"""A dot that goes round."""

from typing import ClassVar

import numpy as np

from calctui.figure import Dots, Figure, Pane
from calctui.frozen import frozen
from calctui.roles import Role
from calctui.scenes.scene import Scene, SceneFields, Value
from calctui.scenes.timeline import Beat, Timeline


@frozen(kw_only=True, slots=False)
class Orbit(SceneFields):
    """A dot that goes round."""

    EXAMPLE: ClassVar[str] = "turns: 2"
    turns: int

    def build(self, scope):
        return OrbitScene(self)


class OrbitScene(Scene):
    """The computed scene."""

    phases = {"turn": Role.NOW}

    def __init__(self, fields):
        self.timeline = Timeline([Beat("turn", 30, f"turn-{turn + 1}") for turn in range(fields.turns)])
        angles = np.arange(self.frames) * 12.0
        self.values = {"angle": Value(angles, Role.NOW)}

    def figure(self, frame):
        angle = np.radians(self.values["angle"].series[frame : frame + 1])
        dot = Dots(role=Role.NOW, x=np.cos(angle), y=np.sin(angle))
        return Figure(panes=(Pane(x=(-2, 2), y=(-2, 2), shapes=(dot,)),))

    def describe(self, frame):
        return f"A dot has turned by {self.values['angle'].series[frame]:g} degrees."
'''


def test_a_new_kind_is_one_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[[str, str], Lesson]
):
    (tmp_path / "throwaway_orbit.py").write_text(NEW_KIND)
    monkeypatch.setattr(kinds_package, "__path__", [*kinds_package.__path__, str(tmp_path)])
    assert "throwaway_orbit" in kinds()
    lesson = load("throwaway_orbit", "turns: 2\ncaptions:\n  turn-1: 'Once round: {angle}.'")
    player = update(start(lesson, 0), SeekFrame(30))
    shown = view(player)
    assert shown.mark == "turn-1"
    assert "".join(run.text for run in shown.caption) == "Once round: 360."
    assert shown.figure is not None
    assert "●" in Renderer().draw(shown.figure, *SIZE).text()
    assert math.isclose(player.scene.values["angle"].series[-1], 720) if player.scene else False
    with SymbolicHelper() as helper:
        assert not list(in_lesson(lesson, helper))
