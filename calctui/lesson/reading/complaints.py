"""The words for what pydantic finds wrong with a piece of a lesson, each at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence as List
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from calctui.lesson.near import closest, listed, nearest
from calctui.lesson.reading.report import Report
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence

_MISMATCH = re.compile(
    r"(string|list|tuple|dict|mapping|dataclass|int|float|bool|model)\w*_type|dataclass_exact_type"
)
_EXPECTED = {
    "string": "a text",
    "list": "a list",
    "tuple": "a list",
    "dict": "a mapping",
    "mapping": "a mapping",
    "dataclass": "a mapping",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}
_HOW = {
    "a list": "write `- ` lines, or [a, b]",
    "a mapping": "write `key: value` lines, or {key: value}",
    "a text": "write one text; quote it where it begins with a bracket",
}
_OURS = {"bool_parsing"}
"""What has been told before pydantic was asked."""


def kind_of(node: Node) -> str:
    """What stands at a place, in words."""
    match node:
        case Scalar():
            return "nothing" if node.void else "a text"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def complain(
    errors: List[ErrorDetails], root: Mapping, adapter: TypeAdapter[Any], report: Report, what: str
) -> None:
    """Reports each of pydantic's errors; what several branches of a union say of one value becomes one."""
    branches: dict[int, list[_Error]] = {}
    for details in errors:
        error = _Error(details, root)
        if not (isinstance(error.node, Scalar) and error.node.void):
            branches.setdefault(id(error.union), []).append(error)
    missing: dict[int, list[_Error]] = {}
    meant: set[tuple[int, str]] = set()
    for group in branches.values():
        if report.full:
            break
        deepest = max(error.depth for error in group)
        best = [error for error in group if error.depth == deepest]
        telling = [error for error in best if not _MISMATCH.fullmatch(error.type)]
        if not telling:
            _mismatch(best, report)
        for error in telling:
            if error.is_missing_key:
                missing.setdefault(id(error.node), []).append(error)
            elif error.type == "unexpected_keyword_argument":
                meant.add((id(error.parent), _unknown_key(error, adapter, report, what)))
            else:
                _tell(error, report)
                break
    for lacking in missing.values():
        keys = [error.tail for error in lacking if (id(error.node), error.tail) not in meant]
        if keys:
            verb, them = ("is", "it") if len(keys) == 1 else ("are", "them")
            report.at(
                lacking[0].node, f"{listed(keys)} {verb} missing in {lacking[0].owner or what}", f"add {them}"
            )


class _Error:
    """An error of pydantic, and where in the tree it belongs.

    Attributes:
        node: The value that is wrong; for a missing key, the mapping that lacks it.
        key: The key of that value, where it has one.
        union: The value of which several branches of a union may complain.
        is_missing_key: Whether the mapping `node` lacks the key `tail`.
        depth: How deep in the tree the value, or the missing key, stands.
        tail: What of the place is not in the tree: a missing key.
        owner: The key below which the value stands, in words; empty at the root.
    """

    def __init__(self, details: ErrorDetails, root: Mapping) -> None:
        self.type = details["type"]
        self.message = details["msg"]
        self.ctx = details.get("ctx", {})
        self.path: list[int | str] = []
        self.node: Node = root
        self.key: Scalar | None = None
        self.parent: Node = root
        self.tail = ""
        union: Node | None = None
        for part in details["loc"]:
            inner, key = _inside(self.node, part)
            if inner is None:
                self.tail = str(part)
                if self.type != "missing" or part != details["loc"][-1]:
                    union = union or self.node
                continue
            self.parent, self.node, self.key = self.node, inner, key
            self.path.append(part)
        self.union: Node = union or self.node
        self.is_missing_key = self.type == "missing" and isinstance(self.node, Mapping)
        self.depth = len(self.path) + self.is_missing_key
        keys = [str(part) for part in self.path if isinstance(part, str)]
        self.owner = f"`{keys[-1]}`" if keys else ""


def _inside(node: Node, part: int | str) -> tuple[Node | None, Scalar | None]:
    if isinstance(node, Mapping) and isinstance(part, str) and part in node.values:
        return node.values[part], node.keys[part]
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part], None
    return None, None


def _unknown_key(error: _Error, adapter: TypeAdapter[Any], report: Report, what: str) -> str:
    """Reports a key that may not stand here, and returns the one that was meant, if any."""
    assert error.key is not None
    name = str(error.path[-1])
    known = [key for key in _known_keys(adapter, error.path[:-1]) if key not in _keys(error.parent)]
    owner = next((f"`{part}`" for part in reversed(error.path[:-1]) if isinstance(part, str)), what)
    cure = nearest(name, known, "keys that may be added")
    report.at(error.key, f"`{name}` is no key of {owner}", cure)
    return closest(name, known)


def _keys(node: Node) -> List[str]:
    return list(node.keys) if isinstance(node, Mapping) else []


@cache
def _schema_of(adapter: TypeAdapter[Any]) -> dict[str, Any]:
    return adapter.json_schema()


