"""A wheel built from the checkout, installed in an environment of its own outside it: lists, shows, plays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def run(*command: str, cwd: Path = ROOT) -> str:
    result = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=400, check=False, env=os.environ
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="session")
def wheel_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from a wheel into an empty environment that borrows only the libraries of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "dist", "build")
    shutil.copytree(ROOT, source, ignore=ignored)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source))
    shutil.rmtree(source)
    wheel = next(folder.glob("*.whl"))
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    run(str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    libraries = subprocess.check_output(
        [sys.executable, "-c", "import numpy, pathlib; print(pathlib.Path(numpy.__file__).parent.parent)"],
        text=True,
    ).strip()
    site = subprocess.check_output(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    borrowed = folder / "libraries"
    borrowed.mkdir()
    for entry in Path(libraries).iterdir():
        if "calctui" not in entry.name:
            (borrowed / entry.name).symlink_to(entry)
    Path(site, "borrowed.pth").write_text(f"{borrowed}\n")
    return folder / "env" / "bin" / "calctui"


def test_a_wheel_lists_and_shows_the_lessons(wheel_program: Path, tmp_path: Path):
    listed = json.loads(run(str(wheel_program), "list", "--json", cwd=tmp_path))
    assert "introduction" in [lesson["id"] for lesson in listed]
    shown = json.loads(
        run(str(wheel_program), "show", "introduction#preview", "--format", "json", cwd=tmp_path)
    )
    assert shown["code"]["printed"][-1] == "Step 19: x = 0.0576, f(x) = 0.0033"
    run(str(wheel_program), "new", "my-lesson.yaml", cwd=tmp_path)
    run(str(wheel_program), "check", "--strict", "my-lesson.yaml", cwd=tmp_path)
    where = run(
        str(wheel_program.parent / "python"), "-c", "import calctui; print(calctui.__file__)", cwd=tmp_path
    )
    assert str(wheel_program.parent.parent) in where


def test_a_wheel_plays_the_lessons(wheel_program: Path, start_program):
    terminal = start_program(program=str(wheel_program))
    terminal.wait_for("Introduction")
    terminal.press("\r")
    terminal.wait_for("How wrong is the guess?")
    terminal.wait_for("⠘")
    terminal.press("\x11")
    assert terminal.wait_end() == 0
