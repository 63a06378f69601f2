"""A headless Chromium, driven by its own protocol; pyte reads what the page's terminal was sent."""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte
import pytest

PATIENCE = 40.0
"""So long may a busy machine take before the page must show what is waited for; in seconds."""
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,700",
    "--remote-debugging-port=0",
)


class Page:
    """A tab with the program in it.

    Attributes:
        asked: The addresses that the page was allowed to ask for something, by the number of the request.
        forbidden: Those that its policy forbade it to ask.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._count = 0
        self._replies: dict[int, dict[str, Any]] = {}
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.asked: dict[str, str] = {}
        self.forbidden: list[str] = []

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Asks the browser for something, and waits for its reply."""
        self._count += 1
        number = self._count
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(PATIENCE):
            while number not in self._replies:
                await self._take(await self._socket.receive())
        reply = self._replies.pop(number)
        assert "error" not in reply, reply
        return reply["result"]

    async def _take(self, message: aiohttp.WSMessage) -> None:
        assert message.type is aiohttp.WSMsgType.TEXT, message
        event = json.loads(message.data)
        if "id" in event:
            self._replies[event["id"]] = event
            return
        given = event.get("params", {})
        match event["method"]:
            case "Network.webSocketFrameReceived" if given["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(given["response"]["payloadData"]))
            case "Network.webSocketFrameSent":
                self._sent(given["response"]["payloadData"])
            case "Network.requestWillBeSent":
                self.asked[given["requestId"]] = given["request"]["url"]
            case "Network.loadingFailed" if given.get("blockedReason") == "csp":
                self.forbidden.append(self.asked.pop(given["requestId"]))

    def _sent(self, text: str) -> None:
        kind, *what = json.loads(text)
        if kind == "resize":
            self._screen.resize(what[0]["height"], what[0]["width"])

    @property
    def text(self) -> str:
        """What stands on the page's terminal."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def wait_for(self, expected: str | Callable[[str], bool]) -> None:
        """Waits until a text stands on the terminal, or something is true of what does."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not (expected in self.text if isinstance(expected, str) else expected(self.text)):
                    await self._take(await self._socket.receive())
        except TimeoutError:
            pytest.fail(f"never saw {expected!r}; the page shows:\n{self.text}")

    async def open(self, url: str) -> None:
        """Opens an address."""
        for domain in ("Network", "Page", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=url)

    async def click(self, text: str) -> None:
        """Clicks on a text, where it stands lowest on the terminal."""
        await self.wait_for(text)
        rows = self._screen.display
        row = max(number for number, line in enumerate(rows) if text in line)
        where = "JSON.stringify(document.querySelector('.xterm-screen').getBoundingClientRect())"
        found = await self.call("Runtime.evaluate", expression=where)
        box = json.loads(found["result"]["value"])
        x = box["x"] + (rows[row].index(text) + 0.5) * box["width"] / self._screen.columns
        y = box["y"] + (row + 0.5) * box["height"] / self._screen.lines
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **button)

    async def type(self, text: str) -> None:
        """Types; a line break is Enter."""
        for character in text:
            key = {"key": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"} if character == "\n" else {}
            key = key or {"key": character, "text": character}
            await self.call("Input.dispatchKeyEvent", type="keyDown", **key)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=key["key"])


@asynccontextmanager
async def browser(chromium: str, folder: Path) -> AsyncIterator[Page]:
    """Starts a Chromium of its own, with an empty profile in this folder, and gives its tab."""
    process = subprocess.Popen(
        [chromium, *_FLAGS, f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as session:
            port = await _port(folder / "DevToolsActivePort")
            address = await _tab(session, port)
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _port(written: Path) -> int:
    """The port of the protocol, which Chromium writes to a file of two lines."""
    async with asyncio.timeout(PATIENCE):
        while not (written.exists() and len(lines := written.read_text().split()) == 2):
            await asyncio.sleep(0.05)
    return int(lines[0])


async def _tab(session: aiohttp.ClientSession, port: int) -> str:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with session.get(f"http://127.0.0.1:{port}/json") as reply:
                tabs = [tab for tab in await reply.json() if tab["type"] == "page"]
            if tabs:
                return tabs[0]["webSocketDebuggerUrl"]
            await asyncio.sleep(0.05)