def _known_keys(adapter: TypeAdapter[Any], path: List[int | str]) -> list[str]:
    """The keys that a mapping below the root may have, as the JSON Schema of its type says."""
    schema = _schema_of(adapter)
    found = [schema]
    for part in [*path, None]:
        flat: list[dict[str, Any]] = []
        while found:
            one = found.pop()
            if "$ref" in one:
                one = schema["$defs"][one["$ref"].rpartition("/")[2]]
            found += [*one.get("anyOf", ()), *one.get("oneOf", ()), *one.get("allOf", ())]
            flat.append(one)
        if part is None:
            return [key for one in flat for key in one.get("properties", ())]
        for one in flat:
            if isinstance(part, str):
                inner = one.get("properties", {}).get(part, one.get("additionalProperties"))
                found += [inner] if isinstance(inner, dict) else []
            else:
                found += [
                    item for item in (one.get("items"), *one.get("prefixItems", ())) if isinstance(item, dict)
                ]
    return []


def _mismatch(errors: List[_Error], report: Report) -> None:
    """A value of the wrong kind: says which kinds may stand here."""
    node = errors[0].node
    expected = list(dict.fromkeys(_EXPECTED[error.type.split("_")[0]] for error in errors))
    name = f"`{errors[0].key.text}`" if errors[0].key else "this entry"
    report.at(
        node, f"{name} is {' or '.join(expected)}, and here stands {kind_of(node)}", _HOW.get(expected[0], "")
    )


def _tell(error: _Error, report: Report) -> None:
    """A value of the right kind that is wrong."""
    if error.type in _OURS:
        return
    if error.type == "formula":
        column = int(error.ctx.get("column", 0))
        what, cure = str(error.ctx.get("what", error.message)), str(error.ctx.get("cure", ""))
        report.inside(error.node, max(column - 1, 0), what, cure)
        return
    name = f"`{error.key.text}`" if error.key else "this entry"
    shown = error.node.text if isinstance(error.node, Scalar) else ""
    words = _WORDS.get(error.type)
    what, cure = words(name, shown, error) if words else (f"{name} is wrong: {error.message}", "")
    report.at(error.node, what, cure)


def _choice(name: str, shown: str, error: _Error) -> tuple[str, str]:
    allowed = re.findall(r"'([^']*)'", str(error.ctx.get("expected", "")))
    return f"`{shown}` is none of the choices for {name}", nearest(shown, allowed, "choices")


def _pattern(name: str, shown: str, error: _Error) -> tuple[str, str]:
    del error
    near = re.sub(r"[^a-z0-9]+", "-", shown.lower()).strip("-")[:64]
    cure = f"write {near}" if near else "write a word"
    return f"{name} is an id: at most 64 characters of a-z, 0-9 and -", cure


def _length(name: str, shown: str, error: _Error) -> tuple[str, str]:
    if not shown:
        return f"{name} is empty", "write something"
    return f"{name} is longer than {error.ctx['max_length']} characters", "make it shorter"


def _count(name: str, shown: str, error: _Error) -> tuple[str, str]:
    del shown
    low, high = error.ctx.get("min_length"), error.ctx.get("max_length")
    if low is not None:
        return (
            f"{name} needs at least {low} {'entry' if low == 1 else 'entries'}",
            "add one, or leave the key out",
        )
    return (
        f"{name} may have at most {high} entries, and has {error.ctx.get('actual_length')}",
        "take some away",
    )


def _short_list(name: str, shown: str, error: _Error) -> tuple[str, str]:
    del shown
    has = len(error.node.items) if isinstance(error.node, Sequence) else 0
    return f"{name} has {has} {'entry' if has == 1 else 'entries'}, which is too few", "write one more"


def _bound(words: str, key: str) -> Callable[[str, str, _Error], tuple[str, str]]:
    def tell(name: str, shown: str, error: _Error) -> tuple[str, str]:
        limit = error.ctx.get(key)
        shown_limit = f"{limit:g}" if isinstance(limit, float) else str(limit)
        return (
            f"{name} must be {words} {shown_limit}, and is {shown}",
            f"write a number {words} {shown_limit}",
        )

    return tell


def _number(name: str, shown: str, error: _Error) -> tuple[str, str]:
    kind = "a whole number" if error.type.startswith("int") else "a number"
    return f"{name} is {kind}, not `{shown}`", "write it in digits"


def _own_words(name: str, shown: str, error: _Error) -> tuple[str, str]:
    del shown
    return f"{name}: {error.ctx.get('error', error.message)}", ""


_WORDS: dict[str, Callable[[str, str, _Error], tuple[str, str]]] = {
    "literal_error": _choice,
    "enum": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _length,
    "string_too_long": _length,
    "too_short": _count,
    "too_long": _count,
    "missing": _short_list,
    "greater_than": _bound("above", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than": _bound("below", "lt"),
    "less_than_equal": _bound("at most", "le"),
    "int_parsing": _number,
    "int_from_float": _number,
    "int_parsing_size": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "value_error": _own_words,
}
