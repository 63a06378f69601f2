"""The raised and lowered characters of Unicode, for reading and for setting."""

from __future__ import annotations

_PLAIN = "0123456789+-()abcdefghijklmnoprstuvwxyz"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_PLAIN_LOW = "0123456789+-()aehijklmnoprstuvx"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"

RAISE = dict(zip(_PLAIN, _RAISED, strict=True)) | {"−": "⁻"}
"""From a character to its superscript."""
LOWER = dict(zip(_PLAIN_LOW, _LOWERED, strict=True)) | {"−": "₋"}
"""From a character to its subscript."""
FROM_RAISED = dict(zip(_RAISED, _PLAIN, strict=True))
"""From a superscript to its character."""
FROM_LOWERED = dict(zip(_LOWERED, _PLAIN_LOW, strict=True))
"""From a subscript to its character."""


def _scripted(text: str, table: dict[str, str]) -> str | None:
    tight = text.replace(" + ", "+").replace(" − ", "−")
    if all(character in table for character in tight):
        return "".join(table[character] for character in tight)
    return None


def raised(text: str) -> str | None:
    """The text in superscripts, or None where Unicode lacks one of them."""
    return _scripted(text, RAISE)


def lowered(text: str) -> str | None:
    """The text in subscripts, or None where Unicode lacks one of them."""
    return _scripted(text, LOWER)
