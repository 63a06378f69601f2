"""What holds for all that a terminal gets from a lesson."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What no terminal may get from a lesson."""


@pytest.fixture(scope="session")
def steers_nothing() -> Callable[[str], None]:
    """Fails on a text with a character that a terminal might act on."""

    def check(text: str) -> None:
        found = FORBIDDEN.search(text)
        assert found is None, repr(text[max(found.start() - 20, 0) : found.end() + 20])

    return check
