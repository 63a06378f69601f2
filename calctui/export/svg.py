"""Rows of the screen as SVG: dots, blocks and lines are drawn, so that no reader's font can put them askew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from calctui.charts.cells import split_cells
from calctui.export.markup import escaped, role_class, role_rules
from calctui.roles import Role
from calctui.text import Row, Run

WIDE, HIGH = 10, 20
"""The size of a cell, in units of the drawing."""

STYLE = """\
svg text { fill: currentColor; font: 16.6px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  white-space: pre }
svg .one { text-anchor: middle }
svg .bold text, svg text.bold { font-weight: bold }
svg text.italic { font-style: italic }
svg .dots { stroke: currentColor; stroke-width: 5; stroke-linecap: round; fill: none }
svg .lines { stroke: currentColor; stroke-width: 1.4; stroke-linecap: square; fill: none }
svg .heavy { stroke: currentColor; stroke-width: 3; stroke-linecap: square; fill: none }
svg .blocks { fill: currentColor }
svg .ground { fill: var(--ground) }"""

_BRAILLE_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""The column and the row of the dot of each bit."""

_LEFT, _RIGHT, _UP, _DOWN = "M{x} {m}H{c}", "M{c} {m}H{r}", "M{c} {y}V{m}", "M{c} {m}V{b}"
_SIDES = {_LEFT: "─╴┐┘┤┬┴┼", _RIGHT: "─╶┌└├┬┴┼", _UP: "│╵└┘├┤┴┼", _DOWN: "│╷┌┐├┤┬┼"}
_HEAVY_SIDES = {_LEFT: "━╸┓┛┫┳┻╋", _RIGHT: "━╺┏┗┣┳┻╋", _UP: "┃╹┗┛┣┫┻╋", _DOWN: "┃╻┏┓┣┫┳╋"}
"""Which signs have a line from their middle to this side."""


def _by_sign(sides: Mapping[str, str]) -> dict[str, list[str]]:
    """For each sign its lines."""
    signs = sorted(set("".join(sides.values())))
    return {sign: [line for line, having in sides.items() if sign in having] for sign in signs}


_LINES = {"lines": _by_sign(_SIDES), "heavy": _by_sign(_HEAVY_SIDES)}

_SHADES = {"█": 1.0, "▓": 0.7, "▒": 0.45, "░": 0.25}
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Bit 0 is the upper left quarter, then the upper right, the lower left and the lower right one."""


@dataclass
class _Ink:
    """What is drawn in one role: subpaths by class, filled cells by opacity, and words."""

    paths: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    blocks: dict[float, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)


def drawing(rows: Sequence[Row], columns: int, label: str) -> str:
    """An element `svg` without colours of its own; the page that holds it has `STYLE` and the rules of roles.

    Args:
        rows: The rows.
        columns: Cells of a row.
        label: The picture in words, for readers who cannot see it.
    """
    box = f'viewBox="0 0 {columns * WIDE} {len(rows) * HIGH}"'
    return f'<svg {box} role="img" aria-label="{escaped(label)}">{_inside(rows)}</svg>'


def document(rows: Sequence[Row], columns: int, label: str) -> str:
    """A file of its own, in colours for a light ground and for a dark one."""
    width, height = columns * WIDE, len(rows) * HIGH
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img">\n<title>{escaped(label)}</title>\n'
        f"<style>\n{role_rules()}\n{STYLE}\n</style>\n"
        f'<rect class="ground" width="{width}" height="{height}"/>{_inside(rows)}\n</svg>'
    )


def _inside(rows: Sequence[Row]) -> str:
    ink: dict[Role, _Ink] = defaultdict(_Ink)
    behind: list[str] = []
    for y, row in enumerate(rows):
        column = 0
        for run in row:
            if run.reverse:
                place = f'x="{column * WIDE}" y="{y * HIGH}" width="{run.width * WIDE}" height="{HIGH}"'
                behind.append(f'<rect class="blocks {role_class(run.role)}" {place}/>')
            _draw(ink[run.role], run, column, y)
            column += run.width
    groups = "".join(_group(role, drawn) for role, drawn in ink.items())
    return "".join(behind) + groups


def _group(role: Role, drawn: _Ink) -> str:
    parts = [f'<path class="{name}" d="{"".join(paths)}"/>' for name, paths in drawn.paths.items()]
    parts += [
        f'<path class="blocks" fill-opacity="{opacity:g}" d="{"".join(cells)}"/>'
        for opacity, cells in drawn.blocks.items()
    ]
    inside = "".join([*parts, *drawn.words])
    return f'<g class="{role_class(role)}">{inside}</g>' if inside else ""


def _draw(ink: _Ink, run: Run, column: int, y: int) -> None:
    """Draws a run from a column on; words in one element each, so that each begins in its cell."""
    word, start = "", column
    for place, glyph in _glyphs(run.text):
        x = (column + place) * WIDE
        if glyph != " " and not _sign(ink, glyph, x, y * HIGH):
            start = start if word else column + place
            word += glyph
        elif word:
            ink.words.append(_word(run, word, start, y))
            word = ""
    if word:
        ink.words.append(_word(run, word, start, y))


def _glyphs(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the cell in which it begins."""
    return ((place, glyph) for place, glyph in enumerate(split_cells(text)) if glyph)


def _sign(ink: _Ink, glyph: str, x: int, y: int) -> bool:
    """Draws a sign that is no letter; tells whether it was one."""
    code = ord(glyph[0])
    if 0x2800 <= code <= 0x28FF:
        for bit, (dx, dy) in enumerate(_BRAILLE_DOTS):
            if code >> bit & 1:
                ink.paths["dots"].append(f"M{x + 2.5 + 5 * dx:g} {y + 2.5 + 5 * dy:g}h0")
        return True
    for name, table in _LINES.items():
        if glyph in table:
            at = {"x": x, "y": y, "c": x + WIDE // 2, "m": y + HIGH // 2, "r": x + WIDE, "b": y + HIGH}
            ink.paths[name] += [part.format(**at) for part in table[glyph]]
            return True
    if glyph in _SHADES:
        ink.blocks[_SHADES[glyph]].append(f"M{x} {y}h{WIDE}v{HIGH}h-{WIDE}z")
        return True
    quarters = _QUADRANTS.find(glyph)
    for bit in range(4):
        if quarters > 0 and quarters >> bit & 1:
            corner = f"M{x + bit % 2 * WIDE // 2} {y + bit // 2 * HIGH // 2}"
            ink.blocks[1.0].append(f"{corner}h{WIDE // 2}v{HIGH // 2}h-{WIDE // 2}z")
    return quarters > 0


def _word(run: Run, word: str, column: int, y: int) -> str:
    cells = len(split_cells(word))
    looks = [name for name, worn in (("bold", run.bold), ("italic", run.italic)) if worn]
    if run.reverse:
        looks.append("ground")
    baseline = y * HIGH + 15
    if cells == 1:
        place = f'x="{column * WIDE + WIDE // 2}" y="{baseline}"'
        looks.append("one")
    else:
        place = f'x="{column * WIDE}" y="{baseline}" textLength="{cells * WIDE}"'
    worn = f' class="{" ".join(looks)}"' if looks else ""
    return f"<text{worn} {place}>{escaped(word)}</text>"
