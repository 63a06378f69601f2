"""Which characters the terminal shows, as the locale says; and one that looks alike for each that it lacks."""

from __future__ import annotations

import codecs
import io
import os
import unicodedata
from collections.abc import Mapping

from calctui.text import width

_NAMES = ("LC_ALL", "LC_CTYPE", "LANG")
_COERCED = {"C.UTF-8", "C.utf8", "UTF-8"}
"""What Python itself puts into LC_CTYPE where the locale is C."""
_PLAIN = {"C", "POSIX"}

_ALIKE = {
    **dict.fromkeys("─━┄┅┈┉╌╍═╴╶╸╺⎯−–—‐‑", "-"),
    **dict.fromkeys("│┃┆┇┊┋╎╏║╵╷╹╻‖▏▕", "|"),
    **dict.fromkeys("┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻┼┿╂╋╔╗╚╝╠╣╦╩╬╭╮╯╰", "+"),
    **dict.fromkeys("●◉■◆█▇▆▓", "#"),
    **dict.fromkeys("○◌□◇◐◑◒◓", "o"),
    **dict.fromkeys("•·∙⋅▪…", "."),
    **dict.fromkeys("→▸▶►⏵⟶⇒", ">"),
    **dict.fromkeys("←◂◀◄⏴⟵⇐", "<"),
    **dict.fromkeys("↑▲△⌃", "^"),
    **dict.fromkeys("↓▼▽⌄√", "v"),
    **dict.fromkeys("‘’′", "'"),
    **dict.fromkeys("“”″", '"'),
    "×": "x", "÷": "/", "✓": "v", "✗": "x", "≈": "~", "≠": "#", "≤": "<", "≥": ">", "∞": "8", "∂": "d", "⏎": "<",
    "∇": "V", "∫": "S", "Σ": "S", "∑": "S", "±": "+", "⏸": "|", "°": "o", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip


def is_unicode(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal shows Unicode; a locale that is not named at all is taken as one that does."""
    named = next((environ[name] for name in _NAMES if environ.get(name)), "")
    if named in _COERCED and not environ.get("LC_ALL") and environ.get("LANG", "") in _PLAIN:
        return False
    if not named:
        return True
    return named not in _PLAIN and ("." not in named or "utf" in named.casefold())


def write_lookalikes(stream: io.TextIOWrapper) -> None:
    """Makes a stream write ASCII alone, cell for cell."""
    codecs.register_error("calctui-lookalike", _lookalike)
    stream.reconfigure(encoding="ascii", errors="calctui-lookalike")


def _lookalike(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(alike, error.object[error.start : error.end])), error.end


def alike(character: str) -> str:
    """ASCII for a character, of as many cells."""
    known = _ALIKE.get(character)
    if known is None:
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        known = plain[:1] if plain[:1].isprintable() and plain else "?"
    return known * width(character)
