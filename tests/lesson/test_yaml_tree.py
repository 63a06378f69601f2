"""YAML to a tree: what is refused, where things stand, and that a text stays what was written."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import yaml

from calctui.errors import LessonError, Problem
from calctui.lesson.load import load_text
from calctui.lesson.yaml import yaml_tree
from calctui.lesson.yaml.source import MAX_BYTES, Source, decode, open_source, problem_with_caret
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence, position_in, read_tree

HERE = Path(__file__).parent
Guard = Callable[[], AbstractContextManager[None]]
SAMPLES = [
    json.loads(line) for line in (HERE / "hostile_yaml.jsonl").read_text(encoding="utf-8").splitlines()
]

LESSON = """\
format: 1
id: small
title: Small
summary: Small.
steps:
  - id: one
    title: One
    text: {}
"""


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML: the one in C is not on every machine."""
    monkeypatch.setattr(yaml_tree, "_PARSER", getattr(yaml, request.param))


def tree_of(text: str) -> Node:
    tree, problems = read_tree(Source("x", text))
    assert problems == []
    assert tree is not None
    return tree


def data_of(sample: dict[str, object]) -> bytes:
    written = sample["input"]
    return base64.b64decode(written["b64"]) if isinstance(written, dict) else str(written).encode()


def places(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.line}:{problem.column}" for problem in problems]


def problems_of(data: bytes) -> tuple[Problem, ...]:
    """All that is wrong with a lesson of these bytes."""
    try:
        load_text_of(data)
    except LessonError as error:
        return error.problems
    return ()


def load_text_of(data: bytes) -> None:
    load_text(decode(data, "sample.yaml").text, "sample.yaml")


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_hostile_samples(sample: dict[str, object], no_hang: Guard) -> None:
    """No sample is a lesson of ours; what must be told is told where it must be, and nothing is run."""
    data, expected = data_of(sample), sample["expected"]
    assert isinstance(expected, dict)
    with no_hang():
        problems = problems_of(data)
    assert problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
    if sample["kind"] in {"yaml_duplicate", "yaml_syntax"}:
        assert set(expected["errors"]) <= set(places(problems))
    assert not Path(str(expected.get("file_absent", "nothing"))).exists()


@pytest.mark.parametrize(
    "sample", [one for one in SAMPLES if one["kind"] == "yaml_scalar"], ids=lambda one: repr(one["input"])
)
def test_scalars_stay_text(sample: dict[str, object], parser: None) -> None:
    title = sample["expected"]["title"]  # type: ignore[index]
    tree = tree_of(str(sample["input"]))
    assert isinstance(tree, Mapping)
    node = tree.values["title"]
    assert isinstance(node, Scalar)
    assert node.void if title is None else (node.text == title and not node.void)


SURPRISES = {
    "no": "no",
    "012": "012",
    "1e-3": "1e-3",
    "1_000": "1_000",
    "12:30": "12:30",
    "2001-01-01": "2001-01-01",
    "1.10": "1.10",
    "null": "null",
    "=": "=",
    "0x1F": "0x1F",
    ".inf": ".inf",
    "'~'": "~",
}


@pytest.mark.parametrize(("written", "text"), SURPRISES.items())
def test_twelve_surprises_of_yaml_do_not_happen(written: str, text: str, parser: None) -> None:
    lesson = load_text(LESSON.format(written))
    assert lesson.steps[0].text.source == text


@pytest.mark.parametrize(
    ("sample", "place", "words"),
    [
        ("title: A: b", (1, 9), "quote it"),
        ("title: ? b", (1, 8), "quote it"),
        ("title: |x|", (1, 9), "quote it"),
        ("title: x\n\tbody: y", (2, 1), "blanks"),
        ("\ttitle: x", (1, 1), "blanks"),
        ("a: {because: well, no}", (1, 20), 'because: "well, no"'),
        ("a: [x, |y|]", (1, 8), "quote the text"),
        ("a: {b: What: no}", (1, 12), "quote the text"),
        ("a: [1, 2\nb: 3", (2, 2), "quote the text"),
        ("a: 'b\nc: d", (3, 1), "close it"),
        ("a: [b", (2, 1), "close it"),
        ("a: {x:.2f} is it", (1, 12), "quote it"),
        ("a: - b", (1, 4), "next line"),
        ("a:\n  - b\n c: d", (3, 2), "one column"),
        ("a: b\nc", (2, 1), "give it a key"),
        ("-a\nb: c", (2, 2), "write `- a`"),
        ("a: b\n---\nc: d", (2, 1), "one lesson in a file"),
        ("a: b\n...\nc", (3, 1), "one lesson in a file"),
        ("", (1, 1), "calctui new"),
        ("# nothing\n", (1, 1), "calctui new"),
    ],
)
def test_slips_are_explained_in_their_place(
    sample: str, place: tuple[int, int], words: str, parser: None
) -> None:
    _, problems = read_tree(Source("x", sample + "\n" if sample else ""))
    (problem,) = problems
    assert (problem.line, problem.column) == place
    assert words in problem.cure


