"""What a key asks of the app."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """What a key asks of the app and not of the player."""

    SCROLL_UP = "scroll_up"
    SCROLL_DOWN = "scroll_down"
    SEARCH = "search"
    STEPS = "steps"
    HELP = "help"
    PALETTE = "palette"
    SETTINGS = "settings"
    REVIEW = "review"
    LEAVE = "leave"
    QUIT = "quit"
    STOP = "stop"
