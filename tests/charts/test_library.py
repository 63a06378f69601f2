"""plotext comes without its manual, and with it where a plotext of tomorrow cannot do without."""

from __future__ import annotations

import subprocess
import sys

CHANGED = """
import sys
from types import ModuleType
import calctui.charts.library as library
print([name for name in sys.modules if name.startswith("plotext._doc.sec")], library.MANUAL in sys.modules)
"""
NEEDS_MORE = """
import importlib.util, sys
from types import ModuleType
path = importlib.util.find_spec("calctui.charts").submodule_search_locations[0] + "/library.py"
text = open(path).read().replace("manual.docs = None", "pass")
exec(compile(text, path, "exec"), {"__name__": "library"})
import plotext
print(plotext.figure is not None, callable(plotext.doc))
"""


def printed(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_manual_is_not_built():
    assert printed(CHANGED) == "[] False"


def test_a_plotext_that_needs_its_manual_gets_it():
    assert printed(NEEDS_MORE) == "True True"
