"""What a user may choose for the app as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calctui.charts.dots import Markers


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for the app.

    Attributes:
        markers: The characters that pictures are drawn with.
        reduced_motion: Whether pictures go from moment to moment in stills.
        fps: The most frames shown in a second; the pace of a lesson stays the same.
        mouse: Whether the mouse may be used; without it the terminal's own selection works.
        theme: The name of a Textual theme; empty for the default.
        watched: The file of the lesson that is opened at once, to be loaded again on every save; None to leave it.
    """

    markers: Markers = "braille"
    reduced_motion: bool = False
    fps: int = 30
    mouse: bool = True
    theme: str = ""
    watched: Path | None = None
