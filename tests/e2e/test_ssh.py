"""Over a real OpenSSH on loopback: the lesson plays, answers keys, and leaves the terminal as it was."""

from __future__ import annotations

import grp
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

PROGRAM = Path(sys.executable).parent / "calctui"
ROOT = Path(__file__).parent.parent.parent
RIGHT = "\x1b[C"


@pytest.fixture
def serve(tool, tmp_path: Path) -> Iterator[Callable[..., list[str]]]:
    """Starts a server of our own, with keys made for the test; gives the arguments of a client that logs in."""
    running: list[tuple[subprocess.Popen[bytes], IO[bytes]]] = []

    def start(more: str = "", keys: str = "") -> list[str]:
        return _serve(tool, tmp_path, running, more, keys)

    yield start
    for process, log in running:
        process.terminate()
        process.wait(10)
        log.close()


@pytest.fixture
def ssh_command(serve: Callable[..., list[str]]) -> list[str]:
    """The arguments of a client that logs in."""
    return serve()


def _serve(tool, tmp_path: Path, running: list, more: str, keys: str) -> list[str]:
    server, client, keygen = tool("sshd"), tool("ssh"), tool("ssh-keygen")
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True)
    public = (tmp_path / "user.pub").read_text()
    (tmp_path / "authorized").write_text(keys.format(public=public) or public)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/authorized\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\nPermitRootLogin yes\n"
        f"Subsystem sftp internal-sftp\n{more}"
    )
    if os.geteuid() == 0:  # a server of root wants a folder for its unprivileged half
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    log = (tmp_path / "sshd.log").open("wb")
    process = subprocess.Popen(
        [server, "-D", "-e", "-f", str(tmp_path / "sshd_config")], stdout=log, stderr=log
    )
    running.append((process, log))
    _wait_for(port, process, tmp_path / "sshd.log")
    return [
        client, "-tt", "-p", str(port), "-i", str(tmp_path / "user"), "-F", "none", "-o", "BatchMode=yes",
        "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
        "-o", "LogLevel=ERROR", "127.0.0.1",
    ]  # fmt: skip


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
    terminal.wait_for("step 6 of")
    terminal.resize(60, 20)
    terminal.wait_for(lambda t: t.rows[19].startswith(" "), "the footer in row 20")
    terminal.press("q")
    assert terminal.wait_end() == 0
    assert b"\x1b[?1049l" in terminal.raw


def wrapper(folder: Path, data: Path) -> Path:
    """Stands for the installed program: the server gives it an environment of its own."""
    program = folder / "calctui"
    path = os.environ.get("PYTHONPATH", "")
    program.write_text(
        f"#!/bin/sh\nexport PYTHONPATH={path} LANG=C.UTF-8 HOME={folder}\n"
        f': ${{CALCTUI_DATA:={data}}}\nexport CALCTUI_DATA\nexec {PROGRAM} "$@"\n'
    )
    program.chmod(0o755)
    return program


