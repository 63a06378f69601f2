"""The driver that compares cells shows just what Textual's own driver shows; it fails clearly when Textual changes."""

from __future__ import annotations

import time

import pytest

from tests.e2e.terminal import PATIENCE

RIGHT = "\x1b[C"
PLAIN = "textual.drivers.linux_driver:LinuxDriver"
WALK = [RIGHT, RIGHT, RIGHT, RIGHT, "?", "q", "/", "gradient", "\x1b", "t", "\x1b", "\x10", "\x1b"]


def both_after(ours, plain, do) -> None:
    """Does the same in two programs; they must come to the same screen, another one than before if keys lead on."""
    before = ours.rows, plain.rows
    for terminal in (ours, plain):
        do(terminal)
    # A key may change nothing: after a while they may also have stayed.
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE:
        ours.wait_quiet()
        plain.wait_quiet()
        moved = ours.rows != before[0] and plain.rows != before[1]
        if ours.rows == plain.rows and (moved or time.monotonic() > begun + 1.0):
            return
    assert ours.rows == plain.rows


@pytest.mark.parametrize(("size", "resize"), [((80, 24), (100, 30)), ((120, 40), (60, 20))])
def test_every_screen_is_the_same_as_with_textuals_own_driver(start_program, tmp_path, size, resize):
    play = ("play", "introduction", "--reduced-motion")
    ours = start_program(*play, size=size, CALCTUI_DATA=str(tmp_path / "ours"))
    plain = start_program(*play, size=size, CALCTUI_DATA=str(tmp_path / "plain"), TEXTUAL_DRIVER=PLAIN)
    for terminal in (ours, plain):
        terminal.wait_for("step 1 of")
        terminal.wait_for("┌")
    for keys in WALK:
        both_after(ours, plain, lambda terminal, keys=keys: terminal.press(keys))
    both_after(ours, plain, lambda terminal: terminal.resize(*resize))
    for terminal in (ours, plain):
        terminal.press("\x11")
        assert terminal.wait_end() == 0


def test_a_frame_costs_what_it_changes(start_program):
    """Far less than a screen: that it is no more than the difference is measured by the bench."""
    terminal = start_program("play", "introduction#repeat", size=(120, 40))
    terminal.wait_for("●")
    terminal.read(0.5)
    before = len(terminal.raw)
    terminal.read(2.0)
    assert 0 < (len(terminal.raw) - before) / 60 < 2000
