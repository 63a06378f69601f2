"""The choke point: every string from outside is cleaned here before it is shown; and runs of styled text."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

from calctui.frozen import frozen
from calctui.roles import Role

_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
HARD_BLANK = "\N{NO-BREAK SPACE}"
"""Fills a live number to the width it keeps; no line is broken there, and it is shown as a blank."""
_KEPT = {"\n", "\t"}
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def _stand_in(character: str) -> str:
    """A visible character for one that a terminal might act on."""
    code = ord(character)
    if character in _KEPT:
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    category = unicodedata.category(character)
    if category in {"Cc", "Cs"} or code in _BIDI or character in "\u2028\u2029\ufeff":
        return _STAND_IN
    return character


def clean(text: str) -> str:
    """The text without a character that could steer a terminal.

    C0 controls but newline and tab, DEL, C1 controls, surrogates and bidirectional
    controls each become one visible stand-in.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_stand_in, text))


def clean_line(text: str) -> str:
    """As `clean`, and on one line: newlines and tabs become blanks."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def width(text: str) -> int:
    """The number of terminal cells that the cleaned text takes on one line."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


@frozen
class Run:
    """A run of text that looks the same all along; already clean."""

    text: str
    role: Role = Role.TEXT
    bold: bool = False
    italic: bool = False
    code: bool = False
    reverse: bool = False

    @property
    def width(self) -> int:
        """The number of terminal cells."""
        return width(self.text)

    def wearing(self, text: str) -> Run:
        """Other text that looks like this; some hundred times a frame, for which `replace` is too slow."""
        if text == self.text:
            return self
        return Run(text, self.role, self.bold, self.italic, self.code, self.reverse)

    def looks_like(self, other: Run) -> bool:
        """Whether both look the same, whatever they say."""
        return (
            self.role is other.role
            and self.bold == other.bold
            and self.italic == other.italic
            and self.code == other.code
            and self.reverse == other.reverse
        )


Row = tuple[Run, ...]
"""One line of the screen."""


def row_text(row: Row) -> str:
    """The bare text of a row."""
    return "".join(run.text for run in row)