def block(name: str) -> str:
    """What the README says about the server."""
    found = re.search(rf"<!-- {name} -->\n```\n(.*?)\n```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def class_account(serve, tmp_path: Path) -> list[str]:
    """The arguments of a client that logs in to an account which is forced into calctui, as the README says."""
    forced = block("sshd").replace("/opt/calctui/bin/calctui", str(wrapper(tmp_path, tmp_path / "data")))
    group = grp.getgrgid(os.getgid()).gr_name
    return serve(forced.replace("Group learners", f"Group {group}") + "\n")


def find_program(data: Path) -> int:
    """The process that plays with this data."""
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            environ = path.read_bytes()
            ours = b"calctui" in path.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if ours and f"CALCTUI_DATA={data}".encode() in environ.split(b"\0"):
            return int(path.parent.name)
    raise AssertionError("no program plays")


def test_a_dropped_line_loses_nothing(start_program, class_account, tmp_path: Path):
    first = start_program(*class_account[1:], program=class_account[0])
    first.wait_for("Enter open")
    first.press("\r")
    first.wait_for("step 1 of")
    first.press(RIGHT + RIGHT)
    first.wait_for("step 2 of")
    first.press(RIGHT)
    first.wait_for("press its letter")
    first.press("a")
    first.wait_for("Right.")
    first.press(RIGHT)
    first.wait_for("step 3 of")
    first.read(0.3)
    program = find_program(tmp_path / "data")
    os.kill(first.pid, signal.SIGKILL)
    end = time.monotonic() + 20
    while Path(f"/proc/{program}").exists():
        assert time.monotonic() < end, "the program plays on without a line"
        time.sleep(0.05)
    again = start_program(*class_account[1:], program=class_account[0])
    again.wait_for("◐ Introduction")
    again.press("\r")
    again.wait_for("step 3 of")
    again.press("\x11")
    assert again.wait_end() == 0


def test_nothing_but_calctui_for_a_class(start_program, class_account, tmp_path: Path):
    for ask in (["sh"], ["cat", "/etc/passwd"], ["-s", "sftp"]):
        asked = (
            [*class_account[:-1], *ask[:-1], "127.0.0.1", ask[-1]]
            if ask[0] == "-s"
            else [*class_account, *ask]
        )
        terminal = start_program(*asked[1:], program=asked[0])
        terminal.wait_for("Enter open")
        terminal.press("\x1a!:")
        terminal.wait_for("There is no shell above")
        terminal.press("\x11")
        assert terminal.wait_end() == 0
        assert b"root:" not in terminal.raw
    plain = [part for part in class_account if part != "-tt"]
    done = subprocess.run(
        [*plain, "cat /etc/passwd"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("way", ["scp", "scp -O", "sftp"])
def test_no_file_is_copied_from_or_to_a_class_account(class_account, tool, tmp_path: Path, way: str):
    name, *more = way.split()
    options = ["-P", class_account[class_account.index("-p") + 1], "-i", str(tmp_path / "user")]
    options += class_account[class_account.index("-F") : -1]
    host = class_account[-1]
    (tmp_path / "mine").write_text("mine")
    pairs = [
        (f"{host}:/etc/passwd", str(tmp_path / "got")),
        (str(tmp_path / "mine"), f"{host}:{tmp_path}/given"),
    ]
    for source, target in pairs if name == "scp" else pairs[:1]:
        done = subprocess.run(
            [tool(name), *more, *options, source, target], capture_output=True, text=True, timeout=60, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode != 0
        assert "root:" not in done.stdout + done.stderr
    assert not (tmp_path / "got").exists()
    assert not (tmp_path / "given").exists()


def used(pid: int) -> float:
    """The processor time of a process, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_network_that_is_silently_dead(start_program, serve, tmp_path: Path):
    """The client takes nothing more and does not say so: no work for nothing, an end after a while, nothing lost."""
    config = block("sshd").replace("/opt/calctui/bin/calctui", str(wrapper(tmp_path, tmp_path / "data")))
    assert "ClientAliveInterval 30\n" in config
    group = grp.getgrgid(os.getgid()).gr_name
    config = config.replace("ClientAliveInterval 30", "ClientAliveInterval 2")
    login = serve(config.replace("Group learners", f"Group {group}") + "\n")
    first = start_program(*login[1:], program=login[0])
    first.wait_for("Enter open")
    first.press("\r")
    first.wait_for("step 1 of")
    first.press(RIGHT + RIGHT)
    first.wait_for("step 2 of")
    first.press("r")
    program = find_program(tmp_path / "data")
    os.kill(first.pid, signal.SIGSTOP)
    time.sleep(1.0)
    before, begun = used(program), time.monotonic()
    end = begun + 30
    spent = before
    while Path(f"/proc/{program}").exists():
        assert time.monotonic() < end, "the program plays on without a line"
        with suppress(OSError):
            spent = used(program)
        time.sleep(0.05)
    assert spent - before < 0.5 * (time.monotonic() - begun) + 0.5, "a busy loop would take it all"
    os.kill(first.pid, signal.SIGKILL)
    again = start_program(*login[1:], program=login[0])
    again.wait_for("◐ Introduction")
    again.press("\r")
    again.wait_for("step 2 of")
    again.press("\x11")
    assert again.wait_end() == 0


LEARNERS = (64101, 64102)
"""Users that need no account: a number is one."""


def test_one_learner_cannot_read_what_another_did(start_program, tool, tmp_path: Path):
    """Two users of the system play, with a careless umask; neither reads the file of the other."""
    if os.geteuid() != 0:
        pytest.skip("only root can take a learner's place")
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == 0 and path.parts[1:2] == ("tmp",) and len(path.parts) > 2:
            path.chmod(0o755)
    homes = {learner: tmp_path / str(learner) for learner in LEARNERS}
    for learner, home in homes.items():
        home.mkdir(mode=0o755)
        os.chown(home, learner, learner)
        # The program of a developer may lie in a folder of root alone: who plays may go through it, who peeks not.
        may = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]
        become = ["--reuid", str(learner), "--regid", str(learner), "--clear-groups", *may]
        terminal = start_program(
            *become, "sh", "-c", f"umask 0; exec {PROGRAM} play introduction#predict",
            program=tool("setpriv"), HOME=str(home),
        )  # fmt: skip
        terminal.wait_for("Where is x after this update?")
        terminal.press("3.2\r")
        terminal.wait_for("✓ Right.")
        terminal.press("\x11")
        assert terminal.wait_end() == 0
    files = {learner: list(home.rglob("progress.sqlite3")) for learner, home in homes.items()}
    for learner, other in (LEARNERS, LEARNERS[::-1]):
        (file,) = files[other]
        assert file.stat().st_uid == other
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        peek = subprocess.run(
            ["/bin/sh", "-c", f"ls {file.parent}; cat {file}; cp {file} /dev/null; echo x > {file}"],
            user=learner, group=learner, extra_groups=[], capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert peek.returncode != 0
        assert peek.stdout == ""


def test_learners_of_one_account_are_told_apart_by_their_keys(start_program, serve, tmp_path: Path):
    line = block("keys").replace("/opt/calctui/bin/calctui", str(wrapper(tmp_path, tmp_path / "data")))
    options = line.partition(" ssh-ed25519")[0].replace("$HOME", str(tmp_path))
    command = serve(keys=options + " {public}")
    terminal = start_program(*command[1:], program=command[0])
    terminal.wait_for("Enter open")
    terminal.press("\r")
    terminal.wait_for("step 1 of")
    terminal.press("\x11")
    assert terminal.wait_end() == 0
    kept = tmp_path / "ann"
    assert (kept / "progress.sqlite3").is_file()
    assert kept.stat().st_mode & 0o077 == 0
    assert (kept / "progress.sqlite3").stat().st_mode & 0o077 == 0


def test_another_learner_cannot_read_it(tmp_path: Path):
    if os.geteuid() != 0:
        pytest.skip("only root can take another learner's place")
    data = tmp_path / "data"
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == 0 and path.parts[1:2] == ("tmp",) and len(path.parts) > 2:
            path.chmod(0o755)
    program = f"from calctui.progress.store import Store; from pathlib import Path; Store(Path({str(data)!r})).close()"
    subprocess.run([sys.executable, "-c", program], check=True, umask=0)
    peek = subprocess.run(
        ["/bin/sh", "-c", f"ls {data}; cat {data}/progress.sqlite3"],
        user=65534, group=65534, extra_groups=[], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert peek.returncode != 0
    assert peek.stdout == ""
