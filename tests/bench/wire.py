"""What a moving lesson costs on the line, the processor and the learner's patience, against the usual way.

Run it with `python tests/bench/wire.py`; it takes some four minutes. Contestants alternate; medians of rounds.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from least import least_bytes
from terminal import Line, Measured, Run

SIZE = (120, 40)
TRANSPORT = 38
ROUNDS = 3
SECONDS = 4.0
HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).parent / "calctui"
LESSON = HERE / "lesson.yaml"
OURS = [(b">", "1.5×"), (b"<", " 1×")]
THEIRS = [(b">", "1.5x"), (b"<", " 1x")]


def environ(**more: str) -> dict[str, str]:
    """What programs are told of their surroundings."""
    data = tempfile.mkdtemp()
    return {
        "PATH": os.environ["PATH"],
        "HOME": data,
        "CALCTUI_DATA": data,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **more,
    }


def lesson(line: Line | None = None, *, playing: bool = True, **more: str) -> Run:
    """The lesson, playing behind a line, or paused."""
    run = Run([str(PROGRAM), "play", str(LESSON)], environ(**more), SIZE, line)
    run.wait_for("┌", 60)
    run.wait_for("●", 60)
    # Three tenths of the way on there is no stop any more; from there it plays for six seconds.
    run.type(b"3 " if playing else b"3")
    for _ in range(100):
        run.step(0.01)
    return run


def usual(line: Line | None = None) -> Run:
    """The usual way, behind a line."""
    run = Run([sys.executable, str(HERE / "peers.py"), "static"], environ(), SIZE, line)
    run.wait_for("/601", 60)
    for _ in range(100):
        run.step(0.01)
    return run


def measured(start: Callable[[], Run], keys: list[tuple[bytes, str]], seconds: float = SECONDS) -> Measured:
    """One round."""
    run = start()
    try:
        return run.watch(seconds, TRANSPORT, keys, every=0.25)
    finally:
        run.close()


def burnt(start: Callable[[], Run], seconds: float = SECONDS) -> float:
    """The share of a processor that one takes."""
    run = start()
    try:
        return run.burn(seconds)
    finally:
        run.close()


def median(values: list[float]) -> float:
    """The median; not a number where there is none."""
    return statistics.median(values) if values else float("nan")


def p95(values: list[float]) -> float:
    """Nineteen in twenty are not above it."""
    return sorted(values)[max(round(0.95 * len(values)) - 1, 0)] if values else float("nan")


def main() -> None:
    """Prints the table."""
    ours: list[Measured] = []
    theirs: list[Measured] = []
    idle: list[Measured] = []
    burnt_ours: list[float] = []
    burnt_theirs: list[float] = []
    for _ in range(ROUNDS):
        ours.append(measured(lesson, OURS))
        theirs.append(measured(usual, THEIRS))
        idle.append(measured(lambda: lesson(playing=False), OURS))
        burnt_ours.append(burnt(lesson))
        burnt_theirs.append(burnt(usual))
    frame = median([run.bytes / max(run.shown, 1) for run in ours])
    plain = median([run.bytes / max(run.shown, 1) for run in theirs])
    least = least_bytes(LESSON, SIZE)
    busy, busy_plain = median(burnt_ours), median(burnt_theirs)
    key = median([delay for run in ours for delay in run.delays])
    key_idle = median([delay for run in idle for delay in run.delays])
    key_plain = median([delay for run in theirs for delay in run.delays])
    print(f"{'measure':<52}{'calctui':>12}{'peer':>12}{'ratio':>8}")
    row = "{:<52}{:>12.6g}{:>12.6g}{:>8.2f}".format
    print(row("bytes a frame / truecolour cell difference", frame, least, frame / least))
    print(row("bytes a frame / Static + from_ansi", frame, plain, frame / plain))
    print(row("CPU at 30 fps, % / Static + from_ansi", 100 * busy, 100 * busy_plain, busy / busy_plain))
    print(row("key to screen playing / idle, ms, p50", 1e3 * key, 1e3 * key_idle, key / key_idle))
    print(row("key to screen / Static + from_ansi, ms, p50", 1e3 * key, 1e3 * key_plain, key / key_plain))
    print(
        row("frames shown a second / Static + from_ansi", _fps(ours), _fps(theirs), _fps(ours) / _fps(theirs))
    )
    for name, line, more in [
        ("50 kB/s", Line(50e3), {}),
        ("20 kB/s", Line(20e3), {}),
        ("20 kB/s, 16 colours", Line(20e3), {"COLORTERM": "", "TERM": "xterm"}),
        ("1 MB/s, 150 ms each way", Line(1e6, 0.15), {}),
        ("8 kB/s, 150 ms each way", Line(8e3, 0.15), {}),
    ]:
        slow = [measured(lambda line=line, more=more: lesson(line, **more), OURS, SECONDS)]
        delays = [delay for run in slow for delay in run.delays]
        print(
            f"{name:<28} frames a second {_fps(slow):5.1f}   key p50 {median(delays):.2f} s   p95 {p95(delays):.2f} s"
        )
    slow_plain = [measured(lambda: usual(Line(50e3)), THEIRS, SECONDS)]
    delays = [delay for run in slow_plain for delay in run.delays]
    print(
        f"{'Static + from_ansi, 50 kB/s':<28} frames a second {_fps(slow_plain):5.1f}   key p50 {median(delays):.2f} s"
    )


def slow_row(name: str, fps: float, delays: list[float]) -> str:
    """How a slow line feels."""
    return f"{name:<28} frames a second {fps:5.1f}   key p50 {median(delays):.2f} s   p95 {p95(delays):.2f} s"


def _fps(runs: list[Measured]) -> float:
    return median([run.shown / run.seconds for run in runs])


if __name__ == "__main__":
    main()
