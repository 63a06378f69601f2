"""How a live number is written: formats, and what a person would write where there is none."""

from __future__ import annotations

import math
import re

MAX_PRECISION = 12
DEFAULT_DIGITS = 4
"""Significant digits of a number without a format."""

_SPEC = re.compile(r"\+?(?:d|(?:\.(?P<precision>\d{1,2}))?[feg%])")
_LOW, _HIGH = 1e-4, 1e7
"""Between these sizes a number without a format is written without a power of ten."""

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_ZERO = re.compile(r"-[0.]+(?:[e%].*)?")


def spec_problem(spec: str) -> str:
    """What is wrong with a format such as ``.2f``; empty if nothing is."""
    if not spec:
        return ""
    found = _SPEC.fullmatch(spec)
    if found is None:
        return f"`{spec}` is no format"
    if found["precision"] and int(found["precision"]) > MAX_PRECISION:
        return f"`{spec}` asks for more than {MAX_PRECISION} digits"
    return ""


def format_number(value: float, spec: str = "", *, whole: bool = False, plain: bool = False) -> str:
    """A number in words.

    Args:
        value: The number; may be infinite or not a number.
        spec: A format that `spec_problem` has nothing against; empty for the default.
        whole: Whether it counts something, and is shown without decimals where there is no format.
        plain: Whether to write as a program prints, in ASCII: `-1e-05` and `inf`.
    """
    if not math.isfinite(value):
        return _not_finite(value, plain)
    if spec.endswith("d") or (whole and not spec):
        text = format(round(value), spec or "d")
    else:
        text = format(value, spec) if spec else _default(value)
    if _ZERO.fullmatch(text):
        text = text[1:]
    return text if plain else _typeset(text)


def _not_finite(value: float, plain: bool) -> str:
    if plain:
        return str(value)
    if math.isnan(value):
        return "undefined"
    return "∞" if value > 0 else "−∞"


def _default(value: float) -> str:
    """Four significant digits without noise, whole parts in full."""
    size = abs(value)
    if size == 0:
        return "0"
    if not _LOW <= size < _HIGH:
        return f"{value:.{DEFAULT_DIGITS}g}"
    decimals = max(DEFAULT_DIGITS - 1 - math.floor(math.log10(size)), 0)
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _typeset(text: str) -> str:
    """A true minus sign, and a power of ten where Python writes an exponent."""
    mantissa, _, exponent = text.partition("e")
    if exponent:
        mantissa += "·10" + str(int(exponent)).translate(_SUPERSCRIPT)
    return mantissa.replace("-", "−")
