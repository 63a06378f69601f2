"""The driver that compares cells shows just what Textual's own driver shows; it fails clearly when Textual changes."""

from __future__ import annotations

import pytest

RIGHT = "\x1b[C"
PLAIN = "textual.drivers.linux_driver:LinuxDriver"
WALK = ["", RIGHT, RIGHT, RIGHT, "?", "q", "/", "gradient", "\x1b", "t", "\x1b", "\x10", "\x1b"]


def states(start_program, size, resize, **environ) -> list[list[str]]:
    """What stands on the screen after each key of a walk through the program."""
    terminal = start_program("play", "introduction", "--reduced-motion", size=size, **environ)
    terminal.wait_for("step 1 of")
    terminal.wait_for("┌")
    terminal.press(RIGHT)
    found = []
    for keys in WALK:
        if keys:
            terminal.press(keys)
        terminal.read(0.6)
        found.append(list(terminal.rows))
    terminal.resize(*resize)
    terminal.read(0.8)
    found.append(list(terminal.rows))
    terminal.press("\x11")
    assert terminal.wait_end() == 0
    return found


@pytest.mark.parametrize(("size", "resize"), [((80, 24), (100, 30)), ((120, 40), (60, 20))])
def test_every_screen_is_the_same_as_with_textuals_own_driver(start_program, tmp_path, size, resize):
    ours = states(start_program, size, resize, CALCTUI_DATA=str(tmp_path / "ours"))
    plain = states(start_program, size, resize, CALCTUI_DATA=str(tmp_path / "plain"), TEXTUAL_DRIVER=PLAIN)
    for number, (one, other) in enumerate(zip(ours, plain, strict=True)):
        assert one == other, WALK[number : number + 1]


def test_a_frame_costs_what_it_changes(start_program):
    """Far less than a screen: that it is no more than the difference is measured by the bench."""
    terminal = start_program("play", "introduction#repeat", size=(120, 40))
    terminal.wait_for("●")
    terminal.read(0.5)
    before = len(terminal.raw)
    terminal.read(2.0)
    assert 0 < (len(terminal.raw) - before) / 60 < 2000
