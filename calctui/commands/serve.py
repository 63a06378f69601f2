"""`calctui serve`: the same app in a browser tab, for this machine unless told otherwise."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from calctui.errors import CalctuiError
from calctui.lesson.library import find, parse_address
from calctui.text import clean_line

_ANY = {"0.0.0.0", "::", ""}


def serve(address: str | None, host: str, port: int, url: str | None, choices: Mapping[str, Any]) -> int:
    """Serves the app until Ctrl+C; gives the exit code.

    Args:
        address: A lesson to open in each tab; None for the contents.
        host: The address of this machine at which browsers are let in.
        port: The port there, 1 to 65535.
        url: Where browsers find it; None for host and port.
        choices: What was chosen for this time, by the fields of the app's options.

    Raises:
        CalctuiError: The extra is not installed, there is no such lesson, or the port is taken.
    """
    if find_spec("textual_serve") is None:
        raise CalctuiError("serve needs an extra that is not installed; install calctui[serve]")
    if host in _ANY and url is None:
        raise CalctuiError("--host for every address needs --url, at which browsers will find it")
    if not 1 <= port <= 65535:
        raise CalctuiError(f"--port {port}: the ports are 1 to 65535")
    if address is not None:
        find(parse_address(address).lesson)
    from calctui.app.browser import serve_in_browsers

    lesson = ["play", address] if address is not None else []
    command = [sys.executable, "-m", "calctui", *lesson, *_as_arguments(choices)]
    try:
        serve_in_browsers(command, host, port, url or f"http://{f'[{host}]' if ':' in host else host}:{port}")
    except OSError as error:
        raise CalctuiError(f"cannot serve at {clean_line(host)}:{port}: {error.strerror or error}") from error
    return 0


def _as_arguments(choices: Mapping[str, Any]) -> list[str]:
    """The choices for the app as they are written on the command line."""
    written = []
    for name, value in choices.items():
        option = "--no-mouse" if name == "mouse" else "--" + name.replace("_", "-")
        written += [option] if isinstance(value, bool) else [option, str(value)]
    return written
