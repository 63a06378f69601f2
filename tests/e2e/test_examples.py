"""Every example of the manual, run as it stands: in a shell, in a terminal where it opens the app, or as a server."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

from calctui.commands.manual import EPILOG, PAGES
from tests.e2e.terminal import PROGRAM

EXAMPLES = [line for page in PAGES.values() for line, _ in page.examples]
EXAMPLES += re.findall(r"^  (calctui\S*(?: \S+)*?)(?:  .*)?$", EPILOG, re.MULTILINE)
SERVES = [line for line in EXAMPLES if line.startswith("calctui serve")]
ASKS = re.compile(r"calctui$|calctui (play|read|review|progress --reset)\b(?!.*\|)")
IN_A_TERMINAL = [line for line in EXAMPLES if ASKS.match(line)]
IN_A_SHELL = [line for line in EXAMPLES if line not in {*SERVES, *IN_A_TERMINAL}]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the files that the examples name, and nothing else."""
    subprocess.run([PROGRAM, "new", "my-lesson.yaml"], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "my-folder").mkdir()
    (tmp_path / "my-folder" / "a.yaml").write_bytes((tmp_path / "my-lesson.yaml").read_bytes())
    (tmp_path / "answers.txt").write_text("3.2\n4.8\n")
    (tmp_path / ".zfunc").mkdir()
    (tmp_path / ".config" / "fish" / "completions").mkdir(parents=True)
    return tmp_path


def environ(home: Path) -> dict[str, str]:
    data = {"HOME": str(home), "CALCTUI_DATA": str(home / "data"), "LANG": "C.UTF-8"}
    return {**os.environ, **data, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"}


@pytest.mark.parametrize("example", IN_A_SHELL)
def test_an_example_works_in_a_shell(home, tool, example):
    if example.startswith("calctui new "):
        (home / "my-lesson.yaml").unlink()
    done = subprocess.run(
        [tool("bash"), "-o", "pipefail", "-c", example],
        cwd=home,
        env=environ(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = re.search(r"(?:>|-o|--export|new) (\S+)$", example)
    if written:
        assert (home / written[1].removeprefix("~/")).read_text().strip()
    elif not example.startswith("eval"):
        assert (done.stdout + done.stderr).strip()


@pytest.mark.parametrize("example", IN_A_TERMINAL)
def test_an_example_works_in_a_terminal(home, start_program, tool, example):
    terminal = start_program("-c", f"cd {home}; exec {PROGRAM.parent}/{example}", program=tool("bash"))
    if " review" in example:
        terminal.wait_for("Nothing is due.")
    elif " read " in example:
        terminal.wait_for("q ends")
        terminal.press("q\r")
    elif " --reset " in example:
        terminal.wait_for("[y/N]")
        terminal.press("y\r")
        terminal.wait_for("Forgotten: introduction.")
    else:
        terminal.wait_for("Introduction: how a machine learns" if example == "calctui" else "step ")
        terminal.press("\x11")
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("example", SERVES)
def test_an_example_serves(home, tool, example):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Another port, since those of the examples may be taken here.
    process = subprocess.Popen(
        [tool("bash"), "-c", f"exec {example} --port {port}"],
        cwd=home,
        env=environ(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("calctui is at http://")
        with socket.create_connection(("127.0.0.1", port), timeout=30):
            pass
    finally:
        process.terminate()
        process.communicate(timeout=30)
