"""The words for text that is no YAML: what the author most likely meant, and that quotes would cure it."""

from __future__ import annotations

import re

import yaml

from calctui.errors import Problem
from calctui.lesson.yaml.source import Source

_ENTRY = re.compile(r"^(?P<indent>\s*(?:- +)*)(?P<key>[\w-]+): +(?P<value>.+?)\s*$")
_GLUED = re.compile(r"^\s*(?:- +)*([\w-]+):(\S.*)$")
_NO_KEY = "could not find expected ':'"
_INDICATORS = {
    "?": "a `?` followed by a blank has a meaning in YAML",
    "|": "a `|` at the start has a meaning in YAML",
    ">": "a `>` at the start has a meaning in YAML",
    "*": "a `*` at the start has a meaning in YAML",
    "&": "a `&` at the start has a meaning in YAML",
    "!": "a `!` at the start has a meaning in YAML",
    "@": "a text cannot begin with `@`",
    "`": "a text cannot begin with a backtick",
    "%": "a text cannot begin with `%`",
    "[": "a text cannot begin with `[`: that is a list",
    "{": "a text cannot begin with `{`: that is a mapping",
    '"': "text goes on after the closing quote",
    "'": "text goes on after the closing quote",
    ",": "a text cannot begin with `,`",
    "]": "a text cannot begin with `]`",
    "}": "a text cannot begin with `}`",
}


def explain(error: yaml.MarkedYAMLError, source: Source) -> Problem:
    """A syntax error of the YAML parser in words for authors, at its place."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and _NO_KEY in (error.problem or ""):
        mark = error.context_mark  # where the line begins that is none, not where the next one does
    number, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what, cure = _words(error, source, number, column)
    return source.problem(number, column, what, cure)


def _words(error: yaml.MarkedYAMLError, source: Source, number: int, column: int) -> tuple[str, str]:
    """What is wrong, and what to write instead; looks at the text, since the parsers' words differ."""
    line, problem = source.line(number), error.problem or ""
    here = line[column - 1 : column]
    opened = error.context_mark
    if here == "\t" and not line[: column - 1].strip():
        return "a tab cannot indent", "indent with blanks"
    if "end of stream" in problem and opened:
        return f"the quote of line {opened.line + 1} is never closed", "close it"
    if "escape" in problem or "hexa" in problem or "hexd" in problem:
        what = "a backslash in double quotes begins an escape, and this one does not exist"
        return what, "use single quotes or a `|` block"
    if "document start" in problem:
        return "a second document begins here", "keep one lesson in a file, without `---` or `...`"
    if "flow" in (error.context or "") and not any(map(str.strip, source.lines[number - 1 :])):
        return "a bracket is opened and never closed", "close it with `]` or `}`"
    if opened and "flow" in (error.context or "") and "node" not in (error.context or ""):
        return _unclosed(source, opened, here)
    entry = _ENTRY.match(line)
    value = entry["value"] if entry else ""
    if here in _INDICATORS and ("start any token" in problem or "node content" in problem):
        return _INDICATORS[here], _quoted(entry) if entry and entry.start(
            "value"
        ) == column - 1 else "quote the text"
    if entry and column > entry.start("value"):
        if "mapping values" in problem:
            return "a colon and a blank stand inside a text", _quoted(entry)
        if value.startswith("- "):
            return "a list cannot begin behind its key", "begin it in the next line"
        if value[0] in _INDICATORS:
            return _INDICATORS[value[0]], _quoted(entry)
    if "mapping values" in problem:
        return _misplaced(source, number)
    if _NO_KEY in problem:
        if _GLUED.match(line):
            return _misplaced(source, number + 1)
        return "this line is no `key: value`", "indent it as the text that it belongs to, or give it a key"
    if "expected key" in problem or "block end" in problem or "'-'" in problem:
        cure = "let the keys of a mapping, and the `-` of a list, begin in one column"
        return "the indentation fits nothing above", cure
    return f"this is not YAML: {problem}", "quote the text"


def _unclosed(source: Source, opened: yaml.Mark, here: str) -> tuple[str, str]:
    bracket = source.line(opened.line + 1)[opened.column : opened.column + 1] or "["
    what = f"the `{bracket}` of line {opened.line + 1} is not closed before this"
    if here == ":":
        return "a colon and a blank stand inside a text between brackets", "quote the text"
    return what, f"close it with `{'}' if bracket == '{' else ']'}`, or quote the text"


def _misplaced(source: Source, number: int) -> tuple[str, str]:
    """A `key:` where none may stand: too far in, or below a line that is no `key: value`."""
    above = next((source.line(n) for n in range(number - 1, 0, -1) if source.line(n).strip()), "")
    if glued := _GLUED.match(above):
        what = "a blank is missing after the colon of this line, or of that above"
        return what, f"write `{glued[1]}: {glued[2].strip()}`"
    stuck = re.match(r"^(\s*)-(\w.*)$", above)
    if stuck:
        return "the line above lacks a blank after its `-`", f"write `- {stuck[2].strip()}`"
    return (
        "this key stands in the text of the line above",
        "let both keys begin in one column, or quote the text",
    )


def _quoted(entry: re.Match[str]) -> str:
    """The whole entry with its value in quotes that suit it."""
    value = entry["value"]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if '"' not in value and "\\" not in value:
        return f'quote it: {entry["key"]}: "{value}"'
    escaped = value.replace("'", "''")
    return f"quote it: {entry['key']}: '{escaped}'"
