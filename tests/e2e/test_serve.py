"""`calctui serve`: a lesson in a real browser, and a door that only its own page goes through."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.browser import browser

PROGRAM = str(Path(sys.executable).parent / "calctui")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., tuple[str, subprocess.Popen[str]]]]:
    """Starts the server at a free port; gives its address and its process."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> tuple[str, subprocess.Popen[str]]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [PROGRAM, "serve", *arguments, "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "HOME": str(tmp_path), "CALCTUI_DATA": str(tmp_path / "data")},
        )
        started.append(process)
        assert process.stdout is not None
        url = f"http://127.0.0.1:{port}"
        assert process.stdout.readline() == f"calctui is at {url} for your browser; Ctrl+C ends it.\n"
        return url, process

    yield start
    for process in started:
        process.kill()
        process.communicate()


async def test_a_lesson_is_clicked_through_in_a_browser(serve, tool, tmp_path):
    url, process = serve()
    async with browser(tool("chromium"), tmp_path / "profile") as page:
        await page.open(url)
        await page.click("Introduction: how a machine learns")
        await page.wait_for("step 1 of 11")
        # Each plays to its end by itself; then the same key goes on.
        await page.click("→ next")
        await page.click("To the left")
        await page.wait_for("Right.")
        await page.click("→ next")
        await page.wait_for("step 3 of 11")
        await page.click("→ next")
        await page.wait_for("Where is x after this update?")
        await page.type("3.2\n")
        await page.wait_for("Right.")
        await page.wait_for("from 4 to 3.2")
        await page.click("← back")
        await page.wait_for("step 3 of 11")
        # Nothing comes from elsewhere, though the page of textual-serve asks for a font.
        assert page.forbidden
        assert all(address.startswith(url) for address in page.asked.values())
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said == ""
    kept = subprocess.run(
        [PROGRAM, "progress"],
        env={**os.environ, "CALCTUI_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "2 of 2" in kept.stdout


async def test_a_page_of_somebody_else_is_not_let_in(serve):
    url, _ = serve("introduction")
    async with aiohttp.ClientSession() as session:
        for origin in ("http://example.org", f"{url}.example.org", "null", None):
            headers = {"Origin": origin} if origin else {}
            async with session.get(f"{url}/ws", headers=headers) as reply:
                assert reply.status == 403, origin
        async with session.ws_connect(f"{url}/ws?width=80&height=24", origin=url) as door:
            assert (await door.receive(timeout=30)).type is aiohttp.WSMsgType.BINARY


def test_the_server_is_for_this_machine_alone(serve):
    url, _ = serve()
    port = int(url.rsplit(":", 1)[1])
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("no table of sockets")
    bound = [line.split()[1] for line in table.read_text().splitlines()[1:] if line.split()[3] == "0A"]
    assert [address for address in bound if address.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "0"], "the ports are 1 to 65535"),
        (["--host", "0.0.0.0"], "needs --url"),
        (["no-such-lesson"], "no-such-lesson"),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_one_line(arguments, words):
    done = subprocess.run(
        [PROGRAM, "serve", *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_said_in_one_line(serve):
    url, _ = serve()
    again = [PROGRAM, "serve", "--port", url.rsplit(":", 1)[1]]
    done = subprocess.run(again, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("cannot serve at 127.0.0.1:")
    assert done.stderr.count("\n") == 1


def test_without_the_extra_it_says_in_one_line_what_to_install(tmp_path):
    """The extra is hidden from the program as it is missing where it was not installed."""
    hidden = "import sys; sys.modules['textual_serve'] = None; from calctui.cli import main; sys.exit(main(['serve']))"
    done = subprocess.run(
        [sys.executable, "-c", hidden], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr == "serve needs an extra that is not installed; install calctui[serve]\n"
