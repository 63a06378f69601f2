"""The themes of our own, made from the palette, so that pictures and widgets share their colours."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

from calctui.charts import palette
from calctui.roles import Role

DARK, LIGHT = "calctui", "calctui-light"
DARK_16, LIGHT_16 = "calctui-16", "calctui-light-16"
"""In the sixteen colours of the terminal, on its own background."""


def _theme(name: str, *, dark: bool, few: bool = False) -> Theme:
    def colour(role: Role) -> str:
        dress = palette.look(role, dark=dark)
        return f"ansi_{dress.ansi}" if few else dress.colour

    background = "ansi_default" if few else palette.BACKGROUND[dark]
    return Theme(
        name=name,
        ansi=few,
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
            **(BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables if few else {}),
            "text-muted": colour(Role.MUTED),
            "block-cursor-background": background,
            "block-cursor-foreground": colour(Role.NOW),
            "block-cursor-blurred-background": background,
            "block-cursor-blurred-foreground": colour(Role.NOW),
        },
    )


THEMES = (
    _theme(DARK, dark=True),
    _theme(LIGHT, dark=False),
    _theme(DARK_16, dark=True, few=True),
    _theme(LIGHT_16, dark=False, few=True),
)


def theme_names() -> list[str]:
    """The names of the themes there are, our own first."""
    return [*(theme.name for theme in THEMES), *sorted(BUILTIN_THEMES)]
