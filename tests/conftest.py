"""Golden pictures to compare with (CALCTUI_UPDATE_GOLDEN=1 rewrites them), and a guard against hanging."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores, since tests in a terminal mostly wait."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the developer's own progress."""
    monkeypatch.setenv("CALCTUI_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a picture with the file of that name in the folder `golden` beside the test."""
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / f"{name}.txt"
        if os.environ.get("CALCTUI_UPDATE_GOLDEN") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text + "\n"

    return compare


@pytest.fixture
def no_hang() -> Callable[[], AbstractContextManager[None]]:
    """Ends what does not end by itself; how quick something is, is measured in `bench`, never asserted."""

    def overdue(*_: object) -> None:
        pytest.fail("this hangs")

    @contextmanager
    def guard(seconds: float = 10.0) -> Iterator[None]:
        before = signal.signal(signal.SIGALRM, overdue)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    return guard
