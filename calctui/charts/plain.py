"""Words for a font that has ASCII alone."""

from __future__ import annotations

import unicodedata

_SPELT = {
    "−": "-", "×": "x", "·": "*", "÷": "/", "′": "'", "″": "''", "→": "->", "←": "<-", "↑": "^", "↓": "v",
    "≈": "~", "≠": "!=", "≤": "<=", "≥": ">=", "∂": "d", "√": "sqrt", "∞": "inf", "∇": "grad ", "∫": "int ",
    "…": "...", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "±": "+-", "Δ": "D", "Σ": "sum ",
    "∑": "sum ", "°": " deg", "ß": "ss", "½": "1/2",
}  # fmt: skip
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
_UNKNOWN = "?"


def spelt(text: str) -> str:
    """The text in ASCII: signs of mathematics spelt out, Greek letters by name, accents dropped."""
    if text.isascii():
        return text
    spelling: list[str] = []
    raised = False
    for character in text:
        if character in _RAISED:
            spelling.append(_RAISED[character] if raised else "^" + _RAISED[character])
            raised = True
            continue
        raised = False
        spelling.append(_spelt(character))
    return "".join(spelling)


def _spelt(character: str) -> str:
    if character.isascii():
        return character
    if character in _SPELT:
        return _SPELT[character]
    name = unicodedata.name(character, "")
    if name.startswith("GREEK SMALL LETTER "):
        return name.split()[3].lower()
    if name.startswith("GREEK CAPITAL LETTER "):
        return name.split()[3].capitalize()
    if unicodedata.combining(character):
        return ""
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or _UNKNOWN
