"""The app in browsers: textual-serve, which starts one app a tab, with a door that only our own page goes through."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Sequence
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from calctui.text import clean_line

PATIENCE = 5.0
"""So long may the apps take to end when the server does; in seconds."""
MOST_CELLS = 1000
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class _Session(AppService):
    """One app for one tab; it has ended when it has stopped."""

    async def stop(self) -> None:
        """Ends the app, and waits for its process."""
        await super().stop()
        if self._process is not None:
            await self._process.wait()


class _Server(Server):
    """Lets in what comes from its own page, and has that page load nothing from elsewhere."""

    _tabs: set[asyncio.Task[None]]

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Opens an app for a tab.

        A page of somebody else can reach this machine from within its visitor's browser, but cannot lie about its
        origin.
        """
        if request.headers.get("Origin") not in self._origins:
            raise web.HTTPForbidden(text="This is for the page of calctui alone.")
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        tab = asyncio.create_task(self._play(request, socket))
        self._tabs.add(tab)
        tab.add_done_callback(self._tabs.discard)
        await asyncio.wait([tab])
        return socket

    async def _play(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        """Runs an app for as long as its tab is open."""

        async def close() -> None:
            await socket.close()

        session = _Session(
            self.command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        width, height = (to_int(request.query.get(side, ""), 0) for side in ("width", "height"))
        try:
            await session.start(_within(width, 80), _within(height, 24))
            await self._process_messages(socket, session)
        finally:
            await session.stop()
            await close()

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page, which may load only what this server has."""
        found: object = await super().handle_index(request)
        assert isinstance(found, web.Response)
        origin = _origin(self.public_url)
        socket = origin.replace("http", "ws", 1)
        found.headers["Content-Security-Policy"] = (
            f"default-src 'self' {origin} 'unsafe-inline' data:; connect-src 'self' {origin} {socket}; "
            "frame-ancestors 'none'"
        )
        return found

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing yet: the address may be taken."""
        del app
        self._tabs = set()

    async def on_shutdown(self, app: web.Application) -> None:
        """Ends the apps of all tabs, each of which saves what was done."""
        del app
        for tab in self._tabs:
            tab.cancel()
        if self._tabs:
            await asyncio.wait(self._tabs, timeout=PATIENCE)

    def run(self) -> None:
        """Serves until it is interrupted, and says where once browsers can come."""
        said = f"calctui is at {clean_line(self.public_url)} for your browser; Ctrl+C ends it."
        web.run_app(
            self._make_app(),
            host=self.host,
            port=self.port,
            shutdown_timeout=PATIENCE,
            print=lambda *_: print(said, flush=True),
        )

    @property
    def _origins(self) -> set[str]:
        """Where our own page may have come from; loopback has several names."""
        ours = _origin(self.public_url)
        known = urlsplit(ours)
        port = f":{known.port}" if known.port else ""
        names = _LOOPBACK if known.netloc.removesuffix(port) in _LOOPBACK else ()
        return {ours, *(f"{known.scheme}://{name}{port}" for name in names)}


def _within(cells: int, default: int) -> int:
    """A size that a tab asks for, if a screen can be so large."""
    return cells if 1 <= cells <= MOST_CELLS else default


def _origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def serve_in_browsers(command: Sequence[str], host: str, port: int, url: str) -> None:
    """Serves a command that runs a Textual app, until it is interrupted.

    Args:
        command: The program and its arguments.
        host: The address at which browsers are let in.
        port: The port there.
        url: Where browsers find it.

    Raises:
        OSError: The address cannot be had.
    """
    _Server(shlex.join(command), host=host, port=port, title="calctui", public_url=url.rstrip("/")).run()
