"""Styles as the parameters of an SGR sequence: what they are made of, and the shortest way from one to another."""

from __future__ import annotations

from functools import lru_cache

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""How an attribute is taken away again."""
_ON_BLANKS = {"bg", "4", "5", "7", "9", "21", "53"}
"""What of a style is seen where no letter stands."""


@lru_cache(maxsize=4096)
def change(before: str | None, after: str) -> str:
    """The shortest sequence from one style to another."""
    whole = f"\x1b[0;{after}m" if after else "\x1b[m"
    if before is None:
        return whole
    old, new = _parts(before), _parts(after)
    gone = [key for key in old if key not in new]
    codes = [value for key, value in new.items() if old.get(key) != value]
    for key in gone:
        if key not in _OFF and key not in {"fg", "bg"}:
            return whole
        code = {"fg": "39", "bg": "49"}.get(key) or _OFF[key]
        # Bold and dim are taken away by one code.
        if code == "22" and ("1" in new or "2" in new):
            return whole
        codes.append(code)
    relative = f"\x1b[{';'.join(codes)}m"
    return min(relative, whole, key=len)


@lru_cache(maxsize=4096)
def of_blank(style: str) -> str:
    """What of a style a blank shows; of one that is reversed, all."""
    parts = _parts(style)
    return style if "7" in parts else ";".join(part for key, part in parts.items() if key in _ON_BLANKS)


@lru_cache(maxsize=4096)
def _parts(style: str) -> dict[str, str]:
    """A style taken apart: its colours, and each attribute by its number."""
    parts: dict[str, str] = {}
    numbers = style.split(";") if style else []
    index = 0
    while index < len(numbers):
        number = numbers[index]
        if number in {"38", "48"}:
            length = 5 if numbers[index + 1 : index + 2] == ["2"] else 3
            parts["fg" if number == "38" else "bg"] = ";".join(numbers[index : index + length])
            index += length
            continue
        if number.isdigit() and (30 <= int(number) <= 39 or 90 <= int(number) <= 97):
            parts["fg"] = number
        elif number.isdigit() and (40 <= int(number) <= 49 or 100 <= int(number) <= 107):
            parts["bg"] = number
        elif number not in {"", "0"}:
            parts[number] = number
        index += 1
    return parts
