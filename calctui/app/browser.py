"""The app in browsers: textual-serve, which starts one app a tab, with a door that only our own page goes through."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

from calctui.text import clean_line

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class _Server(Server):
    """Lets in what comes from its own page, and has that page load nothing from elsewhere."""

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Opens an app for a tab.

        A page of somebody else can reach this machine from within its visitor's browser, but cannot lie about its
        origin.
        """
        if request.headers.get("Origin") not in self._origins:
            raise web.HTTPForbidden(text="This is for the page of calctui alone.")
        return await super().handle_websocket(request)

    async def handle_index(self, request: web.Request) -> web.Response:  # type: ignore[override]
        """The page, which may load only what this server has."""
        page: web.Response = await super().handle_index(request)
        origin = _origin(self.public_url)
        socket = origin.replace("http", "ws", 1)
        page.headers["Content-Security-Policy"] = (
            f"default-src 'self' {origin} 'unsafe-inline' data:; connect-src 'self' {origin} {socket}; "
            "frame-ancestors 'none'"
        )
        return page

    async def on_startup(self, app: web.Application) -> None:
        """Says where it is."""
        del app
        print(f"calctui is at {clean_line(self.public_url)} for your browser; Ctrl+C ends it.", flush=True)

    def initialize_logging(self) -> None:
        """Leaves the terminal to that one line."""

    @property
    def _origins(self) -> set[str]:
        """Where our own page may have come from; loopback has several names."""
        ours = _origin(self.public_url)
        known = urlsplit(ours)
        port = f":{known.port}" if known.port else ""
        names = _LOOPBACK if known.netloc.removesuffix(port) in _LOOPBACK else ()
        return {ours, *(f"{known.scheme}://{name}{port}" for name in names)}


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
    _Server(shlex.join(command), host=host, port=port, title="calctui", public_url=url.rstrip("/")).serve()
