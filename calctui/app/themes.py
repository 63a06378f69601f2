"""The two themes of our own, made from the palette, so that pictures and widgets share their colours."""

from __future__ import annotations

from textual.theme import Theme

from calctui.charts import palette
from calctui.roles import Role

DARK, LIGHT = "calctui", "calctui-light"


def _theme(name: str, *, dark: bool) -> Theme:
    def colour(role: Role) -> str:
        return palette.look(role, dark=dark).colour

    background = palette.BACKGROUND[dark]
    return Theme(
        name=name,
        primary=colour(Role.CURVE),
        secondary=colour(Role.TARGET),
        accent=colour(Role.NOW),
        warning=colour(Role.SLOPE),
        error=colour(Role.AREA_MINUS),
        success=colour(Role.TARGET),
        foreground=colour(Role.TEXT),
        background=background,
        surface=background,
        panel=background,
        dark=dark,
        variables={
            "text-muted": colour(Role.MUTED),
            "block-cursor-background": background,
            "block-cursor-foreground": colour(Role.NOW),
            "block-cursor-blurred-background": background,
            "block-cursor-blurred-foreground": colour(Role.NOW),
        },
    )


THEMES = (_theme(DARK, dark=True), _theme(LIGHT, dark=False))
