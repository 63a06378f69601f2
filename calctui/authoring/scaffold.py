"""The lesson that an author starts from: short, commented, and good as it stands."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from pathlib import Path

from calctui.errors import CalctuiError
from calctui.lesson.entry import as_id
from calctui.text import clean_line

SUFFIXES = (".yaml", ".yml")


def scaffold(name: str) -> str:
    """The text of a new lesson for a file of this name, of which its id and its title are made."""
    text = files(__package__).joinpath("scaffold.yaml").read_text(encoding="utf-8")
    identity = as_id(Path(name).stem)
    title = identity.replace("-", " ").capitalize()
    meant = {"FILE": clean_line(shlex.quote(name)), "ID": identity, "TITLE": title}
    return re.sub(r"\b(FILE|ID|TITLE)\b", lambda found: meant[found[0]], text)


def write_scaffold(path: Path) -> None:
    """Writes a new lesson, never over a file that is there.

    Raises:
        CalctuiError: The name is none of a lesson's, something is there, or it cannot be written.
    """
    shown = clean_line(str(path))
    if path.suffix not in SUFFIXES:
        raise CalctuiError(f"a lesson is a file that ends with .yaml; write {shown.rstrip('/')}.yaml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(scaffold(path.name))
    except FileExistsError:
        raise CalctuiError(f"{shown} is there already, and stays as it is; choose another name") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a file name"
        raise CalctuiError(f"{shown} cannot be written: {reason}") from None
