"""Text to tokens: the characters that a formula may hold, and a cure for those it may not."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.maths.typesetting.scripts import FROM_LOWERED, FROM_RAISED
from calctui.text import clean_line

MAX_CHARACTERS = 300
"""Of a formula."""
MAX_MARK = 64
"""Characters of the name of a mark."""

Kind = Literal["number", "name", "sign", "mark", "hole", "end"]

GREEK = "αβγδεζηθκλμξρστφχψωΓΔΘΛΞΣΦΨΩ"
"""The Greek letters that no Latin letter resembles; π is a constant."""

SIGNS = ("**", "^", "+", "-", "*", "/", "(", ")", ",", "|", "√", "π")
CLAIM_SIGNS = ("==", "<=", ">=", "~=", "<", ">")
DISPLAY_SIGNS = ("->", "<-", "<=", ">=", "!=", "...", *"=≈≠<>≤≥→←∂∇∞…")

_SAME = {"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "**": "^"}
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_NAME = re.compile(rf"[A-Za-z{GREEK}][A-Za-z0-9_{GREEK}]*")
_MARK = re.compile(r"@([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)")
_HOLE = re.compile(r"\{([^{}]*)\}")
_RAISED = re.compile(f"[{''.join(FROM_RAISED)}]+")
_LOWERED = re.compile(f"[{''.join(FROM_LOWERED)}]+")
_PRIMES = re.compile("['′]+")
_OTHER_BASE = re.compile(r"0[xXbBoO][0-9]")
_CURES = {
    "=": "a formula has no =; write only what stands on one side",
    "!": "write the product out",
    "%": "write /100",
    "'": "a derivative cannot be called; write its formula",
    "[": "use round brackets",
    "]": "use round brackets",
    "{": "use round brackets",
    "}": "use round brackets",
    ".": "a decimal point needs a digit beside it",
    ";": "write one formula",
    "½": "write (1/2)",
    "∛": "write x^(1/3)",
    "_": "a name starts with a letter",
}


@frozen
class Token:
    """A word of a formula.

    Attributes:
        kind: What it is; the last token is always an ``end``.
        text: A sign in its plain form (``^`` for ``**``), a name with ``x_1`` for x₁, the text in a hole.
        at: Its column, counted from 1.
    """

    kind: Kind
    text: str
    at: int


@frozen
class Alphabet:
    """What may stand in a text besides numbers and names.

    Attributes:
        signs: The signs, the longer before the shorter.
        marks: Whether ``@mark`` may follow a name.
        display: Whether holes ``{...}``, primes and a lowered group ``x_(k+1)`` may stand in it.
        longest: How many characters it may have.
    """

    signs: tuple[str, ...] = SIGNS
    marks: bool = False
    display: bool = False
    longest: int = MAX_CHARACTERS


FORMULA = Alphabet()
FORMULA_WITH_MARKS = Alphabet(marks=True)
CLAIM = Alphabet(signs=CLAIM_SIGNS + SIGNS, marks=True)
DISPLAY = Alphabet(signs=DISPLAY_SIGNS + SIGNS, display=True)


def tokenize(text: str, alphabet: Alphabet = FORMULA) -> list[Token]:
    """The tokens of a text, with an ``end`` behind them.

    Raises:
        FormulaError: The text is too long, or a character may not stand in it.
    """
    if len(text) > alphabet.longest:
        what = f"a formula may have {alphabet.longest} characters; this one has {len(text)}"
        raise FormulaError(what, cure="give a part of it a name under define", column=alphabet.longest + 1)
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        if text[place] in " \t":
            place += 1
        else:
            place = _read(text, place, alphabet, tokens)
    tokens.append(Token("end", "", len(text) + 1))
    return tokens


def _read(text: str, place: int, alphabet: Alphabet, tokens: list[Token]) -> int:
    """Appends the tokens at a place and returns the place behind them."""
    at = place + 1
    if _OTHER_BASE.match(text, place):
        raise FormulaError("numbers are decimal", cure="write it with the digits 0 to 9", column=at)
    if found := _NUMBER.match(text, place):
        tokens.append(Token("number", found[0], at))
        return found.end()
    if found := _NAME.match(text, place):
        return _read_name(text, found, alphabet, tokens)
    if found := _RAISED.match(text, place):
        inner = tokenize("".join(FROM_RAISED[character] for character in found[0]), alphabet)[:-1]
        shifted = (Token(token.kind, token.text, place + token.at) for token in inner)
        tokens += (Token("sign", "^", at), Token("sign", "(", at), *shifted, Token("sign", ")", found.end()))
        return found.end()
    if alphabet.display and (found := _HOLE.match(text, place)):
        tokens.append(Token("hole", found[1], at))
        return found.end()
    if alphabet.marks and text[place] == "@":
        return _read_mark(text, place, tokens)
    if text.startswith("//", place):
        raise FormulaError("// is not an operation here", cure="write / to divide", column=at)
    for sign in (*alphabet.signs, *_SAME):
        if text.startswith(sign, place):
            tokens.append(Token("sign", _SAME.get(sign, sign), at))
            return place + len(sign)
    raise _refusal(text[place], at)


def _read_name(text: str, found: re.Match[str], alphabet: Alphabet, tokens: list[Token]) -> int:
    name, at, end = found[0], found.start() + 1, found.end()
    if "__" in name:
        raise FormulaError(f"{name} is not a name", cure="write one underscore, not two", column=at)
    if lowered := _LOWERED.match(text, end):
        name += "_" + "".join(FROM_LOWERED[character] for character in lowered[0])
        end = lowered.end()
    if not re.fullmatch(r"\w*[^\W_]", name) and not (alphabet.display and text.startswith("(", end)):
        raise FormulaError(f"{name} is not a name", cure="a name ends with a letter or a digit", column=at)
    if alphabet.display and (primes := _PRIMES.match(text, end)):
        name += "′" * len(primes[0])
        end = primes.end()
    tokens.append(Token("name", name, at))
    return end


def _read_mark(text: str, place: int, tokens: list[Token]) -> int:
    found = _MARK.match(text, place)
    if not found or len(found[1]) > MAX_MARK:
        raise FormulaError("@ needs the name of a mark", cure="write it as in x@update-20", column=place + 1)
    tokens.append(Token("mark", found[1], place + 1))
    return found.end()


def _refusal(character: str, at: int) -> FormulaError:
    shown = clean_line(character)
    if character.isascii() and character.isprintable():
        cure = _CURES.get(character, "use numbers, names, + - * / ^ and round brackets")
        return FormulaError(f"{shown} cannot stand in a formula", cure=cure, column=at)
    name = unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
    plain = unicodedata.normalize("NFKC", character)
    cure = _CURES.get(character, "")
    if not cure and plain != character and _NAME.fullmatch(plain):
        cure = f"write {plain}"
    what = f"the character {shown} ({name}) cannot stand in a formula"
    if not character.isprintable() or unicodedata.category(character) in {"Cf", "Mn", "Zs"}:
        what = f"an invisible character ({name}) stands in the formula"
        cure = "delete it"
    return FormulaError(what, cure=cure or "use Latin or Greek letters and the usual signs", column=at)
