"""What the tests of the whole program share: terminals with it, and the tools of the system."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.terminal import Lent, Terminal, begin


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A developer without a tool may skip its tests; in CI a skip is a failure."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Gives the path of a system tool, or skips the test and says what is missing."""

    def find(name: str) -> str:
        path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find


@pytest.fixture
def start_program(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the installed program in a terminal of its own, in an empty home."""
    started: list[Terminal] = []

    def start(*arguments: str, **options: Any) -> Terminal:
        terminal = begin(arguments, tmp_path, **options)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.close()


@pytest.fixture(scope="module")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lent]:
    """Programs that the tests of a file share, where each leaves what it has found."""
    programs = Lent(tmp_path_factory.mktemp("home"))
    yield programs
    programs.quit_all()
