"""The reader of what a terminal sends: every byte, in every cut."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from calctui.app import keyboard
from calctui.app.guarded_driver import TALLEST, USUAL, WIDEST, _bounded
from calctui.app.keyboard import MAX_PASTE, Keyboard


def read(*chunks: bytes) -> list[tuple[str, str]]:
    """Keys and pastes that come of these bytes."""
    board, found = Keyboard(), []
    for chunk in chunks:
        for message in board.feed(chunk):
            match message:
                case events.Paste(text=text):
                    found.append(("paste", text))
                case events.Key(key=key):
                    found.append(("key", key))
    return found


def test_keys_and_pastes_in_order():
    assert read(b"a\x1b[C\x1b[200~x\ny\x1b[201~b") == [
        ("key", "a"),
        ("key", "right"),
        ("paste", "x\ny"),
        ("key", "b"),
    ]


@pytest.mark.parametrize("cut", range(1, 15))
def test_a_paste_in_two_parts(cut: int):
    data = b"\x1b[200~3.2\x1b[201~\r"
    if cut == 1:
        pytest.skip("an escape alone is a key until more comes, which Textual's parser then reads by itself")
    assert read(data[:cut], data[cut:]) == [("paste", "3.2"), ("key", "enter")]


def test_a_paste_without_an_end_ends_by_itself(monkeypatch: pytest.MonkeyPatch):
    board = Keyboard()
    assert list(board.feed(b"\x1b[200~abc\x1b[2")) == []
    assert list(board.tick()) == []
    now = keyboard.monotonic()
    monkeypatch.setattr(keyboard, "monotonic", lambda: now + 5)
    (paste,) = board.tick()
    assert isinstance(paste, events.Paste)
    assert paste.text == "abc"
    assert [message.key for message in board.feed(b"q")] == ["q"]


def test_a_huge_paste_is_cut():
    ((_, text),) = read(b"\x1b[200~" + b"x" * (MAX_PASTE * 3) + b"\x1b[201~")
    assert len(text) == MAX_PASTE


@pytest.mark.parametrize(
    "data",
    [
        b"\xe9",
        b"\xff",
        b"\x1b[1114112u",
        b"\x1b[999999999999u",
        b"\x1b[97;1;1114112u",
        b"\x1b[48;24;80;0;0t\x1b[<0;5;5M",
        b"\x1b[" + b"9" * 5000 + b";1R",
    ],
)
def test_what_cannot_be_read_is_passed_over(data: bytes):
    assert read(data + b"q")[-1] == ("key", "q")


ALT = [
    "\x1b!",
    "\x1b²",
    "\x1b-",
    "\x1ba",
    "\x1b",
    "\x1b[C",
    "\x1b[1;5C",
    "\x1bOP",
    "7",
    "x",
    "²",
    "\r",
    "\x7f",
]
"""What keys send, also those with Alt, which on some keyboards stands for Esc and the key."""


@given(
    keys=st.lists(st.sampled_from(ALT), min_size=1, max_size=5),
    reply=st.tuples(st.integers(2, 200), st.integers(1, 500)),
    cut=st.integers(0, 12),
)
@pytest.mark.parametrize("spot", [0, 1, 2, 3, 4, 5])
def test_a_reply_of_the_terminal_changes_no_key(spot, keys, reply, cut):
    """It comes between the keys, or in the middle of what is read, whole or in two parts."""
    told = f"\x1b[{reply[0]};{reply[1]}R"
    before, after = "".join(keys[:spot]), "".join(keys[spot:])
    undisturbed = Keyboard()
    wanted = [*undisturbed.feed(before.encode()), *undisturbed.feed(after.encode()), *later(undisturbed)]
    board = Keyboard()
    cut = min(cut, len(told))
    chunks = (before + told[:cut], told[cut:] + after) if cut >= 2 else (before, told + after)
    found = [message for chunk in chunks for message in (*board.feed(chunk.encode()), *board.tick())]
    found += later(board)
    replies = [(m.y + 1, m.x + 1) for m in found if isinstance(m, events.CursorPosition)]
    assert replies == [reply]
    assert [str(m) for m in found if isinstance(m, events.Key)] == [
        str(m) for m in wanted if isinstance(m, events.Key)
    ]


def later(board: Keyboard) -> list[Message]:
    """What is complete since nothing more has come for long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyboard, "monotonic", lambda: time.monotonic() + 5)
        patch.setattr("textual._parser.get_time", lambda: time.monotonic() + 5)
        return [*board.tick(), *board.tick()]


@given(
    st.lists(st.binary(max_size=30) | st.sampled_from([b"\x1b[200~", b"\x1b[201~", b"\x1b["]), max_size=20)
)
def test_nothing_stops_it(chunks: list[bytes]):
    board = Keyboard()
    for chunk in chunks:
        for message in (*board.feed(chunk), *board.tick()):
            if isinstance(message, events.Paste):
                assert len(message.text) <= MAX_PASTE


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        ((0, 0), USUAL),
        ((1, 1), (1, 1)),
        ((65535, 65535), (WIDEST, TALLEST)),
        ((80, 24), (80, 24)),
        ((-1, 5), USUAL),
    ],
)
def test_sizes_are_bounded(size: tuple[int, int], drawn: tuple[int, int]):
    assert _bounded(*size) == drawn
