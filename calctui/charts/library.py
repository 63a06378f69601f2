"""plotext, without its manual: building that at import takes longer than all the rest, and nothing here shows it."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

MANUAL = "plotext._doc.doc"


def imported() -> Any:
    """The module; where it cannot do without its manual, it gets that."""
    if "plotext" not in sys.modules and MANUAL not in sys.modules:
        sys.modules[MANUAL] = _no_manual()
        try:
            return import_module("plotext")
        except ImportError:
            pass
        finally:
            del sys.modules[MANUAL]
    return import_module("plotext")


def _no_manual() -> ModuleType:
    """What stands in for the manual while plotext is imported."""
    manual: Any = ModuleType(MANUAL)
    manual.docs = None
    return manual  # type: ignore[no-any-return]


plotext = imported()
