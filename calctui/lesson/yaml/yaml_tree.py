"""YAML text to a tree with positions: from the parser's events, without recursion, and every scalar stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any

import yaml

from calctui.errors import Problem
from calctui.frozen import frozen
from calctui.lesson.yaml.slips import explain
from calctui.lesson.yaml.source import CONTROLS, MAX_PROBLEMS, Source, character_name

MAX_DEPTH = 20
"""Of lists and mappings in one another."""
MAX_NODES = 20_000
"""Values in a file."""

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ALIAS = "*"
_ESCAPED_CONTROLS = re.compile(f"{CONTROLS}|[\r\x85]")
_ESCAPE = re.compile(r"\\(x..|u.{4}|U.{8}|.)", re.DOTALL)
_BLANK_ESCAPES = frozenset("tnNLP_ \t")


@frozen
class Scalar:
    """A text.

    Attributes:
        text: As the author meant it, quotes and escapes undone.
        style: Empty for plain, else the quote, ``|`` or ``>`` that it stands in; ``*`` where an alias, a tag
            or an anchor stood without a text, and was refused.
        line: From 1.
        column: From 1, in characters.
    """

    text: str
    style: str
    line: int
    column: int

    @property
    def alias(self) -> bool:
        """Whether what stood here has been refused already."""
        return self.style == _ALIAS

    @property
    def void(self) -> bool:
        """Whether nothing is written here: `key:` or `key: ~`, or an alias."""
        return self.alias or (not self.style and self.text in {"", "~"})


@frozen
class Sequence:
    """A list."""

    line: int
    column: int
    flow: bool = False
    items: list[Node] = field(default_factory=list)


@frozen
class Mapping:
    """Keys with values; of keys written twice the first."""

    line: int
    column: int
    flow: bool = False
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def read_tree(source: Source) -> tuple[Node | None, list[Problem]]:
    """The tree of a file, and all that YAML itself lets one find wrong with it.

    There is no tree where the text is no YAML, too deep or too big, or holds characters that are refused.
    """
    problems = source.control_problems()
    if problems:
        return None, problems
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=_PARSER):
            if not builder.take(event) or len(builder.problems) >= MAX_PROBLEMS:
                return None, builder.problems
    except yaml.MarkedYAMLError as error:
        slip = explain(error, source)
        return None, [*(problem for problem in builder.problems if problem.line != slip.line), slip]
    except yaml.YAMLError:
        return None, [*builder.problems, source.problem(1, 1, "the file is not YAML")]
    if builder.root is None and not builder.problems:
        builder.report(1, 1, "the file is empty", "start from `calctui new`")
    return builder.root, builder.problems


class _Builder:
    """Takes one event after another; `root` is the tree, `problems` what was wrong."""

    def __init__(self, source: Source) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._source = source
        self._open: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self._key: Scalar | None = None
        self._nodes = 0
        self._documents = 0

    def report(self, line: int, column: int, what: str, cure: str = "") -> None:
        self.problems.append(self._source.problem(line, column, what, cure))

    def take(self, event: yaml.Event) -> bool:
        """Adds an event to the tree; false where it must not go on."""
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    cure = "keep one lesson in a file, without `---` or `...`"
                    self.report(line, column, "a second document begins here", cure)
                    return False
            case yaml.AliasEvent():
                cure = "write out what it stands for, or quote the text"
                self.report(line, column, f"an alias, `*{event.anchor}`, is not allowed", cure)
                return self._add(Scalar("", _ALIAS, line, column))
            case yaml.ScalarEvent():
                refused = self._check_properties(event, line, column)
                style = _ALIAS if refused and not event.value else event.style or ""
                return self._add(self._scalar(event.value, style, line, column))
            case yaml.SequenceStartEvent():
                self._check_properties(event, line, column)
                return self._add(Sequence(line, column, bool(event.flow_style)))
            case yaml.MappingStartEvent():
                self._check_properties(event, line, column)
                return self._add(Mapping(line, column, bool(event.flow_style)))
            case yaml.CollectionEndEvent():
                _, self._key = self._open.pop()
        return True

    def _check_properties(self, event: yaml.NodeEvent, line: int, column: int) -> bool:
        """Refuses a tag and an anchor; whether there was one."""
        tag = getattr(event, "tag", None)
        if tag is not None:
            shown = "!" + str(tag).removeprefix("!").removeprefix("tag:yaml.org,2002:")
            self.report(line, column, f"a tag, `{shown}`, is not allowed", "delete it, or quote the text")
        if event.anchor is not None:
            self.report(
                line, column, f"an anchor, `&{event.anchor}`, is not allowed", "delete it, or quote the text"
            )
        return tag is not None or event.anchor is not None

    def _scalar(self, text: str, style: str, line: int, column: int) -> Scalar:
        scalar = Scalar(text, style, line, column)
        if style == '"' and (found := _ESCAPED_CONTROLS.search(text)):
            place = position_in(self._source, scalar, found.start())
            cure = "use single quotes or a `|` block, where a backslash is a backslash"
            self.report(*place, f"this escape makes the character {character_name(found[0])}", cure)
        return scalar

    def _add(self, node: Node) -> bool:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.report(
                node.line, node.column, f"the file has more than {MAX_NODES} values", "make two lessons of it"
            )
            return False
        if not self._open:
            self.root = node
        else:
            parent = self._open[-1][0]
            if isinstance(parent, Sequence):
                parent.items.append(node)
            elif self._key is None:
                self._key = self._as_key(node)
            else:
                self._put(parent, self._key, node)
                self._key = None
        return self._descend(node)

    def _as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.report(node.line, node.column, "a key must be a text", "quote it if it is one")
        return Scalar("", _ALIAS, node.line, node.column)

    def _descend(self, node: Node) -> bool:
        if isinstance(node, Scalar):
            return True
        if len(self._open) >= MAX_DEPTH:
            what = f"lists and mappings are nested deeper than {MAX_DEPTH}"
            self.report(node.line, node.column, what, "write it flatter")
            return False
        self._open.append((node, self._key))
        self._key = None
        return True

    def _put(self, parent: Mapping, key: Scalar, value: Node) -> None:
        if key.style == _ALIAS:
            return
        if not key.style and key.text == "<<":
            self.report(
                key.line, key.column, "a merge key, `<<`, is not allowed", "write out what it stands for"
            )
            return
        if parent.flow and isinstance(value, Scalar) and not value.style and value.text == "":
            before = next(reversed(parent.keys), "")
            text = parent.values.get(before)
            cure = "write `key: value`"
            if isinstance(text, Scalar):
                cure = f'if it belongs to `{before}`, quote all of it: {before}: "{text.text}, {key.text}"'
            self.report(key.line, key.column, f"`{key.text}` stands here as a key without a value", cure)
            return
        if key.text in parent.keys:
            first = parent.keys[key.text]
            where = f"line {first.line}" if first.line != key.line else f"column {first.column}"
            self.report(
                key.line,
                key.column,
                f"`{key.text}` is written twice, first in {where}",
                "keep one of the two",
            )
            return
        parent.keys[key.text] = key
        parent.values[key.text] = value


def node_at(root: Node, path: Iterable[str | int]) -> Node:
    """The value at the end of a way of keys and indices, or the last on it that there is."""
    node = root
    for part in path:
        match node, part:
            case Mapping(), str() if part in node.values:
                node = node.values[part]
            case Sequence(), int() if part < len(node.items):
                node = node.items[part]
            case _:
                break
    return node


def position_in(source: Source, scalar: Scalar, offset: int) -> tuple[int, int]:
    """Line and column, from 1, where the character at an offset of a scalar's text stands in the file.

    Whatever YAML folds or strips is blank: the n-th character that is not blank stands for itself.
    """
    before = sum(not character.isspace() for character in scalar.text[:offset])
    behind = not scalar.text[offset : offset + 1].strip()
    line, column = scalar.line, scalar.column
    for seen, (line, column) in enumerate(_places(source, scalar), 1):
        if seen == before and behind:
            return line, column + 1
        if seen > before:
            break
    return line, column


def _places(source: Source, scalar: Scalar) -> Iterator[tuple[int, int]]:
    """Where each character of a scalar's text stands, but blanks."""
    number, column = scalar.line, scalar.column
    if scalar.style in {"|", ">"}:
        number, column = number + 1, 1
    elif scalar.style in {"'", '"'}:
        column += 1
    while number <= len(source.lines):
        line = source.line(number)
        while column <= len(line):
            step, blank = 1, line[column - 1].isspace()
            if scalar.style == '"' and line[column - 1] == "\\":
                escape = _ESCAPE.match(line, column - 1)
                step = len(escape[0]) if escape else 1
                blank = escape is None or _is_blank(escape[1])
            elif scalar.style == "'" and line[column - 1 : column + 1] == "''":
                step = 2
            if not blank:
                yield number, column
            column += step
        number, column = number + 1, 1


def _is_blank(escape: str) -> bool:
    """Whether an escape, without its backslash, makes a blank."""
    if len(escape) == 1:
        return escape in _BLANK_ESCAPES
    return chr(int(escape[1:], 16)).isspace()
