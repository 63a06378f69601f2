"""plotext comes without its manual and tests, and whole where a plotext of tomorrow cannot do without."""

from __future__ import annotations

import subprocess
import sys

LEAVES_OUT = """
import sys
import calctui.charts.library as library
print([name for name in sys.modules if name.startswith(("plotext._doc.sec", "unittest"))])
print(library.LEFT_OUT.keys() & sys.modules.keys())
"""
NEEDS_MORE = """
import sys
import calctui.charts.library as library
for name in [name for name in sys.modules if name.startswith("plotext")]:
    del sys.modules[name]
library._empty = lambda module, name: library.ModuleType(module)
plotext = library.imported()
print(plotext.figure is not None, callable(plotext.doc), callable(plotext.test))
"""


def printed(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_what_is_not_for_us_is_left_out():
    assert printed(LEAVES_OUT) == ["[]", "set()"]


def test_a_plotext_that_needs_more_comes_whole():
    assert printed(NEEDS_MORE) == ["True True True"]
