"""Over a real OpenSSH on loopback: the lesson plays, answers keys, and leaves the terminal as it was."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "calctui"
RIGHT = "\x1b[C"


@pytest.fixture
def ssh_command(tool, tmp_path: Path) -> Iterator[list[str]]:
    """The arguments of a client that logs in to a server of our own, with keys made for the test."""
    server, client, keygen = tool("sshd"), tool("ssh"), tool("ssh-keygen")
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True)
    (tmp_path / "authorized").write_bytes((tmp_path / "user.pub").read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/authorized\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\nPermitRootLogin prohibit-password\n"
    )
    if os.geteuid() == 0:  # a server of root wants a folder for its unprivileged half
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    log = (tmp_path / "sshd.log").open("wb")
    process = subprocess.Popen(
        [server, "-D", "-e", "-f", str(tmp_path / "sshd_config")], stdout=log, stderr=log
    )
    try:
        _wait_for(port, process, tmp_path / "sshd.log")
        yield [
            client, "-tt", "-p", str(port), "-i", str(tmp_path / "user"), "-F", "none", "-o", "BatchMode=yes",
            "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "-o", "LogLevel=ERROR", "127.0.0.1",
        ]  # fmt: skip
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not listen: " + log.read_text())


def test_a_lesson_plays_over_ssh(start_program, ssh_command: list[str]):
    play = f"LANG=C.UTF-8 COLORTERM=truecolor exec {PROGRAM} play introduction#repeat"
    terminal = start_program(*ssh_command[1:], play, program=ssh_command[0])
    terminal.wait_for("Again and again")
    terminal.wait_for("┌")
    terminal.press(RIGHT)
    terminal.wait_for("next")
    terminal.press(RIGHT)
    terminal.wait_for("A closer look")
    terminal.resize(60, 20)
    terminal.wait_for(lambda t: t.rows[19].startswith(" "), "the footer in row 20")
    terminal.press("q")
    assert terminal.wait_end() == 0
    assert b"\x1b[?1049l" in terminal.raw
