"""What a user may choose for the app as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calctui.frozen import frozen

if TYPE_CHECKING:
    from calctui.charts.dots import Markers


@frozen
class Options:
    """Choices for the app.

    Attributes:
        markers: The characters that pictures are drawn with.
        reduced_motion: Whether pictures go from moment to moment in stills.
        fps: The most frames shown in a second; the pace of a lesson stays the same.
        mouse: Whether the mouse may be used; without it the terminal's own selection works.
        theme: The name of a Textual theme; empty for the default.
        note: What is said once at the start; empty for nothing.
        watched: The file of the lesson that is opened at once, to be loaded again on every save; None to leave it.
    """

    markers: Markers = "braille"
    reduced_motion: bool = False
    fps: int = 30
    mouse: bool = True
    theme: str = ""
    note: str = ""
    watched: Path | None = None


_READ: dict[str, Mapping[str, Any]] = {
    "markers": {name: name for name in ("braille", "blocks", "ascii")},
    "reduced_motion": {"True": True, "False": False},
    "fps": {str(fps): fps for fps in range(1, 61)},
    "mouse": {"True": True, "False": False},
}
"""What a kept setting may be, as it was written."""


def kept_settings(options: Options) -> dict[str, str]:
    """The choices that last, as they are kept."""
    return {name: str(getattr(options, name)) for name in (*_READ, "theme")}


def chosen_settings(kept: Mapping[str, str], themes: Collection[str]) -> dict[str, Any]:
    """The choices that were kept; what no longer makes sense is left out."""
    chosen = {name: _READ[name][text] for name, text in kept.items() if text in _READ.get(name, {})}
    if kept.get("theme") in themes:
        chosen["theme"] = kept["theme"]
    return chosen
