"""Command lines that nobody means well with: one clean answer, an exit code that is documented, never a shell."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.terminal import PROGRAM

DOCUMENTED = {0, 1, 2, 70, 74, 129, 130, 141}
ELSEWHERE = {
    "scp/sftp to the forced account": "test_ssh.py",
    "ctrl+z under ForceCommand": "test_ssh.py and test_signals.py",
}
"""Where what is no command line is tried."""
GIVEN = [
    sample["input"]
    for line in (Path(__file__).parent / "hostile_runtime.jsonl").read_text("utf-8").splitlines()
    if (sample := json.loads(line))["kind"] == "cli"
]
OWN = [
    "calctui play $'a\\nb.yaml'",
    "calctui play \"$(printf 'x%.0s' {1..5000})\"",
    "calctui play ''",
    "calctui play '#'",
    "calctui play 'introduction#'",
    "calctui play 'introduction#../../etc/passwd'",
    "calctui play ../../../../etc/passwd",
    "calctui play /etc/shadow",
    "calctui play -- --watch",
    "calctui show introduction --at $'\\e[31mred'",
    "calctui show introduction --size 99999999999x1",
    "calctui show introduction --set lr=$'\\x9b31m'",
    "calctui show introduction --set lr=nan",
    "calctui show introduction --set x=__import__",
    "calctui show introduction > /dev/full",
    "calctui list > /dev/full",
    "calctui list --json > /dev/full 2> /dev/full",
    "calctui list | head -c 1",
    "calctui check - < /dev/zero",
    "calctui check /dev/stdin < /dev/null",
    "calctui check . 2>&-",
    "calctui check $'\\xff\\xfe.yaml'",
    "calctui grade introduction#predict \"$(printf '(%.0s' {1..5000})\"",
    "calctui grade introduction#predict $'3\\x1b]0;x\\a'",
    'calctui grade introduction#predict \'__import__("os").system("id")\'',
    "calctui grade introduction#predict --batch < /dev/null",
    "head -c 3000 /dev/urandom | calctui grade introduction#predict --batch",
    "calctui read introduction < /dev/null > /dev/full",
    "calctui export introduction --to html -o /dev/full",
    "calctui export introduction --to md -o /nonexistent/x",
    "calctui export introduction --to html -o /",
    "calctui progress --import /dev/zero",
    "calctui progress --import /etc/passwd",
    "calctui progress --export /dev/full",
    "calctui progress --reset $'\\e]52;c;x\\a' < /dev/null",
    "calctui new /etc/passwd",
    "calctui new $'\\e[2J.yaml'",
    "calctui new /nonexistent/x.yaml",
    "calctui completion $'\\e[2J'",
    "calctui schema > /dev/full",
    "calctui serve --port 99999",
    "calctui serve --host $'\\e[2J' --port 1",
    "calctui --fps 999999",
    "calctui --theme $'\\e[31m'",
    "calctui --markers $'\\u202e'",
    "calctui play introduction 2> /dev/full < /dev/null",
    "calctui play introduction > /dev/null",
    "BROWSER='touch started' calctui play introduction < /dev/null",
    "PAGER='touch started' calctui --help",
    "PYTHONINSPECT=1 calctui list < /dev/null",
]


def printable(text: str) -> bool:
    return all(character in "\n\t" or character.isprintable() for character in text)


@pytest.mark.parametrize("line", [*(line for line in GIVEN if line not in ELSEWHERE), *OWN])
def test_a_command_line(tmp_path: Path, line: str):
    (tmp_path / "bad.yaml").write_text("a: [\n")
    environ = {
        **os.environ, "HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
    }  # fmt: skip
    before = {"bad.yaml"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, cwd=tmp_path, env=environ, timeout=60,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode()
    assert done.returncode in DOCUMENTED, said
    assert "Traceback" not in said
    assert ">>>" not in said
    assert "uid=" not in said
    assert printable(said)
    assert not (tmp_path / "started").exists()
    assert {path.name for path in tmp_path.iterdir()} - before <= {
        "file",
        ".local",
        ".cache",
        ".config",
        "␛[2J.yaml",
        "\x1b[2J.yaml",
    }


def test_every_given_line_is_tried():
    assert set(ELSEWHERE) <= set(GIVEN)
