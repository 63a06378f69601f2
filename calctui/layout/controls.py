"""The rows of control: heading above, transport and keys below."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from calctui.layout.boxes import WIDE_FROM
from calctui.layout.wrap import clip, cut
from calctui.player.keys import PLAY_ON, Hint
from calctui.player.view import ShownParameter, View
from calctui.roles import Role
from calctui.text import Row, Run

PLAYING, PAUSED, STILL = "▶", "‖", "·"
SHORTEST_BAR = 8
PLAYS_ON = "  → plays on"
"""Stands where the picture has stopped on its way."""
SLOW_LINE = "  slow line"
"""Says that frames are dropped, so that nobody takes the jumps for the lesson's."""
KEPT = {"→", "?", "Esc", "Enter", "a"}
"""Hints of the footer that stay where not all fit: the way on, help, and the way out."""
BAR_FROM = 3
"""The column in which the bar of the transport row begins."""


def heading_row(view: View, width: int) -> Row:
    """The lesson on the left, the place in it on the right."""
    place = f"step {view.step} of {view.steps} "
    room = width - len(place) - 2
    title = clip((Run(f" {view.lesson}", bold=True),), max(room, 0))
    gap = width - sum(run.width for run in title) - len(place)
    return clip((*title, Run(" " * max(gap, 1)), Run(place, Role.MUTED)), width)


def transport_row(view: View, width: int, *, slow: bool = False) -> Row:
    """How far the animation is, how fast it plays and what is tuned; or why the last key did nothing."""
    if view.notice:
        return clip((Run(f" {view.notice}", Role.UPDATE, bold=True),), width)
    if view.frames == 1 and not view.parameters:
        return (Run(f" {STILL} ", Role.MUTED), Run("nothing moves in this step", Role.MUTED))
    bar = bar_cells(view, width)
    state = _state(view)
    if slow and state.text != PLAYS_ON:
        bar = max(bar - len(SLOW_LINE), SHORTEST_BAR)
        state = replace(state, text=state.text + SLOW_LINE)
    tuned = _parameters(view, width)
    return clip((Run(f" {_sign(view)} ", bold=True), *_bar(view, bar), state, *tuned), width)


def bar_cells(view: View, width: int) -> int:
    """The length of the bar, which begins in column `BAR_FROM`."""
    widest = max(len(f"  {view.frames}/{view.frames}  0.25×"), len(PLAYS_ON))
    tuned = sum(run.width for run in _parameters(view, width))
    return max(width - BAR_FROM - 1 - widest - tuned, SHORTEST_BAR)


def frame_of_bar(view: View, width: int, column: int) -> int | None:
    """The frame that a column of the transport row stands for; None outside of the bar."""
    cells = bar_cells(view, width)
    cell = column - BAR_FROM
    return round(cell / (cells - 1) * (view.frames - 1)) if 0 <= cell < cells else None


def _stopped_on_the_way(view: View) -> bool:
    """Whether the picture waits at a mark for the learner to have noticed something."""
    return any(hint.does == PLAY_ON for hint in view.hints)


def _state(view: View) -> Run:
    """The frame and the speed; or what plays on."""
    if _stopped_on_the_way(view):
        return Run(PLAYS_ON, Role.NOW)
    return Run(f"  {view.frame + 1}/{view.frames}  {view.speed:g}×", Role.MUTED)


def _sign(view: View) -> str:
    return STILL if view.frames == 1 else PLAYING if view.playing else PAUSED


def parameter_places(view: View, width: int) -> list[tuple[int, range]]:
    """The columns at which a click tunes the chosen parameter down (-1) and up (+1)."""
    column = BAR_FROM + bar_cells(view, width) + _state(view).width
    places = []
    for known in _shown_parameters(view, width):
        label, down, value, up = (run.width for run in _parameter(known, width))
        if known.chosen:
            less = column + label
            more = less + down + value
            places += [(-1, range(less, less + down)), (+1, range(more, more + up))]
        column += label + down + value + up
    return places


def _shown_parameters(view: View, width: int) -> list[ShownParameter]:
    """The parameter that keys change, and the others where there is room."""
    roomy = width >= WIDE_FROM * len(view.parameters)
    return [known for known in view.parameters if known.chosen or roomy]


def _parameters(view: View, width: int) -> Row:
    return tuple(run for known in _shown_parameters(view, width) for run in _parameter(known, width))


def _parameter(known: ShownParameter, width: int) -> tuple[Run, Run, Run, Run]:
    """A parameter: its label, the sign of less, its value, the sign of more."""
    label, _ = cut(known.label, max(width // 4, 6))
    return (
        Run(f"   {label} ", Role.TEXT if known.chosen else Role.MUTED),
        Run("  " if known.lowest else "◂ ", Role.MUTED),
        Run(known.text, Role.UPDATE if known.tuned else Role.TEXT, bold=known.chosen),
        Run("  " if known.highest else " ▸", Role.MUTED),
    )


def _bar(view: View, cells: int) -> Row:
    """The bar: done, here, to come; a tick at each mark that is to come."""
    last = max(view.frames - 1, 1)
    here = round(view.frame / last * (cells - 1))
    to_come = _ticked(view.marks, last, cells)[here + 1 :]
    return (Run("━" * here, Role.NOW), Run("●", Role.NOW, bold=True), Run(to_come, Role.MUTED))


@lru_cache(maxsize=64)
def _ticked(marks: tuple[int, ...], last: int, cells: int) -> str:
    """A bar of which nothing is done yet."""
    ticks = {round(frame / last * (cells - 1)) for frame in marks}
    return "".join("┼" if cell in ticks else "─" for cell in range(cells))


def keys_row(view: View, width: int) -> Row:
    """The keys that work now; the way on, help and the way out stay where not all of them fit."""
    return _keys_row(view.hints, width)


@lru_cache(maxsize=64)
def _keys_row(hints: tuple[Hint, ...], width: int) -> Row:
    runs = [Run(" ")]
    for hint in _fitting(hints, width):
        runs += [Run(hint.shown, bold=True), Run(f" {hint.does}  ", Role.MUTED)]
    return clip(tuple(runs), width)


def hint_places(view: View, width: int) -> list[tuple[str, range]]:
    """The columns of each hint of the row of keys, by the name of its key."""
    places = []
    column = 1
    for hint in _fitting(view.hints, width):
        cells = _cells(hint)
        places.append((hint.name, range(column, column + cells)))
        column += cells
    return places


def _fitting(hints: tuple[Hint, ...], width: int) -> list[Hint]:
    """The hints for which there is room."""
    kept = [hint for hint in hints if hint.shown in KEPT]
    room = width - 1 - sum(map(_cells, kept))
    shown = []
    for hint in hints:
        if hint in kept:
            shown.append(hint)
        elif _cells(hint) <= room:
            shown.append(hint)
            room -= _cells(hint)
        else:
            room = 0
    return shown


def _cells(hint: Hint) -> int:
    return len(hint.shown) + len(hint.does) + 3