def test_all_that_yaml_lets_one_find_is_found() -> None:
    text = "a: !x 1\nb: &y 2\nc: *y\na: 3\n<<: {d: 4}\ne: {f, g: 1}\nh: |\n  x\n"
    tree, problems = read_tree(Source("x", text))
    assert places(tuple(problems)) == ["1:4", "2:4", "3:4", "4:1", "5:1", "6:5"]
    assert isinstance(tree, Mapping)
    assert list(tree.values) == ["a", "b", "c", "e", "h"]


def test_positions_count_characters_from_one() -> None:
    tree = tree_of("é: 'x'\nlist:\n- 😀: y\n")
    assert isinstance(tree, Mapping)
    assert (tree.values["é"].line, tree.values["é"].column) == (1, 4)
    items = tree.values["list"]
    assert isinstance(items, Sequence)
    inner = items.items[0]
    assert isinstance(inner, Mapping)
    assert (inner.values["😀"].line, inner.values["😀"].column) == (3, 6)


@pytest.mark.parametrize(
    "written",
    [
        "ab ! cd",
        "'it''s a ! cd'",
        '"a \\"b\\" \\u00e9\\x20\\n ! cd"',
        '"a b\\\n   c ! d"',
        "|\n    ab\n\n      cd ! e\n",
        ">-\n    ab\n    cd\n\n    ef ! g\n",
        "|2\n    ab ! c\n",
        "ab\n    cd\n    ef ! g",
    ],
)
def test_a_place_in_a_text_is_its_place_in_the_file(written: str, parser: None) -> None:
    text = f"k:\n  v: {written}\n"
    source = Source("x", text)
    tree = tree_of(text)
    assert isinstance(tree, Mapping)
    inner = tree.values["k"]
    assert isinstance(inner, Mapping)
    scalar = inner.values["v"]
    assert isinstance(scalar, Scalar)
    assert position_in(source, scalar, scalar.text.index("!")) == source.position(text.index("!"))


def test_line_breaks_of_every_kind_count_once() -> None:
    tree = tree_of("a: 1\r\nb: 2\rc: 3\x85d: 4\n")
    assert isinstance(tree, Mapping)
    assert [key.line for key in tree.keys.values()] == [1, 2, 3, 4]


def test_a_byte_order_mark_is_skipped() -> None:
    assert load_text(LESSON.format("x")).id == "small"
    assert decode(b"\xef\xbb\xbfa: b", "x").text == "a: b"


def test_a_big_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_bytes(b"a" * (10 * 1024 * 1024))
    with pytest.raises(LessonError) as caught:
        open_source(file)
    assert str(caught.value).endswith("the file is bigger than 256 KiB; make two lessons of it")


@pytest.mark.parametrize("what", ["missing.yaml", ".", "nul\0.yaml"])
def test_a_file_that_cannot_be_read_is_one_line(what: str, tmp_path: Path) -> None:
    with pytest.raises(LessonError) as caught:
        open_source(tmp_path / what)
    (problem,) = caught.value.problems
    assert problem.what.startswith("the file cannot be read")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * MAX_BYTES,
        "{a: " * (MAX_BYTES // 4),
        "- " * (MAX_BYTES // 2),
        "a\n" * (MAX_BYTES // 2),
        "? " * (MAX_BYTES // 2),
        "[" + "a," * (MAX_BYTES // 2 - 2) + "]",
        "a: " + "'" * (MAX_BYTES - 3),
        "a: |\n" + " x\n" * (MAX_BYTES // 3 - 2),
        "".join(f"k{n}: 1\n" for n in range(25_000)),
        "&a [" + "*a," * (MAX_BYTES // 3 - 2) + "]",
        "a: " + "x" * (MAX_BYTES - 4),
        "\x00" * MAX_BYTES,
        "\u202e\n" * (MAX_BYTES // 4),
    ],
    ids=lambda bomb: repr(bomb[:8]),
)
def test_bombs_are_refused_in_time(bomb: str, no_hang: Guard) -> None:
    with no_hang(), pytest.raises(LessonError) as caught:
        load_text(bomb)
    assert 1 <= len(caught.value.problems) <= 200


def test_a_merge_bomb_is_refused_at_once(no_hang: Guard) -> None:
    bomb = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 60))
    with no_hang(), pytest.raises(LessonError):
        load_text(bomb)


def test_a_caret_stands_below_the_place() -> None:
    problem = Source("x.yaml", "日本: A: b").problem(1, 6, "what", "cure")
    words, line, caret = problem_with_caret(problem).split("\n")
    assert words == "x.yaml:1:6: what; cure"
    assert line == "    日本: A: b"
    assert caret == "    " + " " * 7 + "^"


def test_a_caret_in_a_long_line_keeps_its_place() -> None:
    text = "k: " + "ab" * 400 + "!" + "cd" * 400
    problem = Source("x", text).problem(1, text.index("!") + 1, "what")
    _, line, caret = problem_with_caret(problem).split("\n")
    assert line[caret.index("^")] == "!"
    assert len(line) < 110
