"""The driver that compares cells shows just what Textual's own driver shows; it fails clearly when Textual changes."""

from __future__ import annotations

import time

import pytest

from tests.e2e.terminal import PATIENCE

RIGHT = "\x1b[C"
PLAIN = "textual.drivers.linux_driver:LinuxDriver"
WALK = [RIGHT, RIGHT, RIGHT, RIGHT, "?", "q", "/", "gradient", "\x1b", "t", "\x1b", "\x10", "\x1b"]


def read_both(*terminals) -> None:
    """Until neither writes any more; in turns, since one that is not read takes its line for slow."""
    still = 0
    while still < 5:
        before = [len(terminal.raw) for terminal in terminals]
        for terminal in terminals:
            terminal.read(0.02)
        still = still + 1 if [len(terminal.raw) for terminal in terminals] == before else 0


def both_after(ours, plain, do) -> None:
    """Does the same in two programs; they must come to the same screen, another one than before if keys lead on."""
    before = ours.rows, plain.rows
    for terminal in (ours, plain):
        do(terminal)
    # A key may change nothing: after a while they may also have stayed.
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE:
        read_both(ours, plain)
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


def test_what_is_typed_stands_where_it_is_typed_whatever_place_a_frame_is_asked_for_from(start_program):
    """There are 64 places, and one of them is where the answer begins; the cursor stands where typing goes on."""
    terminal = start_program("play", "backpropagation#recall")
    terminal.wait_for("Esc picture")
    terminal.wait_quiet()
    row, column = next((y, line.index("▸") + 2) for y, line in enumerate(terminal.rows) if "▸" in line)
    assert row < 9
    footer = terminal.rows[-1]
    for typed, key in [("7", "7"), ("", "\x7f")] * 40:
        terminal.press(key)
        terminal.wait_for(
            lambda t, typed=typed: t.rows[row].endswith(f"▸ {typed}".rstrip()), "what was typed"
        )
        terminal.wait_quiet(0.03)
        assert (terminal.screen.cursor.y, terminal.screen.cursor.x) == (row, column + len(typed))
        assert terminal.rows[-1] == footer
