"""The rows of control: heading above, transport and keys below."""

from __future__ import annotations

from calctui.layout.wrap import clip
from calctui.player.view import View
from calctui.roles import Role
from calctui.text import Row, Run

PLAYING, PAUSED, STILL = "▶", "‖", "·"
SHORTEST_BAR = 8


def heading_row(view: View, width: int) -> Row:
    """The lesson on the left, the place in it on the right."""
    place = f"step {view.step} of {view.steps} "
    room = width - len(place) - 2
    title = clip((Run(f" {view.lesson}", bold=True),), max(room, 0))
    gap = width - sum(run.width for run in title) - len(place)
    return clip((*title, Run(" " * max(gap, 1)), Run(place, Role.MUTED)), width)


def transport_row(view: View, width: int) -> Row:
    """How far the animation is, and how fast it plays; or why the last key did nothing."""
    if view.notice:
        return clip((Run(f" {view.notice}", Role.UPDATE, bold=True),), width)
    if view.frames == 1:
        return (Run(f" {STILL} ", Role.MUTED), Run("nothing moves in this step", Role.MUTED))
    sign = PLAYING if view.playing else PAUSED
    state = f"  {view.frame + 1}/{view.frames}  {view.speed:g}×"
    widest = len(f"  {view.frames}/{view.frames}  0.25×")
    bar = max(width - 4 - widest, SHORTEST_BAR)
    return clip((Run(f" {sign} ", bold=True), *_bar(view, bar), Run(state, Role.MUTED)), width)


def _bar(view: View, cells: int) -> Row:
    """The bar: done, here, to come; a tick at each mark that is to come."""
    last = view.frames - 1
    here = round(view.frame / last * (cells - 1))
    ticks = {round(frame / last * (cells - 1)) for frame in view.marks}
    to_come = "".join("┼" if cell in ticks else "─" for cell in range(here + 1, cells))
    return (Run("━" * here, Role.NOW), Run("●", Role.NOW, bold=True), Run(to_come, Role.MUTED))


def keys_row(view: View, width: int) -> Row:
    """The keys that work now; the way on, help and the way out stay where not all of them fit."""
    hints = list(view.hints)
    kept = [hint for hint in hints if hint.shown in {"→", "?", "Esc"}]
    room = width - 1 - sum(len(hint.shown) + len(hint.does) + 3 for hint in kept)
    shown = []
    for hint in hints:
        if hint in kept:
            shown.append(hint)
            continue
        length = len(hint.shown) + len(hint.does) + 3
        if length <= room:
            shown.append(hint)
            room -= length
        else:
            room = 0
    runs = [Run(" ")]
    for hint in shown:
        runs += [Run(hint.shown, bold=True), Run(f" {hint.does}  ", Role.MUTED)]
    return clip(tuple(runs), width)
