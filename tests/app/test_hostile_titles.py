"""Titles that Textual would take as markup, in every list of the app: shown as they are, and nothing happens."""

from __future__ import annotations

import json
from pathlib import Path

from calctui.app.app import CalctuiApp
from calctui.app.options import Options
from calctui.lesson.course import read_course
from calctui.progress.keeper import Keeper

HERE = Path(__file__).parent.parent / "lesson"
LESSON = "format: 1\nid: lesson-{0}\ntitle: {1}\nsummary: {1}\nsteps:\n  - {{id: a, title: {1}, text: {1}}}\n"


async def test_no_list_obeys_a_title(tmp_path: Path, monkeypatch):
    texts = [
        sample["input"]["text"]
        for name in ("hostile_terminal_text.jsonl", "hostile_own_text.jsonl")
        for line in (HERE / name).read_text("utf-8").splitlines()
        if (sample := json.loads(line))["kind"] == "markup_injection"
    ]
    for index, text in enumerate(texts):
        (tmp_path / f"{index:02}.yaml").write_text(LESSON.format(index, json.dumps(text)))
    course = read_course(tmp_path)
    obeyed: list[str] = []

    async def note(self: CalctuiApp, action: object, *_: object) -> None:
        obeyed.append(str(action))

    monkeypatch.setattr(CalctuiApp, "run_action", note)
    app = CalctuiApp(lambda: course.entries, Options(), Keeper())
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        for keys in (
            ["down"] * len(texts),
            ["slash", "x", "down", "escape"],
            ["ctrl+p", "x", "down", "escape"],
        ):
            await pilot.press(*keys)
            await pilot.pause()
            for row in range(0, 58, 2):
                await pilot.click(offset=(8, row))
            await pilot.press("escape", "escape")
            await pilot.pause()
        assert app.is_running
    assert not [action for action in obeyed if "." in action or action in {"quit", "exit", "bell"}]
