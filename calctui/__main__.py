"""`python -m calctui` is `calctui`."""

import sys

from calctui.cli import main

if __name__ == "__main__":
    sys.exit(main())
