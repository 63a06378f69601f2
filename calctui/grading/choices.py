"""The options of a choice: in which order they are offered, and which of them was meant."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from calctui.errors import FormulaError
from calctui.lesson.model import Question
from calctui.lesson.prose import Line

LETTERS = "abcdefghij"
MAX_CHARACTERS = 1000
"""An option has no more; longer answers are not looked at."""

_LETTER = re.compile(r"\(?([a-zA-Z])[).:]?")
_SAME = str.maketrans("−–’“”′", "--'\"\"'")


def offered(lesson: str, step: str, question: Question) -> tuple[Line, ...]:
    """The options of a choice, in an order that is always the same and says nothing of the answer."""
    if question.kind != "choice":
        return ()
    options = [*question.options]
    return tuple(
        sorted(options, key=lambda line: hashlib.sha256(f"{lesson}/{step}/{line.source}".encode()).digest())
    )


def chosen(text: str, options: Sequence[str]) -> int:
    """The index of the option that was meant: by its letter, its words, or the words that it alone begins with.

    Args:
        text: What was typed.
        options: The words of the options, in the order in which they are offered.

    Raises:
        FormulaError: It means none, or more than one.
    """
    last = LETTERS[len(options) - 1]
    cure = f"type a letter, a to {last}"
    if len(text) > MAX_CHARACTERS:
        raise FormulaError("that is longer than any of the options", cure=cure)
    if not text.strip():
        raise FormulaError("there is nothing to read", cure=cure)
    if found := _LETTER.fullmatch(text.strip()):
        index = LETTERS.find(found[1].lower())
        if 0 <= index < len(options):
            return index
    typed = _plain(text)
    words = [_plain(option) for option in options]
    if typed in words:
        return words.index(typed)
    begin = [index for index, option in enumerate(words) if typed and _begins(option, typed)]
    if len(begin) > 1:
        raise FormulaError("more than one option begins so", cure=cure)
    if not begin:
        raise FormulaError("that is none of the options", cure=cure)
    return begin[0]


def _begins(option: str, typed: str) -> bool:
    """Whether an option begins with whole words."""
    return option.startswith(typed) and not option[len(typed)].isalnum()


def _plain(text: str) -> str:
    """The text without what nobody types alike: case, blanks between signs, a full stop at the end."""
    folded = unicodedata.normalize("NFKC", text).translate(_SAME).casefold().strip().rstrip(".!")
    return re.sub(r"\s*([^\w\s])\s*", r"\1", " ".join(folded.split()))
