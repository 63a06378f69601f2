"""Any path given as a lesson is answered in bounded memory, in words; also the heaviest lessons that are allowed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "calctui")
MEMORY = 300 * 1024
"""In kB."""
HANGS = 60
SECONDS = 5.0
"""Of processor time, for a whole check."""
BUSY = 1.6
"""A processor that others use too takes so much longer for the same, since its caches are theirs."""
HEAD = "format: 1\nid: heavy\ntitle: Heavy\nsummary: S\nsteps:\n"


def check(path: str, folder: Path) -> tuple[int, str]:
    """The exit code and all the words of a check, which must keep within its memory."""
    with (folder / "words").open("w+b") as words:
        process = subprocess.Popen([PROGRAM, "check", "--", path], stdout=words, stderr=words, cwd=folder)
        try:
            process.wait(HANGS)
        finally:
            process.kill()
        words.seek(0)
        said = words.read().decode()
    assert "Traceback" not in said
    assert all(character == "\n" or character.isprintable() for character in said)
    return process.returncode, said


MEASURE = """\
import os, sys
said = [(os.POSIX_SPAWN_OPEN, number, sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) for number in (1, 2)]
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=said)
_, status, used = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime + used.ru_stime)
"""
"""A process of its own, which is small: what a child took is at least what its parent had when it was started."""


def measured(path: Path) -> tuple[int, str, int, float]:
    """The exit code of a check, its words, the most memory it took, in kB, and its processor time, in seconds."""
    words = path.with_suffix(".words")
    command = [sys.executable, "-c", MEASURE, str(words), PROGRAM, "check", "--", str(path)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=HANGS).stdout
    code, memory, seconds = told.split()
    return int(code), words.read_text(), int(memory), float(seconds)


PATHS = {
    "zeros": "/dev/zero",
    "random": "/dev/random",
    "memory": "/proc/self/mem",
    "folder in itself": "loop",
    "link to nothing": "nothing.yaml",
    "link to itself": "itself.yaml",
    "10 GB": "sparse.yaml",
    "pipe": "pipe.yaml",
    "newline": "a\nb.yaml",
    "255 bytes": "x" * 250 + ".yaml",
    "too long": "x" * 5000,
    "300 files": "many",
}


@pytest.mark.parametrize("name", PATHS)
def test_any_path(tmp_path: Path, name: str):
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop" / "again").symlink_to(tmp_path / "loop")
    (tmp_path / "nothing.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "itself.yaml").symlink_to(tmp_path / "itself.yaml")
    with (tmp_path / "sparse.yaml").open("wb") as sparse:
        sparse.truncate(10 * 2**30)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "many").mkdir()
    for number in range(300):
        (tmp_path / "many" / f"{number}.yaml").write_text("nonsense")
    for odd in ("a\nb.yaml", "x" * 250 + ".yaml"):
        (tmp_path / odd).write_text("nonsense")
    code, said = check(PATHS[name], tmp_path)
    assert code in {0, 1, 2}
    assert said


def test_a_file_that_may_not_be_read(tmp_path: Path, tool):
    """Root is bound by permissions as others are, once its powers are taken."""
    path = tmp_path / "closed.yaml"
    path.write_text("nonsense")
    path.chmod(0)
    command = [PROGRAM, "check", "--", str(path)]
    if os.geteuid() == 0:
        command = [tool("setpriv"), "--bounding-set=-all", "--inh-caps=-all", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=HANGS)
    assert done.returncode in {1, 2}
    said = (done.stdout + done.stderr).strip()
    assert "Traceback" not in said
    assert "ermission" in said
    assert len(said.splitlines()) <= 2


def step(number: int, scene: dict, **more: object) -> str:
    return "  - " + json.dumps({"id": f"s{number}", "title": "T", "text": "W", "scene": scene, **more}) + "\n"


HEAVY = {
    "updates": [
        step(n, {"kind": "descent", "function": "x**2", "start": 5, "rate": 0.01, "updates": 1000})
        for n in range(40)
    ],
    "samples": [
        step(n, {"kind": "monte_carlo", "function": "x**2", "from": 0, "to": 1, "samples": 100000, "seed": n})
        for n in range(40)
    ],
    "long formulas": [
        step(n, {"kind": "curve", "function": "+".join(f"sin({k}*x)**2" for k in range(1, 22)), "x": [-9, 9]})
        for n in range(60)
    ],
    "claims": [
        step(
            n,
            {"kind": "curve", "function": "x**2", "x": [-2, 2]},
            claims=[f"integrate(exp(-x**{k})*sin(x)**{k}, x, 0, {k}) == {k}" for k in range(2, 12)],
        )
        for n in range(10)
    ],
    "descents": [
        step(
            n,
            {
                "kind": "contour_descent",
                "function": "+".join(f"sin({k}*x+y)**2" for k in range(1, 14)),
                "start": [4, 3],
                "rate": 0.01,
                "updates": 1000,
            },
        )
        for n in range(40)
    ],
    "networks": [
        step(n, {"kind": "network", "hidden": [8, 8], "updates": 2000, "rate": 0.1, "seed": n})
        for n in range(20)
    ],
}


TOO_HEAVY = {"updates", "descents", "networks"}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_lessons_end_within_their_bounds_or_say_why_not(tmp_path: Path, name: str):
    """The bound is of what the program computes: what others do meanwhile is no fault of the lesson."""
    path = tmp_path / "heavy.yaml"
    path.write_text(HEAD + "".join(HEAVY[name]))
    code, said, memory, seconds = measured(path)
    assert code in {0, 1}
    assert memory < MEMORY
    assert seconds < SECONDS * BUSY
    if code:
        assert "Traceback" not in said
    if name in TOO_HEAVY:
        assert "seconds" in said
