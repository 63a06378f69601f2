"""Exported pages in a real browser: they fit a telephone, answers open without a script, and paper shows them all."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from calctui.export.html import html_page
from calctui.lesson.library import entries
from calctui.lesson.load import load_lesson
from tests.e2e.browser import PATIENCE, Page, browser

TELEPHONE, DESK = 390, 1200
"""Widths of windows; in pixels."""
TOO_WIDE = """
[...document.querySelectorAll('body, body *')]
  .filter(element => element.getBoundingClientRect().right > innerWidth && !element.closest('pre'))
  .map(element => element.outerHTML.slice(0, 60))
"""
"""What does not fit the window; only lines of programs may, which scroll by themselves."""
SEEN = """
(() => {
  const inside = [...document.querySelectorAll('details > :not(summary)')];
  return [inside.filter(element => element.checkVisibility()).length, inside.length];
})()
"""
"""How many things in answers and hints are seen, and how many there are."""
OPEN_ALL = "document.querySelectorAll('summary').forEach(summary => summary.click())"


async def evaluate(page: Page, program: str) -> Any:
    found = await page.call("Runtime.evaluate", expression=f"JSON.stringify({program})")
    return json.loads(found["result"].get("value", "null"))


async def show(page: Page, file: Path, width: int, media: str = "screen") -> None:
    """Opens a file in a window of this width, as on a screen or on paper."""
    await page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=844,
        deviceScaleFactor=1,
        mobile=width < DESK,
    )
    await page.call("Emulation.setEmulatedMedia", media=media)
    # Each time by another address, since the page that was there before would do for the same one.
    url = f"{file.as_uri()}?{width}-{media}"
    await page.call("Page.navigate", url=url)
    there = f"location.href === '{url}' && document.readyState === 'complete'"
    async with asyncio.timeout(PATIENCE):
        while not await evaluate(page, there):
            await asyncio.sleep(0.05)


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """The pages of all lessons."""
    files = []
    for entry in entries({}):
        files.append(tmp_path / f"{entry.id}.html")
        files[-1].write_text(html_page(load_lesson(entry.path)), encoding="utf-8")
    return files


async def test_every_page_fits_its_window_and_shows_every_answer(pages, tool, tmp_path):
    async with browser(tool("chromium"), tmp_path / "profile") as page:
        for domain in ("Page", "Runtime"):
            await page.call(f"{domain}.enable")
        for file in pages:
            for width in (DESK, TELEPHONE):
                await show(page, file, width)
                assert await evaluate(page, TOO_WIDE) == [], (file.name, width)
            seen, there = await evaluate(page, SEEN)
            assert (seen, there > 2) == (0, True), file.name
            await evaluate(page, OPEN_ALL)
            assert await evaluate(page, SEEN) == [there, there], file.name
            assert await evaluate(page, TOO_WIDE) == [], file.name
            await show(page, file, DESK, "print")
            assert await evaluate(page, SEEN) == [there, there], file.name
