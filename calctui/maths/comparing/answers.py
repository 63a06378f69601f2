"""What a learner types, read as a formula: with a left side dropped, a per cent taken, a comma explained."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.maths.formula import Formula
from calctui.maths.functions import CONSTANTS, FUNCTIONS
from calctui.maths.parsing.formulas import parse
from calctui.maths.parsing.tokens import GREEK, MAX_CHARACTERS
from calctui.maths.tree import Name, preorder

MAX_COORDINATES = 10
"""More parts than any point has; a longer list is not looked at."""

_LETTER = f"A-Za-z{GREEK}"
_LEFT = re.compile(
    rf"""(?:
        [{_LETTER}∂∇][\w∂\ ]*['′’″]*          # x, f', the slope, ∇f
        | [d∂]\w?/[d∂]\w+(?:\s*[{_LETTER}]\w*)?  # dy/dx, d/dx f
        | \|+[^=|]*\|+                        # |∇f|
        | \(\s*[{_LETTER}][\w\s,]*\)          # (x, y)
    )\s*(?:\([^=]*\)|\[[^=]*\])?            # f(2), E[X]
    """,
    re.VERBOSE,
)
"""What may stand to the left of an equals sign: the name of what was asked for."""
_COMPARISONS = re.compile(r"==|<=|>=|!=|:=|~=|=<|=>")
_NUMBER = r"(?:\d+\.?\d*|\.\d+)"
_PER_CENT = re.compile(rf"([-+−]?\s*{_NUMBER}(?:\s*/\s*{_NUMBER})?)\s*%", re.ASCII)
_THOUSANDS = re.compile(r"([-+−]?\d{1,3}(?:,\d{3})+(?:\.\d*)?)", re.ASCII)
_LETTER_AND_DIGITS = re.compile(rf"([{_LETTER}]+)(\d+)", re.ASCII)
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">", "⟨": "⟩"}
_OPEN, _CLOSE = set("([{⟨"), set(")]}⟩")


@frozen
class Typed:
    """An answer that has been read.

    Attributes:
        formula: What it says.
        dropped: What stood to the left of an equals sign, which was not looked at; empty for nothing.
        per_cent: What was written before a per cent sign; empty for none.
    """

    formula: Formula
    dropped: str = ""
    per_cent: str = ""


def read_answer(text: str, functions: Collection[str] = ()) -> Typed:
    """Reads a number or an expression.

    Args:
        text: What was typed.
        functions: The names of the lesson's definitions, which may be called.

    Raises:
        FormulaError: It cannot be read; with what to write instead.
    """
    check_length(text)
    dropped, right = _without_left(text)
    right = right.strip()
    if not right:
        what = f"nothing stands behind {dropped} =" if dropped else "there is nothing to read"
        raise FormulaError(what, cure="write a number or a formula")
    if found := _THOUSANDS.fullmatch(right):
        plain = found[1].replace(",", "")
        raise FormulaError(
            "a comma can mean two things in a number", cure=f"write {plain}, or a decimal point"
        )
    if found := _PER_CENT.fullmatch(right):
        return Typed(parse(f"({found[1]})/100", functions), dropped, found[1])
    return Typed(parse(right, functions), dropped)


def read_point(text: str, functions: Collection[str] = ()) -> tuple[Typed, ...]:
    """Reads a list of numbers, with or without brackets.

    Args:
        text: What was typed.
        functions: As in `read_answer`.

    Raises:
        FormulaError: As in `read_answer`.
    """
    check_length(text)
    dropped, right = _without_left(text) if _opens_behind_equals(text) else ("", text)
    parts = _parts(_without_brackets(right.strip()))
    if len(parts) > MAX_COORDINATES:
        raise FormulaError(f"these are {len(parts)} numbers", cure="write one for each coordinate")
    typed = [read_answer(part, functions) for part in parts]
    return (replace(typed[0], dropped=typed[0].dropped or dropped), *typed[1:])


def check_length(text: str) -> None:
    """Refuses an answer that is too long to be looked at.

    Raises:
        FormulaError: It is.
    """
    if len(text) > MAX_CHARACTERS:
        what = f"an answer may have {MAX_CHARACTERS} characters; this one has {len(text)}"
        raise FormulaError(what, cure="write it shorter", column=MAX_CHARACTERS + 1)


def check_names(formula: Formula, known: Sequence[str], offered: Sequence[str] | None = None) -> None:
    """Refuses names that do not exist here, and says which do.

    Args:
        formula: What was read.
        known: The names that may be used.
        offered: Those of them that are told to who used another; default: all.

    Raises:
        FormulaError: There is another name.
    """
    for node in preorder(formula.tree):
        if isinstance(node, Name) and node.name not in known:
            cure = _cure(node.name, known, known if offered is None else offered)
            raise FormulaError(f"{node.name} is unknown here", cure=cure, column=node.at)


def _cure(name: str, known: Sequence[str], offered: Sequence[str]) -> str:
    """What to write instead of an unknown name."""
    there_are = _listed(offered)
    lower = name.lower()
    if lower == "c" and name not in known:
        return f"leave a constant of integration out; {there_are}"
    if lower in {*known, *CONSTANTS}:
        return f"did you mean {lower}? Small and capital letters differ; {there_are}"
    if lower in FUNCTIONS:
        return f"did you mean {lower}(...)? Small and capital letters differ; {there_are}"
    letters = [*offered, *CONSTANTS]
    if len(name) > 1 and all(letter in letters for letter in name):
        return f"write {'*'.join(name)} for a product; {there_are}"
    if (found := _LETTER_AND_DIGITS.fullmatch(name)) and found[1] in FUNCTIONS:
        return f"write {found[1]}({found[2]})"
    if (found := _LETTER_AND_DIGITS.fullmatch(name)) and found[1] in offered:
        return f"write {found[1]}^{found[2]} for a power"
    return there_are


def _listed(names: Sequence[str]) -> str:
    match names:
        case []:
            return "write a number"
        case [name]:
            return f"the only name here is {name}"
        case _:
            return f"the names here are {', '.join(names[:-1])} and {names[-1]}"


def _equals_signs(text: str) -> int:
    return text.count("=") + text.count("≈")


def _without_left(text: str) -> tuple[str, str]:
    """What stands to the left of an equals sign and what to its right; nothing and all where there is none."""
    signs = _equals_signs(text)
    if not signs or _COMPARISONS.search(text):
        return "", text
    if signs > 1:
        raise FormulaError("there is more than one =", cure="write the answer alone")
    left, right = re.split("[=≈]", text)
    left = left.strip()
    if left and not _LEFT.fullmatch(left):
        raise FormulaError("an answer is one side of an equation", cure="write that side alone")
    return left, right


def _opens_behind_equals(text: str) -> bool:
    """Whether an equals sign stands before the whole list, as in ``grad f = (4, 8)``."""
    right = re.split("[=≈]", text, maxsplit=1)[-1].strip()
    return _equals_signs(text) == 1 and right[:1] in _CLOSING


def _without_brackets(text: str) -> str:
    """The text without a pair of brackets around all of it."""
    if len(text) < 2 or _CLOSING.get(text[0]) != text[-1]:
        return text
    depth = 0
    for place, character in enumerate(text):
        depth += (character in _OPEN or (character == "<" and not place)) - (character in _CLOSE)
        if depth == 0 and place < len(text) - 1 and text[0] != "<":
            return text
    return text[1:-1]


def _parts(text: str) -> list[str]:
    """The parts of a list, divided by semicolons where there are such, else by commas outside brackets."""
    sign = ";" if ";" in text else ","
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character == sign and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]
