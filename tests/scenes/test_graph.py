"""The kind graph: numbers of lesson 10, the order of things, room for 14 nodes, mistakes in the fields."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from calctui.charts.draw import Renderer
from calctui.errors import LessonError
from calctui.figure import Box, Dots, Label
from calctui.roles import Role
from calctui.scenes.scene import Scene

BUILD = Callable[[str, str], Scene]
AT = Callable[[Scene, str, str], float]

LESSON = """\
nodes: {z: w*x, p: z + b, r: p - t, L: r**2}
at: {w: 3, x: 2, b: -1, t: 4}
"""
UPDATES = LESSON + "rate: 0.05\nupdates: 3\nlearn: [w, b]\n"
DEEP = """\
function: (sigmoid(w2*sigmoid(w1*x + b1) + b2) - t)**2
at: {w1: 0.5, x: 2, b1: -1, w2: 1.5, b2: 0.3, t: 1}
"""
WIDE = """\
nodes: {h1: tanh(a*x + b), h2: tanh(c*x + d), s: u*h1 + v*h2, p: sigmoid(s), L: (p - t)**2}
at: {a: 1, x: 0.5, b: 0.1, c: -1, d: 0.2, u: 1, v: -1, t: 1}
"""
CHAIN = "function: " + "sigmoid(" * 13 + "x" + ")" * 13 + "\nat: {x: 1}\n"
SUM = (
    "function: "
    + " + ".join(f"a{i}" for i in range(1, 8))
    + "\nat: {"
    + ", ".join(f"a{i}: {i}" for i in range(1, 8))
    + "}\n"
)


def frame_of(scene: Scene, mark: str) -> int:
    return next(found.frame for found in scene.marks if found.id == mark)


def boxes(scene: Scene, mark: str) -> dict[str, Box]:
    shapes = scene.figure(frame_of(scene, mark)).panes[0].shapes
    return {shape.head: shape for shape in shapes if isinstance(shape, Box)}


def test_the_boxes_stand_still_while_the_rate_is_tuned(scene: BUILD):
    """Whether numbers are long or short, as at 0.1, where the first update leaves a loss of 0."""
    seen = set()
    for rate in (0.01, 0.02, 0.05, 0.06, 0.07, 0.1, 0.15):
        built = scene("graph", UPDATES.replace("0.05", str(rate)))
        for mark in ("start", "update-1", "end"):
            found = boxes(built, mark)
            seen.add(tuple((box.left, box.right, box.top, box.bottom) for box in found.values()))
            longest = max(len(text) for box in found.values() for text, _ in box.lines)
            assert longest <= min(box.right - box.left for box in found.values()) - 1
    assert len(seen) == 1


def test_one_pass_forward_and_one_backward(scene: BUILD, at: AT):
    built = scene("graph", LESSON)
    assert [mark.id for mark in built.marks] == [
        *("start", "forward-z", "forward-p", "forward-r", "forward-L"),
        *(f"backward-{name}" for name in ("L", "r", "t", "p", "b", "z", "x", "w")),
        "end",
    ]
    for name, number in {"z": 6, "p": 5, "r": 1, "L": 1}.items():
        mark = frame_of(built, f"forward-{name}")
        series = built.values[name].series
        assert (series[:mark] == 0).all()
        assert (series[mark:] == number).all()
    for name, number in {"L": 1, "r": 2, "t": -2, "p": 2, "b": 2, "z": 2, "x": 6, "w": 4}.items():
        mark = frame_of(built, f"backward-{name}")
        series = built.values[f"grad_{name}"].series
        assert (series[:mark] == 0).all()
        assert (series[mark:] == number).all()
    assert at(built, "w", "start") == 3
    assert built.phase(frame_of(built, "forward-p")) == "forward"
    assert built.phase(frame_of(built, "backward-p")) == "backward"


def test_updates_change_what_is_learned_and_go_forward_again(scene: BUILD, at: AT):
    built = scene("graph", UPDATES)
    for k, (w, b, loss) in enumerate(
        [(3, -1, 1), (2.8, -1.1, 0.25), (2.7, -1.15, 0.0625), (2.65, -1.175, 0.015625)]
    ):
        mark = f"update-{k}" if k else "backward-w"
        assert at(built, "updates", mark) == k
        assert at(built, "w", mark) == pytest.approx(w)
        assert at(built, "b", mark) == pytest.approx(b)
        assert at(built, "L", mark) == pytest.approx(loss)
        assert at(built, "x", mark) == 2
    # A new pass forward has no gradients yet; the next pass backward brings them.
    after = frame_of(built, "update-1")
    assert built.values["grad_w"].series[after] == 0
    assert built.values["grad_w"].series[frame_of(built, "update-2") - 1] == pytest.approx(2)
    assert built.phase(after) == "update"


def test_gradients_add_at_a_fan_out(scene: BUILD, at: AT):
    built = scene("graph", "function: x*x + x\nat: {x: 3}\n")
    assert at(built, "grad_x", "end") == 7
    assert set(built.values) == {"x", "n1", "y", "grad_x", "grad_n1", "grad_y"}
    mark = next(mark for mark in built.marks if mark.id == "backward-x")
    assert mark.stop
    assert "3 + 3 + 1 = 7" in mark.caption
    shares = [s.text for s in built.figure(mark.frame).panes[0].shapes if isinstance(s, Label)]
    assert sorted(shares) == ["1", "3", "3"]


def test_the_box_says_what_is_known(scene: BUILD):
    built = scene("graph", LESSON)
    assert [text for text, _ in boxes(built, "start")["w"].lines] == ["3", ""]
    assert [text for text, _ in boxes(built, "start")["z"].lines] == ["", ""]
    forward = boxes(built, "forward-z")["z"]
    assert (forward.detail, forward.lines[0][0], forward.thick) == ("w x", "6", True)
    backward = boxes(built, "backward-z")["z"]
    assert backward.lines[1] == ("∂ 2", Role.SLOPE)
    assert backward.role is Role.SLOPE
    assert boxes(built, "backward-z")["w"].lines[1][0] == ""


def test_values_flow_along_wires_and_gradients_against_them(scene: BUILD):
    built = scene("graph", LESSON)

    def flowing(mark: str, role: Role) -> list[float]:
        frames = range(frame_of(built, mark) - 18, frame_of(built, mark), 4)
        found = [
            [s for s in built.figure(f).panes[0].shapes if isinstance(s, Dots) and s.glyph in {"●", "◆"}]
            for f in frames
        ]
        assert all(len(dots) == 1 and dots[0].role is role for dots in found)
        return [float(dots[0].x[0]) for dots in found]

    forward, backward = flowing("forward-L", Role.NOW), flowing("backward-r", Role.SLOPE)
    assert forward == sorted(forward)
    assert backward == sorted(backward, reverse=True)
    assert forward[0] < forward[-1]


@pytest.mark.parametrize("fields", [LESSON, UPDATES, DEEP, WIDE, CHAIN, SUM])
def test_boxes_keep_apart_and_say_their_numbers(scene: BUILD, fields: str):
    built = scene("graph", fields)
    found = list(boxes(built, "end").values())
    for a, b in combinations(found, 2):
        assert a.right < b.left or b.right < a.left or a.bottom > b.top or b.bottom > a.top, (a.head, b.head)
    for box in found:
        assert 0 <= box.left < box.right <= 46
        assert 0 <= box.bottom < box.top <= 19
    cells = Renderer().draw(built.figure(built.frames - 1), 46, 21).text()
    for box in found:
        assert box.lines[0][0] in cells
        assert box.lines[1][0] in cells


@pytest.mark.parametrize("fields", [LESSON, DEEP, CHAIN])
@pytest.mark.parametrize(("width", "height"), [(46, 18), (60, 10), (20, 8), (120, 40)])
def test_it_draws_at_every_size(scene: BUILD, fields: str, width: int, height: int):
    built, renderer = scene("graph", fields), Renderer()
    for mark in built.marks:
        for markers in ("braille", "ascii"):
            text = Renderer(markers).draw(built.figure(mark.frame), width, height).text()  # type: ignore[arg-type]
            assert text.strip()
            assert markers != "ascii" or text.isascii()
        assert renderer.draw(built.figure(mark.frame), width, height).text().strip()


def test_the_deep_one_is_broken_into_bands(scene: BUILD, golden: Callable[[str, str], None]):
    built = scene("graph", DEEP)
    golden("graph-deep", Renderer().draw(built.figure(built.frames - 1), 46, 21).text())


def test_crossings_are_taken_away(scene: BUILD):
    built = scene("graph", "nodes: {p: a*d, q: b*c, r: p - q}\nat: {a: 1, b: 2, c: 3, d: 4}\n")
    found = boxes(built, "end")
    both = sorted("adbc", key=lambda name: -found[name].top)
    assert {frozenset(both[:2]), frozenset(both[2:])} == {frozenset("ad"), frozenset("bc")}
    assert (found["p"].top > found["q"].top) == (both[0] in "ad")


def test_parameters_are_constants_and_tune_it(load, at: AT):
    fields = "nodes: {L: lr*w}\nat: {w: lr + 1}\nrate: lr\nupdates: 1\nlearn: [w]\n"
    lesson = load("graph", fields)
    spec = lesson.steps[0].scene
    built = spec.build(lesson.scope({"lr": 0.5}))
    assert set(built.values) == {"updates", "w", "grad_w", "L", "grad_L"}
    assert at(built, "w", "start") == 1.5
    assert at(built, "w", "update-1") == 1.25


def test_many_updates_last_seconds(scene: BUILD):
    built = scene("graph", UPDATES.replace("updates: 3", "updates: 100"))
    assert built.frames < 30 * 45
    assert {f"update-{k}" for k in range(1, 101)} <= {mark.id for mark in built.marks}
    assert sum(mark.stop for mark in built.marks) <= 4


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("nodes: {z: p + 1, p: z + 1}\nat: {w: 1}", "a circle"),
        ("nodes: {z: z + 1}\nat: {w: 1}", "needs itself"),
        ("nodes: {L: z + w, z: w + 1}\nat: {w: 1}", "write z above L"),
        ("nodes: {L: w + q}\nat: {w: 1}", "q has no value"),
        ("nodes: {L: w}\nat: {w: 1, v: 2}", "no node uses v"),
        ("nodes: {L: w}\nat: {w: 1, L: 2}", "L is a node"),
        ("nodes: {L: 2*w, 2x: w}\nat: {w: 1}", "cannot be the name of a node"),
        ("nodes: {well: 2*w}\nat: {w: 1}", "is a function of the lesson"),
        ("nodes: {L: w}\nat: {w: exp(1000)}", "finite"),
        ("nodes: {L: w, grad_L: w}\nat: {w: 1}", "value grad_L of its own"),
        ("nodes: {L: w}\nat: {w: 1}\nupdates: 2\nlearn: [w]", "updates need a learning rate"),
        ("nodes: {L: w}\nat: {w: 1}\nupdates: 2\nrate: 1", "which inputs"),
        ("nodes: {L: w}\nat: {w: 1}\nupdates: 2\nrate: 1\nlearn: [L]", "L is no input"),
        ("nodes: {L: w}\nat: {w: 1}\nupdates: 101\nrate: 1\nlearn: [w]", "from 0 to 100"),
        ("nodes: {L: w}\nfunction: w\nat: {w: 1}", "either nodes or function"),
        ("at: {w: 1}", "either nodes or function"),
        ("function: w + q\nat: {w: 1}", "q has no value"),
        ("function: " + "sin(" * 15 + "x" + ")" * 15 + "\nat: {x: 1}", "at most 14 nodes"),
        (
            "nodes: {L: " + " + ".join(f"a{i}" for i in range(20)) + "}\nat: {"
            + ", ".join(f"a{i}: 1" for i in range(20)) + "}",
            "at most 20 together",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_named(load, fields: str, words: str):
    with pytest.raises(LessonError) as error:
        load("graph", fields)
    assert words in str(error.value)


@pytest.mark.parametrize(
    "fields",
    [
        "function: 1/x\nat: {x: 0}",
        "function: exp(exp(x))\nat: {x: 1000}",
        "function: log(x) + sqrt(x)\nat: {x: -1}",
        "nodes: {L: w**4}\nat: {w: 10}\nrate: 1\nupdates: 30\nlearn: [w]",
        "function: x**2\nat: {x: 1.23456789e-200}",
    ],
)
def test_values_without_bounds_are_told_honestly(scene: BUILD, fields: str):
    built, renderer = scene("graph", fields), Renderer()
    for frame in range(0, built.frames, 5):
        assert renderer.draw(built.figure(frame), 46, 18).text().strip()
    assert "nan" not in built.describe(built.frames - 1)


def test_infinite_values_stay_infinite(scene: BUILD, at: AT):
    built = scene("graph", "function: 1/x\nat: {x: 0}")
    assert at(built, "y", "forward-y") == np.inf
    assert at(built, "grad_x", "end") == -np.inf


def test_it_tells_what_is_known_in_words(scene: BUILD):
    built = scene("graph", LESSON)
    words = built.describe(frame_of(built, "backward-r"))
    assert "L = (w x + b − t)²" in words
    assert "z = 6" in words
    assert "by L 1, by r 2." in words


def test_a_part_of_a_run_starts_with_what_came_before_it(scene: BUILD, at: AT) -> None:
    part = scene("graph", LESSON + "show_from: forward-L\nshow_until: backward-r\n")
    assert [mark.id for mark in part.marks] == ["start", "backward-L", "backward-r", "end"]
    assert (at(part, "L", "start"), at(part, "grad_L", "start")) == (1, 0)
    assert (at(part, "grad_r", "backward-L"), at(part, "grad_r", "end")) == (0, 2)
    assert at(part, "grad_p", "end") == 0
    assert "by r 2" in part.describe(part.frames - 1)
    whole = scene("graph", LESSON)
    same = next(mark.frame for mark in whole.marks if mark.id == "backward-r")
    assert part.describe(part.frames - 1) == whole.describe(same)
    assert part.marks[-1].caption == ""


def test_a_part_may_start_late_and_go_on_to_the_updates(scene: BUILD, at: AT) -> None:
    part = scene("graph", UPDATES + "show_from: backward-w\n")
    assert [mark.id for mark in part.marks] == ["start", "update-1", "update-2", "update-3", "end"]
    assert (at(part, "grad_w", "start"), at(part, "w", "update-1")) == (4, pytest.approx(2.8))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("show_from: forward-q\n", "there is no mark forward-q"),
        ("show_from: backward-r\nshow_until: forward-z\n", "nothing is left to show"),
        ("show_from: backward-w\n", "nothing is left to show"),
    ],
)
def test_a_part_must_be_there(scene: BUILD, fields: str, said: str) -> None:
    with pytest.raises(LessonError, match=said):
        scene("graph", LESSON + fields)
