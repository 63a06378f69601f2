"""plotext, without its manual, tests, demonstrations and films: loading them takes longer than all the rest."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

LEFT_OUT = {
    "plotext._doc.doc": "docs",
    "plotext._tests.run": "test",
    "plotext._methods.video": "video",
    "plotext._methods.matplotlib": "matplotlib",
    **{f"plotext._demos.{name}": name for name in ("colors", "styles", "markers", "themes", "line_styles")},
}
"""Modules of plotext that nothing here needs, and the one name that plotext takes from each."""


def imported() -> Any:
    """The module; where it cannot do without what is left out, it comes whole."""
    if "plotext" not in sys.modules and not LEFT_OUT.keys() & sys.modules.keys():
        sys.modules |= {module: _empty(module, name) for module, name in LEFT_OUT.items()}
        try:
            return import_module("plotext")
        except ImportError:
            pass
        finally:
            for module in LEFT_OUT:
                del sys.modules[module]
    return import_module("plotext")


def _empty(module: str, name: str) -> ModuleType:
    """What stands in for a module while plotext is imported."""
    empty = ModuleType(module)
    setattr(empty, name, None)
    return empty


plotext = imported()
