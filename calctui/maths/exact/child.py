"""What the helper's process begins with: it ends at once when nobody asks any more, also while it loads or works."""

from __future__ import annotations

import os
import select
import sys
from threading import Thread


def _end_with_input(fileno: int) -> None:
    """Ends the process when the other end of its input has closed."""
    waiting = select.poll()
    waiting.register(fileno, 0)
    waiting.poll()
    os._exit(0)


def main() -> None:
    """Answers questions until the input closes."""
    if hasattr(select, "poll"):
        Thread(target=_end_with_input, args=(sys.stdin.fileno(),), daemon=True).start()
    from calctui.maths.exact.symbolic_worker import answer_all

    answer_all()


if __name__ == "__main__":
    main()
