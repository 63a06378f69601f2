"""Text and colours for HTML and SVG: everything is escaped here, and a role becomes a class of CSS."""

from __future__ import annotations

import html
import re

from calctui.charts import palette
from calctui.roles import Role
from calctui.text import clean

_NOT_XML = re.compile("[\ufffe\uffff]")
"""What may not stand in XML, and `clean` lets pass since a terminal does not mind."""


def escaped(text: str) -> str:
    """The text for an element or a quoted attribute: nothing in it is markup."""
    return html.escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", clean(text)), quote=True)


def role_class(role: Role) -> str:
    """The class of what wears a role."""
    return "r-" + role.name.lower().replace("_", "-")


def role_rules() -> str:
    """The colour of each role on light ground, and on dark where the reader's screen is dark."""
    light, dark = (_rules(dark=dark) for dark in (False, True))
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _rules(*, dark: bool) -> str:
    text = palette.look(Role.TEXT, dark=dark).colour
    rules = [
        f":root {{ color-scheme: {'dark' if dark else 'light'}; color: {text}; --ground: {_ground(dark)} }}"
    ]
    for role in Role:
        look = palette.look(role, dark=dark)
        weight = "; font-weight: bold" if look.bold else ""
        rules.append(f".{role_class(role)} {{ color: {look.colour}{weight} }}")
    return "\n".join(rules)


def _ground(dark: bool) -> str:
    return palette.BACKGROUND[dark]
